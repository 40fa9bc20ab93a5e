"""IPTC ninjs 3 sidecar of each article, an object a line.

It says who the article takes its information from, and has a note to editors. It is a partial news object under the
article's address, to be merged with the newsroom's own. `trustIndicators` links to the article's report, where the
setting `public_url` says where that is. What it says is in words: no numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import polars as pl

from reliability import abstentions
from reliability.review.exports import admiralty, embedding, things
from reliability.review.exports.identifiers import uuid, web_address

LINKS = True
STANDARD = {
    "name": "ninjs",
    "version": "3.3",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.3.json#",
}
SOURCE = "http://cv.iptc.org/newscodes/contentprodpartyrole/contentSource"
REPORT = "http://cv.iptc.org/newscodes/trustindicator/pieceOfWorkInfo"
TITLE = "How this article was rated, and why"
_NO_PARTIES = ("document", "self", "other")
_PARTIES = ("outlet", "person")
_DECIDED = {
    "approved": "A reviewer approved it.",
    "needs_sources": "A reviewer asks for more sources.",
    "rejected": "A reviewer rejected it.",
    "escalated": "A reviewer asks for a second look.",
}


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write a ninjs object for every row of records.EXPORTED."""
    for chunk in chunks:
        for row in chunk.drop("contributions", "text").iter_rows(named=True):
            out.write(embedding.line(sidecar(row)))


def sidecar(row: things.Row) -> dict[str, Any]:
    """The ninjs object of one article."""
    link = {"role": REPORT, "title": TITLE, "href": row["report"]}
    return {
        "standard": STANDARD,
        "uri": web_address(row["url"]) or f"urn:uuid:{uuid('article', row['article_id'])}",
        "type": "text",
        "representationType": "partial",
        "altIds": [{"role": "reliability", "value": row["article_id"]}],
        "edNote": _note(row),
        "infoSources": [{"name": name, "role": SOURCE} for name in _names(row)],
        "trustIndicators": [link] if row["report"] else None,
    }


def _note(row: things.Row) -> str:
    """The grades, why there is no score, and what a reviewer decided on these words."""
    said = [admiralty.words(row["source_reliability"], row["information_credibility"])]
    if row["abstained"]:
        said.append(f"No score: {abstentions.short(row['abstained'])}.")
    if any(flag["severity"] == "critical" for flag in row["flags"] or []):
        said.append("Look at its critical flags.")
    if row["verdict"] and not row["outdated"]:
        said.append(_DECIDED[row["verdict"]])
    return " ".join(said)


def _names(row: things.Row) -> list[str]:
    """Persons and organisations named as the origin of a claim or on its way, in reading order."""
    found: dict[str, None] = {}
    for claim in row["said"] or []:
        if claim["origin"] and not claim["anonymous"] and claim["source_type"] not in _NO_PARTIES:
            found.setdefault(claim["origin"])
        for step in claim["via"] or []:
            if step["name"] and step["kind"] in _PARTIES:
                found.setdefault(step["name"])
    return list(found)
