"""Signatures -> links between articles: of the same words, of one event, copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from reliability import records
from reliability.corpus.copying import copies_by_values
from reliability.corpus.pieces import bucket_of, gather, scatter
from reliability.corpus.telling import stamped
from reliability.corpus.work import WORK, Job, Work
from reliability.engines import Piece
from reliability.parts.markers import Receipt
from reliability.stories import copies, events
from reliability.stories.grouping import ASKED
from reliability.stories.linking import first_of_wording

WORDED, SAME, EVENTS, COPIES, LINKS = (f"{WORK}/{name}" for name in ("worded", "same", "events", "copies", "links"))
SLICE = 20_000  # articles that are compared with those of the days after, at a time
WINDOW = timedelta(days=events.WINDOW_DAYS)
SENIORITY = ("day", "published_at", "article_id")

KEPT = (*ASKED, "day", "terms", "wording", "shingles", "minhash")
ROW = pl.int_range(pl.len(), dtype=pl.Int64)


@dataclass(frozen=True)
class Slice:
    """Links of which the earlier article is of these days, and of one of so many blocks of a day that is too large."""

    first: date
    last: date
    block: int = 0
    blocks: int = 1


def link_articles(work: Work) -> None:
    """Find all links between articles, and keep each where its earlier article is."""
    parts = range(work.job.parts)
    days = _counts(work.exchange("wordings", _emit_signed, parts, _combine_wordings, parts))
    slices = sliced(days)
    work.exchange("events", _Windows(tuple(slices)), parts, _Compared(tuple(slices)), range(len(slices)))
    copies_by_values(work, WORDED, COPIES)
    found = [(SAME, part) for part in parts] + [(COPIES, part) for part in parts]
    found += [(EVENTS, number) for number in range(len(slices))]
    work.exchange("links", _emit_links, found, _combine_links, parts)


def sliced(days: Mapping[date, int]) -> list[Slice]:
    """Runs of days of about SLICE articles, whatever lies between them; a day of more is cut into blocks."""
    slices: list[Slice] = []
    held = 0
    for day in sorted(days):
        blocks = -(-days[day] // SLICE)
        if blocks == 1 and slices and slices[-1].blocks == 1 and held + days[day] <= SLICE:
            slices[-1] = Slice(slices[-1].first, day)
            held += days[day]
        else:
            slices += [Slice(day, day, block, blocks) for block in range(blocks)]
            held = days[day]
    return slices


def _counts(receipts: Sequence[Receipt]) -> dict[date, int]:
    days: dict[date, int] = {}
    for receipt in receipts:
        for day, articles in receipt["days"].items():
            days[date.fromisoformat(day)] = days.get(date.fromisoformat(day), 0) + articles
    return days


def _emit_signed(job: Job, part: int) -> Iterator[Piece]:
    signed = job.folder.read("signatures", part, KEPT).with_columns(pl.lit(part, pl.Int32).alias("part"))
    yield from scatter(signed, bucket_of(pl.coalesce("wording", "article_id"), job.parts), "signatures", part)


def _combine_wordings(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    """All articles of a wording are here: link them, and tell which is the first."""
    empty = records.SIGNATURES.empty().select(KEPT).with_columns(pl.lit(0, pl.Int32).alias("part"))
    signed = gather(pieces, "signatures", empty).sort("article_id")
    placed = signed.with_columns(place=(pl.lit(number, pl.Int64) * (1 << 32)) + ROW)
    first = pl.col("article_id").is_in(first_of_wording(placed)["article_id"].implode())
    worded = placed.with_columns(first=first).drop("wording")
    shown = pl.when("first").then("minhash")  # nobody compares the words of the others again
    job.folder.write(WORDED, number, worded.with_columns(minhash=shown))
    job.folder.write(SAME, number, with_places(copies.same_links(placed), placed))
    days = worded.group_by("day").len().sort("day")
    return {"days": {str(day): articles for day, articles in days.iter_rows()}}


def with_places(links: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Links with the places of both articles."""
    for side in ("left", "right"):
        places = articles.select(pl.col("article_id").alias(f"{side}_id"), pl.col("place").alias(f"{side}_place"))
        links = links.join(places, on=f"{side}_id", how="left", maintain_order="left")
    return links


@dataclass(frozen=True)
class _Windows:
    """Sends each article to every slice whose articles may be linked to it."""

    slices: tuple[Slice, ...]

    def __call__(self, job: Job, bucket: int) -> Iterator[Piece]:
        columns = (*SENIORITY, "terms", "shingles", "minhash", "first", "place")
        worded = job.folder.read(WORDED, bucket, columns)
        for number, part in enumerate(self.slices):
            rows = worded.filter(pl.col("day").is_between(part.first, part.last + WINDOW))
            if rows.height:
                yield from scatter(rows, pl.lit(number), "worded", bucket)


@dataclass(frozen=True)
class _Compared:
    """Links the articles of a slice: by their events, and those of one event by their words."""

    slices: tuple[Slice, ...]

    def __call__(self, job: Job, number: int, pieces: list[Piece]) -> Receipt:
        part = self.slices[number]
        here = gather(pieces, "worded", pl.DataFrame()).sort(*SENIORITY, nulls_last=True)
        told = events.event_links(here, (part.first, part.last), (part.block, part.blocks))
        firsts = here.filter("first")
        near = told.join(firsts, left_on="left_id", right_on="article_id", how="semi").join(
            firsts, left_on="right_id", right_on="article_id", how="semi"
        )
        both = pl.concat([near["left_id"], near["right_id"]]).unique()
        worded = firsts.filter(pl.col("article_id").is_in(both.implode()))
        found = pl.concat([told, copies.copy_links(near.select("left_id", "right_id"), worded.drop("place"))])
        job.folder.write(EVENTS, number, with_places(found, here))
        return {"links": found.height}


def _emit_links(job: Job, chunk: tuple[str, int]) -> Iterator[Piece]:
    table, number = chunk
    links = job.folder.read(table, number)
    yield from scatter(links, pl.col("left_place") // (1 << 32), table, number)


def _combine_links(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    """Each link once, though two articles of one event may have been found by their words too."""
    empty = with_places(records.STORY_LINKS.empty().drop("run_id"), _NOWHERE)
    every = [gather(pieces, table, empty) for table in (SAME, EVENTS, COPIES)]
    links = pl.concat(every).unique(["left_id", "right_id", "kind"]).sort("left_id", "right_id", "kind")
    job.folder.write(LINKS, number, links)
    kept = stamped(records.STORY_LINKS, links.drop("left_place", "right_place"), job)
    job.folder.write("story_links", number, kept)
    return {"links": links.height}


_NOWHERE = pl.DataFrame(schema={"article_id": pl.String, "place": pl.Int64})
