"""`reliability sources`: publishers and cited outlets."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.LOOK


def sources(
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    role: Annotated[str | None, typer.Option("--role", help="Only `publisher` or only `cited`.")] = None,
    limit: options.Limit = 40,
) -> None:
    """List publishers with their scores, and the outlets that articles cite.

    A publisher's score comes from its articles, shrunk to the mean of all publishers where they are few. With too
    few articles there is no score and the grade is F: cannot be judged.

    Example:

        reliability sources --format jsonl
    """
    from reliability import config, records, store
    from reliability.cli import _output
    from reliability.errors import ReliabilityError
    from reliability.reports import views

    if role not in (None, *records.ROLES):
        raise ReliabilityError(f"There is no role '{role}'.", f"Use {' or '.join(records.ROLES)}.")
    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        _output.write(store.sources(opened, role), form, output, views.SOURCES, limit)
