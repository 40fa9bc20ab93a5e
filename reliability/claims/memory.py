"""Who spoke and who was named before a place: the answers to "he", "she", "it" and "they"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from reliability.claims.heads import NOBODY, Speaker
from reliability.claims.name_words import titles
from reliability.claims.names import Names, Person
from reliability.claims.said import Said

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
REACH = 1_500
FADE = 300.0
SPOKE = 1.5
TOPIC = 2.5
LONGEST_TITLE = 2
UNSURE = 0.3
NEAR = 60
SOON = 200
JUST = 250
LONGEST_ROLE = 4
FAR_BEFORE = 120
ROLE_REACH = 400
_APPOSITION = re.compile(r",? |, (?:an?|the) [^,;.:!?\n]+,? ")
_ROLE = re.compile(
    r"\b[Tt]he (president|senator|governor|mayor|congressman|congresswoman|minister|chancellor|secretary|candidate"
    r"|nominee|chairman|director|judge|general|sheriff|ambassador|premier)\b"
)


class Memory:
    """The people of one article and its speakers so far, weighed by how near and how prominent they are."""

    def __init__(self, text: str, names: Names, said: Said) -> None:
        """Take the people of `text` and its contents."""
        self._text = text
        self._names = names
        self._said = said
        self._past: list[tuple[int, Speaker]] = []
        self._unnamed = (-JUST - 1, NOBODY)

    def keep(self, place: int, speaker: Speaker) -> None:
        """Remember who spoke at `place`."""
        if _is_one(speaker) and self._text[place : place + 2].casefold() in ("a ", "an"):
            self._unnamed = (place, speaker)
        if speaker.origin:
            self._past.append((place, speaker))

    def last(self, place: int, fits: Callable[[Speaker], bool], reach: int = REACH) -> Speaker | None:
        """The last fitting speaker before `place`, at most `reach` characters back."""
        for start, speaker in reversed(self._past):
            if place - start >= reach:
                break
            if start < place and fits(speaker):
                return speaker
        return None

    def person(self, place: int, gender: str) -> Speaker:
        """The most salient person before `place`: near, often named, in subject place, or speaking."""
        unnamed = self._just_unnamed(place, gender)
        if unnamed:
            return unnamed
        weights: dict[str, float] = {}
        paragraph = self._text.rfind("\n", max(0, place - REACH), place) + 1
        mentions = self._names.mentions
        for index in range(self._names.before(place) - 1, -1, -1):
            person = mentions[index]
            if place - person.start > REACH:
                break
            if person.gender in ("", gender):
                weight = math.exp((person.start - place) / FADE) * self._prominence(person)
                if 0 < paragraph <= person.start and self._text[paragraph : person.start].count(" ") <= LONGEST_TITLE:
                    weight *= TOPIC
                weights[person.full] = weights.get(person.full, 0.0) + weight
        for start, speaker in reversed(self._past):
            if place - start > REACH:
                break
            if start < place and speaker.origin and speaker.source_type == "person" and speaker.gender in ("", gender):
                weight = SPOKE * math.exp((start - place) / FADE)
                weights[speaker.origin] = weights.get(speaker.origin, 0.0) + weight
        for role in _ROLE.finditer(self._text, max(0, place - ROLE_REACH), place):
            holder = self._names.holder(role.group(1).casefold(), role.start())
            if holder and holder.gender in ("", gender):
                weights[holder.full] = weights.get(holder.full, 0.0) + math.exp((role.start() - place) / FADE)
        if not weights:
            return self._next(place, gender)
        return Speaker(max(weights, key=lambda name: weights[name]), "person", gender)

    def _just_unnamed(self, place: int, gender: str) -> Speaker | None:
        """The one unnamed person who spoke just before, nobody being named since: "A pilot said no. She left"."""
        start, speaker = self._unnamed
        if not 0 < place - start <= JUST or self._past[-1][1] != speaker or speaker.gender not in ("", gender):
            return None
        since = self._names.mentions[self._names.before(start + len(speaker.origin or "")) : self._names.before(place)]
        return None if any(person.gender in ("", gender) for person in since) else speaker

    def _next(self, place: int, gender: str) -> Speaker:
        """The person named soon after a pronoun that nobody comes before."""
        mentions = self._names.mentions
        for index in range(self._names.before(place), len(mentions)):
            person = mentions[index]
            if person.start - place > SOON:
                break
            if person.gender in ("", gender) and " " in person.full:
                return Speaker(person.full, "person", gender)
        return Speaker(None, "person", gender)

    def just_before(self, place: int) -> Person | None:
        """The person that "who" at `place` follows, apposition passed over: "Ida Lund, a Brandt aide who"."""
        mentions, index = self._names.mentions, self._names.before(place) - 1
        nearest = mentions[index] if index >= 0 and place - mentions[index].end < NEAR else None
        while index >= 0 and place - mentions[index].end < FAR_BEFORE:
            person = mentions[index]
            if _APPOSITION.fullmatch(self._text, person.end, place):
                return person
            index -= 1
        return nearest

    def _prominence(self, person: Person) -> float:
        """Less inside what somebody says and for possessives, more at the start of a sentence."""
        start, end = person.start, person.end
        weight = 0.5 if self._said.covers(start) else 1.0
        lead = self._text[max(0, start - 24) : start].rstrip("\"“'‘( ")
        if not lead or lead[-1] in "\n.!?" or lead.rsplit(None, 1)[-1].casefold().rstrip(".") in titles():
            weight *= 1.6
        if self._text[end : end + 2] in ("'s", "’s"):
            weight *= 0.6
        return weight if person.sure else weight * UNSURE


def _is_one(speaker: Speaker) -> bool:
    """Whether a speaker is one person without a name: "a pilot", but not "officials"."""
    words = (speaker.origin or "s").partition(" of ")[0].partition(" for ")[0].split()
    return speaker.source_type == "anonymous" and len(words) <= LONGEST_ROLE and not words[-1].endswith("s")
