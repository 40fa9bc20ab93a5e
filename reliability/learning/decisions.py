"""Reviewers' decisions as labels: what the desk held of its own articles."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reliability import records
from reliability.learning.labels import ARTICLES, Labels
from reliability.readers import Intake
from reliability.scoring.evidence import WORTH
from reliability.store import Reader, article_ids, decided

CHUNK = 500


def from_decisions(store: Reader) -> Labels:
    """The latest decision on each article as its label.

    `approved` is 1, `rejected` 0, and `needs_sources` 0.5, as in the scores of sources: neither held up nor refuted,
    which is below what counts as reliable. `escalated` and `reopened` say nothing. A decision on an earlier text of
    an article that has changed since says nothing of the present one, and is set aside.
    """
    found = decided(store)
    worth = pl.col("verdict").replace_strict(WORTH, default=None, return_dtype=pl.Float64)
    said = found.with_columns(label=worth, url=pl.lit(None, pl.String)).drop_nulls("label")
    changed = said.filter("changed")
    rejects = [
        {"input": "decisions", "record": 0, "reason": f"{article} has changed since it was decided on.", "excerpt": ""}
        for article in changed["article_id"]
    ]
    return Labels(articles=said.filter(~pl.col("changed")).select(*ARTICLES), rejects=records.REJECTS.frame(rejects))


def stored(store: Reader, labels: Labels) -> Iterator[Intake]:
    """Yield the stored articles that labels may speak of, as a reader would."""
    by_name = labels.sources.height or labels.articles["url"].is_not_null().any()
    ids = article_ids(store) if by_name else labels.articles["article_id"].drop_nulls().to_list()
    done = 0
    for articles in store.articles(ids, CHUNK):
        done += articles.height
        yield Intake(articles, records.REJECTS.empty(), done / len(ids))
