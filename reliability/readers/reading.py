"""Inputs -> intakes: the path through this room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from reliability.errors import ReliabilityError
from reliability.readers import formats
from reliability.readers.articles import Row, parsed
from reliability.readers.fields import no_text
from reliability.readers.inputs import STDIN, Item, expand, open_item, unreadable
from reliability.readers.intake import Batch, Intake
from reliability.readers.progress import Meter
from reliability.readers.raw import Broken, NoArticlesError, Raw
from reliability.readers.streams import Stream, open_span, open_stream

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


def read_items(items: Sequence[Item], chunk: int = 500, *, strict: bool = False) -> Iterator[Intake]:
    """Read some of the files of a larger input, as `read` does; that none of them holds an article is no error.

    Raises:
        ReliabilityError: while reading, for a file that was named and holds no article, and under `strict`.
    """
    return _intakes(list(items), Batch(chunk), strict, None, some=True)


def _intakes(
    items: list[Item], batch: Batch, strict: bool, stdin: BinaryIO | None, *, some: bool = False
) -> Iterator[Intake]:
    meter = Meter.over(items)
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
    if refused is not None and not batch.articles_read and not some:
        raise ReliabilityError(f"No file in the folder holds an article. The first: {refused.message}", refused.hint)
    if not batch.empty:
        yield batch.flush(None if meter.total is None else 1.0)


@contextmanager
def _opened(item: Item, stdin: BinaryIO | None, meter: Meter) -> Iterator[Stream]:
    try:
        raw = open_item(item, stdin, seekable=item.span is not None)
    except OSError as error:
        raise unreadable(item.name, error) from error
    try:
        seekable = item.path if item.size is not None else None
        try:
            stream = (
                open_stream(raw, item.name, seekable, meter.count)
                if item.span is None
                else open_span(raw, item.name, seekable, item.span)
            )
            if not stream.head:
                stream.read(1)  # an input that is damaged from the start says so here
        except OSError as error:
            raise unreadable(item.name, error) from error
        yield stream
    finally:
        if item.name != STDIN:
            raw.close()


def _results(stream: Stream, item: Item, strict: bool) -> Iterator[Row | Broken]:
    """Articles and broken records; none is handed over before one record had a text."""
    least = formats.CLEAR if item.in_folder else formats.DOUBTFUL
    chosen = formats.named(item.span.form) if item.span else formats.identify(stream, at_least=least)
    held: list[Row | Broken] = []
    fields: Mapping[str, object] | None = None
    found = item.span is not None and item.span.first > 0  # the first piece says whether a file holds articles
    for raw in _until_damage(chosen.read(stream)):
        result, has_field = parsed(raw, stream.name, chosen.NAME)
        found = found or has_field
        held.append(result)
        if not found:
            fields = fields if fields is not None or isinstance(raw, Broken) else raw.fields
            if len(held) >= PROBATION:
                break
            continue
        for result in held:
            if strict and isinstance(result, Broken):
                raise _strict(stream.name, chosen.RECORD, result)
            yield result
        held.clear()
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


def _strict(name: str, unit: str, broken: Broken) -> ReliabilityError:
    return ReliabilityError(f"{name}, {unit} {broken.record}: {broken.reason}", "Correct it, or leave out --strict.")


def _none_found(name: str, unit: str, held: list[Row | Broken], fields: Mapping[str, object] | None) -> NoArticlesError:
    if not held:
        return NoArticlesError(f"{name} holds no {unit}.", formats.HINT)
    first = held[0]
    if fields is not None or not isinstance(first, Broken):
        return no_text(name, list(fields or ()))
    return NoArticlesError(
        f"{name} holds no article; {unit} {first.record}: {first.reason}", f"Mend that {unit}, or give another file."
    )
