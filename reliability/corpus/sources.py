"""Scores and measures of sources: what is known of a publisher, or of an outlet that is cited, meets in one bucket."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from reliability import flags, records, scoring, sourcing, stories
from reliability.config import Silence
from reliability.corpus.grouping import PLACED
from reliability.corpus.measuring import articles_of, read_measures, write_measures
from reliability.corpus.pieces import bucket_of, gather, scatter
from reliability.corpus.reading import current
from reliability.corpus.telling import stamped
from reliability.corpus.work import WORK, Job, Work
from reliability.engines import Piece
from reliability.parts import pack
from reliability.parts.markers import Receipt
from reliability.quality import parted
from reliability.quality.parted import Asked, Measures
from reliability.store import quality as tables
from reliability.store.parted import over_frames

BUCKETS = 64
"""Of sources: the driver reads the measures of as many at most."""

CHECKED, GAPS, MONTHS = (f"{WORK}/{name}" for name in ("checked", "gaps", "months"))
SOURCE = pl.DataFrame(schema={"article_id": pl.String, "source": pl.String})
VALUED = ("story_id", "conflicts", "agreements")
FOUND = "by-source"
TOTALS = "totals"
KEYS = {"citations": "cited"}  # what is not known by its `source`


def score_sources(
    work: Work, asked: Asked, model: scoring.Model, suites: flags.Suites, silences: tuple[Silence, ...]
) -> Measures:
    """Score and check the sources, measure and judge how they deliver, and write their tables.

    Nothing meets at one publisher but sums of parts, and its gaps by month, however many articles it has.
    """
    parts, buckets = range(work.job.parts), range(min(work.job.parts, BUCKETS))
    work.exchange("checks", _emit_sources, parts, _check, parts)
    heard = work.exchange("rhythms", _Dates(asked, len(buckets)), parts, _rhythms, buckets)
    latest = max((receipt["latest"] for receipt in heard if receipt["latest"]), default=None)
    chunks = [
        (kind, number) for kind, of in (("articles", parts), ("checks", parts), ("rhythms", buckets)) for number in of
    ]
    judge = _Judge(asked, model, suites, silences, latest and datetime.fromisoformat(latest))
    work.exchange("sources", _Known(asked, len(buckets)), chunks, judge, buckets)
    return parted.together_by_source([read_measures(work.job.folder, FOUND, bucket) for bucket in buckets], asked)


def _emit_sources(job: Job, number: int) -> Iterator[Piece]:
    """The publishers of articles whose story others tell too, to the bucket of their story."""
    placed = job.folder.read(PLACED, number)
    told = current(job, number, ("article_id", "revision", "domain", "publisher"))
    known = placed.join(told, on="article_id", maintain_order="left")
    rows = known.select("article_id", source=pl.coalesce("domain", "publisher"))
    yield from scatter(rows, known["group"], "sources", number)


def _check(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    """Hold what each publisher says in the stories of a part against what others say."""
    told = job.folder.read("stories", number, VALUED)
    several = told.filter(pl.sum_horizontal(pl.col(name).list.len().fill_null(0) for name in VALUED[1:]) > 0)
    found = sourcing.checked(stories.values(records.STORIES.conform(several)), gather(pieces, "sources", SOURCE))
    job.folder.write(CHECKED, number, found)
    return {"sources": found.height}


@dataclass(frozen=True)
class _Dates:
    """Sends the date lines of a publisher and a month to one bucket: those of one publisher may be very many."""

    asked: Asked
    buckets: int

    def __call__(self, job: Job, number: int) -> Iterator[Piece]:
        with articles_of(job, number, ("articles", "signatures")) as store:
            dates = tables.part(store, "source_dates", None, self.asked.params("source_dates"))
        salted = pl.struct("source", pl.col("published_at").dt.truncate("1mo"))
        yield from scatter(dates, bucket_of(salted, self.buckets), "dates", number)


def _rhythms(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    gaps, months = parted.rhythms(gather(pieces, "dates", parted.no_dates()))
    job.folder.write(GAPS, number, gaps)
    job.folder.write(MONTHS, number, months)
    latest = months["newest"].max()
    return {"latest": latest.isoformat() if isinstance(latest, datetime) else None}


@dataclass(frozen=True)
class _Known:
    """Sends what a part knows of each source to the source's bucket."""

    asked: Asked
    buckets: int

    def __call__(self, job: Job, chunk: tuple[str, int]) -> Iterator[Piece]:
        kind, number = chunk
        for table, rows in self._rows(job, kind, number).items():
            yield from scatter(rows, bucket_of(pl.col(KEYS.get(table, "source")), self.buckets), table, number)
            if number == 0:  # a bucket to which nothing is sent learns the columns all the same
                empty = pack(rows.clear())
                yield from (Piece(bucket, table, number, empty) for bucket in range(self.buckets))

    def _rows(self, job: Job, kind: str, number: int) -> Measures:
        if kind == "checks":
            return {CHECKED: job.folder.read(CHECKED, number)}
        if kind == "rhythms":
            return {"gaps": job.folder.read(GAPS, number), "months": job.folder.read(MONTHS, number)}
        with articles_of(job, number, ("articles", "signatures", "claims", "scores", "flags")) as store:
            return {TOTALS: tables.source_sums(store), **parted.by_source(store, self.asked)}


@dataclass(frozen=True)
class _Judge:
    """Everything that is known of some sources is here."""

    asked: Asked
    model: scoring.Model
    suites: flags.Suites
    silences: Sequence[Silence]
    latest: datetime | None

    def __call__(self, job: Job, number: int, pieces: list[Piece]) -> Receipt:
        names = dict.fromkeys(piece.table for piece in pieces)
        found = {name: gather(pieces, name, pl.DataFrame()) for name in names}
        sources, evidence = scoring.score_sources(_evidence(found.pop(TOTALS)), self.model)
        checks = found.pop(CHECKED).group_by("source").agg(pl.col("checked", "agreed").sum()).sort("source")
        measured = parted.of_sources(self.asked, {**found, "sources": sources}, self.latest)
        for table, rows in (
            (records.SOURCES, sources),
            (records.SOURCE_EVIDENCE, evidence),
            (records.SOURCE_CHECKS, checks),
        ):
            job.folder.write(table.name, number, stamped(table, rows, job))
        judged = self._findings(job, number, measured["source_measures"])
        measured["source_measures"] = parted.largest(measured["source_measures"])
        write_measures(job.folder, FOUND, number, measured)
        return {"sources": sources.height, "findings": judged}

    def _findings(self, job: Job, number: int, delivered: pl.DataFrame) -> int:
        found = flags.find({"source_measures": delivered}, self.suites)
        kept, _ = flags.silence_findings(found, self.silences, job.started.date())
        job.folder.write("findings", number + 1, stamped(records.FINDINGS, kept, job))
        return kept.height


def _known(totals: pl.DataFrame) -> pl.DataFrame:
    with over_frames({}) as store:
        return tables.source_totals(store, totals)


def _evidence(totals: pl.DataFrame) -> pl.DataFrame:
    """A folder holds no rating lists and no decisions: what articles say is all that is known."""
    nothing = pl.DataFrame(schema={"source": pl.String, "verdict": pl.String, "articles": pl.Int64})
    return scoring.gather(_known(totals), nothing, records.SOURCE_RATINGS.empty())
