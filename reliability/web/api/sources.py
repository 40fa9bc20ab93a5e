"""Publishers, and the outlets that articles cite."""

from __future__ import annotations

from typing import Annotated

import polars as pl
from fastapi import Path, Query, Request, Response

from reliability import records, store
from reliability.records import Column
from reliability.web.api import _paging as paging
from reliability.web.api import _rows as rows
from reliability.web.api._kinds import Role, Text
from reliability.web.api._route import noun
from reliability.web.api._shapes import listed
from reliability.web.desk import AtDesk
from reliability.web.problems import Refused
from reliability.web.who import Reader

_PART = {"part", "origin", "n", "value", "score", "low", "high", "weight", "points"}
_PARTS = [column for column in records.SOURCE_EVIDENCE.columns if column.name in _PART]
SOURCE = rows.model(
    "Source",
    records.SOURCES.help,
    [
        *(column for column in records.SOURCES.columns if column.name not in ("run_id", "model")),
        Column("values_checked", pl.Int64, "Values that independent reports give too.", "count"),
        Column("values_agreed", pl.Int64, "Those that agree with independent reports.", "count"),
    ],
    certain=("source", "role"),
    parts=(rows.many(rows.model("SourcePart", records.SOURCE_EVIDENCE.help, _PARTS)), "What its score is made of."),
)

router = noun("sources")


@router.get("/sources", response_model=rows.listing("Sources", "sources", SOURCE))
def sources(
    request: Request,
    desk: AtDesk,
    user: Reader,
    role: Annotated[Role | None, Query(description="Only publishers, or only outlets that articles cite.")] = None,
    q: Annotated[Text | None, Query(description="Part of the name, whatever its case.")] = None,
    after: paging.After = None,
    limit: paging.Limit = paging.MOST,
) -> Response:
    """Sources: publishers first, those with most articles first."""
    key = paging.read(request, after, str, int, str)
    found = store.sources_page(desk.store, limit + 1, key, role=role, words=q or None)
    return paging.page(request, "sources", found.to_dicts(), limit, ["role", "articles", "source"])


@router.get("/sources/{source:path}", response_model=listed("SourceRoles", "sources", SOURCE))
def source(
    source: Annotated[str, Path(description="Its domain or name, whatever its case; percent-encoded.")],
    desk: AtDesk,
    user: Reader,
) -> Response:
    """One source, as publisher and as an outlet that articles cite, with what its score is made of."""
    found = pl.concat(store.sources(desk.store, name=source))
    if not found.height:
        raise Refused("not-found", f"There is no source '{source[:200]}'.")
    return rows.json({"sources": found.to_dicts()})
