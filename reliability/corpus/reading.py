"""Files -> parts of articles: each article once, in the part that its id says, with its revisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace

import polars as pl

from reliability import records
from reliability.corpus.pieces import bucket_of, gather, scatter
from reliability.corpus.work import WORK, Job, Work
from reliability.engines import Piece
from reliability.errors import ReliabilityError
from reliability.intake import Rejects
from reliability.parts.markers import Receipt
from reliability.readers.inputs import Item, Span
from reliability.readers.reading import read_items
from reliability.readers.spans import SPLIT, spans
from reliability.store.revisions import apart, judge

READ = f"{WORK}/read"
SUBPARTS = 1 << 12  # parts of one file
CHARACTERS = 64 << 20  # of a part's texts

STORED = tuple(column.name for column in records.ARTICLES.columns)
INCOMING = records.ARTICLES.empty().with_columns(pl.lit(0, pl.Int32).alias("_item"))


def read_articles(work: Work, items: Sequence[Item], *, strict: bool) -> Rejects:
    """Read files, or pieces of large ones, one to a task, and bring the articles into parts; say what was set aside.

    Raises:
        ReliabilityError: nothing could be read.
    """
    rejects = Rejects()
    pieces = _pieces(work, items)
    read = work.each("read", _Reader(tuple(pieces), strict), range(len(pieces)))
    for receipt in read:
        rejects.count += receipt["rejects"]
        rejects.first += receipt["first"][: max(5 - len(rejects.first), 0)]
    work.articles = sum(receipt["articles"] for receipt in read)
    if not work.articles:
        raise rejects.nothing_read()
    parts = [number for receipt in read for number in receipt["parts"]]
    work.job = replace(work.job, parts=-(-work.articles // work.job.rows))
    kept = work.exchange("articles", _emit, parts, _combine, range(work.job.parts))
    work.kept = sum(receipt["articles"] for receipt in kept)
    return rejects


def _pieces(work: Work, items: Sequence[Item]) -> list[Item]:
    """The files, and in the place of a large one its pieces."""
    large = [number for number, item in enumerate(items) if (item.size or 0) > SPLIT]
    found = zip(large, work.each("pieces", _Cutter(tuple(items), SPLIT), large), strict=True)
    cut = {number: [Span(*span) for span in receipt["spans"]] for number, receipt in found}
    pieces = ([replace(item, span=span) for span in cut.get(number, ())] or [item] for number, item in enumerate(items))
    return [piece for of_item in pieces for piece in of_item]


@dataclass(frozen=True)
class _Cutter:
    """Finds where a large file can be cut."""

    items: Sequence[Item]
    size: int

    def __call__(self, job: Job, number: int) -> Receipt:
        del job
        return {"spans": [astuple(span) for span in spans(self.items[number], self.size)]}


class _Reader:
    """Reads one file, or a piece of one, into parts of its own."""

    def __init__(self, items: tuple[Item, ...], strict: bool) -> None:
        self._items = items
        self._strict = strict

    def __call__(self, job: Job, number: int) -> Receipt:
        item = self._items[number]
        articles, parts = 0, []
        rejected: list[pl.DataFrame] = [records.REJECTS.empty()]
        for part, (found, broken) in enumerate(_portions(item, job, self._strict)):
            rejected.append(broken)
            if found.height:
                place = number * SUBPARTS + part
                job.folder.write(READ, place, found.with_columns(pl.lit(number, pl.Int32).alias("_item")))
                parts.append(place)
                articles += found.height
        rejects = pl.concat(rejected).with_columns(run_id=pl.lit(job.run_id))
        job.folder.write("rejects", number, rejects)
        first = rejects.head(5).to_dicts()
        return {"articles": articles, "rejects": rejects.height, "parts": parts, "first": first}


def _portions(item: Item, job: Job, strict: bool) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Articles and rejects of a file, about as many at a time as a part has."""
    articles, rejects, characters = [records.ARTICLES.empty()], [records.REJECTS.empty()], 0
    for intake in read_items([item], job.chunk, strict=strict):
        articles.append(intake.articles)
        rejects.append(intake.rejects)
        characters += int(intake.articles["text"].str.len_chars().sum() or 0)
        if sum(frame.height for frame in articles) >= job.rows or characters > CHARACTERS:
            yield pl.concat(articles), pl.concat(rejects)
            articles, rejects, characters = articles[:1], rejects[:1], 0
    yield pl.concat(articles), pl.concat(rejects)


def _emit(job: Job, part: int) -> Iterator[Piece]:
    yield from scatter(job.folder.read(READ, part), bucket_of(pl.col("article_id"), job.parts), "articles", part)


def _combine(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    """Give the articles their revisions, as the store does."""
    incoming = gather(pieces, "articles", INCOMING).sort("_item", "record", maintain_order=True)
    order = incoming["_item"]
    nothing = incoming.clear()
    named = apart(incoming.drop("_item"), nothing).with_columns(order)
    judged = judge(named, nothing.with_columns(revision=pl.lit(None, pl.Int32)))
    kept = named.with_columns(
        judged["revision"],
        run_id=pl.lit(job.run_id),
        ingested_at=pl.lit(job.started).cast(records.TIME),
    ).filter(judged["state"] != "unchanged")
    articles = _with_previous(kept).select(STORED)
    job.folder.write("articles", number, articles)
    return {"rows": articles.height, "articles": articles["article_id"].n_unique()}


def _with_previous(kept: pl.DataFrame) -> pl.DataFrame:
    """Fill in title and text of the last revision of another text."""
    if (kept["revision"].max() or 1) == 1:
        return kept
    earlier = kept.select("article_id", "revision", "text_hash", "title", "text")
    before = (
        kept.select("article_id", "revision", "text_hash")
        .join(earlier, on="article_id", suffix="_before")
        .filter((pl.col("revision_before") < pl.col("revision")) & (pl.col("text_hash_before") != pl.col("text_hash")))
        .sort("revision_before")
        .unique(["article_id", "revision"], keep="last", maintain_order=True)
        .select("article_id", "revision", previous_title="title", previous_text="text")
    )
    rest = kept.drop("previous_title", "previous_text")
    return rest.join(before, on=["article_id", "revision"], how="left", maintain_order="left")


def current(job: Job, number: int, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """The current revisions of the articles of a part: records.ARTICLES, or these columns of it."""
    every = job.folder.read("articles", number, columns)
    return every.filter(pl.col("revision") == pl.col("revision").max().over("article_id"))


def nothing_to_read(inputs: Sequence[str]) -> ReliabilityError:
    """The error for standard input, which only one process has."""
    return ReliabilityError("--out reads files, not standard input.", f"Save {inputs[0]!r} to a file first.")
