"""Outlets that the article introduces: "the newspaper Utrinek", "Utrinek, a Vorne newspaper", "the Tasnim agency"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reliability.claims.gazetteer import Mention, Outlet
from reliability.claims.name_words import given_names, openers, titles
from reliability.claims.outlet_forms import Run
from reliability.claims.patterns import any_of
from reliability.resources import lexicon

_NOUN = re.compile(rf"{any_of('media_nouns')}\b")
_CALLED = re.compile(r" (?:called |named )?[\"“‘]?")
_APPOSED = re.compile(r", (?:an?|the|one of the) (?:[\w'’-]+ ){0,5}$")
_FOLLOWED = re.compile(
    r"[,.;:)]|$|\s(?:that|which|based|in|of|for|with|owned|run|close|published|and|said|says|reported|reports|told)\b"
)
_ARTICLE = re.compile("[Tt]he ")
_BEFORE = 90
_LONGEST = 4


def introduced(text: str, runs: Sequence[Run]) -> list[Mention]:
    """The names that stand beside a common noun for an outlet, and everywhere else in `text`; none overlap."""
    nouns = (noun for noun in _NOUN.finditer(text) if text[noun.start() - 1 : noun.start()] in (" ", "-"))
    kinds = {name: kind for noun in nouns for name, kind in _named(text, runs, noun)}
    return list(_everywhere(text, runs, kinds)) if kinds else []


def _everywhere(text: str, runs: Sequence[Run], kinds: dict[str, str]) -> Iterator[Mention]:
    for start, run in runs:
        name = run.removeprefix("The ")
        if name in kinds and (
            name != run or name.casefold() not in openers() or _ARTICLE.match(text, max(0, start - 4))
        ):
            yield Mention(start + len(run) - len(name), start + len(run), (Outlet(name, kinds[name]),))


def _named(text: str, runs: Sequence[Run], noun: re.Match[str]) -> Iterator[tuple[str, str]]:
    """The names beside one noun, each with the kind of outlet that the noun tells."""
    kind = "wire" if noun.group() in ("news agency", "newswire") else "outlet"
    called = _CALLED.match(text, noun.end())
    after = _run_at(runs, called.end()) if called else None
    if after and _is_name(after):
        yield after, kind
    lead = text[max(0, noun.start() - _BEFORE) : noun.start()]
    apposed = _APPOSED.search(lead)
    if apposed and _FOLLOWED.match(text, noun.end()):
        before = _run_to(runs, noun.start() - len(lead) + apposed.start())
        if before and _is_name(before, is_clear=noun.group() != "broadcaster"):
            yield before, kind
    if kind == "wire" and lead.endswith(" "):
        before = _run_to(runs, noun.start() - 1)
        if before and _is_name(before) and lead[: -len(before) - 1].casefold().endswith("the "):
            yield before, kind


def _run_at(runs: Sequence[Run], place: int) -> str | None:
    index = bisect_left(runs, (place, ""))
    return runs[index][1] if index < len(runs) and runs[index][0] == place else None


def _run_to(runs: Sequence[Run], end: int) -> str | None:
    """The capitalised run that ends at `end`, without "The"."""
    index = bisect_left(runs, (end, "")) - 1
    start, run = runs[index] if index >= 0 else (-1, "")
    return run.removeprefix("The ") if start >= 0 and start + len(run) == end else None


def _is_name(run: str, *, is_clear: bool = False) -> bool:
    """Whether a run can be an outlet's name: no people's and, where no apposition makes it clear, no person's."""
    words = run.split()
    first = words[0].casefold().rstrip(".") if words else ""
    is_doubtful = first in titles() or (not is_clear and (first in given_names() or first in openers()))
    return 0 < len(words) <= _LONGEST and not is_doubtful and run not in _no_names()


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    return frozenset((*lexicon("claims/demonyms"), *lexicon("claims/places"), *lexicon("claims/outlet_parts")))
