"""`reliability sources`: publishers and cited outlets; one of them with the parts of its score."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options


def list_(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Show what the score of this one is made of.")
    ] = None,
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    role: Annotated[str | None, typer.Option("--role", help="Only `publisher` or only `cited`.")] = None,
    limit: options.Limit = 40,
) -> None:
    """List publishers with their scores, and the outlets that articles cite.

    A publisher's score comes from its articles, from rating lists (`reliability sources import`) and from reviewers'
    decisions, each weighted by its precision. With too little of all that there is no score and the grade is F: cannot
    be judged. What a publisher declares of itself (`reliability sources enrich`) is shown apart and moves nothing.

    Examples:

        reliability sources --format jsonl

        reliability sources harbour-post.example
    """
    from reliability import config, records, store
    from reliability.cli import _output, _terminal
    from reliability.cli.sources import _breakdown, _declared
    from reliability.errors import ReliabilityError
    from reliability.reports import views

    if role not in (None, *records.ROLES):
        raise ReliabilityError(f"There is no role '{role}'.", f"Use {' or '.join(records.ROLES)}.")
    wanted = form or _output.asked(output, options.Format)
    with store.open_store(config.load({"db": db})["db"], read_only=True) as opened:
        if name is None:
            _output.write(_declared.beside(opened, store.sources(opened, role)), wanted, output, views.SOURCES, limit)
        else:
            _breakdown.write(opened, name, role, wanted, output, limit)
        _terminal.report_stale(opened, store.scored_by(opened))
