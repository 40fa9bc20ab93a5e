"""What the order of the review queue saves, on labelled articles scored by models that have seen none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import polars as pl

from reliability import features, learning, pipeline, records, review, store
from reliability.config import Config
from reliability.errors import ReliabilityError
from reliability.intake import Progress
from reliability.learning.training import check_enough, check_splits
from reliability.readers import Intake
from reliability.review.saving import saving
from reliability.scoring.sample import RELIABLE
from reliability.scoring.unseen import unseen

CAP = 60
"""Articles of one publisher: a queue full of one would measure that one."""

CHUNK = 500


def simulate(
    read: Callable[[], Iterable[Intake]],
    labels: learning.Labels,
    config: Config,
    *,
    splits: Sequence[str] = (),
    below: float = RELIABLE,
    cap: int = CAP,
    progress: Progress,
) -> dict[str, Any]:
    """Put labelled articles into the queue's order and count how many are read until the unreliable ones are found.

    Args:
        read: opens the articles; called twice.
        labels: of publishers, of articles, or of both; an article's own counts before its publisher's.
        config: the settings in force; the weights of the order are taken from them.
        splits: only articles of publishers of these splits are in the queue; all others still teach the models.
        below: a label below this means unreliable: what the reviewers want to find.
        cap: articles of one publisher, at most.
        progress: called as work goes on.

    Returns:
        As `measured`.

    Raises:
        ReliabilityError: no label fits an article, a split is unknown, or the labels are too few or all on one side.
    """
    check_splits(labels, splits)
    return measured(queued(read, labels, config, cap=cap, progress=progress), config, splits=splits, below=below)


def queued(
    read: Callable[[], Iterable[Intake]], labels: learning.Labels, config: Config, *, cap: int = CAP, progress: Progress
) -> pl.DataFrame:
    """Labelled articles as a queue in which no score knows the label that it is measured by.

    The articles go through the whole path in memory. Then each gets the score of a model that was fitted without its
    publisher and all others of the same owner, in ten folds, and each publisher the score that follows from those of
    its articles. The shipped model, which may have learned from these articles, has no part in it, nor have rating
    lists or decisions.

    Returns:
        Rows as of `store.queue_rows`, with `worth` (the label, 0..1) and `split`.

    Raises:
        ReliabilityError: no label fits an article, or the labels are too few.
    """
    sampled = learning.sample(read(), labels, cap=cap)
    check_enough(sampled)
    quiet = replace(config, values={**config.values, "db": ":memory:"})
    with pipeline.session(quiet) as desk:
        run = pipeline.score(desk, _chosen(read(), sampled), ["<labelled>"], progress)
        rows = store.queue_rows(run.store)
        progress("fit", 0.0, rows.height)
        scored = unseen(_inputs(run.store, rows["article_id"].to_list()), sampled)
    worth = sampled.select("article_id", "source", "split", worth=pl.coalesce("label", "rating"))
    told = [name for name in scored.columns if name != "article_id"]
    known = rows.drop("source", *told).join(worth, on="article_id", how="inner")
    return known.join(scored, on="article_id", how="inner")


def measured(
    queue: pl.DataFrame, config: Config, *, splits: Sequence[str] = (), below: float = RELIABLE
) -> dict[str, Any]:
    """What the order of a queue saves, as on the day of its newest article.

    Args:
        queue: of `queued`.
        config: the settings in force, for the weights.
        splits: only these are in the queue, or all.
        below: a label below this means unreliable.

    Returns:
        `articles`, `unreliable`, `publishers`, `without_score`, `below`, and `found`: see `review.saving`.

    Raises:
        ReliabilityError: all labels are on one side.
    """
    held = queue.filter(pl.col("split").is_in(list(splits))) if splits else queue
    newest = held["published_at"].max()
    now = newest if isinstance(newest, datetime) else None
    ranked = review.order(held, weights=config.weights, now=now).with_columns(bad=pl.col("worth") < below)
    bad = int(ranked["bad"].sum())
    if bad in (0, ranked.height):
        raise ReliabilityError(
            f"{bad:,} of {ranked.height:,} labelled articles are below {below:g}: there is nothing to find.",
            "Choose another --below, or give labels on both sides of it.",
        )
    return {
        "articles": ranked.height,
        "unreliable": bad,
        "publishers": ranked["source"].n_unique(),
        "without_score": ranked["score"].null_count(),
        "below": below,
        "found": saving(ranked),
    }


def _chosen(intakes: Iterable[Intake], sampled: pl.DataFrame) -> Iterator[Intake]:
    """The sampled articles, each once."""
    wanted = set(sampled["article_id"])
    for intake in intakes:
        articles = intake.articles.filter(pl.col("article_id").is_in(list(wanted))).unique("article_id", keep="first")
        wanted.difference_update(articles["article_id"])
        if articles.height:
            yield Intake(articles, records.REJECTS.empty(), intake.progress)


def _inputs(opened: store.Reader, ids: Sequence[str]) -> pl.DataFrame:
    """What a model reads of the articles: their features as they are stored, and the shares of their words."""
    parts = [features.wording(articles) for articles in opened.articles(ids, CHUNK)]
    return opened.table("features", ids).drop("run_id").join(pl.concat(parts), on="article_id", how="left")
