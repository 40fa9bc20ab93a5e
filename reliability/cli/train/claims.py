"""`reliability train claims`: a claims model from annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reliability.cli import _options as options
from reliability.errors import counted

GOLD = "Annotated articles: JSON Lines (plain, gzip or zstd), a folder of brat pairs, or a JSON export of Label Studio."
START = "What to go on from: fast, or the folder of a model that was trained before."
EPOCHS = "How often to go over the articles (default: what suits the start)."
HOLD_OUT = "Share of the articles that is not learned from and gives the figures of the card."
DATA = "A sentence for the card: where the annotated articles come from."


def claims(
    gold: Annotated[list[str], typer.Argument(metavar="GOLD", help=GOLD, show_default=False)],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where its folder is made.")] = Path("models"),
    name: Annotated[str, typer.Option("--name", help="Last part of the folder's name.")] = "own",
    start: Annotated[str, typer.Option("--start", metavar="fast|FOLDER", help=START)] = "fast",
    epochs: Annotated[int | None, typer.Option("--epochs", min=1, help=EPOCHS)] = None,
    seed: Annotated[int, typer.Option("--seed", help="Start of all random numbers.")] = 0,
    hold_out: Annotated[float, typer.Option("--hold-out", min=0.0, max=0.9, metavar="SHARE", help=HOLD_OUT)] = 0.1,
    data: Annotated[str, typer.Option("--data", help=DATA)] = "",
    quiet: options.Quiet = False,
) -> None:
    """Train a model that finds who says what, on articles in which people marked it.

    A line of GOLD holds `id`, `text` and `attributions`; each of these has `source`, `cue` and `content`, lists of
    `[start, end]`, half-open Python string offsets into `text`. What cannot be used is set aside with its reason.
    Correct the program's own claims in brat (`reliability claims --format brat`) and learn from that folder, or in
    Label Studio (`reliability export label-studio`) and learn from what it exports as JSON.

    Needs the extra `claims-training`: `.venv/bin/python -m pip install '.[claims-training]'`. Use the model with
    `--claims-model FOLDER`.

    Example:

        reliability train claims annotated.jsonl.gz --name desk --hold-out 0.2
    """
    from reliability import intake
    from reliability.claims import fitting
    from reliability.claims.gold import read_gold
    from reliability.cli import _terminal

    read = read_gold(gold)
    many = f"{counted(len(read.articles), 'article')} with {counted(read.attributions, 'attribution')}"
    _terminal.notice(many, quiet=quiet)
    _terminal.report_rejects(intake.Rejects(len(read.rejects), read.rejects[: intake.SHOWN_REJECTS]))
    with _terminal.Bar(quiet) as bar:
        folder = fitting.train(
            read.articles,
            out,
            name=name,
            start=start,
            epochs=epochs,
            seed=seed,
            hold_out=hold_out,
            data=data,
            progress=lambda done, steps, loss: bar.show("learn", done / steps, len(read.articles) * done // steps),
        )
    _terminal.notice(f"{folder} written; see {folder / 'CARD.md'}")
