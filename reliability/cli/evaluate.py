"""`reliability evaluate`: an audit of the model-making procedure on labelled articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from reliability.cli import _options as options

PANEL = options.SET_UP

RATINGS = (
    "CSV of publishers with `domain`, `rating`, and `owner_group`, `lean`, `split` where known; may be given again."
)
SCALE = "Worst and best of the ratings, such as 0-1, 0-100, 1-5 or A-F."
SPLIT = "Only publishers of this `split` (may be given again)."
OUT = "Where to write the page."
JSON = "Also write all figures here, as JSON."
QUICK = "Fewer articles and rounds: a first look in a minute, with wider intervals."


def evaluate(
    inputs: options.Inputs,
    ratings: Annotated[list[Path], typer.Option("--ratings", "--labels", metavar="RATINGS.csv", help=RATINGS)],
    scale: Annotated[str, typer.Option("--scale", metavar="WORST-BEST", help=SCALE)] = "0-1",
    split: Annotated[list[str] | None, typer.Option("--split", help=SPLIT)] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE.html", help=OUT)] = Path("audit.html"),
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE.json", help=JSON)] = None,
    quick: Annotated[bool, typer.Option("--quick", help=QUICK)] = False,
    seed: Annotated[int, typer.Option("--seed", help="Start of all random numbers.")] = 0,
    workers: options.Workers = None,
    quiet: options.Quiet = False,
) -> None:
    """Find out how far scores can be trusted, and what shortcuts the model takes: an audit as one page.

    The model is made anew many times on rated publishers, each time without those that it is then tested on. The page
    shows how well it ranks publishers never seen, what a random split would pretend, what simple baselines reach, how
    much of the outlet and its politics inputs and score give away, which groups are scored too kindly or too harshly,
    how far the mere looks of a newspaper move a score, what more data would bring, and what each theme adds.

    Topics and years come from the articles (`topic` or `section`, `published_at`), leans and owners from the ratings.
    At most 60 articles of a publisher are used, 6 with --quick.

    Example:

        reliability evaluate articles.parquet --ratings ratings.csv --out audit.html --json audit.json
    """
    from reliability import auditing, config, learning, readers
    from reliability.cli import _output, _terminal
    from reliability.ratings import Scale
    from reliability.scoring import audit as room

    settings = config.load({"workers": workers})
    for place in filter(None, (out, json)):
        _output.check_place(place)
    known = learning.Labels()
    for path in ratings:
        known = known | learning.read_labels(path, Scale.parse(scale))
    _terminal.report_set_aside(known.rejects)
    with _terminal.Bar(quiet) as bar:
        done = auditing.audit(
            lambda: readers.read(inputs, chunk=settings["chunk"]),
            known,
            settings,
            splits=split or [],
            plan=room.QUICK if quick else room.FULL,
            seed=seed,
            made={"inputs": [Path(name).name for name in inputs], "ratings": ", ".join(path.name for path in ratings)},
            progress=bar.show,
        )
    _write(done, out, json)
    for title, said in room.summary(done):
        typer.echo(f"{title}: {said}")
    _terminal.notice(f"{' and '.join(str(place) for place in (out, json) if place)} written", quiet=quiet)


def _write(done: dict[str, Any], out: Path, json: Path | None) -> None:
    import json as notation

    from reliability.cli._output import destination
    from reliability.reports import audit

    if json is not None:
        with destination(json) as file:
            file.write((notation.dumps(done, indent=1, ensure_ascii=False) + "\n").encode())
    with destination(out) as file:
        audit.render(done, file)
