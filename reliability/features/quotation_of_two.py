"""Quotations that an article gives to two different people, word for word or nearly so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.reading import spans_of

LEAST = 5  # words; shorter quotations may well be said by two
NEAR = 90  # how alike, of 100
SHINGLE = 3  # words that near quotations share
MOST = 400  # quotations that are compared
WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r'“([^“”]*)|"([^"]*)')
LAST_WORD = re.compile(r"([\w’'-]+)\W*$")
SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
NAMED = re.compile(r"\b[A-Z][a-zà-ÿ’'-]+")


@dataclass(frozen=True)
class Quotation:
    """Quoted words, where they stand, and the last name to whom they are given."""

    words: tuple[str, ...]
    start: int
    end: int
    speaker: str
    full: str


def find(case: Case) -> list[Place]:
    """The quotations that are given to somebody else than the same words elsewhere, in reading order."""
    given = [quotation for claim in case.claims for quotation in _quotations(case.text, claim)][:MOST]
    found = {quotation for pair in _alike(given) for quotation in pair if _rivals(*pair)}
    ordered = sorted(found, key=lambda quotation: quotation.start)
    return [Place(one.start, one.end, f"{one.full}: {case.text[one.start : one.end]}") for one in ordered]


def _quotations(text: str, claim: Mapping[str, Any]) -> Iterator[Quotation]:
    """The quoted words of a claim whose source is named in its sentence."""
    name = SUFFIX.sub("", claim["origin"] or "")
    last = LAST_WORD.search(name)
    if claim["quotation"] == "indirect" or claim["source_type"] != "person" or last is None:
        return
    if not NAMED.search(claim["source_text"] or ""):
        return
    for start, end in spans_of(claim, "content"):
        for found in QUOTED.finditer(text, start, end):
            words = tuple(WORD.findall(found[0].lower()))
            if len(words) >= LEAST:
                yield Quotation(words, found.start(), found.end(), last[1].lower(), name)


def _alike(given: Sequence[Quotation]) -> Iterator[tuple[Quotation, Quotation]]:
    """Pairs of quotations at two places that say the same."""
    from rapidfuzz import fuzz

    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(given):
        earlier = {n for shingle in _shingles(one.words) for n in holding[shingle]}
        for other in (given[n] for n in sorted(earlier)):
            if one.start >= other.end and _same(one.words, other.words, fuzz.ratio):
                yield other, one
        for shingle in _shingles(one.words):
            if len(holding[shingle]) < 20:  # a text of one sentence over and over must not cost its square
                holding[shingle].append(number)


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1)}


def _same(one: Sequence[str], other: Sequence[str], ratio: Any) -> bool:
    """Whether two quotations say the same; a part of the longer one is enough."""
    short, long = sorted((" ".join(one), " ".join(other)), key=len)
    return f" {short} " in f" {long} " or ratio(short, long) >= NEAR


def _rivals(one: Quotation, other: Quotation) -> bool:
    """Whether two speakers are different people: neither name holds the other's last name."""
    names = one.full.lower().split(), other.full.lower().split()
    return one.speaker not in names[1] and other.speaker not in names[0]


FEATURES = (
    Feature(
        "quotations_of_two",
        Finder(find, when=(pl.col("direct_share") + pl.col("mixed_share") > 0) & (pl.col("person_share") > 0)),
        "places",
        "Places at which words of five or more stand in quotation marks that the article also gives, alike or nearly "
        "so, to another named person. Why: one of them did not say it. Example: 2 where both the mayor, Ana Vale, and "
        "the judge, Tom Reed, say 'we will not close the old bridge'.",
        scored=False,
    ),
)
