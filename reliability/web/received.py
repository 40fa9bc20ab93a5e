"""What a person hands in to be scored - a text, a file, an address - as articles."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import polars as pl
from starlette.datastructures import UploadFile

from reliability import intake, readers
from reliability.config import Config
from reliability.errors import ReliabilityError, printable
from reliability.web.forms import Form

MOST = 50  # articles of one file
NAME = 120  # characters
_TAGS = re.compile(r"\s*(<!doctype\s+html|<(html|head|body|article|div|p|h1)[\s>])", re.I)
_UNFIT = re.compile(r"[^\w.-]+")


def articles(sent: Form, settings: Config) -> tuple[pl.DataFrame, str]:
    """Read the one thing that a form brings.

    Args:
        sent: its fields: `text` with `title`, `url` and `publisher`; or `file`; or `address`.
        settings: say which private hosts may be asked for pages.

    Returns:
        records.ARTICLES rows, and where they come from.

    Raises:
        ReliabilityError: nothing or several things were given, or what was given holds no article.
    """
    file = sent.fields.get("file")
    upload = file if isinstance(file, UploadFile) and file.filename else None
    given = [bool(sent["text"].strip()), upload is not None, bool(sent["address"].strip())]
    if sum(given) != 1:
        many = "Give one of the three, not several." if any(given) else "There is nothing to score yet."
        raise ReliabilityError(many, "Paste a text, choose a file, or give the address of a page.")
    if upload is not None:
        return _of_file(upload), f"<upload> {printable(upload.filename or '')[:NAME]}"
    if sent["address"].strip():
        address = sent["address"].strip()
        return intake.fetched(address, settings).articles, address
    return _of_text(sent), "<pasted>"


def _of_text(sent: Form) -> pl.DataFrame:
    text = sent["text"]
    fields = {name: sent[name].strip() for name in ("title", "url", "publisher")}
    body = {"html" if _TAGS.match(text) else "text": text}
    return readers.one({name: value for name, value in fields.items() if value} | body)


def _of_file(upload: UploadFile) -> pl.DataFrame:
    shown = printable(upload.filename or "file")[:NAME]
    named = _UNFIT.sub("_", shown)[-NAME:].lstrip(".") or "file"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / named
        path.write_bytes(upload.file.read())
        try:
            found = next(readers.read([str(path)], chunk=MOST + 1), None)
        except ReliabilityError as error:
            words = (text.replace(str(path), shown) for text in (error.message, error.hint))
            raise ReliabilityError(*words, exit_code=error.exit_code) from error
    if found is None or not found.articles.height:
        first = next(iter(found.rejects["reason"]), None) if found is not None else None
        raise ReliabilityError(f"{shown} holds no article{f': {first}' if first else '.'}", "Choose another file.")
    if found.articles.height > MOST:
        raise ReliabilityError(
            f"{shown} holds more than {MOST} articles.", "Score it by `reliability score`, or by the API."
        )
    return found.articles.with_columns(input=pl.lit(f"<upload> {shown}"))
