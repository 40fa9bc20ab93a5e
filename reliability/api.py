"""The Python face: one call over a frame or files, every table back as a frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from reliability import config, intake, pipeline, readers, store
from reliability.errors import ReliabilityError


@dataclass(frozen=True)
class Result:
    """The frames of one run, as `reliability.score` returns them."""

    scores: pl.DataFrame
    claims: pl.DataFrame
    flags: pl.DataFrame
    features: pl.DataFrame
    stories: pl.DataFrame
    sources: pl.DataFrame
    rejects: pl.DataFrame


def score(articles: Any, db: str, model: str | None, workers: int) -> Result:
    """Run the path over a frame or files and collect the tables; see `reliability.score`."""
    settings = config.load({"db": db, "model": model, "workers": workers})
    inputs, intakes = _opened(articles, settings)
    with pipeline.session(settings) as desk:
        run = pipeline.score(desk, intakes, inputs)
        results = pl.concat(run.results())
        ids = results["article_id"].to_list()
        told = pl.concat(store.stories(run.store))
        return Result(
            scores=results,
            claims=run.store.table("claims", ids),
            flags=run.store.table("flags", ids),
            features=run.store.table("features", ids),
            stories=told.filter(pl.col("articles").list.eval(pl.element().is_in(ids)).list.any()),
            sources=pl.concat(store.sources(run.store)),
            rejects=store.rejects(run.store, run.run_id),
        )


def _opened(articles: Any, settings: config.Config) -> tuple[list[str], Iterator[readers.Intake]]:
    """Names of what is read, and what a reader yields for it."""
    if type(articles).__module__.partition(".")[0] == "pandas":
        articles = pl.DataFrame(articles)
    if isinstance(articles, pl.LazyFrame):
        raise ReliabilityError("A LazyFrame holds no articles yet.", "Call .collect() on it.")
    if isinstance(articles, pl.DataFrame):
        return ["<frame>"], readers.from_frame(articles, chunk=settings["chunk"])
    paths = [articles] if isinstance(articles, str | Path) else articles
    inputs = [str(path) for path in paths]
    return inputs, intake.read(inputs, settings)
