"""What the headline states as a fact and the text only gives to somebody."""

from __future__ import annotations

import re

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.reading import sentences, spans_of, stems, without

# The headline gives its claim to somebody, asks or quotes.
GIVEN = re.compile(
    r"\b(?:says?|said|tells?|told|claims?|claimed|alleg\w+|accus\w+|reported|reportedly|according|"
    r"warns?|insists?|den(?:y|ies|ied)|argues?|admits?|suggests?|believes?|thinks?|sources?|announc\w+|tweets?)\b|"
    r"[?“”\"‘]|(?:^|\s)['’]\w[^'’]*['’](?:\W|$)|^[^:]{2,40}:\s",
    re.IGNORECASE,
)
FEWEST = 3  # words of a headline by which a sentence can be known again
CLAIMED = 0.6  # share of them that the claim has
MORE = 0.25  # by how much more than any sentence of the writer's own
LONGEST = 40_000  # characters of a text that are compared


def find(case: Case) -> list[Place]:
    """The claim that holds the headline's words where no sentence of the writer's own does."""
    title = stems(case.title)
    if len(title) < FEWEST or GIVEN.search(case.title):
        return []
    spans = [span for claim in case.claims for span in spans_of(claim, "content")]
    shares = [(_share(title, case.text[start:end]), -start, end) for start, end in spans]
    best, start, end = max(shares, default=(0.0, 0, 0))
    if best < CLAIMED:
        return []
    own = without(spans, case.text[:LONGEST])
    most = max((_share(title, own[first:last]) for first, last in sentences(own)), default=0.0)
    return [Place(-start, end)] if best - most >= MORE else []


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
