"""Organisations whose names do not say so: what an article writes around "Nordbau" or "Almar Lines" tells."""

from __future__ import annotations

import re
from functools import lru_cache

from reliability.resources import lexicon

_LOOKED_AT = 12
_LEAD = 60
_READ = 100_000
_DESCRIBED = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[\w-]+['’]s?)\s+(?:[\w-]+\s+){0,4}?([a-z][\w-]+)(,?) [\"“]?$"
)
_PERSON_OF = re.compile(r"\b(?:for|of|at|from|with) (?:the|an?|its|their) (?:[\w-]+ ){0,4}?[a-z][\w-]+, $")
_SPOKEN_FOR = re.compile(r"\bspokes(?:man|woman|person|people|men|women) (?:for|of|at) (?:the )?$", re.IGNORECASE)
_APPOSED = re.compile(r",? (?:is )?(?:an?|the|its|one of the|another) ((?:[\w'’-]+ ){0,5}[\w'’-]+)")
_OWNING = re.compile(
    r"['’]s? (?:shares?|stock|customers?|employees?|workforce|staff|headquarters|fleet|plants?|factor(?:y|ies)"
    r"|board|shareholders?|subsidiar(?:y|ies)|chief executive|managing director|spokes\w+)\b|,? which\b"
)
_CLOSING = frozenset(",.;:)")
_PERSON = re.compile(
    r", (?:who\b|\d\d\b)|,? (?:said|says|told|tells|added|wrote|writes|claimed|denied|insisted|thinks|believes)"
    r"(?: \w+){0,2}? (?:he|she|his|her)\b|['’]s? (?:wife|husband|mother|father|son|daughter|brother|sister|family)\b"
    r"|[^.!?\n]{0,150}[.!?][\"”]? (?:He|She)\b"
)
_PHRASE_ENDS = re.compile(r" (?:of|in|that|which|with|for|from|on|at|based|and|said|says)\b")


@lru_cache(maxsize=1)
def company_nouns() -> frozenset[str]:
    """Common nouns for companies, such as "operator" and "firm": after "the" they point back to one that is named."""
    return frozenset(lexicon("claims/company_nouns"))


@lru_cache(maxsize=1)
def _body_nouns() -> frozenset[str]:
    listed = (word for listing in ("organisation_words", "government_words") for word in lexicon(f"claims/{listing}"))
    return company_nouns() | {word for word in listed if word.islower()} | {"pac"}


class Bodies:
    """Weighs what one article writes around a name."""

    def __init__(self, text: str) -> None:
        """Take the text; names are looked at when they are asked for."""
        self._text = text
        self._verdicts: dict[str, int] = {}

    def verdict(self, name: str) -> int:
        """More than 0 where the article treats `name` as an organisation, less than 0 where as a person."""
        if name not in self._verdicts:
            self._verdicts[name] = self._judge(name)
        return self._verdicts[name]

    def _judge(self, name: str) -> int:
        score = 0
        place = self._text.find(name, 0, _READ)
        for _ in range(_LOOKED_AT):
            if place < 0:
                break
            end = place + len(name)
            if not self._text[place - 1 : place].isalnum() and not self._text[end : end + 1].isalnum():
                score += self._is_body(place, end) - 2 * bool(_PERSON.match(self._text, end))
            place = self._text.find(name, end, _READ)
        return score

    def _is_body(self, place: int, end: int) -> bool:
        lead = self._text[max(0, place - _LEAD) : place]
        described = _DESCRIBED.search(lead)
        if described and described.group(1) in _body_nouns():
            # "the operator, Almar Lines, said", but not "according to the operator, Ida Lund said".
            is_told = self._text[end : end + 1] in _CLOSING and not _PERSON_OF.search(lead)
            return is_told or not described.group(2)
        apposed = _APPOSED.match(self._text, end)
        if apposed and not _body_nouns().isdisjoint(
            _PHRASE_ENDS.split(apposed.group(1).casefold(), maxsplit=1)[0].split()[-2:]
        ):
            return True
        return bool(_SPOKEN_FOR.search(lead) or _OWNING.match(self._text, end))
