"""schema.org `Review` of each article's score, a JSON-LD object a line.

It is safe inside a `<script>`. `itemReviewed` is the NewsArticle. An article without a score has no `reviewRating`:
`reviewBody` says why.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import polars as pl

from reliability.review.exports import embedding, things
from reliability.review.exports.identifiers import web_address

LINKS = True


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write a `Review` for every row of records.EXPORTED."""
    for chunk in chunks:
        for row in chunk.drop("contributions", "text", "said").iter_rows(named=True):
            out.write(embedding.line(review(row)))


def review(row: things.Row) -> dict[str, Any]:
    """The Review of one article."""
    address = web_address(row["url"])
    return {
        "@context": things.CONTEXT,
        "@type": "Review",
        "url": row["report"],
        "author": things.desk(row),
        "dateCreated": row["scored_at"],
        "reviewAspect": things.ASPECT,
        "itemReviewed": things.article(row),
        "reviewRating": things.rating(row, things.grade(row)),
        "reviewBody": things.no_score(row),
        "isBasedOn": [*([address] if address else []), things.program(row["version"], row["model"])],
    }
