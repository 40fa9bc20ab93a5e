"""Scored articles and sources -> the frames that exports write, chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

import polars as pl

from reliability import records, store
from reliability.config import Config
from reliability.store import Reader

CHUNK = 1_000
_HEAD = ("article_id", "domain", "authors", "published_at", "language", "text")


def articles(opened: Reader, ids: Sequence[str], settings: Config) -> Iterator[pl.DataFrame]:
    """Yield these articles with all that is known of them: frames of records.EXPORTED, in the order of `ids`.

    Articles that are not there or have no score yet are left out.
    """
    for found in opened.articles(ids, CHUNK):  # bounded by their texts too
        yield _whole(opened, found.select(_HEAD), settings)


def sources(opened: Reader, names: Sequence[str], settings: Config) -> Iterator[pl.DataFrame]:
    """Yield publishers as `reliability sources` tells them, with `desk`: these by their names, or all.

    Yields:
        source, role, score, low, high, abstained, source_reliability, articles, claims, second_hand, parts, desk.
    """
    found = store.sources(opened, role="publisher") if not names else (_source(opened, name) for name in names)
    for chunk in found:
        yield chunk.with_columns(desk=pl.lit(settings["desk"] or None, pl.String))


def _source(opened: Reader, name: str) -> pl.DataFrame:
    return pl.concat(store.sources(opened, role="publisher", name=name))


def _whole(opened: Reader, heads: pl.DataFrame, settings: Config) -> pl.DataFrame:
    ids = heads["article_id"].to_list()
    said = _nested(opened.table("claims", ids), "said", records.SAID)
    judged = _nested(store.claim_verdicts(opened, ids), "judged", records.JUDGED)
    whole = opened.result_rows(ids).filter(pl.col("model").is_not_null())
    for part in (heads, store.export_facts(opened, ids), judged, said):
        whole = whole.join(part, on="article_id", how="left", maintain_order="left")
    pages = [_report(settings["public_url"], article) for article in whole["article_id"]]
    return records.EXPORTED.conform(
        whole.with_columns(pl.Series("report", pages, pl.String), desk=pl.lit(settings["desk"] or None, pl.String))
    )


def _nested(rows: pl.DataFrame, name: str, struct: pl.Struct) -> pl.DataFrame:
    """One row an article: article_id and a list of the rest of its rows."""
    columns = [field.name for field in struct.fields]
    return rows.group_by("article_id", maintain_order=True).agg(pl.struct(columns).alias(name))


def _report(address: str, article_id: str) -> str | None:
    return f"{address}/articles/{quote(article_id, safe='')}" if address else None
