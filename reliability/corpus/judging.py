"""Articles with their claims and their place in stories -> features, scores, contributions, flags."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from reliability import features, flags, records, scoring
from reliability.config import Silence
from reliability.corpus.reading import current
from reliability.corpus.telling import stamped
from reliability.corpus.work import Job, Work
from reliability.parts.markers import Receipt


def judge_articles(
    work: Work, model: scoring.Model, suites: flags.Suites, silences: tuple[Silence, ...]
) -> pl.DataFrame:
    """Compute features and scores, and check them against the suites; how many flags each silence kept back."""
    receipts = work.each("scores", _Judge(model, suites, silences), range(work.job.parts))
    silenced = flags.none_silenced()
    for receipt in receipts:
        silenced = flags.add_silenced(silenced, pl.DataFrame(receipt["silenced"], schema=silenced.schema))
    return silenced


@dataclass(frozen=True)
class _Judge:
    model: scoring.Model
    suites: flags.Suites
    silences: tuple[Silence, ...]

    def __call__(self, job: Job, number: int) -> Receipt:
        articles = current(job, number)
        said, beside = job.folder.read("claims", number), job.folder.read("story_members", number)
        found = _Tables(job)
        for chunk in articles.iter_slices(job.chunk):
            ids = pl.col("article_id").is_in(chunk["article_id"].implode())
            numbers = features.compute(chunk, said.filter(ids), beside.filter(ids))
            words = features.wording(chunk).drop("article_id")
            scores, contributions = scoring.score(numbers.hstack(words), self.model)
            told = pl.lit(job.run_id).alias("told")
            found.add(features=numbers, scores=scores.with_columns(told), contributions=contributions)
        tables = {name: found.whole(name) for name in ("features", "scores", "contributions")}
        raised, silenced = self._flags(job, articles, tables)
        kept = articles.filter(pl.col("article_id").is_in(raised["article_id"].unique().implode()))
        placed = [records.FLAGS.empty()]
        for chunk in kept.iter_slices(job.chunk):
            ids = pl.col("article_id").is_in(chunk["article_id"].implode())
            spans = features.locate(
                raised.filter(ids), self.suites.columns, chunk, said.filter(ids), beside.filter(ids)
            )
            placed.append(stamped(records.FLAGS, spans, job))
        for name, frame in (*tables.items(), ("flags", pl.concat(placed))):
            job.folder.write(name, number, frame)
        return {"articles": articles.height, "silenced": silenced.to_dicts()}

    def _flags(
        self, job: Job, articles: pl.DataFrame, tables: dict[str, pl.DataFrame]
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        if not articles.height:
            return records.FLAGS.empty(), flags.none_silenced()
        judged = {name: tables[name].drop("run_id") for name in ("features", "scores")}
        heads = articles.drop("text", "previous_text")
        found = flags.check({"articles": heads, **judged}, self.suites)
        return flags.silence(found, heads, self.silences, job.started.date())


class _Tables:
    """The rows of some tables, chunk by chunk."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._rows: dict[str, list[pl.DataFrame]] = {}

    def add(self, **frames: pl.DataFrame) -> None:
        """Add the rows of a chunk."""
        for name, frame in frames.items():
            self._rows.setdefault(name, []).append(frame)

    def whole(self, name: str) -> pl.DataFrame:
        """All rows of a table, as they are kept."""
        table = {table.name: table for table in records.TABLES}[name]
        frames = self._rows.get(name)
        return stamped(table, pl.concat(frames) if frames else table.empty(), self._job)
