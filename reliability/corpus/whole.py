"""The whole tables -> sources, quality.json and the run's own row, by the queries that a database answers too."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from reliability import __version__, flags, quality, records, scoring, sourcing
from reliability.config import Config
from reliability.corpus.work import Work
from reliability.parts import Folder
from reliability.store import Store
from reliability.store.parted import PARTED, open_parts

MADE = ("sources", "source_evidence", "source_checks", "findings", "quality_measures", "runs")


@dataclass(frozen=True)
class Judged:
    """By what articles were judged, and what was set aside.

    Args:
        inputs: names of what was read.
        model: that scored them.
        suites: the expectations in force.
        rejected: records that were set aside.
        silenced: how many flags each silence kept back.
    """

    inputs: Sequence[str]
    model: scoring.Model
    suites: flags.Suites
    rejected: int
    silenced: pl.DataFrame


def measure_whole(work: Work, config: Config, by: Judged) -> None:
    """Score the sources, measure and judge the tables as a whole, and write what a report says of them.

    The tables stay where they are: DuckDB reads the columns that it needs from the parts, and spills to disk.
    """
    run_id, folder = work.job.run_id, work.job.folder
    run = {"run_id": run_id, "command": "score", "started_at": work.job.started, "finished_at": datetime.now(UTC)}
    run |= {"version": __version__, "model": by.model.id, "suite_hash": by.suites.hash, "inputs": list(by.inputs)}
    run |= {"articles": work.articles, "rejected": by.rejected, "timings": work.timings}
    with _opened(folder, records.RUNS.frame([run])) as store, flags.Checker(by.suites) as checker:
        sourcing.put_sources(store, by.model, run_id, by.model.id)
        sourcing.put_checks(store, run_id)
        quality.record(
            store,
            checker,
            by.suites,
            run_id,
            read=work.articles,
            silences=config.silences,
            silenced=by.silenced,
            now=datetime.now(UTC),
        )
        report = quality.summary(store, config, run_id)
        for name in MADE:
            folder.write(name, 0, store.query(f"SELECT * FROM {name}"))
    folder.put("quality.json", report)


@contextmanager
def _opened(folder: Folder, runs: pl.DataFrame) -> Iterator[Store]:
    """The tables as a store; those of an object store are copied here first."""
    names = ("articles", *PARTED)
    here = folder.local()
    if here is not None:
        with open_parts(here, {name: [here / file for file in folder.files(name)] for name in names}, runs) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="reliability-") as place:
        copy = Folder(place)
        for name in names:
            for number in folder.parts(name):
                copy.write(name, number, folder.read(name, number))
        with _opened(copy, runs) as store:
            yield store
