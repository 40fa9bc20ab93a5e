"""Frames and single records -> article rows: the door for Python and for the HTTP API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from reliability.errors import ReliabilityError
from reliability.readers.articles import UnusableError, parsed, row
from reliability.readers.charsets import decoded
from reliability.readers.fields import has_text, no_text
from reliability.readers.intake import Batch, Intake
from reliability.readers.plain_text import split_title
from reliability.readers.raw import Raw
from reliability.records import ARTICLES


def from_frame(frame: pl.DataFrame, *, chunk: int = 500, name: str = "<frame>") -> Iterator[Intake]:
    """Read the rows of a frame whose columns have any of the understood names.

    Raises:
        ReliabilityError: no column holds text.
    """
    if not has_text(frame.columns):
        raise no_text(name, frame.columns)
    return _frame_intakes(frame, Batch(chunk), name)


def one(record: Mapping[str, object], *, name: str = "<record>", form: str = "record") -> pl.DataFrame:
    """Return a frame of `records.ARTICLES` with the one article in `record`.

    Args:
        record: fields under any of the understood names.
        name: the input that it comes from.
        form: the format of that.

    Raises:
        ReliabilityError: it holds no text, or a text that cannot be used.
    """
    try:
        return ARTICLES.frame([row(record, name, 1, form)])
    except UnusableError as error:
        if error.no_field:
            raise no_text("The record", [str(key) for key in record]) from error
        raise ReliabilityError(error.reason, "Give the article's body as a string in 'text', or its HTML.") from error


def page(url: str, data: bytes, *, charset: str | None = None, plain: bool = False) -> pl.DataFrame:
    """Return a frame of `records.ARTICLES` with the one article of a page that was fetched.

    Args:
        url: where it was found; the page cannot claim to stand elsewhere.
        data: its bytes, at most `pages.LONGEST_PAGE` characters.
        charset: the encoding that its server names.
        plain: whether it is plain text, its first line the title where it looks like one; else HTML.

    Raises:
        ReliabilityError: it holds no article.
    """
    text = decoded(data, charset).replace("\r\n", "\n").replace("\r", "\n")
    title, body = split_title(text) if plain else (None, text)
    fields = {"url": url, "title": title, "text": body} if plain else {"url": url, "html": text}
    try:
        return ARTICLES.frame([row(fields, url, 1, "web page")])
    except UnusableError as error:
        hint = "Check that the address is that of an article, or save the article as a file."
        raise ReliabilityError(f"{url[:200]} holds no article: {error.reason}", hint) from error


def _frame_intakes(frame: pl.DataFrame, batch: Batch, name: str) -> Iterator[Intake]:
    for number, fields in enumerate(frame.iter_rows(named=True), start=1):
        batch.keep(name, parsed(Raw(number, fields), name, "frame")[0])
        if batch.full:
            yield batch.flush(number / frame.height)
    if not batch.empty:
        yield batch.flush(1.0)
