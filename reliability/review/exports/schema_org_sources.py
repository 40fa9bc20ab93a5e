"""schema.org `Review` of each publisher's score, a JSON-LD object a line.

It is safe inside a `<script>`. `itemReviewed` is the NewsMediaOrganization. A publisher without a score has no
`reviewRating`: `reviewBody` says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import polars as pl

from reliability import __version__
from reliability.review.exports import SOURCES, admiralty, embedding, things

ROWS = SOURCES


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write a `Review` for every publisher of `exporting.sources`."""
    for chunk in chunks:
        for row in chunk.iter_rows(named=True):
            out.write(embedding.line(review(row)))


def review(row: things.Row) -> dict[str, Any]:
    """The Review of one publisher."""
    grade = row["source_reliability"] or "F"
    return {
        "@context": things.CONTEXT,
        "@type": "Review",
        "author": things.desk(row),
        "reviewAspect": things.ASPECT,
        "itemReviewed": things.publisher(row["source"], row["source"]),
        "reviewRating": things.rating(row, f"Admiralty {grade}. {admiralty.RELIABILITY[grade]}."),
        "reviewBody": things.no_score(row),
        "isBasedOn": [things.program(__version__)],
    }
