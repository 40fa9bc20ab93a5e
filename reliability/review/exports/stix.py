"""STIX 2.1 bundle: a note on each article with `confidence` and `x_opencti_reliability`.

`confidence` is that of the Admiralty credibility in the scales of STIX 2.1, appendix A; left out where it cannot be
judged. The note refers to the article's address (a `url` object), or to its publisher where it has none. Ids are
UUIDs of version 5: a second export has the same, and a note's `modified` tells which is newer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any
from uuid import UUID, uuid5

import polars as pl

from reliability.review.exports import admiralty, things
from reliability.review.exports.embedding import given
from reliability.review.exports.identifiers import uuid, web_address

LINKS = True
MEDIA_TYPE, ENDING = "application/json", "json"
CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The namespace that STIX 2.1, 2.9 prescribes for ids of cyber-observable objects."""

UNCHANGING = "2026-01-01T00:00:00.000Z"
"""When identities were created: a name and nothing that changes."""

Object = dict[str, Any]


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write one bundle of the rows of records.EXPORTED; each object stands in it once."""
    import orjson

    seen: set[str] = set()
    out.write(b'{"type":"bundle","objects":[')
    for chunk in chunks:
        for row in chunk.drop("contributions", "text", "said").iter_rows(named=True):
            for found in objects(row):
                if found["id"] not in seen:
                    out.write((b",\n" if seen else b"\n") + orjson.dumps(given(found)))
                    seen.add(found["id"])
    out.write(b'\n],"id":' + orjson.dumps(f"bundle--{uuid('bundle', *sorted(seen))}") + b"}\n")


def objects(row: things.Row) -> Iterator[Object]:
    """Who writes the note, what it is about, and the note."""
    writer = _identity(row["desk"] or "reliability", "organization" if row["desk"] else "system")
    about = _about(row) or writer
    yield writer
    if about is not writer:
        yield about
    yield _note(row, writer, about)


def _identity(name: str, kind: str) -> Object:
    times = {"created": UNCHANGING, "modified": UNCHANGING}
    identity = {"type": "identity", "spec_version": "2.1", "id": f"identity--{uuid('identity', kind, name)}"}
    return identity | times | {"name": name, "identity_class": kind}


def _about(row: things.Row) -> Object | None:
    address = web_address(row["url"])
    if address is not None:
        import orjson

        key = orjson.dumps({"value": address}).decode()  # canonical JSON (RFC 8785) of one text
        return {"type": "url", "spec_version": "2.1", "id": f"url--{uuid5(OBSERVABLES, key)}", "value": address}
    name = row["publisher"] or row["domain"]
    return _identity(name, "organization") if name else None


def _note(row: things.Row, writer: Object, about: Object) -> Object:
    grade = row["source_reliability"] or "F"
    changed = max(row["scored_at"], row["decided_at"] or row["scored_at"])
    return {
        "type": "note",
        "spec_version": "2.1",
        "id": f"note--{uuid('note', row['desk'], row['article_id'], row['url'])}",
        "created_by_ref": writer["id"],
        "created": _time(row["first_seen"]),
        "modified": _time(changed),
        "abstract": f"Reliability of {row['title'] or row['article_id']}",
        "content": "\n".join(_content(row)),
        "authors": [row["reviewer"]] if row["reviewer"] else None,
        "object_refs": [about["id"]],
        "confidence": CONFIDENCE.get(row["information_credibility"] or 6),
        "external_references": [_page(row)] if row["report"] else None,
        "x_opencti_reliability": f"{grade} - {admiralty.RELIABILITY[grade]}",
    }


def _content(row: things.Row) -> Iterator[str]:
    rating: Mapping[str, Any] | None = things.rating(row, "")
    yield things.grade(row)
    yield rating["ratingExplanation"] if rating else f"{things.no_score(row)} {things.told(row)}"
    if row["verdict"]:
        before = "Before the article's last change: " if row["outdated"] else ""
        yield f"{before}{row['verdict'].replace('_', ' ')} by {row['reviewer']}: {row['reason']}"


def _page(row: things.Row) -> Object:
    return {"source_name": row["desk"] or "reliability", "url": row["report"], "external_id": row["article_id"]}


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"
