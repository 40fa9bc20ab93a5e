"""Label Studio tasks, a JSON list, with our claims as predictions.

Source, cue and content are regions; relations lead from the first piece of a cue to every other piece of its claim.
A task's `data` keeps the article's id and score beside its text. A region's id says which claim it is of: region
`3.content.1` of the article `ferry` is the first piece of the content of the claim `ferry#3`. `reliability train
claims` reads what Label Studio exports as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

import polars as pl

from reliability.reports import brat
from reliability.review.exports import things

MEDIA_TYPE, ENDING = "application/json", "json"
LABEL, TEXT = "label", "text"
CONFIG = """<View>
  <Relations>
    <Relation value="source"/><Relation value="content"/><Relation value="cue"/>
  </Relations>
  <Labels name="label" toName="text">
    <Label value="source"/><Label value="cue"/><Label value="content"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>"""
"""The labelling interface that the tasks are for."""

KEPT = ("article_id", "url", "publisher", "title", "score", "low", "high", "abstained", "source_reliability")
_ROLES = ("cue", "source", "content")


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write a JSON list with a task for every row of records.EXPORTED."""
    import orjson

    first = True
    out.write(b"[")
    for chunk in chunks:
        for row in chunk.drop("contributions", "flags").iter_rows(named=True):
            out.write((b"\n" if first else b",\n") + orjson.dumps(task(row)))
            first = False
    out.write(b"\n]\n")


def task(row: things.Row) -> dict[str, Any]:
    """The task of one article. White space that a browser would change is plain, every character at its place."""
    text = brat.plain(row["text"])
    result = [found for claim in row["said"] or [] for found in _regions(claim, text)]
    model = f"reliability {row['version']}"
    return {
        "data": {name: row[name] for name in KEPT} | {"text": text},
        "predictions": [{"model_version": model, "result": result}],
    }


def _regions(claim: things.Row, text: str) -> Iterator[dict[str, Any]]:
    """The regions of a claim, and the relations that lead from the first piece of its cue to every other."""
    number = claim["claim_id"].rpartition("#")[2]
    head = None
    for role in _ROLES:
        for piece, (start, end) in enumerate(sorted(claim[role] or []), 1):
            region = f"{number}.{role}.{piece}"
            value = {"start": start, "end": end, "text": text[start:end], "labels": [role]}
            yield {"id": region, "from_name": LABEL, "to_name": TEXT, "type": "labels", "value": value}
            if head is not None:
                yield {"type": "relation", "from_id": head, "to_id": region, "direction": "right", "labels": [role]}
            head = head or region
