"""Pages of lists by the key of the last row seen: rows that come in meanwhile move nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import polars as pl

from reliability.store.reading import Reader
from reliability.store.sql import query


def flags_page(
    store: Reader,
    limit: int,
    after: tuple[str, str, str] | None = None,
    *,
    code: str | None = None,
    severity: str | None = None,
    article_id: str | None = None,
    since: datetime | None = None,
) -> pl.DataFrame:
    """Up to `limit` flags, those of the newest run first: records.FLAGS.

    Args:
        store: an open store.
        limit: rows.
        after: run_id, article_id and code of the last row seen.
        code: only those of this code.
        severity: only those of this severity.
        article_id: only those of this article.
        since: only those that a run raised which started then or later.
    """
    run, article, last = after or (None, None, None)
    started = None if since is None else re.sub(r"[-:.]|\+.*", "", since.astimezone(UTC).isoformat())  # as in run ids
    params = {"code": code, "severity": severity, "article_id": article_id, "since": started, "limit": limit}
    return store.query(query("pages/flags"), params | {"run": run, "article": article, "last": last})


def decisions_page(
    store: Reader,
    limit: int,
    after: tuple[datetime, str] | None = None,
    *,
    article_id: str | None = None,
    reviewer: str | None = None,
    verdict: str | None = None,
    since: datetime | None = None,
) -> pl.DataFrame:
    """Up to `limit` decisions, the latest first: records.DECISIONS with `undone`, whether one was taken back.

    Args:
        store: an open store.
        limit: rows.
        after: decided_at and decision_id of the last row seen.
        article_id: only those on this article.
        reviewer: only those of this reviewer.
        verdict: only these.
        since: only those made then or later.
    """
    at, last = after or (None, None)
    params = {"article_id": article_id, "reviewer": reviewer, "verdict": verdict, "since": since, "limit": limit}
    return store.query(query("pages/decisions"), params | {"at": at, "last": last})


def runs_page(store: Reader, limit: int, after: str | None = None) -> pl.DataFrame:
    """Up to `limit` runs, the latest first: records.RUNS; `after` is the run_id of the last one seen."""
    return store.query(query("pages/runs"), {"last": after, "limit": limit})


def sources_page(
    store: Reader,
    limit: int,
    after: tuple[str, int, str] | None = None,
    *,
    role: str | None = None,
    words: str | None = None,
) -> pl.DataFrame:
    """Up to `limit` sources as `store.sources` gives them.

    Args:
        store: an open store.
        limit: rows.
        after: role, articles and source of the last row seen.
        role: only `publisher` or only `cited`.
        words: only those of whose name this is a part, whatever its case.
    """
    last_role, last_articles, last = after or (None, None, None)
    params = {"role": role, "name": None, "words": words, "limit": limit}
    key = {"last_role": last_role, "last_articles": last_articles, "last": last}
    return store.query(f"WITH listed AS (\n{query('sources')}\n)\n{query('pages/sources')}", params | key)


def stories_page(
    store: Reader,
    limit: int,
    after: tuple[datetime, str] | None = None,
    *,
    since: datetime | None = None,
    source: str | None = None,
    least: int = 2,
    conflicts: bool = False,
    circular: bool = False,
) -> pl.DataFrame:
    """Up to `limit` stories as `store.listed_stories` gives them, those with the newest article first.

    Args:
        store: an open store.
        limit: rows.
        after: newest and story_id of the last row seen.
        since, source, least, conflicts, circular: see `store.listed_stories`.
    """
    newest, last = after or (None, None)
    params = {"since": since, "source": source, "least": least, "conflicts": conflicts, "circular": circular}
    key = {"last_newest": newest, "last": last, "newest": True, "limit": limit}
    return store.query(f"WITH listed AS (\n{query('stories/listed')}\n)\n{query('pages/stories')}", params | key)


def revisions(store: Reader, article_id: str) -> pl.DataFrame:
    """The revisions of an article without their text, the latest first: columns of records.ARTICLES."""
    return store.query(query("pages/revisions"), {"article_id": article_id})


def article_of_decision(store: Reader, decision_id: str) -> str | None:
    """The article that a decision is on; None where there is no such decision."""
    found = store.query("SELECT article_id FROM decisions WHERE decision_id = $id", {"id": decision_id})
    return str(found.item()) if found.height else None
