"""Source spans to origins: names, titles, pronouns, "the ministry", "it"."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from reliability.claims import heads
from reliability.claims.attribution import Span
from reliability.claims.gazetteer import Mention
from reliability.claims.heads import Phrase, Speaker, words
from reliability.claims.names import Names, titles
from reliability.resources import lexicon

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
AUTHOR = frozenset(("i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"))
READER = frozenset(("you", "your", "yours", "yourself"))
WHO = frozenset(("who", "whom", "whose"))
WHICH = frozenset(("which", "that", "where"))
NOBODY = Speaker(None, "other")
_REACH = 1_500
_FADE = 300.0
_QUOTE_MARKS = re.compile("[\"“”\u00ab\u00bb]|''|\n")
_BY = re.compile(r"\b(?:by|from|of)\s+(.+)", re.DOTALL)
_CARRIED = re.compile(
    r"(?:^|\b)(tweets?|posts?|website|web ?site|page|blog|video|ad|letter|e-?mail|memo|plan|statement)$", re.I
)
_PLATFORMS = frozenset(("tweet", "tweets", "post", "posts", "website", "web site", "page", "blog"))


class Cast:
    """The speakers of one article, resolved in text order."""

    def __init__(self, text: str, names: Names, mentions: Sequence[Mention], said: Sequence[Span]) -> None:
        """Take the people of `text`, the outlets in it, and the contents in text order."""
        self.text = text
        self.names = names
        self._mentions = mentions
        self._mention_starts = [mention.start for mention in mentions]
        self._said = said
        self._said_starts = [start for start, _ in said]
        self._past: list[tuple[int, Speaker]] = []

    def speaker(self, start: int, end: int) -> Speaker:
        """Who the source span `[start, end)` names, given what was resolved before; remembers the answer."""
        found = self._resolve(start, end)
        if found.origin:
            self._past.append((start, found))
        return found

    def again(self, place: int) -> Speaker:
        """The speaker before `place`, for "..., adding that ..."."""
        return self._last(place, lambda one: True, 300) or NOBODY

    def _resolve(self, start: int, end: int) -> Speaker:
        source = self.text[start:end]
        word = heads.without_possessive(source.casefold())
        if word in GENDERS:
            return self._person(start, GENDERS[word])
        if word in AUTHOR:
            return self._author(start)
        if word in READER or not word:
            return NOBODY
        if word in NEUTER:
            return self._last(start, lambda one: one.source_type not in ("person", "group", "anonymous")) or NOBODY
        if word in PLURAL:
            plural = self._last(start, lambda one: one.source_type not in ("person", "document"), 800)
            return plural or Speaker(None, "group", "p")
        if word in WHO or word in WHICH:
            return self._antecedent(start, word)
        return self._phrase(start, end)

    def _last(self, place: int, fits: Callable[[Speaker], bool], reach: int = _REACH) -> Speaker | None:
        for start, speaker in reversed(self._past):
            if start < place and place - start < reach and fits(speaker):
                return speaker
        return None

    def _author(self, place: int) -> Speaker:
        """ "I" and "we": who speaks in the open quotation, else the article's author."""
        opening = self.text.rfind("\n", 0, place) + 1
        marks = sum(1 for mark in _QUOTE_MARKS.finditer(self.text, opening, place))
        if marks % 2:
            return self._last(place, lambda one: one.source_type == "person", 600) or NOBODY
        return Speaker(None, "self")

    def _person(self, place: int, gender: str) -> Speaker:
        """The most salient person before `place`: near, often named, in subject place, or the last to speak."""
        weights: dict[str, float] = {}
        mentions = self.names.mentions
        for index in range(self.names.before(place) - 1, -1, -1):
            person = mentions[index]
            far = place - person.start
            if far > _REACH:
                break
            if person.gender in ("", gender):
                weight = math.exp(-far / _FADE) * self._prominence(person.start, person.end)
                weights[person.full] = weights.get(person.full, 0.0) + weight
        for start, speaker in reversed(self._past):
            if place - start > _REACH:
                break
            if start < place and speaker.origin and speaker.source_type == "person" and speaker.gender in ("", gender):
                weights[speaker.origin] = weights.get(speaker.origin, 0.0) + 1.5 * math.exp(-(place - start) / _FADE)
        if not weights:
            return Speaker(None, "person", gender)
        return Speaker(max(weights, key=lambda name: weights[name]), "person", gender)

    def _prominence(self, start: int, end: int) -> float:
        """Less inside what somebody says and for possessives, more at the start of a sentence."""
        index = bisect_left(self._said_starts, start + 1) - 1
        weight = 0.5 if index >= 0 and self._said[index][1] > start else 1.0
        lead = self.text[max(0, start - 24) : start].rstrip("\"“' ")
        if not lead or lead[-1] in "\n.!?" or lead.rsplit(None, 1)[-1].casefold().rstrip(".") in titles():
            weight *= 1.6
        return weight * 0.6 if self.text[end : end + 2] in ("'s", "’s") else weight

    def _antecedent(self, place: int, word: str) -> Speaker:
        """The noun phrase right before a relative pronoun."""
        opening = max(self.text.rfind("\n", 0, place) + 1, place - 120)
        lead = self.text[opening:place].rstrip(heads.TRIM)
        index = self.names.before(place) - 1
        if word in WHO and index >= 0 and place - self.names.mentions[index].end < 60:
            person = self.names.mentions[index]
            return Speaker(person.full, "person", person.gender)
        cut = max(lead.rfind(", "), lead.rfind(". "), lead.rfind(" of "), lead.rfind(" by "), -1)
        begin = opening + cut + 1
        return self._phrase(begin, opening + len(lead)) if begin < opening + len(lead) else NOBODY

    def _phrase(self, start: int, end: int) -> Speaker:
        phrase = heads.parse(self.text[start:end])
        noun = phrase.noun
        if not noun:
            return NOBODY
        mention = self._mention(start, end, phrase)
        is_proper = noun[:1].isupper() and noun.casefold() not in words("outlet_words")
        if mention and (is_proper or noun.casefold() in words("outlet_words") | {"reporter", "host", "anchor"}):
            outlet = mention.outlet
            if outlet.kind == "platform":
                return Speaker(outlet.name, "organisation")
            if heads.without_possessive(phrase.head).endswith(self.text[mention.start : mention.end][-4:]):
                return Speaker(outlet.shown, "media_outlet", "", outlet)
        if is_proper:
            return heads.proper(phrase, self.names)
        return self._back(phrase, start) or self._made(phrase, start, end) or heads.common(phrase, self.names)

    def _mention(self, start: int, end: int, phrase: Phrase) -> Mention | None:
        index = bisect_left(self._mention_starts, start)
        reach = start + len(phrase.text) - len(phrase.bare) + len(phrase.head) + 4
        if index < len(self._mentions) and self._mentions[index].end <= min(end, reach):
            return self._mentions[index]
        return None

    def _back(self, phrase: Phrase, place: int) -> Speaker | None:
        """ "The governor", "the newspaper": who was named before."""
        noun = phrase.noun.casefold()
        if not phrase.definite:
            return None
        if noun in words("outlet_words"):
            for mention in reversed(self._mentions[: bisect_left(self._mention_starts, place)]):
                if mention.outlet.kind != "platform":
                    return Speaker(mention.outlet.shown, "media_outlet", "", mention.outlet)
        roles = _roles()
        if noun in roles:
            holder = self.names.holder(noun, place)
            if holder and place - holder.start < 4_000:
                return Speaker(holder.full, "person", holder.gender)
            gender = roles[noun]
            spoke = self._last(
                place, lambda one: one.source_type == "person" and (not gender or one.gender in ("", gender))
            )
            return replace(spoke) if spoke else None
        if noun in words("organisation_words") or noun in words("government_words"):
            return self._last(place, lambda one: (one.origin or "").casefold().endswith(" " + noun), 4_000)
        return None

    def _made(self, phrase: Phrase, start: int, end: int) -> Speaker | None:
        """ "A Brandt tweet", "his website", "a video by the party": its maker, carried by it."""
        carried = _CARRIED.search(phrase.head)
        if not carried:
            return None
        kind = "platform" if carried.group(1).casefold() in _PLATFORMS else "document"
        owner = phrase.text.split()[0].casefold()
        if owner in GENDERS:
            made: Speaker | None = self._person(start, GENDERS[owner])
        else:
            by = _BY.search(phrase.text) if kind == "document" else None
            lead = phrase.head[: carried.start()].strip(heads.TRIM)
            inner = heads.parse(by.group(1) if by else lead)
            made = heads.proper(inner, self.names) if inner.noun[:1].isupper() else None
        if made is None or (kind == "document" and owner not in GENDERS and made.source_type != "organisation"):
            return None
        return replace(made, carrier=(kind, carried.group(1).casefold()))


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    return {row[0]: row[1] if len(row) > 1 else "" for row in (entry.split() for entry in lexicon("claims/roles"))}
