"""schema.org `ClaimReview` of each claim on which a reviewer decided, a JSON-LD object a line.

Claims without a person's verdict are left out. The verdict is given in words: it is no number on a scale of truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

import polars as pl

from reliability.review.exports import embedding, things

LINKS = True
VERDICTS = {"supported": "Supported", "unsupported": "Unsupported", "wrongly_attributed": "Wrongly attributed"}
_AUTHORS = {
    "person": "Person",
    "organisation": "Organization",
    "group": "Organization",
    "government": "GovernmentOrganization",
    "media_outlet": "NewsMediaOrganization",
}


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write a `ClaimReview` for every verdict on a claim in rows of records.EXPORTED."""
    for chunk in chunks:
        for row in chunk.drop("contributions", "text").iter_rows(named=True):
            said = {claim["claim_id"]: claim for claim in row["said"] or []}
            for verdict in row["judged"] or []:
                out.write(embedding.line(review(row, said[verdict["claim_id"]], verdict)))


def review(row: things.Row, claim: Mapping[str, Any], verdict: Mapping[str, Any]) -> dict[str, Any]:
    """The ClaimReview of one verdict; its author is the desk where it has a name, else the reviewer."""
    return {
        "@context": things.CONTEXT,
        "@type": "ClaimReview",
        "url": row["report"],
        "author": things.desk(row) or {"@type": "Person", "name": verdict["reviewer"]},
        "datePublished": verdict["decided_at"],
        "claimReviewed": claim["content_text"],
        "itemReviewed": {
            "@type": "Claim",
            "identifier": claim["claim_id"],
            "author": None if verdict["verdict"] == "wrongly_attributed" else _author(claim),
            "appearance": things.article(row),
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": VERDICTS[verdict["verdict"]],
            "ratingExplanation": verdict["reason"],
        },
    }


def _author(claim: Mapping[str, Any]) -> dict[str, Any] | None:
    """Who made the claim, where the text names them."""
    kind = _AUTHORS.get(claim["source_type"] or "")
    return {"@type": kind, "name": claim["origin"]} if kind and claim["origin"] and not claim["anonymous"] else None
