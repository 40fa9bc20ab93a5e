"""`reliability demo`: the sample articles, scored, with their report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.SCORE
NEXT = """
Try next, in this folder:
  {program} explain "mayor confesses" --db {db}
  {program} story ferry-cpa --db {db}
  {program} trace "passed its yearly inspection" --db {db}
  {program} serve --db {db}
Then your own: {program} score FILE
The report: {page}"""


def demo(
    folder: Annotated[
        Path, typer.Option("--folder", metavar="FOLDER", help="Where the database and the report go.")
    ] = Path("reliability-demo"),
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the report in the browser.")] = True,
) -> None:
    """Score the sample articles, write their data-quality report, and say what to try next.

    The sample was invented for this program and travels with it. Nothing outside the folder is touched.

    Example:

        reliability demo
    """
    import shlex
    import sys
    import webbrowser

    from reliability import resources
    from reliability.cli._terminal import notice
    from reliability.cli.report import report
    from reliability.cli.score import score
    from reliability.errors import ReliabilityError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReliabilityError(f"{folder} cannot be made: {error.strerror}.", "Choose another --folder.") from error
    db, page = folder / "demo.duckdb", folder / "report.html"
    score([str(resources.folder("data"))], db=str(db), limit=12)
    report(out=[page], db=str(db))
    if show and sys.stdout.isatty():
        webbrowser.open(page.resolve().as_uri())
    for line in NEXT.format(program=_program(), db=shlex.quote(str(db)), page=page).splitlines():
        notice(line)


def _program() -> str:
    """How this program is called here: by its name only where the shell finds it."""
    import os
    import shlex
    import shutil
    import sys

    if shutil.which("reliability"):
        return "reliability"
    beside = Path(sys.executable).with_name("reliability")
    return shlex.quote(os.path.relpath(beside)) if beside.exists() else f"{shlex.quote(sys.executable)} -m reliability"
