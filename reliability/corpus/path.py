"""The path over a folder. It reads like `pipeline.py`, and does not know which engine runs."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reliability import __version__, flags, pipeline, rulebook
from reliability.config import Config
from reliability.corpus.components import find_components
from reliability.corpus.grouping import tell_stories
from reliability.corpus.judging import judge_articles
from reliability.corpus.linking import link_articles
from reliability.corpus.reading import nothing_to_read, read_articles
from reliability.corpus.telling import extract_claims
from reliability.corpus.whole import Judged, measure_whole
from reliability.corpus.work import WORK, Job, Work
from reliability.engines import Engine
from reliability.intake import Progress, Rejects, silent
from reliability.parts import Folder, Marks
from reliability.readers.inputs import STDIN, Item, expand

ROWS = 1_000
"""Articles in a part: a minute's work of a core, and some 10 MB."""


@dataclass(frozen=True)
class Asked:
    """What a run over a folder is to do.

    Args:
        inputs: files and folders.
        out: folder or address for the tables.
        resume: whether to take up an unfinished run that is there.
        strict: whether a broken record stops it.
        rows: articles in a part, about.
    """

    inputs: Sequence[str]
    out: str
    resume: bool = False
    strict: bool = False
    rows: int = ROWS


@dataclass(frozen=True)
class Done:
    """A run that is finished: its folder, what it read, what was set aside, and how long each stage took."""

    out: str
    run_id: str
    articles: int
    rejects: Rejects
    timings: Sequence[dict[str, Any]]


def score(engine: Engine, asked: Asked, config: Config, progress: Progress = silent) -> Done:
    """Take files through the whole path into a folder of tables.

    Args:
        engine: what does the work.
        asked: what to read and where to write.
        config: settings; `db` and `workers` do not count.
        progress: called as stages begin and end.

    Raises:
        ReliabilityError: a suite, the model, an input or the folder does not fit, or nothing could be read.
    """
    suites, model = rulebook.suites(config), pipeline.open_model(config["model"])
    items = _items(asked.inputs)
    marks = Marks(Folder(_absolute(asked.out)))
    run = marks.begin(_run(asked, items, config, model.id, suites), resume=asked.resume)
    job = Job(marks.folder, run["run_id"], datetime.fromisoformat(run["started"]), config["chunk"], run["rows"])
    work = Work(job, engine, progress)
    with work.stage("read"):
        rejects = read_articles(work, items, strict=asked.strict)
    with work.stage("claims"):
        extract_claims(work, config.outlets, config["claims_model"])
    with work.stage("links"):
        link_articles(work)
    with work.stage("stories"):
        find_components(work)
        tell_stories(work)
    with work.stage("scores"):
        silenced = judge_articles(work, model, suites, config.silences)
    with work.stage("quality"):
        measure_whole(work, config, Judged(asked.inputs, model, suites, rejects.count, silenced))
    marks.finish({"run_id": job.run_id, "articles": work.articles, "rejected": rejects.count, "parts": work.job.parts})
    marks.folder.drop(WORK)
    return Done(marks.folder.root, job.run_id, work.articles, rejects, work.timings)


def _items(inputs: Sequence[str]) -> list[Item]:
    """The files to read, by addresses that are good in every folder of every machine that has them."""
    if STDIN in inputs:
        raise nothing_to_read(list(inputs))
    return [replace(item, path=item.path.absolute() if item.path is not None else None) for item in expand(inputs)]


def _absolute(out: str) -> str:
    return out if "://" in out else str(Path(out).absolute())


def _run(asked: Asked, items: Sequence[Item], config: Config, model: str, suites: flags.Suites) -> dict[str, Any]:
    """What a run is, and `same`: what must be alike where it is taken up again."""
    now = datetime.now(UTC)
    return {
        "run_id": f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}",
        "started": now.isoformat(),
        "rows": asked.rows,
        "stamp": pipeline.claims_stamp(config),
        "same": {
            "version": __version__,
            "model": model,
            "suites": suites.hash,
            "claims_model": config["claims_model"],
            "outlets": repr(config.outlets),
            "silences": repr(config.silences),
            "input": [[item.name, item.size] for item in items],
        },
    }
