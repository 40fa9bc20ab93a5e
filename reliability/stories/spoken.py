"""The words in which sentences give values: "a dozen" for 11-13, "$3.6 billion" for 3600000000."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from reliability.stories import amounts, tolls

LONGEST = 60  # characters


def spoken(
    kinds: Sequence[str], whats: Sequence[str], values: Sequence[str], sentences: Sequence[str]
) -> list[str | None]:
    """The words that give each value in its sentence; null where they are not found, or are no number.

    Args:
        kinds: as in `records.VALUES`.
        whats: what is asked; of a toll its kind.
        values: as in `records.VALUES`.
        sentences: their words there.
    """
    opened = tolls.openings(pl.Series(sentences, dtype=pl.String))
    found: list[str | None] = []
    told = zip(
        kinds, whats, values, opened, tolls.phrases(opened), opened.str.extract_all(amounts.PATTERN), strict=True
    )
    for kind, what, value, sentence, counts, much in told:
        if kind == "toll":
            given = (
                tolls.number(phrase)
                for toll, phrase, _ in tolls.placed(sentence, counts)
                if (toll.kind, str(toll)) == (what, value)
            )
        else:
            given = (
                phrase
                for unit, number, phrase, _ in amounts.placed(sentence, much)
                if (unit.partition(" ")[0], number) == (kind, value)
            )
        words = next(given, None)
        found.append(None if words is None or len(words) > LONGEST else _within(words))
    return found


def _within(words: str) -> str:
    """Words of the beginning of a sentence as they stand within one."""
    return words[0].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words
