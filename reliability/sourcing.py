"""The scores of sources, over all that the store knows of them: articles, rating lists and decisions."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress

import polars as pl

from reliability import __version__, scoring, stories, truth
from reliability.config import Config
from reliability.errors import Busy, counted
from reliability.scoring import catalogue
from reliability.store import Reader, Store, scored_by, scored_otherwise, told_values

PATIENCE = 5.0
"""Seconds that scoring the sources anew waits for another run."""

COUNTS = pl.Schema({"source": pl.String, "checked": pl.Int64, "agreed": pl.Int64})


def put_sources(store: Store, model: scoring.Model, run_id: str, scored: str) -> None:
    """Score the sources and store them.

    Args:
        store: the open store.
        model: that scores the sources.
        run_id: of the run that does so.
        scored: id of the model whose scores of articles count.
    """
    sources, parts = scoring.score_sources(evidence_on_sources(store, scored), model)
    store.replace_all("sources", sources, run_id)
    store.replace_all("source_evidence", parts, run_id)


def put_checks(store: Store, run_id: str) -> None:
    """Store how often what each publisher says agrees with independent reports. Reads the values of all stories."""
    store.replace_all("source_checks", checks(store), run_id)


def checks(store: Reader) -> pl.DataFrame:
    """How often what each publisher says agrees with independent reports: `records.SOURCE_CHECKS` without `run_id`.

    Copies, relays and what two outlets have from one origin count as one report. A rising toll is no error.
    """
    told = stories.values(told_values(store))
    return checked(told, store.article_sources(told["article_id"].to_list()).select("article_id", "source"))


def checked(told: pl.DataFrame, publishers: pl.DataFrame) -> pl.DataFrame:
    """The same of the values of some stories; what several tell is found by adding up.

    Args:
        told: of `stories.values`.
        publishers: article_id and source of the articles that tell them.
    """
    publisher = publishers.select("article_id", publisher="source")
    known = told.join(publisher, on="article_id", maintain_order="left").with_columns(source="publisher")
    behind = pl.coalesce("origin", "source")
    first = behind.sort_by("independent", descending=True).first().over("object", "value")
    report = pl.when("independent").then(behind).otherwise(pl.coalesce("origin", first))
    given = known.with_columns(group=pl.format("{} {}", "object", report))
    found = [truth.checked(part, str(part["compared"][0])) for part in given.partition_by("compared")]
    every = pl.concat([pl.DataFrame(schema=COUNTS), *(part.cast(COUNTS) for part in found)])
    return every.group_by("source").agg(pl.col("checked", "agreed").sum()).sort("source")


def evidence_on_sources(store: Store, model: str) -> pl.DataFrame:
    """Everything that the store knows of each source: the evidence of `scoring.gather`.

    Scores of articles by another model than this one are left out: two models' scores have no common mean.
    """
    return scoring.gather(store.source_totals(model), store.source_decisions(), store.table("source_ratings"))


def rescore_sources(store: Store, config: Config) -> str | None:
    """Score the sources anew after ratings or decisions changed; where nothing was scored yet, nothing happens.

    The model is the one that scored the sources before; where it is not at hand, the one of the settings. It takes a
    turn, and does not wait long for it: a run at work scores the sources at its end, with what was decided till then.

    Returns:
        The id of the model that scored the sources before, where another one had to be taken.

    Raises:
        ReliabilityError: the model does not load.
    """
    before = scored_by(store)
    if before is None:
        return None
    model = catalogue.by_id(before, config["model"]) or catalogue.open_model(config["model"])
    with suppress(Busy), store.turn(patience=PATIENCE):
        run_id = store.begin("sources", __version__, model.id, None, [])
        started = time.perf_counter()
        put_sources(store, model, run_id, before)
        timing = {"stage": "sources", "seconds": time.perf_counter() - started, "articles": 0}
        store.finish(run_id, 0, 0, [timing])
    return before if before != model.id else None


def with_source_prior(store: Store, model: scoring.Model, results: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Add `combined` to rows of `reliability score`: the article's own score and its publisher's, as one.

    Nothing of it is stored, and the own score stays as it is.
    """
    evidence = evidence_on_sources(store, model.id)
    for rows in results:
        known = store.article_sources(rows["article_id"].to_list())
        yield scoring.combined(rows, known, evidence, model.prior)


def stale(store: Reader, model: str | None) -> str | None:
    """How many stored articles have a score of another model than this one, in words; None where there are none."""
    found = scored_otherwise(store, model)["model"].to_list() if model is not None else []
    if not found:
        return None
    others = ", ".join(sorted(set(map(str, found)))[:3])
    return (
        f"{counted(len(found), 'article')} in the database {'has' if len(found) == 1 else 'have'} a score of another "
        f"model ({others}) than {model}; the scores of sources leave such scores out. "
        "`reliability rescore` scores anew."
    )
