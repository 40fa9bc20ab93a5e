"""`reliability score --out DIR`: the path over a folder of tables, on the engine that was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from reliability.errors import ReliabilityError, counted

if TYPE_CHECKING:
    from reliability.corpus import Done
    from reliability.engines import LocalEngine, SparkEngine


class EngineName(StrEnum):
    """What does the work. `auto` is `local`: it never chooses Spark by itself."""

    AUTO = "auto"
    LOCAL = "local"
    SPARK = "spark"


@dataclass(frozen=True)
class Asked:
    """What is to be read, where the tables go, and what does the work."""

    inputs: Sequence[str]
    out: str
    engine: EngineName
    master: str | None
    resume: bool
    strict: bool


def check(engine: EngineName, out: str | None, master: str | None, others: Mapping[str, Any], *, resume: bool) -> None:
    """Refuse options that do not go together, before anything is read.

    Args:
        engine: the one that was asked for.
        out: folder or address for the tables; None for the database.
        master: address of a Spark cluster.
        others: options of the database's path by their names; those that were given are neither None nor false.
        resume: whether an unfinished run is to be taken up.

    Raises:
        ReliabilityError: they do not go together.
    """
    if master is not None and engine is not EngineName.SPARK:
        raise ReliabilityError("--master names a Spark cluster.", "Add --engine spark.")
    if out is None:
        if engine is EngineName.SPARK:
            raise ReliabilityError("--engine spark writes a folder of tables.", "Add --out DIR.")
        if resume:
            raise ReliabilityError("--resume takes up a run that writes a folder.", "Add --out DIR.")
        return
    if given := [name for name, value in others.items() if value]:
        raise ReliabilityError(
            f"{given[0]} is for results from a database, and --out writes tables.",
            f"Leave it out; `reliability ingest-results {out}` brings the tables into a database.",
        )


def score(asked: Asked, settings: Mapping[str, Any], *, quiet: bool) -> None:
    """Score files into a folder of tables, and say on standard error what there is.

    Raises:
        ReliabilityError: as for `corpus.score`.
    """
    from reliability import config, corpus
    from reliability.cli import _terminal

    loaded = config.load(settings)
    with _terminal.Bar(quiet) as bar, _engine(asked, loaded["workers"]) as engine:
        wanted = corpus.Asked(asked.inputs, asked.out, resume=asked.resume, strict=asked.strict)
        done = corpus.score(engine, wanted, loaded, bar.show)
        bar.stop()
    for line in _told(done):
        _terminal.notice(line, quiet=quiet)


def _engine(asked: Asked, workers: int) -> LocalEngine | SparkEngine:
    from reliability.engines import LocalEngine, SparkEngine

    return SparkEngine(asked.master) if asked.engine is EngineName.SPARK else LocalEngine(workers)


def _told(done: Done) -> list[str]:
    seconds = sum(timing["seconds"] for timing in done.timings)
    lines = [f"{counted(done.articles, 'article')} in {seconds:.0f} s; the tables are in {done.out}"]
    if done.rejects.count:
        first = done.rejects.first[0]
        lines.append(
            f"{counted(done.rejects.count, 'record')} set aside, the first: {first['input']}, record "
            f"{first['record']}: {first['reason']}"
        )
    return lines
