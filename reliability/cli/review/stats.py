"""`reliability review stats`: how reviewers and scores agree."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options


def stats(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    db: options.Db = None,
) -> None:
    """Show how often reviewers go against scores, how far they agree with the model and each other, and their pace.

    An override is an approval below 40 or a rejection from 60 on. Agreement is Cohen's kappa with its 95 % interval:
    with the model, approval against a score of 50 or more; among reviewers, where two decided on the same text.
    Decisions that were taken back do not count. docs/review.md says what these figures cannot tell.

    Example:

        reliability review stats --json
    """
    from reliability import config, review, store
    from reliability.cli import _terminal

    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        found = review.stats(opened)
    if as_json:
        import orjson

        typer.echo(orjson.dumps(found).decode())
        return
    if found is None:
        _terminal.notice("Nobody has decided on anything yet: `reliability review` lists what waits.")
        return
    from rich.table import Table

    from reliability.errors import printable
    from reliability.reports.quality import reviewing

    look = {"box": None, "pad_edge": False, "header_style": "bold"}
    figures = Table("Measure", "Value", "Of", **look)  # type: ignore[arg-type]
    for row in reviewing.rows(found):
        figures.add_row(row.name, row.value, row.of)
    people = Table("Reviewer", *reviewing.COLUMNS.values(), **look)  # type: ignore[arg-type]
    for person in found["reviewers"]:
        people.add_row(printable(person["reviewer"]), *(reviewing.cell(person[name]) for name in reviewing.COLUMNS))
    screen = _terminal.console()
    for part in (reviewing.sentence(found), "", figures, "", people, "", reviewing.CHOSEN):
        screen.print(part)
