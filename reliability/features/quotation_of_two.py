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
from reliability.resources import short_names

LEAST = 5  # words; shorter quotations may well be said by two
NEAR = 90  # how alike, of 100
SHINGLE = 3  # words that near quotations share
MOST = 400  # quotations that are compared
WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r'“([^“”]*)|"([^"]*)')
LAST_WORD = re.compile(r"([\w’'-]+)\W*$")
SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
# 'Bruno Petrakis was blunt. “...,” he said.': the sentence before names whom the pronoun or the noun stands for.
STANDS_IN = re.compile(r"(?:[Hh]e|[Ss]he|(?:[Tt]he|[Hh]is|[Hh]er) [a-z][a-z’' -]{2,40})$")
INTRODUCING = re.compile(
    r"(?:(?:But|And|Yet|Then|For (?:his|her) part,|"
    r"Mayor|President|Senator|Sen\.|Gov\.|Governor|Rep\.|Judge|Minister|Mr\.?|"
    r"Mrs\.?|Ms\.?|Dr\.?|Professor|Coach) ){0,2}(?P<name>[A-ZÀ-Þ][a-zà-ÿ’'-]+(?: (?:[A-Z]\. |de |van |von |al-)?"
    r"[A-ZÀ-Þ][\w’'-]+){1,3})(?:, [^.]{3,80},)? [a-z]"
)
SENTENCES = re.compile(r"(?<=[a-z”\"’')][.!?])\s|(?<=[.!?][”\"’')])\s|\n")
INNER = re.compile('[“”"]')
SHOWN = 70  # characters of a quotation
INTRODUCED = 200  # characters before a quotation that may introduce it
FULL_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]+(?: [A-ZÀ-Þ]\.)?(?: [A-ZÀ-Þ][\w’'-]+){1,2}")
NAMED = re.compile(r"\b[A-Z][a-zà-ÿ’'-]+")


@dataclass(frozen=True, eq=False)
class Quotation:
    """Quoted words, where they stand, and the claim that they belong to."""

    words: tuple[str, ...]
    start: int
    end: int
    claim: Mapping[str, Any]


def find(case: Case) -> list[Place]:
    """The quotations that are given to somebody else than the same words elsewhere, in reading order."""
    given = [quotation for claim in case.claims for quotation in _quotations(case.text, claim)][:MOST]
    found: dict[tuple[int, int, str], Place] = {}
    for pair in _alike(given):
        names = [_speaker(case.text, one.claim) for one in pair]
        if all(names) and _rivals(*names):
            for one, name in zip(pair, names, strict=True):
                said = f"{name}: {_quoted_words(case.text[one.start : one.end])}"
                found[one.start, one.end, name] = Place(one.start, one.end, said)
    return [found[key] for key in sorted(found) if not any(_inside(key, other) for other in found)]


def _quoted_words(quotation: str) -> str:
    """The words of a quotation in one pair of marks; a long one is cut short."""
    words = quotation.strip(' “”",')
    short = words if len(words) <= SHOWN else f"{words[:SHOWN].rpartition(' ')[0]} …"
    inner = INNER.sub("'", short)
    return f"“{inner}”"


def _inside(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether a place lies within a larger one of the same speaker."""
    return one[2] == other[2] and one[:2] != other[:2] and other[0] <= one[0] and one[1] <= other[1]


def _quotations(text: str, claim: Mapping[str, Any]) -> Iterator[Quotation]:
    """The quoted words of a claim."""
    if claim["quotation"] == "indirect":
        return
    spans = spans_of(claim, "content")
    pieces = {
        (found.start(), found.end()): found[0] for start, end in spans for found in QUOTED.finditer(text, start, end)
    }
    if claim["quotation"] == "direct":  # all of it is quoted, marks within marks too
        whole = [
            (start, end) for start, end in spans if text.count('"', start, end) > 2 or "“" in text[start + 1 : end]
        ]
        pieces |= {(start, end): text[start:end] for start, end in whole}
        if len(spans) > 1:  # cut by its own cue: 'We will,' he said, 'not be moved.'
            pieces[spans[0][0], spans[-1][1]] = " ".join(text[start:end] for start, end in spans)
    for (start, end), piece in pieces.items():
        words = tuple(WORD.findall(piece.lower()))
        if len(words) >= LEAST:
            yield Quotation(words, start, end, claim)


def _speaker(text: str, claim: Mapping[str, Any]) -> str:
    """Who is quoted: the named source, or for 'he' and 'the mayor' whom the sentence before the quotation is about."""
    if NAMED.search(claim["source_text"] or ""):
        return SUFFIX.sub("", claim["origin"] or "").replace("’", "'") if claim["source_type"] == "person" else ""
    if not STANDS_IN.match(claim["source_text"] or ""):
        return ""
    known = claim["origin"] if claim["source_type"] == "person" and FULL_NAME.fullmatch(claim["origin"] or "") else ""
    start = spans_of(claim, "content")[0][0]
    before = text[max(0, start - INTRODUCED) : start].rstrip(' “"\n')
    sentence = SENTENCES.split(before)[-1]
    found = INTRODUCING.match(sentence)
    return found["name"] if found and sentence[-1] in ".:!" else known


def _alike(given: Sequence[Quotation]) -> Iterator[tuple[Quotation, Quotation]]:
    """Pairs of quotations at two places that say the same."""
    from rapidfuzz import fuzz

    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(given):
        shingles = _shingles(one.words)
        earlier = {n for shingle in shingles if shingle in holding for n in holding[shingle]}
        for other in (given[n] for n in sorted(earlier)):
            if one.start >= other.end and _same(one.words, other.words, fuzz.ratio):
                yield other, one
        for shingle in shingles:
            if len(holding[shingle]) < 20:  # a text of one sentence over and over must not cost its square
                holding[shingle].append(number)


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[n:] for n in range(SHINGLE)), strict=False))


def _same(one: Sequence[str], other: Sequence[str], ratio: Any) -> bool:
    """Whether two quotations say the same; a part of the longer one is enough."""
    short, long = sorted((" ".join(one), " ".join(other)), key=len)
    return (
        f" {short} " in f" {long} "
        or ratio(short, long, score_cutoff=NEAR) >= NEAR
        or _cut(*sorted((one, other), key=len))
    )


def _cut(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the shorter is the longer one with its middle left out."""
    first = next((n for n, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short))
    back = zip(reversed(short), reversed(long), strict=False)
    last = next((n for n, (one, other) in enumerate(back) if one != other), len(short))
    return min(first, last) >= SHINGLE and first + last >= len(short)


def _rivals(one: str, other: str) -> bool:
    """Whether two names are of different people: neither holds the other's last name, or the first names differ."""
    lasts = LAST_WORD.search(one.lower()), LAST_WORD.search(other.lower())
    if lasts[0] is None or lasts[1] is None:
        return False
    if FULL_NAME.fullmatch(one) and FULL_NAME.fullmatch(other) and lasts[0][1] == lasts[1][1]:
        firsts = one.split(maxsplit=1)[0].lower(), other.split(maxsplit=1)[0].lower()
        return firsts[0][0] != firsts[1][0] and not _called_alike(*firsts)
    return lasts[0][1] not in other.lower().split() and lasts[1][1] not in one.lower().split()


def _called_alike(one: str, other: str) -> bool:
    """Whether one first name may be the usual short form of the other, though it begins otherwise."""
    meant = [{name, *short_names().get(name, ())} for name in (one, other)]
    return not meant[0].isdisjoint(meant[1])


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
