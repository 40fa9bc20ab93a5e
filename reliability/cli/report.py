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
BESIDE = "quality.json"


def report(
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Where to write: .html, .json or .md; may be given several times."
        ),
    ] = None,
    db: options.Db = None,
    run: Annotated[str | None, typer.Option("--run", help="A run id (default: the newest run).")] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="MOMENT", help="Articles first seen since 2026-03-01, or since 36h, 7d ago."),
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only articles of this publisher.")] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE.json", help="Render an earlier report again, without a database."),
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
    written beside it, and so are whole tables as Parquet (in a folder) where the page shows only their first rows.

    Example:

        reliability report --db desk.duckdb --since 24h --out report.html --out report.md
    """
    from reliability.cli import _report_on, _terminal
    from reliability.cli._output import check_place, destination
    from reliability.reports import quality

    places = out or [Path("report.html")]
    for place in places:
        check_place(place)
        _renderer(place)
    with _report_on.told(from_, {"db": db, "model": model}, run, since, source) as (told, opened):
        for place in places:
            if place.suffix == ".html":
                full = {} if opened is None else _whole(opened, told, place)
                with destination(place) as file:
                    quality.page.render(told, file, title, full=full)
            else:
                with destination(place) as file:
                    _renderer(place)(told, file, title)
            _terminal.notice(f"{place} written, {place.stat().st_size / 1000:,.0f} kB")
        pages = [place for place in places if place.suffix == ".html"]
        if from_ is None and pages and not any(place.suffix == ".json" for place in places):
            with destination(pages[0].with_name(BESIDE)) as file:
                quality.RENDER["json"](told, file, title)
        if data_docs is not None:
            _terminal.notice(f"{_data_docs(opened, told, {'db': db, 'model': model}, data_docs)} written")


def _data_docs(opened: Reader | None, told: Mapping[str, Any], given: Mapping[str, Any], folder: Path) -> Path:
    """Great Expectations' own pages on the articles of the report."""
    from reliability import config
    from reliability.quality.pages import data_docs

    if opened is None:
        raise ReliabilityError("--data-docs judges the articles of a database.", "Leave --from out.")
    return data_docs(opened, config.load(given), told["slice"], folder)


def _renderer(place: Path) -> Any:
    from reliability.reports import quality

    form = place.suffix.lower().lstrip(".")
    if form not in quality.RENDER:
        forms = ", ".join(f".{name}" for name in quality.RENDER)
        raise ReliabilityError(f"{place} has the name of no format of a report.", f"Let it end in one of {forms}.")
    return quality.RENDER[form]


def _whole(opened: Reader, told: Mapping[str, Any], page: Path) -> dict[str, str]:
    """Write the whole tables beside a page that shows only their first rows; links to them by name."""
    from reliability.cli._output import destination
    from reliability.quality.whole import tables
    from reliability.reports import parquet

    if not any(told[name]["total"] > len(told[name]["rows"]) for name in ("articles", "sources", "cited")):
        return {}
    folder = page.with_name(f"{page.stem}-data")
    folder.mkdir(exist_ok=True)
    for name, chunks in tables(opened, told["slice"]).items():
        with destination(folder / f"{name}.parquet") as file:
            parquet.render(chunks, file)
    return {name: f"{folder.name}/{name}.parquet" for name in ("articles", "flags", "sources")}
