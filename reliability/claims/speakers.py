"""Source spans to origins: names, titles, pronouns, "the ministry", "it"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache

from reliability.claims.gazetteer import Mention, Outlet
from reliability.claims.names import Names, Person, given_names, split_title, titles
from reliability.resources import lexicon

MASCULINE = frozenset(("he", "him", "his", "himself"))
FEMININE = frozenset(("she", "her", "hers", "herself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves", "both"))
NEUTER = frozenset(("it", "its", "itself"))
AUTHOR = frozenset(("i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"))
READER = frozenset(("you", "your", "yours", "yourself"))
RELATIVE = frozenset(("who", "whom", "whose", "which", "that", "where"))
_HEAD_ENDS = re.compile(
    r"[,;(\u2014\u2013:]| - |\s(?:who|which|that|of|from|in|at|for|with|on|by|to|against|about|among|between|close|"
    r"familiar|backing|supporting|opposed|speaking|including|based|led|called|known|working|near|inside|outside|as|"
    r"whose|briefed|involved|conducted|released|published|issued|filed|obtained|and|or)\b"
)
_DETERMINERS = re.compile(
    r"(?i:(?:the|a|an|one|another|this|that|these|those|some|many|several|most|two|three|four|other|its|his|her|their"
    r"|our|my|any|every|each|no|all|both|few|more|at least|unnamed|anonymous|senior|former|top)\s+)+"
)
_TRIM = " \t\n\u00a0'\"“”‘’.,:;-–—()[]"
_POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s|$))")
_NAME = re.compile(
    r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:(?:de|la|van|von|der|al|el|bin|of|for|and|on|the|to)\s+){0,2}[^\W\d_a-z][\w.’'-]*)*"
)
_REACH = 2_500


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: the resolved name, one of `records.SOURCE_TYPES`, and the gender 'm', 'f', 'p' (plural) or ''."""

    origin: str | None
    source_type: str
    gender: str = ""
    outlet: Outlet | None = None


NOBODY = Speaker(None, "other")


@lru_cache(maxsize=16)
def words(listing: str) -> frozenset[str]:
    """The entries of a word list of this room, in lower case."""
    return frozenset(entry.casefold().split(" ")[0] for entry in lexicon(f"claims/{listing}"))


@lru_cache(maxsize=1)
def roles() -> dict[str, str]:
    """Roles that point back to one person, with the gender that they tell."""
    rows = (entry.split() for entry in lexicon("claims/roles"))
    return {row[0].casefold(): row[1] if len(row) > 1 else "" for row in rows}


class Cast:
    """The speakers of one article, resolved in text order."""

    def __init__(self, text: str, mentions: list[Mention]) -> None:
        """Name the people of `text`; `mentions` are the outlets in it."""
        self.text = text
        self.names = Names(text)
        self.mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._people = [person.start for person in self.names.mentions]
        self._past: list[tuple[int, Speaker]] = []

    def speaker(self, start: int, end: int) -> Speaker:
        """Who the source span `[start, end)` names, given what was resolved before; remembers the answer."""
        found = self._resolve(start, end)
        if found.origin:
            self._past.append((start, found))
        return found

    def again(self, place: int) -> Speaker:
        """The speaker of an attribution at `place` that names no source."""
        past = self._last(place, lambda speaker: True, 400)
        return past or NOBODY

    def _resolve(self, start: int, end: int) -> Speaker:
        source = self.text[start:end].strip(_TRIM)
        word = _POSSESSIVE.sub("", source.casefold())
        if word in MASCULINE:
            return self._person_before(start, "m")
        if word in FEMININE:
            return self._person_before(start, "f")
        if word in AUTHOR:
            return Speaker(None, "self", "")
        if word in READER:
            return Speaker(None, "other")
        if word in NEUTER:
            return self._last(start, lambda one: one.gender not in ("m", "f") and one.source_type != "person") or NOBODY
        if word in PLURAL:
            return self._last(start, lambda one: one.source_type != "person") or Speaker(None, "group", "p")
        if word in RELATIVE:
            return self._before(start, word)
        return self._phrase(start, end)

    def _last(self, place: int, fits: object, reach: int = _REACH) -> Speaker | None:
        for start, speaker in reversed(self._past):
            if start < place and place - start < reach and fits(speaker):  # type: ignore[operator]
                return speaker
        return None

    def _person_before(self, place: int, gender: str) -> Speaker:
        """The last fitting person: a recent speaker weighs more than a name that stands in between."""
        named = self._named_before(place, gender)
        past = self._last(place, lambda one: one.source_type == "person" and one.gender in ("", gender))
        if past and (named is None or self._spoke_last(named.start, place, past)):
            return replace(past, gender=gender)
        if named is None:
            return Speaker(None, "person", gender)
        return Speaker(named.full, "person", gender)

    def _spoke_last(self, named: int, place: int, past: Speaker) -> bool:
        said = next(start for start, one in reversed(self._past) if one.origin == past.origin and start < place)
        opening = self.text.rfind("\n", 0, place)
        return said >= named or place - said < 400 or opening < said

    def _named_before(self, place: int, gender: str) -> Person | None:
        for index in range(bisect_left(self._people, place) - 1, -1, -1):
            person = self.names.mentions[index]
            if place - person.start > _REACH:
                return None
            if person.gender in ("", gender):
                return person
        return None

    def _before(self, place: int, word: str) -> Speaker:
        """The noun phrase right before a relative pronoun."""
        opening = max(self.text.rfind("\n", 0, place), place - 120, 0)
        lead = self.text[opening:place].rstrip(_TRIM)
        if word in ("who", "whom", "whose"):
            index = bisect_left(self._people, place) - 1
            if index >= 0 and place - self.names.mentions[index].end < 60:
                person = self.names.mentions[index]
                return Speaker(person.full, "person", person.gender)
        cut = max(lead.rfind(", "), lead.rfind(". "), -1)
        return self._phrase(opening + cut + 1, opening + len(lead))

    def _phrase(self, start: int, end: int) -> Speaker:
        text = self.text[start:end].strip(_TRIM)
        start = self.text.find(text, start) if text else start
        if not text:
            return NOBODY
        bare = _DETERMINERS.sub("", text, count=1) if _DETERMINERS.match(text) else text
        stop = _HEAD_ENDS.search(bare)
        head = (bare[: stop.start()] if stop else bare).strip(_TRIM)
        tokens = head.split()
        if not tokens:
            return Speaker(text, "other")
        last = _POSSESSIVE.sub("", tokens[-1])
        outlet = self._outlet(start, start + len(text) - len(bare) + len(head))
        proper = last[:1].isupper()
        if outlet and (proper or last.casefold() in ("magazine", "newspaper", "show", "report", "reporter")):
            return Speaker(outlet.shown, "media_outlet", "", outlet)
        if proper:
            return self._proper(head, bare, text)
        return self._common(last.casefold(), text, bare, start)

    def _outlet(self, start: int, end: int) -> Outlet | None:
        index = bisect_left(self._starts, start)
        if index < len(self.mentions) and self.mentions[index].end <= end + 1:
            return self.mentions[index].outlet
        return None

    def _proper(self, head: str, bare: str, text: str) -> Speaker:
        runs = _NAME.findall(bare)
        full = runs[0] if runs and bare.startswith(runs[0]) else head
        run = _NAME.findall(head)[-1]
        lowered = {word.strip(".,").casefold() for word in _POSSESSIVE.sub("", full).split()}
        name, gender = split_title(_POSSESSIVE.sub("", run).strip(_TRIM))
        if name and (name[0].casefold() in given_names() or self.names.is_known(name[-1])):
            shown = self.names.fullest(" ".join(name), gender)
            return Speaker(shown, "person", gender or self.names.gender(shown))
        if lowered & words("government_words") or (len(lowered) == 1 and lowered & words("places")):
            return Speaker(_POSSESSIVE.sub("", full), "government")
        if lowered & words("organisation_words"):
            return Speaker(_POSSESSIVE.sub("", full), "organisation")
        if head.split()[-1].casefold() in words("groups"):
            return Speaker(text, "group", "p")
        if not name:
            return self._role(head, text)
        shown = " ".join(name)
        if len(name) == 1 and shown.isupper() and len(shown) > 1:
            return Speaker(shown, "organisation")
        shown = self.names.fullest(shown, gender)
        return Speaker(shown, "person", gender or self.names.gender(shown))

    def _role(self, head: str, text: str) -> Speaker:
        gender = titles().get(head.split()[-1].casefold(), "")
        return Speaker(text, "person", gender)

    def _common(self, noun: str, text: str, bare: str, start: int) -> Speaker:
        lowered = text.casefold()
        definite = lowered.startswith(("the ", "his ", "her ", "their "))
        if noun in roles() and lowered.startswith("the "):
            gender = roles()[noun]
            past = self._last(
                start, lambda one: one.source_type == "person" and (not gender or one.gender in ("", gender)), 900
            )
            if past:
                return past
        if noun in words("documents"):
            return Speaker(bare, "document")
        if noun in words("organisation_words"):
            return Speaker(bare, "organisation")
        if noun in words("government_words"):
            return Speaker(bare, "government")
        if noun in words("anonymous"):
            person = self._apposed(text)
            return person or Speaker(text, "anonymous", "" if definite else "")
        if noun in words("groups"):
            return Speaker(text, "group", "p")
        return Speaker(text, "other")

    def _apposed(self, text: str) -> Speaker | None:
        _, comma, rest = text.partition(", ")
        name, gender = split_title(rest.split(",")[0]) if comma else ([], "")
        if 1 < len(name) < 5 and all(word[:1].isupper() for word in name):
            shown = self.names.fullest(" ".join(name), gender)
            return Speaker(shown, "person", gender or self.names.gender(shown))
        return None
