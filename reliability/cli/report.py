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
    model: options.ModelFolder = None,
    title: Annotated[str, typer.Option("--title", help="Heading of the page.")] = "Data-quality report",
) -> None:
    """Write a report on a run: totals, what to read first, scores, drift, flags, publishers, cited outlets, rejects.

    The page is one file that opens offline. Drift is how these articles differ from those that the model learned from.

    Example:

        reliability report --db desk.duckdb --out report.html
    """
    import polars as pl

    from reliability import config, drift, store
    from reliability.cli import _terminal
    from reliability.cli._output import destination
    from reliability.reports import html, views

    settings = config.load({"db": db, "model": model})
    with store.open_store(settings["db"], read_only=True) as opened:
        summary = store.summary(opened, run)
        sources = pl.concat(store.sources(opened))
        run_id = summary["run"]["run_id"].item()
        rejects = store.rejects(opened, run_id)
        differs = drift.told(opened, summary["run"].row(0, named=True), settings["model"])
        stale = _terminal.stale(opened, store.scored_by(opened))
        worst, _ = views.select(opened.results(run_id), views.SCORES, SHOWN)
    with destination(out) as file:
        html.render(summary, sources, rejects, worst, file, title=title, drift=differs, note=stale)
    if stale is not None:
        _terminal.notice(stale)
    _terminal.notice(f"{out} written, {out.stat().st_size / 1000:,.0f} kB")
