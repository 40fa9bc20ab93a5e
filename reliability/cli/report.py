"""`reliability report`: the data-quality report as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.LOOK
SHOWN = 25  # articles listed, lowest score first


def report(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.html", help="Where to write the page.")] = Path(
        "report.html"
    ),
    db: options.Db = None,
    run: Annotated[str | None, typer.Option("--run", help="A run id (default: the newest run).")] = None,
    title: Annotated[str, typer.Option("--title", help="Heading of the page.")] = "Data-quality report",
) -> None:
    """Write a report on a run: totals, what to read first, scores, flags, publishers, cited outlets, records set aside.

    The page is one file that opens offline.

    Example:

        reliability report --db desk.duckdb --out report.html
    """
    import polars as pl

    from reliability import config, store
    from reliability.cli._output import destination
    from reliability.cli._terminal import notice
    from reliability.reports import html, views

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        summary = store.summary(opened, run)
        sources = pl.concat(store.sources(opened))
        run_id = summary["run"]["run_id"].item()
        rejects = store.rejects(opened, run_id)
        worst, _ = views.select(opened.results(run_id), views.SCORES, SHOWN)
    with destination(out) as file:
        html.render(summary, sources, rejects, worst, file, title=title)
    notice(f"{out} written, {out.stat().st_size / 1000:,.0f} kB")
