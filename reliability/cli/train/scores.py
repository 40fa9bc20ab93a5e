"""`reliability train scores`: a scoring model from articles and labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reliability.cli import _options as options

if TYPE_CHECKING:
    from reliability.config import Config
    from reliability.learning import Labels
    from reliability.readers import Intake

LABELS = "CSV of publishers (`domain`, `rating`) or of articles (`article_id` or `url`, `label`); may be given again."
SCALE = "Worst and best of the labels, such as 0-1, 0-100, 1-5 or A-F; once for all files, or once for each."
COLUMN = "The column of the labels, where it is neither `rating` nor `label`."
DECISIONS = "Learn from reviewers' decisions in the database, on its own articles."
START = "Refine this model: shipped, an id or a folder. Without it, only your labels count."
SPLIT = "Learn only from publishers of this `split` (may be given again); the others then test what was learned."
DATA = "A sentence for the card: where articles and labels come from."


def scores(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INPUT]", help="Files or folders of articles, as for `score`.", show_default=False),
    ] = None,
    labels: Annotated[
        list[Path] | None, typer.Option("--labels", "--ratings", metavar="LABELS.csv", help=LABELS)
    ] = None,
    scale: Annotated[list[str] | None, typer.Option("--scale", metavar="WORST-BEST", help=SCALE)] = None,
    column: Annotated[str | None, typer.Option("--column", help=COLUMN)] = None,
    from_decisions: Annotated[bool, typer.Option("--from-decisions", help=DECISIONS)] = False,
    start: Annotated[str | None, typer.Option("--start", metavar="shipped|ID|FOLDER", help=START)] = None,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where its folder is made.")] = Path("models"),
    name: Annotated[str, typer.Option("--name", help="Last part of the folder's name.")] = "linear",
    data: Annotated[str, typer.Option("--data", help=DATA)] = "",
    split: Annotated[list[str] | None, typer.Option("--split", help=SPLIT)] = None,
    db: options.Db = None,
    workers: options.Workers = None,
    quiet: options.Quiet = False,
) -> None:
    """Train a scoring model on articles that are labelled, or whose publishers are.

    The columns of LABELS.csv tell what it labels; an article's own label counts before its publisher's. Beside the
    --scale, words count: true, yes, reliable; false, no, unreliable; mixed. Rows that cannot be used are set aside and
    named. Domains of one `owner_group` are held out together.

    At most 200 articles of a publisher are used. The model sees how they are written, never a name, domain or lean. The
    figures in its card come from publishers that were held out.

    --from-decisions takes what reviewers decided: approved counts 1, rejected 0, needs_sources 0.5; escalated and
    reopened say nothing, and the latest decision that nobody took back counts. With nothing else it learns from your
    decisions alone, which takes hundreds. With --start shipped it moves the shipped model only as far as your labels
    support, so that a few decisions change little.

    Examples:

        reliability train scores articles.parquet --labels ratings.csv --split train

        reliability train scores --from-decisions --start shipped --db desk.duckdb --name desk
    """
    from reliability import config, learning
    from reliability.cli import _labels, _terminal
    from reliability.scoring import catalogue

    settings = config.load({"db": db, "workers": workers})
    known = _labels.read(labels or [], scale or ["0-1"], column)
    with ExitStack() as stack, _terminal.Bar(quiet) as bar:
        read, known = _articles(inputs or [], known, settings, stack, from_decisions=from_decisions)
        _terminal.report_set_aside(known.rejects)
        folder = learning.train(
            read,
            known,
            out,
            settings,
            name=name,
            data=data,
            fit_on=split or [],
            start=None if start is None else catalogue.open_model("" if start == "shipped" else start),
            progress=bar.show,
        )
    _terminal.notice(f"{folder} written; see {folder / 'CARD.md'}")
    _terminal.notice(f"Use it with: reliability models use {folder}", quiet=quiet)


def _articles(
    inputs: list[str], known: Labels, settings: Config, stack: ExitStack, *, from_decisions: bool
) -> tuple[Callable[[], Iterator[Intake]], Labels]:
    """What opens the articles, of the inputs and of the database, and all labels."""
    from reliability import learning, readers, store
    from reliability.errors import ReliabilityError, counted

    if not from_decisions:
        if not inputs or not (known.sources.height or known.articles.height):
            raise ReliabilityError(
                "There is nothing to learn from.", "Give articles and --labels LABELS.csv, or --from-decisions."
            )
        return lambda: readers.read(inputs, chunk=settings["chunk"]), known
    opened = stack.enter_context(store.open_store(settings["db"], read_only=True))
    decided = learning.from_decisions(opened)
    if not decided.articles.height and not known.sources.height and not known.articles.height:
        aside = (
            f" {counted(decided.rejects.height, 'decision')} on words that have changed since."
            if decided.rejects.height
            else ""
        )
        raise ReliabilityError(
            f"{settings['db']} holds no decision to learn from.{aside}",
            "Decide with `reliability review ID --verdict ...`: approved, rejected or needs_sources. What was undone, "
            "reopened or escalated says nothing.",
        )
    known = decided | known
    return lambda: chain(
        readers.read(inputs, chunk=settings["chunk"]) if inputs else (), learning.stored(opened, known)
    ), known
