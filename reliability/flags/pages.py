"""Data Docs: Great Expectations' own pages on the tables of a run, for those who are used to them."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from reliability.errors import ReliabilityError
from reliability.flags.catalogue import catalogue
from reliability.flags.checking import Checker, fitting, plain, streams
from reliability.flags.site import HISTORY, Request
from reliability.flags.suites import Suites
from reliability.flags.tables import TABLES, subject

ROWS = 100_000  # of a table that are judged for the pages


def data_docs(tables: Mapping[str, pl.DataFrame], suites: Suites, folder: Path, run: str, *, keep: int = 10) -> Path:
    """Judge tables once more and write what Great Expectations makes of it as pages, in a process of its own.

    The pages are the library's: they load style sheets and scripts from the web when they are looked at. Nothing is
    sent or fetched in making them. Values that articles bring along are escaped and cut to 200 characters.

    Args:
        tables: any of the tables that suites may judge, by name. Of more than 100,000 rows, every second (third, ...)
            is judged, as the page says; all flags are in the database.
        suites: the expectations in force.
        folder: where the pages go: a new or empty folder, or one with the pages of earlier runs.
        run: name of the run; what the folder has of that run is replaced.
        keep: runs that stay in the folder, this one included.

    Returns:
        The page to open first.

    Raises:
        ReliabilityError: the folder holds something else, a column is missing, or an expectation cannot be judged.
    """
    _check_folder(folder)
    every = {name: -(-table.height // ROWS) or 1 for name, table in tables.items()}
    judged = {name: table.gather_every(every[name]) for name, table in tables.items()}
    entries = fitting(judged, suites, TABLES)
    said = {
        flag.code: html.escape(f"{flag.code} {flag.name}, {flag.severity}: {flag.column} {flag.test}")
        for flag in catalogue(suites)
    }
    with Checker(Suites((), "")) as checker:
        checker.ask(
            Request(
                entries=[{**entry, "description": said[entry["code"]]} for entry in plain(entries)],
                tables=streams(judged, entries, named=True),
                keys={name: subject(name) for name in tables},
                assets={name: name if step == 1 else f"{name}, 1 row in {step}" for name, step in every.items()},
                folder=str(folder),
                run=run,
                keep=keep,
            )
        )
    return folder / "index.html"


def _check_folder(folder: Path) -> None:
    """Refuse a folder that holds something else: its `index.html` would be lost."""
    if folder.exists() and not folder.is_dir():
        raise ReliabilityError(f"{folder} is a file.", "Name a folder for the pages.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / HISTORY).is_dir():
        raise ReliabilityError(f"{folder} holds something else.", "Name a new folder for the pages, or an empty one.")
