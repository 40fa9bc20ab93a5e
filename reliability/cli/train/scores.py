"""`reliability train scores`: a scoring model from articles and ratings of their publishers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reliability.cli import _options as options

RATINGS = "CSV with `domain`, `rating` (0..1) and, where owners have several domains, `owner_group`."
SPLIT = "Learn only from publishers of this `split` (may be given again); the others test what was learned."
DATA = "A sentence for the card: where articles and ratings come from."


def scores(
    inputs: options.Inputs,
    ratings: Annotated[Path, typer.Option("--ratings", metavar="RATINGS.csv", help=RATINGS)],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where its folder is made.")] = Path("models"),
    name: Annotated[str, typer.Option("--name", help="Last part of the folder's name.")] = "linear",
    data: Annotated[str, typer.Option("--data", help=DATA)] = "",
    split: Annotated[list[str] | None, typer.Option("--split", help=SPLIT)] = None,
    workers: options.Workers = None,
    quiet: options.Quiet = False,
) -> None:
    """Train a scoring model on articles whose publishers are rated.

    At most 60 articles of a publisher are used. The model sees features only, never a name, a domain or a lean. The
    figures in its card come from publishers that were held out; domains of one `owner_group` are held out together.

    Example:

        reliability train scores articles.parquet --ratings ratings.csv --split train --out models
    """
    import polars as pl

    from reliability import config, learning, readers
    from reliability.cli import _terminal
    from reliability.errors import ReliabilityError

    settings = config.load({"workers": workers})
    try:
        table = pl.read_csv(ratings, null_values=[""])
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ReliabilityError(f"{ratings} cannot be read: {error}.", "Give a CSV file with a header.") from error
    with _terminal.Bar(quiet) as bar:
        folder = learning.train(
            lambda: readers.read(inputs, chunk=settings["chunk"]),
            table,
            out,
            settings,
            name=name,
            data=data,
            fit_on=split or [],
            progress=bar.show,
        )
    _terminal.notice(f"{folder} written; see {folder / 'CARD.md'}")
