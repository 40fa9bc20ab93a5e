"""The finished tables -> sources, quality.json and the run's own row, by the queries that a database answers too.

What grows with the corpus stays in its parts: the driver gets measures of bounded size and the few articles that a
report shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from reliability import __version__, flags, quality, records, scoring
from reliability.config import Config
from reliability.corpus.excerpts import fetch_shown, put_shown
from reliability.corpus.measuring import measure_parts
from reliability.corpus.sources import score_sources
from reliability.corpus.telling import stamped
from reliability.corpus.work import Work
from reliability.quality.parted import Asked
from reliability.store.parted import open_measured


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
    """Score the sources, measure and judge the tables as a whole, and write what a report says of them."""
    job = work.job
    asked = Asked(job.run_id, job.started, work.kept, work.articles, by.rejected)
    with flags.Checker(by.suites) as checker:
        known = score_sources(work, asked, by.model, by.suites, config.silences)
        known |= measure_parts(work, asked, by.suites)
        shown = fetch_shown(work, known)
        with open_measured(known) as store:
            store.add_runs(_run(work, by))
            put_shown(store, job.run_id, shown, known)
            quality.record(
                store,
                checker,
                by.suites,
                job.run_id,
                read=work.articles,
                silences=config.silences,
                silenced=by.silenced,
                now=asked.now,
            )
            report = quality.summary(store, config, job.run_id, now=asked.now)
            found = store.query("SELECT * FROM findings WHERE about <> 'source'")  # those are with their sources
            job.folder.write("findings", 0, stamped(records.FINDINGS, found, job))
            for name in ("quality_measures", "runs"):
                job.folder.write(name, 0, store.query(f"SELECT * FROM {name}"))
    job.folder.put("quality.json", report | {"made_at": datetime.now(UTC).isoformat()})


def _run(work: Work, by: Judged) -> pl.DataFrame:
    """The run as a row of records.RUNS."""
    run = {"run_id": work.job.run_id, "command": "score", "started_at": work.job.started}
    run |= {"finished_at": datetime.now(UTC), "version": __version__, "model": by.model.id}
    run |= {"suite_hash": by.suites.hash, "inputs": list(by.inputs)}
    run |= {"articles": work.articles, "rejected": by.rejected, "timings": work.timings}
    return records.RUNS.frame([run])
