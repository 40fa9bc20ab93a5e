"""`reliability review simulate`: what the order of the queue saves, on labelled articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reliability.cli import _options as options

LABELS = (
    "CSV of publishers with `domain` and `rating`, or of articles with `article_id` or `url` and `label`; may be given "
    "again."
)
SCALE = "Worst and best of the labels, such as 0-1, 0-100, 1-5 or A-F."
SPLIT = "Queue only articles of publishers of this `split` (may be given again); the others still teach the models."
BELOW = "A label below this, on 0 to 1, means unreliable: what reviewers are to find."
CAP = "Articles of one publisher, at most."


def simulate(
    inputs: options.Inputs,
    labels: Annotated[list[Path], typer.Option("--labels", "--ratings", metavar="LABELS.csv", help=LABELS)],
    scale: Annotated[str, typer.Option("--scale", metavar="WORST-BEST", help=SCALE)] = "0-1",
    split: Annotated[list[str] | None, typer.Option("--split", help=SPLIT)] = None,
    below: Annotated[float, typer.Option("--below", min=0, max=1, help=BELOW)] = 0.6,
    cap: Annotated[int, typer.Option("--cap", min=1, help=CAP)] = 60,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    workers: options.Workers = None,
    quiet: options.Quiet = False,
) -> None:
    """Count how many articles are read until the unreliable ones are found: in the queue's order, and at random.

    The articles go through the whole path in memory; your database is not touched. Each gets the score of a model that
    was fitted without its publisher and without others of the same owner, so that no score knows the label it is
    measured by. `at random` is the expected value. Intervals are of samples of publishers.

    Example:

        reliability review simulate articles.parquet --ratings ratings.csv --split dev
    """
    from reliability import config, readers, simulating
    from reliability.cli import _labels, _terminal

    settings = config.load({"workers": workers})
    known = _labels.read(labels, [scale])
    _terminal.report_set_aside(known.rejects)
    with _terminal.Bar(quiet) as bar:
        done = simulating.simulate(
            lambda: readers.read(inputs, chunk=settings["chunk"]),
            known,
            settings,
            splits=split or [],
            below=below,
            cap=cap,
            progress=bar.show,
        )
    if as_json:
        import orjson

        typer.echo(orjson.dumps(done).decode())
        return
    from reliability.reports import saving

    saving.render(done, _terminal.console())
