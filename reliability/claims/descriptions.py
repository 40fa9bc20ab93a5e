"""Descriptions that stand for a name: "the governor", "the newspaper", "the poll", "his website"."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from functools import lru_cache

from reliability.claims import heads, kinds
from reliability.claims.bodies import company_nouns
from reliability.claims.earlier_names import body_named, document_named, introduced_as, members_of
from reliability.claims.heads import Phrase, Speaker, words
from reliability.claims.makers import MADE, Makers, carrier
from reliability.claims.memory import Memory
from reliability.claims.name_words import not_names, openers
from reliability.claims.names import Names
from reliability.claims.outlets_seen import OutletsSeen
from reliability.resources import lexicon

_NAMED = re.compile(r"[^\W\d_a-z]\w*[/ -]")
_ARTICLES = frozenset(("article", "story", "editorial", "op-ed", "piece"))
_GENERIC = frozenset(("group", "company", "firm", "team", "bank", "school", "business", "network", "studio", "board"))
_STANDING_FOR = frozenset(("group", "agency", "organisation", "organization", "body", "charity", "ngo", "watchdog"))
_SITES = frozenset(("website", "site", "blog"))
_MAKERS = ("person", "organisation")
_FAR = 4_000
_NEAR = 800
_FARTHEST = 10_000


class Descriptions:
    """Resolves descriptions in one article."""

    def __init__(self, text: str, names: Names, seen: OutletsSeen, memory: Memory) -> None:
        """Take the people and the outlets named in `text`, and the memory of who spoke."""
        self._text = text
        self._names = names
        self._seen = seen
        self._memory = memory
        self._makers = Makers(text, names, memory)

    def speaker(self, phrase: Phrase, place: int) -> Speaker | None:
        """Who a description at `place` stands for; None where it stands for itself."""
        found = self._back(phrase, place) if phrase.definite else None
        return found or self._makers.maker(phrase, place)

    def _back(self, phrase: Phrase, place: int) -> Speaker | None:
        noun = phrase.noun.casefold()
        is_bare = noun == phrase.head.casefold()
        seen = self._seen.last(place, noun) if is_bare and noun in _outlet_nouns() else None
        if seen and noun in _SITES and not self._memory.last(place, lambda one: one.outlet == seen.outlet, _NEAR):
            return None
        if seen and not self._another(noun, seen.end, place):
            return Speaker(seen.outlet.shown, "media_outlet", "", seen.outlet)
        if noun in _roles() or (noun in words("anonymous") and noun.endswith("s")):
            return self._role(phrase, place) or (self._unnamed(noun, place) if is_bare else None)
        if noun in words("documents"):
            return None if _NAMED.search(phrase.head) else self._document(noun, place)
        if noun in words("organisation_words") or noun in words("government_words"):
            return self._same(noun, place) or (self._referred(noun, place) if is_bare else None)
        return None

    def company(self, place: int) -> Speaker | None:
        """The organisation named last: "Vornetta did not answer. The company said ..."."""
        spoken = self._memory.last(place, lambda one: one.source_type == "organisation" and _is_named(one), _FAR)
        for start, run in self._names.runs_before(place):
            if place - start > _NEAR:
                break
            if spoken and spoken.origin == run:
                break
            if run.rpartition(" ")[2].casefold() in not_names():
                continue
            phrase = heads.parse(run)
            found = kinds.proper(phrase, self._names)
            if found.source_type == "organisation" and self._is_subject(start, run):
                return found
        return spoken

    def _is_subject(self, start: int, run: str) -> bool:
        """Whether a name opens its sentence, or the article says what it is."""
        opens = self._text[max(0, start - 2) : start].strip(' "“') in ("", ".", "\n", ".\n", "\n\n", "!", "?")
        return opens or self._names.bodies.verdict(run) > 0

    def _another(self, noun: str, start: int, place: int) -> bool:
        """Whether a longer name for another body ends with `noun` after an outlet: "the flood agency" for "agency"."""
        if noun not in words("organisation_words"):
            return False
        bodies = re.compile(rf" {re.escape(noun)}\b").finditer(self._text, max(start, place - _NEAR), place)
        return any(self._text[max(0, body.start() - 4) : body.start()].strip().casefold() != "the" for body in bodies)

    def _role(self, phrase: Phrase, place: int) -> Speaker | None:
        holder = self._names.holder(phrase.head, place)
        # A role that nobody was introduced with stands for itself.
        return Speaker(holder.full, "person", holder.gender) if holder and place - holder.start < _FAR else None

    def _document(self, noun: str, place: int) -> Speaker | None:
        made = MADE.search(noun)
        written = self._memory.last(place, lambda one: _speaks_by(one, noun), _FAR)
        if written:
            return replace(written, carrier=self._posted(written.origin or ""))
        maker = self._memory.last(place, lambda one: one.source_type in _MAKERS, _NEAR) if made else None
        if made and maker:
            return replace(maker, carrier=carrier(made.group(1)))
        named = self._before(document_named(noun), place, _FAR)
        return Speaker(named, "document") if named else self._same(noun, place)

    def _posted(self, document: str) -> tuple[str, str] | None:
        """The platform that a document's own name tells: "post on Facebook"."""
        last = document.rpartition(" on ")[2]
        known = (mention.outlet for mention in self._seen.mentions if mention.outlet.kind == "platform")
        return next((("platform", outlet.name) for outlet in known if outlet.name == last), None)

    def _same(self, noun: str, place: int) -> Speaker | None:
        """The last speaker whose name ends or opens with `noun`: "the Ministry of Works" for "the ministry"."""
        opens = (f"{noun} of ", f"{noun} for ")

        def is_same(one: Speaker) -> bool:
            name = (one.origin or "").casefold()
            return name.endswith(" " + noun) or name.startswith(opens)

        return self._memory.last(place, is_same, _FAR)

    def _referred(self, noun: str, place: int) -> Speaker | None:
        """The body that a bare "the fund" or "the ministry" refers to: introduced so, named so, or just heard."""
        named = self._before(introduced_as(noun), place, _FAR)
        body = kinds.proper(heads.parse(named), self._names) if named else None
        if body and body.source_type in ("organisation", "government"):
            return body
        found = (self._body(noun, place) if noun not in _GENERIC else None) or self._owned(noun, place)
        if found is None and noun in _STANDING_FOR:
            return self._memory.last(place, lambda one: one.source_type == "organisation" and _is_named(one), _NEAR)
        return self.company(place) if found is None and noun in company_nouns() else found

    def _unnamed(self, noun: str, place: int) -> Speaker | None:
        """The unnamed speaker of this kind who spoke last: "a port official" for "the official"."""
        return self._memory.last(place, lambda one: one.source_type == "anonymous" and _is_a(one, noun), _NEAR)

    def _body(self, noun: str, place: int) -> Speaker | None:
        """The body named before, whether it spoke or not: "Vorne's Ministry of Works closed it. The ministry said"."""
        named = self._before(body_named(noun), place, _FAR)
        if named is None or named.partition(" ")[0].casefold() in openers():
            return None
        phrase = heads.parse(named)
        found = (kinds.proper if heads.is_proper(phrase) else kinds.common)(phrase, self._names)
        return found if found and found.source_type in ("organisation", "government") else None

    def _owned(self, noun: str, place: int) -> Speaker | None:
        """The members whose body it is: "the pilots' union" for "the union"."""
        found = self._before(members_of(noun), place, _FARTHEST)
        return Speaker(found, "organisation") if found else None

    def _before(self, pattern: re.Pattern[str], place: int, reach: int) -> str | None:
        """The last match of `pattern` (its group, where it has one) in the `reach` characters before `place`."""
        found = deque(pattern.finditer(self._text, max(0, place - reach), place), maxlen=1)
        return found[0].group(pattern.groups and 1) if found else None


def _speaks_by(speaker: Speaker, noun: str) -> bool:
    """Whether a longer document is called by `noun`: "letter from the audit office" for "the letter"."""
    origin = (speaker.origin or "").casefold()
    return speaker.source_type == "document" and origin != noun and noun in origin.split()


def _is_a(speaker: Speaker, noun: str) -> bool:
    return heads.parse(speaker.origin or "").noun.casefold() == noun


def _is_named(speaker: Speaker) -> bool:
    return (speaker.origin or "")[:1].isupper()


@lru_cache(maxsize=1)
def _outlet_nouns() -> frozenset[str]:
    return words("outlet_words") | _ARTICLES


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    return {row[0]: row[1] if len(row) > 1 else "" for row in (entry.split() for entry in lexicon("claims/roles"))}
