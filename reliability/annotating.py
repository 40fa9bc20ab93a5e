"""Claims without scores: articles in, who says what out; nothing is stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl

from reliability import claims
from reliability.claims.tokens import tokenise
from reliability.config import Config
from reliability.engines import LocalEngine
from reliability.intake import Progress, Rejects, silent
from reliability.readers import Intake
from reliability.reports import documents


def claims_of(
    intakes: Iterable[Intake], config: Config, rejects: Rejects, progress: Progress = silent
) -> Iterator[pl.DataFrame]:
    """Yield the claims of articles, chunk by chunk, without storing anything; `rejects` counts what was set aside.

    Raises:
        ReliabilityError: nothing could be read.
    """
    extract = partial(claims.extract, outlets=config.outlets, model=config["claims_model"])
    for found in _mapped(extract, intakes, config, rejects, progress):
        yield found.drop("run_id", strict=False)


def documents_of(
    intakes: Iterable[Intake], config: Config, rejects: Rejects, progress: Progress = silent
) -> Iterator[pl.DataFrame]:
    """Yield whole articles with their tokens and claims, chunk by chunk: the frames of `reports.documents`.

    Raises:
        ReliabilityError: nothing could be read.
    """
    annotate = partial(_documents_of, outlets=config.outlets, model=config["claims_model"])
    return _mapped(annotate, intakes, config, rejects, progress)


def _documents_of(articles: pl.DataFrame, outlets: Sequence[Mapping[str, Any]], model: str) -> pl.DataFrame:
    places = pl.int_range(articles.height, eager=True).cast(pl.String)  # two articles may have one id
    found = claims.extract(articles.with_columns(places.alias("article_id")), outlets=outlets, model=model)
    said = found.group_by("article_id").agg(pl.struct(documents.KEPT).alias("claims"))
    sentences = [_sentences(text) for text in articles["text"]]
    return (
        articles.select(
            "article_id", "text", pl.Series("sentences", sentences, documents.SCHEMA["sentences"]), place=places
        )
        .join(said.rename({"article_id": "place"}), on="place", how="left", maintain_order="left")
        .select(documents.SCHEMA.names())
    )


def _sentences(text: str) -> list[list[tuple[int, int]]]:
    tokens = tokenise(text)
    bounds = zip(tokens.sentences, tokens.sentences[1:], strict=False)
    return [list(zip(tokens.starts[first:end], tokens.ends[first:end], strict=True)) for first, end in bounds]


def _mapped(
    function: Callable[[pl.DataFrame], pl.DataFrame],
    intakes: Iterable[Intake],
    config: Config,
    rejects: Rejects,
    progress: Progress,
) -> Iterator[pl.DataFrame]:
    """Yield `function(articles)` for each chunk, in order; `rejects` counts what was set aside."""
    shares: deque[tuple[float, int]] = deque()

    def articles() -> Iterator[pl.DataFrame]:
        for intake in intakes:
            rejects.add(intake.rejects)
            shares.append((intake.progress or 0.0, intake.articles.height))
            yield intake.articles

    done = 0
    with LocalEngine(config["workers"]) as engine:
        for found in engine.map(function, articles()):
            share, count = shares.popleft()
            done += count
            progress("claims", share, done)
            yield found
    if not done:
        raise rejects.nothing_read()
