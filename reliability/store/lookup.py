"""Finds one article by what a person knows of it."""

from __future__ import annotations

import polars as pl

from reliability import records
from reliability.errors import ReliabilityError
from reliability.store import single
from reliability.store.reading import Reader
from reliability.store.sql import query

SHOWN = 5


def find_article(store: Reader, key: str) -> pl.DataFrame:
    """The current revision of the article that `key` names: one row of records.ARTICLES.

    Args:
        store: an open store.
        key: its id, its URL, the start of its id, or words of its title as they stand there, whatever their case;
            the first of these that fits counts.

    Raises:
        ReliabilityError: no article or several fit; the message lists some.
    """
    wanted = key.strip()
    known = single.article(store, wanted)
    if known is not None:
        return records.ARTICLES.frame([known])
    found = store.query(query("find_article"), {"key": wanted, "limit": SHOWN + 1}) if wanted else pl.DataFrame()
    if found.height > 1:
        raise ReliabilityError(
            f"'{wanted}' fits several articles: {_listed(found)}.", "Give the id of the one you mean, or more words."
        )
    if not found.height:
        near = store.query(query("near_titles"), {"key": wanted, "limit": 3})
        hint = f"Some that are here: {_listed(near)}." if near.height else "The database holds no article."
        raise ReliabilityError(f"No article fits '{wanted}'.", hint)
    return next(store.articles(found["article_id"].to_list()))


def dossier(store: Reader, key: str) -> dict[str, pl.DataFrame]:
    """All that is known of the article that `key` names (see `find_article`).

    Returns:
        Frames by name: `article` (records.ARTICLES, one row), `result` (a row of `Reader.results`), `claims`,
        `flags` (worst first), `contributions`, `features`, `members` (its row of story_members) and `decisions`.

    Raises:
        ReliabilityError: no article or several fit.
    """
    article = find_article(store, key)
    ids = article["article_id"].to_list()
    severity = pl.col("severity").replace_strict({name: rank for rank, name in enumerate(records.SEVERITIES)})
    return {
        "article": article,
        "result": store.result_rows(ids),
        "claims": store.table("claims", ids),
        "flags": store.table("flags", ids).sort(severity, pl.col("code"), descending=[True, False]),
        "contributions": store.table("contributions", ids),
        "features": store.table("features", ids),
        "members": store.table("story_members", ids),
        "decisions": store.table("decisions", ids),
    }


def _listed(articles: pl.DataFrame) -> str:
    names = [f"{row['article_id']} ({_short(row['title'] or 'no title')})" for row in articles.to_dicts()]
    return "; ".join(names[:SHOWN]) + ("; ..." if len(names) > SHOWN else "")


def _short(title: str) -> str:
    plain = " ".join(title.split())
    return plain if len(plain) <= 60 else f"{plain[:57]}..."
