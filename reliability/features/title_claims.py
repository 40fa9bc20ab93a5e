"""What the headline states as a fact and the text only gives to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.reading import WORD, sentences, spans_of, stems, without

# The headline gives its claim to somebody, asks or quotes.
ASKED = re.compile(r"[?“”\"‘]|(?:^|\s)['’]\w[^'’]*['’](?:\W|$)")
GIVEN = re.compile(
    r"\b(?:says?|said|tells?|told|claims?|claimed|alleg\w+|accus\w+|reported|reportedly|according|"
    r"warns?|insists?|den(?:y|ies|ied)|argues?|admits?|suggests?|believes?|thinks?|sources?|announc\w+|tweets?)\b|^[^:]{2,40}:\s",
    re.IGNORECASE,
)
# Verbs that leave open whether it is so, and bodies whose word on what they did is how every report is made.
DOUBTED = re.compile(r"\b(?:claim|alleg|accus|insist|argu|charg|suggest|believ|den(?:y|ies|ied))", re.IGNORECASE)
BODIES = ("government", "organisation", "document")
FEWEST = 3  # words of a headline by which a sentence can be known again
CLAIMED = 0.6  # share of them that the claim has
MORE = 0.25  # by how much more than any sentence of the writer's own
LONGEST = 40_000  # characters of a text that are compared


def find(case: Case) -> list[Place]:
    """The claim that holds the headline's words where no sentence of the writer's own does."""
    title = stems(case.title)
    if len(title) < FEWEST or ASKED.search(case.title):
        return []
    told = [span for claim in case.claims for span in spans_of(claim, "content")]
    doubted = [span for claim in case.claims if _contested(claim, case.title) for span in spans_of(claim, "content")]
    spans = [span for span in doubted if _at_most(title, case.text[slice(*span)]) >= CLAIMED]
    spans = _whole(case, spans) or ([] if GIVEN.search(case.title) else spans)
    shares = [(_share(title, case.text[start:end]), -start, end) for start, end in spans]
    best, start, end = max(shares, default=(0.0, 0, 0))
    if best < CLAIMED:
        return []
    own = without(told, case.text[:LONGEST])
    return (
        []
        if any(_share(title, words) > best - MORE for words in _like(title, own, best - MORE))
        else [Place(-start, end)]
    )


def _contested(claim: Mapping[str, Any], title: str) -> bool:
    """Whether somebody else may tell it otherwise: no body on its own acts, and nobody whom the headline names."""
    if claim["anonymous"] or claim["hedged"] or claim["second_hand"] or DOUBTED.search(claim["cue_text"] or ""):
        return True
    words = (claim["origin"] or "").split()
    return claim["source_type"] not in BODIES and not (words and words[-1] in WORD.findall(title))


def _like(title: set[str], own: str, least: float) -> Iterator[str]:
    """The sentences that may have more than so much of the headline."""
    for start, end in sentences(own):
        if _at_most(title, own[start:end]) > least:
            yield own[start:end]


def _whole(case: Case, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Claims that hold the headline word for word: then its own 'told' or 'believes' gives it to nobody."""
    words = " ".join(WORD.findall(case.title.lower()))
    return [span for span in spans if words in " ".join(WORD.findall(case.text[slice(*span)].lower()))]


def _at_most(title: set[str], words: str) -> float:
    """What `_share` is at most, told quickly."""
    small = words.lower().replace("’", "'")
    return sum(stem in small for stem in title) / len(title)


def _share(title: set[str], words: str) -> float:
    return len(title & stems(words)) / len(title)


FEATURES = (
    Feature(
        "title_claims_as_fact",
        Finder(find, when=(pl.col("title_word_list").list.len() >= FEWEST) & (pl.col("claims") > 0)),
        "claims",
        "1 where the headline states flatly what the text only gives to somebody: a claim has its words, and no "
        "sentence "
        "of the writer's own does. Why: the headline vouches for what the writer does not. Example: 1 for 'Mayor took "
        "money for the harbour bridge' above 'Mr Reed said that the mayor took money for the harbour bridge.'",
        high=1,
        scored=False,
    ),
)
