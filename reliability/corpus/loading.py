"""A folder of tables -> a database, part by part, so that every command works on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from reliability import records, tracing
from reliability.errors import ReliabilityError
from reliability.intake import Progress, silent
from reliability.parts import Folder, Marks
from reliability.parts.markers import RUN
from reliability.store import Store, row_counts

BY_ARTICLE = ("story_members", "features", "scores", "contributions", "flags")
BY_SOURCE = ("sources", "source_evidence", "source_checks")


def load(place: str, store: Store, progress: Progress = silent) -> int:
    """Bring a finished run into a database without articles; how many articles it has.

    Args:
        place: the folder or address that `--out` named.
        store: an open store.
        progress: called as parts are done.

    Raises:
        ReliabilityError: the folder holds no finished run, or the database holds articles already.
    """
    folder = Folder(place.rstrip("/"))
    totals = Marks(folder).whole()
    run = folder.get(RUN) or {}
    if row_counts(store)["articles"]:
        raise ReliabilityError(
            f"The database holds articles already, and the stories in {place} know nothing of them.",
            "Name a new one with --db. New articles can be added to that by `reliability score`.",
        )
    run_id = totals["run_id"]
    row = folder.read("runs", 0)
    store.add_runs(row.with_columns(finished_at=pl.lit(None).cast(records.TIME)))
    for number in folder.parts("rejects"):
        store.add_rejects(folder.read("rejects", number), run_id)
    for number in range(totals["parts"]):
        _part(folder, store, number, run_id, run["stamp"])
        progress("load", (number + 1) / totals["parts"], round(totals["articles"] * (number + 1) / totals["parts"]))
    for name in BY_SOURCE:
        for number in folder.parts(name):
            store.replace(name, folder.read(name, number), run_id, [])
    findings = [folder.read("findings", number) for number in folder.parts("findings")]
    store.put_quality(pl.concat(findings), folder.read("quality_measures", 0), run_id)
    tracing.index(store, _counting(progress, totals["articles"]))
    store.finish(run_id, totals["articles"], totals["rejected"], row["timings"].to_list()[0] or [])
    return int(totals["articles"])


def report(place: str) -> dict[str, Any]:
    """The data-quality report of a finished run: what `quality.summary` says of it.

    Raises:
        ReliabilityError: the folder holds no finished run.
    """
    folder = Folder(place.rstrip("/"))
    Marks(folder).whole()
    return folder.get("quality.json") or {}


def _part(folder: Folder, store: Store, number: int, run_id: str, stamp: str) -> None:
    """All rows of one part of each table; those of stories and links are of other articles than the rest."""
    articles = folder.read("articles", number)
    store.add_articles(articles.drop("previous_title", "previous_text"), run_id)
    ids = articles["article_id"].unique(maintain_order=True).to_list()
    store.put_claims(folder.read("claims", number), folder.read("signatures", number), ids, run_id, stamp)
    store.change_links(records.STORY_LINKS.empty(), folder.read("story_links", number), run_id)
    for name in BY_ARTICLE:
        store.replace(name, folder.read(name, number), run_id, ids)
    stories = folder.read("stories", number)
    store.replace("stories", stories, run_id, stories["story_id"].to_list())


def _counting(progress: Progress, articles: int) -> Callable[[int, float | None], None]:
    done = 0

    def advance(more: int, share: float | None = None) -> None:
        nonlocal done
        done += more
        progress("index", done / max(articles, 1) if share is None else share, done)

    return advance
