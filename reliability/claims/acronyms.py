"""Acronyms to the names that an article gives for them: "HWU" to "Harbour Workers Union"."""

from __future__ import annotations

import re

from reliability.claims.heads import without_possessive

_GIVEN = re.compile(r"((?:[^\W\d_a-z][\w’'&-]*)(?: (?:(?:of|for|and|the|to|in|on) ){0,2}[^\W\d_a-z][\w’'&-]*){1,7}) $")
_LEAD = 120
_SHORTEST = 3
_LONGEST = 7
_READ = 100_000
MOST = 40
"""So many acronyms of one article are looked up: each reads the text once."""


class Acronyms:
    """Looks up the acronyms of one article."""

    def __init__(self, text: str) -> None:
        """Take the text; an acronym is looked for when it is asked for."""
        self._text = text
        self._known: dict[str, str | None] = {}

    def name(self, acronym: str) -> str | None:
        """The name given with the acronym, "Harbour Workers Union (HWU)", else a name with these initials."""
        if acronym not in self._known and len(self._known) < MOST:
            self._known[acronym] = self._given(acronym) or self._initialled(acronym)
        return self._known.get(acronym)

    def _given(self, acronym: str) -> str | None:
        place = self._text.find(f"({acronym})", 0, _READ)
        found = _GIVEN.search(self._text, max(0, place - _LEAD), place) if place > 0 else None
        return without_possessive(found.group(1)) if found else None

    def _initialled(self, acronym: str) -> str | None:
        if not (_SHORTEST <= len(acronym) <= _LONGEST and acronym.isalpha()):
            return None
        words = [rf"{letter}[a-z][\w’'-]{{1,30}}" for letter in acronym]
        found = re.search(rf"\b{' (?:(?:of|for|and|the|on|in) ){0,2}'.join(words)}\b", self._text[:_READ])
        return without_possessive(found.group()) if found else None
