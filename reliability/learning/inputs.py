"""What a model reads of each sampled article: the path as far as features, from the text alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl

from reliability import claims, features, records
from reliability.config import Config
from reliability.engines import LocalEngine
from reliability.intake import Progress
from reliability.readers import Intake


def inputs(intakes: Iterable[Intake], sampled: pl.DataFrame, config: Config, progress: Progress) -> pl.DataFrame:
    """Compute the inputs of a scoring model for sampled articles.

    Args:
        intakes: what a reader yields; the articles that are not in the sample are passed over.
        sampled: of `sample`; its article_id says which.
        config: the settings in force.
        progress: called as work goes on.

    Returns:
        records.FEATURES and the columns of `features.wording`: one row per article, in reading order.
    """
    done = 0
    found = []
    with LocalEngine(config["workers"]) as engine:
        work = partial(_inputs_of, outlets=config.outlets, model=config["claims_model"])
        for frame in engine.map(work, _chosen(intakes, set(sampled["article_id"]))):
            found.append(frame)
            done += frame.height
            progress("features", done / max(sampled.height, 1), done)
    return pl.concat(found)


def _chosen(intakes: Iterable[Intake], wanted: set[str]) -> Iterator[pl.DataFrame]:
    """The wanted articles, each once."""
    for intake in intakes:
        articles = intake.articles.filter(pl.col("article_id").is_in(list(wanted)))
        articles = articles.unique("article_id", keep="first", maintain_order=True)
        wanted.difference_update(articles["article_id"])
        if articles.height:
            yield articles


def _inputs_of(articles: pl.DataFrame, outlets: Sequence[Mapping[str, Any]], model: str) -> pl.DataFrame:
    said = claims.extract(articles, outlets=outlets, model=model)
    found = features.compute(articles, said, records.STORY_MEMBERS.empty())
    return found.hstack(features.wording(articles).drop("article_id"))
