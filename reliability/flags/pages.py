"""Data Docs: Great Expectations' own pages on the tables of a run, for those who are used to them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from reliability.errors import ReliabilityError
from reliability.flags.catalogue import catalogue
from reliability.flags.checking import Checker, fitting, plain, streams
from reliability.flags.site import HISTORY, Request
from reliability.flags.suites import Suites
from reliability.flags.tables import ARTICLE_TABLES, TABLES, subject


def data_docs(
    tables: Mapping[str, pl.DataFrame], suites: Suites, folder: Path, run: str, *, every: int = 1, keep: int = 10
) -> Path:
    """Judge tables once more and write what Great Expectations makes of it as pages, in a process of its own.

    The pages are the library's: they load style sheets and scripts from the web when they are looked at. Nothing is
    sent or fetched in making them. Values that articles bring along are escaped and cut to 200 characters. 20,000 rows
    of features take about 10 s, ten times as many three times as long.

    Args:
        tables: any of the tables that suites may judge, by name.
        suites: the expectations in force.
        folder: where the pages go: a new or empty folder, or one with the pages of earlier runs.
        run: name of the run; what the folder has of that run is replaced.
        every: of how many articles one was handed in; the pages say so where it is more than one.
        keep: runs that stay in the folder, this one included.

    Returns:
        The page to open first.

    Raises:
        ReliabilityError: the folder holds something else, a column is missing, or an expectation cannot be judged.
    """
    _check_folder(folder)
    entries = fitting(tables, suites, TABLES)
    said = {
        flag.code: html.escape(f"{flag.code} {flag.name}, {flag.severity}: {flag.column} {flag.test}")
        for flag in catalogue(suites)
    }
    with Checker(Suites((), "")) as checker:
        checker.ask(
            Request(
                entries=[{**entry, "description": said[entry["code"]]} for entry in plain(entries)],
                tables=streams(tables, entries, named=True),
                keys={name: subject(name) for name in tables},
                assets={name: _asset(name, every) for name in tables},
                folder=str(folder),
                run=re.sub(r"[^\w.+-]+", " ", run),  # it becomes a folder
                keep=keep,
            )
        )
    return folder / "index.html"


def _asset(table: str, every: int) -> str:
    return f"{table}, 1 row in {every}" if every > 1 and table in ARTICLE_TABLES else table


def _check_folder(folder: Path) -> None:
    """Refuse a folder that holds something else: its `index.html` would be lost."""
    if folder.exists() and not folder.is_dir():
        raise ReliabilityError(f"{folder} is a file.", "Name a folder for the pages.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / HISTORY).is_dir():
        raise ReliabilityError(f"{folder} holds something else.", "Name a new folder for the pages, or an empty one.")
