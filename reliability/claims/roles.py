"""Roles that an article gives a person: "the fire chief, Mark Rowe", "Ida Lund, a judge", "Deputy Mayor Thiel"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reliability.resources import lexicon

_LEAD = 80
_APPOSED = re.compile(
    r",? (?:who (?:is|was) )?(?:the|a|an|his|her|its) ((?:[\w’'.-]+ ){0,6}[\w’'-]+)"
    r"|, (?!(?:said|says|told|who|and|as|with|but|when|while|which|in|on|at|of|to|for)\b)"
    r"((?:(?!(?:the|an?|his|her)\b)[\w’'.-]+ ){0,3}[\w’'-]+)(?= (?:of|for|at|in)\b|,)"
)
_DESCRIBED_AS = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[\w-]+['’]s?) ((?:[\w-]+ ){0,3}[\w-]+)(?: of [^,.;]{1,30})?, (?:[A-Z]\w+\.? )?$"
)
_BESIDE = re.compile(r"(?:[\w-]+ ){0,2}[a-z][\w-]+ $")
_RANKS = frozenset(("deputy", "vice", "assistant", "former", "ex", "acting", "interim"))
_FIELDS = frozenset(
    """fire|police|union|party|prison|school|team|company|bank|plant|port|harbour|campaign
|opposition|project|hospital|factory|club|airport|army|navy|district""".replace("\n", "").split("|")
)


@lru_cache(maxsize=256)
def roles_like(role: str) -> frozenset[str]:
    """A role, lower case, with its other names: "attorney" for "lawyer"."""
    rows = (frozenset(row.split()) for row in lexicon("claims/role_synonyms"))
    return next((row for row in rows if role in row), frozenset((role,)))


def has_role(text: str, name: tuple[int, int], titles: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether the title of a `name` in `text`, or an apposition to it, gives the role asked for.

    The role may go by a synonym, but rank and field must agree: a "deputy mayor" is not "the mayor", and a "fire
    chief" is not "the police chief".
    """
    same = roles_like(asked[-1])
    return any(_is_role(told, asked, same) for told in _described(text, name, titles, same))


def _described(
    text: str, name: tuple[int, int], titles: Sequence[str], roles: frozenset[str]
) -> Iterator[Sequence[str]]:
    """The words of a person's title, and of the appositions around the name that hold one of `roles`."""
    yield titles
    begin, end = name
    lead = text[max(0, begin - _LEAD) : begin]
    if any(role in lead.casefold() for role in roles):
        before = _DESCRIBED_AS.search(lead)
        beside = _BESIDE.search(lead)
        if before:
            yield before.group(1).casefold().split()
        elif beside and beside.group().split()[-1] in roles:
            yield beside.group().casefold().split()
    rest = text[end : end + _LEAD].casefold()
    if any(role in rest for role in roles):
        after = _APPOSED.match(text, end)
        if after:
            yield (after.group(1) or after.group(2)).casefold().split()


def _is_role(told: Sequence[str], asked: Sequence[str], same: frozenset[str]) -> bool:
    """Whether the words told of a person hold the role asked for: no "deputy mayor" for "mayor"."""
    at = next((index for index in range(len(told) - 1, -1, -1) if told[index] in same), -1)
    if at < 0 or (_RANKS.intersection(told[:at]) != _RANKS.intersection(asked[:-1])):
        return False
    fields = [lead[-1] for lead in (told[:at], asked[:-1]) if lead and lead[-1] in _FIELDS]
    return len(fields) < 2 or fields[0] == fields[1]
