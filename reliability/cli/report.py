"""`reliability report`: the data-quality report as a page, as JSON, as a short text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reliability.cli import _options as options
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from reliability.store import Reader

PANEL = options.LOOK


def report(
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Where to write: .html, .json or .md; may be given several times."
        ),
    ] = None,
    db: options.Db = None,
    run: Annotated[
        str | None, typer.Option("--run", help="A run id, its beginning, last or previous (default: last).")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="MOMENT", help="Articles first seen since 2026-03-01, or since 36h, 7d ago."),
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only articles of this publisher.")] = None,
    from_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE|DIR",
            help="Render an earlier report, or that of `score --out DIR`, without a database.",
        ),
    ] = None,
    data_docs: Annotated[
        Path | None,
        typer.Option(
            "--data-docs",
            metavar="FOLDER",
            help="Also write Great Expectations' own pages here, with the last 10 runs.",
        ),
    ] = None,
    model: options.ModelFolder = None,
    title: Annotated[str, typer.Option("--title", help="Heading of the page.")] = "Data-quality report",
) -> None:
    """Write the data-quality report on a run, a period or a publisher.

    Quality by dimension, findings, what to read first, flags with examples in context, scores and their calibration,
    who relays whom, sources, drift. The page is one file that opens offline; quality.json with all its figures is
    written beside it (PAGE.quality.json with --since or --source), and so are whole tables as Parquet (in a folder)
    where the page shows only their first rows.

    Example:

        reliability report --db desk.duckdb --since 24h --out report.html --out report.md
    """
    from reliability.cli import _report_files, _report_on, _terminal

    places = out or [Path("report.html")]
    _report_files.check_places(places)
    if data_docs is not None:
        _check_docs(data_docs, from_)
    with _report_on.told(from_, {"db": db, "model": model}, run, since, source) as (told, opened):
        for place in _report_files.write(told, places, title, opened):
            _terminal.notice(f"{place} written, {place.stat().st_size / 1000:,.0f} kB")
        if data_docs is not None:
            _terminal.notice(f"{_data_docs(opened, told, {'db': db, 'model': model}, data_docs)} written")


def _check_docs(folder: Path, from_: Path | None) -> None:
    """Refuse, before any work is done, what cannot hold Great Expectations' pages."""
    if from_ is not None:
        raise ReliabilityError("--data-docs judges the articles of a database.", "Leave --from out.")
    if folder.exists() and not folder.is_dir():
        raise ReliabilityError(f"{folder} is a file.", "Give --data-docs a new or empty folder.")


def _data_docs(opened: Reader | None, told: Mapping[str, Any], given: Mapping[str, Any], folder: Path) -> Path:
    """Great Expectations' own pages on the articles of the report."""
    from reliability import config
    from reliability.quality.pages import data_docs

    assert opened is not None  # _check_docs has refused --from
    return data_docs(opened, config.load(given), told["slice"], folder)
