"""Inputs -> intakes: the path through this room."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

import polars as pl

from reliability.errors import ReliabilityError
from reliability.readers import articles, formats
from reliability.readers.fields import has_text, no_text
from reliability.readers.inputs import Item, expand, unreadable
from reliability.readers.intake import Batch, Intake
from reliability.readers.raw import Broken, NoArticlesError, Raw, summary
from reliability.readers.streams import Stream, open_stream
from reliability.records import ARTICLES

PROBATION = 1000
"""Records without a text after which an input counts as one that holds no article."""


def read(
    inputs: Sequence[str], *, chunk: int = 500, strict: bool = False, stdin: BinaryIO | None = None
) -> Iterator[Intake]:
    """Read articles from files, folders and `-`, in bounded pieces.

    The format of each is found by its content. In a folder, files that hold no articles become rejects.

    Args:
        inputs: paths, or `-` for standard input.
        chunk: articles in an intake at most; an intake also ends at 32 million characters of text.
        strict: raise at the first record that is no article instead of setting it aside.
        stdin: what `-` stands for; the process's own standard input by default.

    Raises:
        ReliabilityError: at once for an input that is missing; while reading for one that holds no article, and
            under `strict` for a record that cannot be read.
    """
    return _intakes(expand(inputs), Batch(chunk), strict, stdin)


def from_frame(frame: pl.DataFrame, *, chunk: int = 500, name: str = "<frame>") -> Iterator[Intake]:
    """Read the rows of a frame whose columns have any of the understood names.

    Raises:
        ReliabilityError: no column holds text.
    """
    if not has_text(frame.columns):
        raise no_text(name, frame.columns)
    return _frame_intakes(frame, Batch(chunk), name)


def one(record: Mapping[str, object]) -> pl.DataFrame:
    """Return a frame of `records.ARTICLES` with the one article in `record`.

    Raises:
        ReliabilityError: it holds no text, or a text that cannot be used.
    """
    try:
        return ARTICLES.frame([articles.row(record, "<record>", 1)])
    except articles.UnusableError as error:
        if error.no_field:
            raise no_text("The record", [str(key) for key in record]) from error
        raise ReliabilityError(error.reason, "Give the article's body as a string in 'text', or its HTML.") from error


def _frame_intakes(frame: pl.DataFrame, batch: Batch, name: str) -> Iterator[Intake]:
    for number, fields in enumerate(frame.iter_rows(named=True), start=1):
        batch.keep(name, _article(Raw(number, fields), name)[0])
        if batch.full:
            yield batch.flush(number / frame.height)
    if not batch.empty:
        yield batch.flush(1.0)


def _intakes(items: list[Item], batch: Batch, strict: bool, stdin: BinaryIO | None) -> Iterator[Intake]:
    meter = _Meter.over(items)
    refused: NoArticlesError | None = None
    for item in items:
        try:
            with _opened(item, stdin, meter) as stream:
                for result in _results(stream, item, strict):
                    batch.keep(item.name, result)
                    if batch.full:
                        yield batch.flush(meter.share(stream, item))
        except NoArticlesError as error:
            if not item.in_folder:
                raise
            refused = refused or error
            batch.keep(item.name, Broken(0, error.message, ""))
        meter.close(item)
    if refused is not None and not batch.articles_read:
        raise ReliabilityError(f"No file in the folder holds an article. The first: {refused.message}", refused.hint)
    if not batch.empty:
        yield batch.flush(None if meter.total is None else 1.0)


@contextmanager
def _opened(item: Item, stdin: BinaryIO | None, meter: _Meter) -> Iterator[Stream]:
    try:
        raw = item.path.open("rb") if item.path is not None else (stdin or sys.stdin.buffer)
    except OSError as error:
        raise unreadable(item.name, error) from error
    try:
        seekable = item.path if item.size is not None else None
        try:
            stream = open_stream(raw, item.name, seekable, meter.count)
            if not stream.head:
                stream.read(1)  # an input that is damaged from the start says so here
        except OSError as error:
            raise unreadable(item.name, error) from error
        yield stream
    finally:
        if item.path is not None:
            raw.close()


def _results(stream: Stream, item: Item, strict: bool) -> Iterator[articles.Row | Broken]:
    """Articles and broken records; none is handed over before one record had a text."""
    chosen = formats.identify(stream, at_least=formats.CLEAR if item.in_folder else formats.DOUBTFUL)
    held: list[Broken] = []
    fields: Mapping[str, object] | None = None
    found = False
    for raw in _until_damage(chosen.read(stream)):
        result, has_field = _article(raw, stream.name)
        found = found or has_field
        if isinstance(result, Broken):
            if strict:
                raise _strict(stream.name, chosen.RECORD, result)
            if not found:
                held.append(result)
                fields = fields if fields is not None or isinstance(raw, Broken) else raw.fields
                if len(held) >= PROBATION:
                    break
                continue
        yield from held
        held.clear()
        yield result
    if not found:
        raise _none_found(stream.name, chosen.RECORD, held, fields)


def _until_damage(records: Iterator[Raw | Broken]) -> Iterator[Raw | Broken]:
    last = 0
    try:
        for record in records:
            last = record.record
            yield record
    except OSError as error:
        yield Broken(last + 1, f"Nothing can be read from here on: {error}.", "")


def _article(raw: Raw | Broken, name: str) -> tuple[articles.Row | Broken, bool]:
    """The article or what is wrong, and whether the record had a text or HTML at all."""
    if isinstance(raw, Broken):
        return raw, False
    try:
        return articles.row(raw.fields, name, raw.record), True
    except articles.UnusableError as error:
        return Broken(raw.record, error.reason, summary(raw.fields)), not error.no_field


def _strict(name: str, unit: str, broken: Broken) -> ReliabilityError:
    return ReliabilityError(f"{name}, {unit} {broken.record}: {broken.reason}", "Correct it, or read without 'strict'.")


def _none_found(name: str, unit: str, held: list[Broken], fields: Mapping[str, object] | None) -> ReliabilityError:
    if fields is not None or not held:
        return no_text(name, list(fields or ()))
    first = held[0]
    return NoArticlesError(f"{name} holds no article; {unit} {first.record}: {first.reason}", formats.HINT)


@dataclass
class _Meter:
    """How many bytes of all inputs have been read."""

    total: int | None
    before: int = 0
    current: int = 0

    @classmethod
    def over(cls, items: list[Item]) -> _Meter:
        sizes = [item.size for item in items]
        known = [size for size in sizes if size is not None]
        return cls(sum(known) if len(known) == len(sizes) else None)

    def count(self, size: int) -> None:
        self.current += size

    def close(self, item: Item) -> None:
        self.before += item.size or 0
        self.current = 0

    def share(self, stream: Stream, item: Item) -> float | None:
        if self.total is None or item.size is None:
            return None
        read = self.current / max(1, item.size) if stream.rows_read is None else stream.rows_read
        return min(1.0, (self.before + min(1.0, read) * item.size) / max(1, self.total))
