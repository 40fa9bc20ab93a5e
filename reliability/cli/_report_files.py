"""Writes a data-quality report to the files that a user names, and what belongs beside a page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reliability.cli._output import check_place, destination
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from reliability.store import Reader

BESIDE = "quality.json"
CAPPED = ("articles", "sources", "cited")


def check_places(places: list[Path]) -> None:
    """Refuse, before any work is done, what cannot be written.

    Raises:
        ReliabilityError: a place is a folder or lies in none, or its name is of no format of a report.
    """
    from reliability.reports.quality import RENDER

    for place in places:
        check_place(place)
        if _form(place) not in RENDER:
            forms = ", ".join(f".{name}" for name in RENDER)
            raise ReliabilityError(f"{place} has the name of no format of a report.", f"Let it end in one of {forms}.")


def write(told: Mapping[str, Any], places: list[Path], title: str, opened: Reader | None) -> list[Path]:
    """Write each place in the format of its name; all report files that were written.

    Beside a page made from a database come its figures, unless they have a place of their own, and the whole tables
    where the page shows only their first rows.
    """
    from reliability.reports import quality

    alone = opened is None or any(_form(place) == "json" for place in places)
    written = []
    for place in places:
        if _form(place) != "html":
            with destination(place) as file:
                quality.RENDER[_form(place)](told, file, title)
            written.append(place)
            continue
        full = {} if opened is None else _whole(opened, told, place)
        with destination(place) as file:
            quality.page.render(told, file, title, full=full)
        written.append(place)
        figures = place.with_name(beside(told, place))
        if not alone and figures not in written:
            with destination(figures) as file:
                quality.RENDER["json"](told, file, title)
            written.append(figures)
    return written


def beside(told: Mapping[str, Any], page: Path) -> str:
    """Name of the figures beside a page: those of a part never take the place of those of a whole run."""
    part = told["slice"]["since"] or told["slice"]["source"]
    return f"{page.stem}.{BESIDE}" if part else BESIDE


def _form(place: Path) -> str:
    return place.suffix.lower().lstrip(".")


def _whole(opened: Reader, told: Mapping[str, Any], page: Path) -> dict[str, str]:
    """Write the tables of which the page shows only the first rows; links to them by name."""
    from reliability.quality.whole import tables
    from reliability.reports import parquet

    if not any(told[name]["total"] > len(told[name]["rows"]) for name in CAPPED):
        return {}
    folder = page.with_name(f"{page.stem}-data")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ReliabilityError(f"{folder} cannot be made: {error.strerror}.", "Choose another name.") from error
    links = {}
    for name, chunks in tables(opened, told["slice"]).items():
        with destination(folder / f"{name}.parquet") as file:
            parquet.render(chunks, file)
        links[name] = f"{folder.name}/{name}.parquet"
    return links
