"""Writes result frames in the format and to the place the user asked for."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from reliability.cli._options import Format
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    import polars as pl
    from rich.console import Console

    from reliability.reports.views import View


Form = TypeVar("Form", bound=StrEnum)

FILE_WIDTH = 160  # characters of a table in a file


def write(chunks: Iterable[pl.DataFrame], wanted: Format | None, output: Path | None, view: View, limit: int) -> None:
    """Write `chunks` to `output`, or to standard output.

    Raises:
        ReliabilityError: the place cannot be written or names no format, or Parquet would go to a terminal.
    """
    form = wanted or asked(output, Format)
    if form is Format.TABLE:
        _table(chunks, output, view, limit)
        return
    if form is Format.PARQUET and output is None and sys.stdout.isatty():
        raise ReliabilityError("Parquet is no format for a terminal.", "Add --output FILE, or pipe it on.")
    with destination(output) as out:
        _render(chunks, form, out, view, limit)


def asked(output: Path | None, formats: type[Form]) -> Form:
    """The format that the name of the output asks for: a table for none, a .txt or a name without ending.

    Raises:
        ReliabilityError: the name ends otherwise.
    """
    suffix = output.suffix.lower().lstrip(".") if output is not None else ""
    suffix = {"": "table", "txt": "table", "ndjson": "jsonl", "markdown": "md"}.get(suffix, suffix)
    known = {form.value: form for form in formats}
    if suffix not in known:
        forms = ", ".join(f".{each}" for each in known if each != "table")
        raise ReliabilityError(
            f"{output} has the name of no format.",
            f"Let it end in one of {forms}, .txt for the table, or add --format.",
        )
    return known[suffix]


def _table(chunks: Iterable[pl.DataFrame], output: Path | None, view: View, limit: int) -> None:
    from reliability.reports import table

    with screen(output) as console:
        table.render(chunks, console, view, limit)


@contextmanager
def screen(output: Path | None) -> Iterator[Console]:
    """The terminal, or a text file that stands for one."""
    from rich.console import Console

    from reliability.cli._terminal import console

    if output is None:
        yield console()
        return
    with destination(output) as out, io.TextIOWrapper(out, encoding="utf-8", write_through=True) as text:
        yield Console(file=text, width=FILE_WIDTH, highlight=False)


def _render(chunks: Iterable[pl.DataFrame], form: Format, out: IO[bytes], view: View, limit: int) -> None:
    from reliability.reports import csv, jsonl, markdown, parquet

    if form is Format.MD:
        markdown.render(chunks, out, view, limit)
    elif form is Format.JSONL:
        jsonl.render(chunks, out)
    elif form is Format.CSV:
        csv.render(chunks, out)
    else:
        parquet.render(chunks, out)


def check_place(output: Path | None) -> None:
    """Refuse a place that cannot be written, before hours of work go into what should be written there.

    Raises:
        ReliabilityError: it is a folder, or lies in none.
    """
    if output is not None and (output.is_dir() or not output.name):
        raise ReliabilityError(f"{output} is a folder.", "Give the name of a file in it.")
    if output is not None and not output.parent.is_dir():
        raise ReliabilityError(f"The folder {output.parent} does not exist.", "Make it, or choose another file.")


@contextmanager
def destination(output: Path | None) -> Iterator[IO[bytes]]:
    """The file, written whole or not at all, or standard output, whose reader may have seen enough, as `head` has."""
    if output is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        return
    check_place(output)
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(output)
    except OSError as error:
        raise ReliabilityError(f"{output} cannot be written: {error.strerror}.", "Choose another file.") from error
    finally:
        part.unlink(missing_ok=True)
