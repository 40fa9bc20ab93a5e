"""Stories of a slice: how much is told by several, the biggest ones, conflicts and circular reporting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reliability.quality.slices import Slice
from reliability.store import Reader
from reliability.store import quality as tables

STORIES = 15
EXAMPLES = 10  # conflicts, and cases of circular reporting
VALUES = 4  # of a conflict
STEPS = 8  # of a path

Row = Mapping[str, Any]

TOTALS = (
    "total",
    "articles",
    "several_origins_share",
    "corroborated_share",
    "conflicts",
    "with_conflicts",
    "circular",
    "with_circular",
)
ROW = (
    "story_id",
    "title",
    "publisher",
    "url",
    "published_at",
    "articles",
    "here",
    "copies",
    "independent_origins",
    "conflicts",
    "circular",
)
VALUE = ("value", "words", "article_id", "publisher", "published_at", "origin", "independent_origins")
STEP = ("outlet", "cites", "article_id", "published_at")


def stories(store: Reader, chosen: Slice) -> dict[str, Any]:
    """The part `stories` of a report: see `docs/quality.md`."""
    conflicts = tables.totals(store, "story_conflicts", chosen.members, {"most": EXAMPLES}).to_dicts()
    circular = tables.totals(store, "story_circular", chosen.members, {"most": EXAMPLES}).to_dicts()
    found = [
        *(row["example"]["values"] or [] for row in conflicts),
        *(row["example"]["path"] or [] for row in circular),
    ]
    largest = tables.totals(store, "story_rows", chosen.members, {"most": STORIES})
    named = [one["article_id"] for each in found for one in each if one["article_id"]]
    heads = tables.heads(store, [*largest["first"].to_list(), *named])
    urls = dict(heads.select("article_id", "url").iter_rows())
    return {
        **tables.totals(store, "story_totals", chosen.members).select(TOTALS).row(0, named=True),
        "rows": largest.join(heads, left_on="first", right_on="article_id", how="left", maintain_order="left")
        .select(ROW)
        .to_dicts(),
        "conflict_examples": [_conflict(row["story_id"], row["example"], urls) for row in conflicts],
        "circular_examples": [_circular(row["story_id"], row["example"], urls) for row in circular],
    }


def _conflict(story_id: str, conflict: Row, urls: Row) -> dict[str, Any]:
    """The first telling of each value, of up to VALUES."""
    first: dict[str, Row] = {}
    for row in conflict["values"] or []:
        first.setdefault(row["value"], row)
    return {
        "story_id": story_id,
        "kind": conflict["kind"],
        "what": conflict["what"],
        "values": [
            {name: row[name] for name in VALUE} | {"url": urls.get(row["article_id"])}
            for row in list(first.values())[:VALUES]
        ],
    }


def _circular(story_id: str, found: Row, urls: Row) -> dict[str, Any]:
    return {
        "story_id": story_id,
        "kind": found["kind"],
        "claim": found["claim"],
        "root": found["root"],
        "path": [
            {name: row[name] for name in STEP} | {"url": urls.get(row["article_id"])}
            for row in (found["path"] or [])[:STEPS]
        ],
    }
