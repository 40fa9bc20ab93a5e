"""Outlets that no list names, known by the form of the name: "the Oldbridge Gazette", "Radio Vorne", "the Gazette"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reliability.claims.gazetteer import Mention, Outlet
from reliability.claims.name_words import given_names, openers, titles
from reliability.resources import lexicon

LONGEST = 4
Run = tuple[int, str]
"""A run of capitalised words and where it starts."""
_SPACES = re.compile(r"\s+")
_NUMBERED = re.compile(r"(?<![\w@#])(?:Radio|Channel) \d{1,2}(?![\w-])|(?<![\w@#])[KW][A-Z]{2,3}-(?:TV|FM|AM)\b")
_NUMBERED_PARTS = ("Channel ", "Radio ", "-TV", "-FM", "-AM")
_ARTICLE = re.compile(r"\b[Tt]he $")
_STAFF = frozenset(("editor", "reporter", "host", "anchor", "journalist", "correspondent", "columnist", "publisher"))
_AGENCY_BEFORE = frozenset(("Press", "News", "Telegraph", "Wire"))


@lru_cache(maxsize=1)
def outlet_heads() -> dict[str, str]:
    """Each word of the list with its mark: '', '~' or '^'."""
    found: dict[str, str] = {}
    for entry in lexicon("claims/outlet_heads"):
        word = entry.lstrip("~^")
        found[word] = found.get(word, "") + entry.removesuffix(word)
    return found


def shaped(text: str, runs: Iterable[Run]) -> Iterator[Mention]:
    """The names in `runs` that have the form of an outlet's, in text order; `weak` where the form alone is no proof."""
    heads = outlet_heads()
    for start, run in runs:
        words = run.split()
        for place, word in enumerate(words):
            mark = heads.get(word)
            found = None if mark is None and word != "Agency" else _name(words, place, mark or "")
            if found:
                first, last, weak = found
                begin = start + _offset(run, first)
                end = start + _offset(run, last) + len(words[last])
                yield Mention(begin, end, (Outlet(" ".join(words[first : last + 1])),), weak)
                break
    if not any(part in text for part in _NUMBERED_PARTS):
        return
    for match in _NUMBERED.finditer(text):
        yield Mention(match.start(), match.end(), (Outlet(match.group()),))


def _name(words: list[str], place: int, mark: str) -> tuple[int, int, bool] | None:
    """First and last word of the name whose telling word is at `place`, and whether it is weak."""
    after = words[place + 1] if place + 1 < len(words) else ""
    if "^" in mark and after and after not in outlet_heads() and after.casefold() not in _STAFF:
        return place, place + 1, False
    if after and after.casefold() not in _STAFF:
        return None
    if words[place] == "Agency" and (place < 2 or words[place - 1] not in _AGENCY_BEFORE):
        return None
    first = place
    while first > max(0, place - LONGEST) and _is_part(words[first - 1]):
        first -= 1
    is_weak = "~" in mark or words[first].casefold() in given_names()
    return (first, place, is_weak) if first < place else None


def _is_part(word: str) -> bool:
    lowered = word.casefold().rstrip(".")
    return lowered not in openers() and (lowered not in titles() or word in outlet_heads())


def _offset(run: str, index: int) -> int:
    """Where word `index` of a run starts."""
    place = 0
    for _ in range(index):
        gap = _SPACES.search(run, place)
        place = gap.end() if gap else place
    return place


def shortened(text: str, runs: Iterable[Run], named: Iterable[Outlet]) -> Iterator[Mention]:
    """ "The Gazette" for each outlet of `named` that ends so."""
    heads = outlet_heads()
    short = {outlet.name.rpartition(" ")[2]: outlet for outlet in named}
    short = {word: outlet for word, outlet in short.items() if word in heads and word not in ("TV", "News", "FM")}
    if not short:
        return
    for start, run in runs:
        article, _, word = run.rpartition(" ")
        outlet = short.get(word)
        if outlet and (article == "The" or (not article and _ARTICLE.search(text, max(0, start - 4), start))):
            yield Mention(start + len(run) - len(word), start + len(run), (outlet,))


def spelled_out(text: str, name: str) -> Iterator[Mention]:
    """Where the publisher's own name stands, whatever its form."""
    place = text.find(name)
    while place >= 0:
        yield Mention(place, place + len(name), (Outlet(name),))
        place = text.find(name, place + len(name))
