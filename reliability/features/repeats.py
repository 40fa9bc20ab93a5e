"""What stands in a text more than once: a page that was read twice, or a part of it."""

from __future__ import annotations

import re

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place

LONG_SENTENCE = 50  # characters: shorter ones repeat in speech and in captions
LONG_ALONE = 100
SENTENCE = re.compile(rf"[^.!?\n]{{{LONG_SENTENCE},}}")
NO_LETTER = re.compile(r"[\W_]+")
KEY = pl.element().str.strip_chars(" \t\"'“”’‘)]")
SENTENCES = pl.col("text").str.extract_all(rf"[^.!?\n]{{{LONG_SENTENCE},}}")
TWICE = SENTENCES.list.eval(KEY.is_duplicated()).list.any()


def repeated_sentences(case: Case) -> list[Place]:
    """Sentences of 50 characters or more that the text had before, less those of lines that are repeated as a whole.

    One alone of fewer than 100 characters is left out: a quotation that is shown twice, or a refrain.
    """
    lines: set[str] = set()
    sentences: set[str] = set()
    places, start = [], 0
    for line in case.text.split("\n"):
        whole = _key(line) if len(line) >= LONG_SENTENCE else ""
        if whole and whole not in lines:
            lines.add(whole)
            for found in SENTENCE.finditer(line):
                key = _key(found[0])
                if key in sentences:
                    lead = len(found[0]) - len(found[0].lstrip())
                    places.append(Place(start + found.start() + lead, start + found.end()))
                sentences.add(key)
        start += len(line) + 1
    return places if len(places) > 1 or any(place.end - place.start >= LONG_ALONE for place in places) else []


def _key(words: str) -> str:
    return NO_LETTER.sub("", words.lower())


FEATURES = (
    Feature(
        "repeated_sentences",
        Finder(repeated_sentences, when=TWICE),
        "sentences",
        "Sentences of 50 characters or more that the text had before, in paragraphs that are not repeated as a "
        "whole. Why: "
        "a page that was read twice counts its claims twice. Example: 12 for a report of twelve such sentences "
        "that stands "
        "twice in one paragraph.",
        scored=False,
    ),
)
