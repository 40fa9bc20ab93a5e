"""`reliability truth`: what is true where sources conflict, and whom to trust."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reliability.cli import _options as options

if TYPE_CHECKING:
    from reliability.truth import Findings

PANEL = options.LOOK


KINDS = ("text", "set", "number", "date")
METHODS = ("latent", "majority", "truthfinder", "investment", "pooled-investment", "crh")
OBJECTS = ("object", "object_id", "thing", "item", "item_id", "entity", "entity_id", "subject", "isbn", "key", "id")
SOURCES = ("source", "source_id", "publisher", "outlet", "domain", "site", "website", "provider")
VALUES = ("value", "property_value", "claimed_value", "claimed", "claim", "answer")

CLAIMS = "A table of claims: CSV, TSV, JSON Lines, JSON or Parquet, gzip or zstd of these; `-` for stdin."
OBJECT = "Column of what a claim is about (default: `object`, `id` or the like)."
SOURCE = "Column of who claims it (default: `source`, `publisher` or the like)."
VALUE = "Column of what is claimed (default: `value`, `claim` or the like)."
KIND = "How values are compared: `set` is a list of names, a `number` may have a unit, a `date` may lack day or month."
METHOD = "How claims are weighed; `latent` is ours."
TOLERANCE = "For numbers: the share up to which two are one value, 0.01 for 1 %."
TRUST = "Write the sources here: trust, claims, dependence; CSV or Parquet by the name, else JSON Lines."


def truth(
    claims: Annotated[str, typer.Argument(metavar="CLAIMS", help=CLAIMS, show_default=False)],
    object_: Annotated[str | None, typer.Option("--object", metavar="COLUMN", help=OBJECT)] = None,
    source: Annotated[str | None, typer.Option("--source", metavar="COLUMN", help=SOURCE)] = None,
    value: Annotated[str | None, typer.Option("--value", metavar="COLUMN", help=VALUE)] = None,
    kind: Annotated[
        str, typer.Option("--kind", metavar=f"<{'|'.join(KINDS)}>", autocompletion=lambda: [*KINDS], help=KIND)
    ] = "text",
    method: Annotated[
        str, typer.Option("--method", metavar=f"<{'|'.join(METHODS)}>", autocompletion=lambda: [*METHODS], help=METHOD)
    ] = "latent",
    tolerance: Annotated[float, typer.Option("--tolerance", metavar="<float 0..1>", help=TOLERANCE)] = 0.0,
    trust: Annotated[Path | None, typer.Option("--trust", metavar="FILE", help=TRUST)] = None,
    form: options.As = None,
    output: options.Output = None,
    limit: options.Limit = 40,
    quiet: options.Quiet = False,
) -> None:
    """Estimate what is true where sources conflict, and how far each source can be trusted.

    Each row of CLAIMS says: this source claims this value of this object. Values that differ only in how they are
    written are one: `Lind, Per & A. Holm` and `Ada Holm; Per Lind` are the same set. Sources that share rare errors
    are taken to copy each other, and count little more than one. The confidence is an estimate of the probability
    that the value is right; the table begins with the least sure. An object of which no claim can be read has none.

    Examples:

        reliability truth claims.csv

        reliability truth books.csv.gz --object isbn --source shop --value authors --kind set --format jsonl

        reliability truth tolls.parquet --kind number --trust outlets.jsonl --method majority
    """
    from reliability import readers
    from reliability import truth as room
    from reliability.cli import _output, _terminal
    from reliability.reports import table, views

    room.check_asked(kind, method, tolerance)
    for place in (output, trust):
        _output.check_place(place)
    wanted = form or _output.asked(output, options.Format)
    trust_form = _output.asked(trust, options.Format)
    asked = (("object", object_, OBJECTS), ("source", source, SOURCES), ("value", value, VALUES))
    found, aside = readers.table(claims, [readers.Wanted(*column) for column in asked])
    shared = output is None and sys.stdout.isatty()  # a bar would run through the results
    with _terminal.Bar(quiet or shared, "objects") as bar:
        result = room.discover(found, kind, method, tolerance=tolerance, progress=bar.show)
    _output.write([result.values], wanted, output, views.TRUTH, limit)
    if trust is not None:
        trust_form = options.Format.JSONL if trust_form is options.Format.TABLE else trust_form
        _output.write([result.sources], trust_form, trust, views.TRUST, limit)
    elif wanted is options.Format.TABLE and not quiet:
        table.render([result.sources], _terminal.console(stderr=True), views.TRUST, 10)
    _report(found.height, result, kind, quiet)
    _terminal.report_set_aside(aside)


def _report(claims: int, result: Findings, kind: str, quiet: bool) -> None:
    """Say on standard error what was counted, and which claims could not be read."""
    from reliability.cli import _terminal
    from reliability.errors import counted

    _terminal.notice(
        f"{counted(claims, 'claim')} of {counted(result.sources.height, 'source')} "
        f"about {counted(result.values.height, 'object')}",
        quiet=quiet,
    )
    if result.unread.height:
        said = counted(result.unread.height, "claim says", "claims say")
        first = result.unread.row(0, named=True)
        others = result.unread.filter(result.unread["reason"] != first["reason"])
        shown = [_shown(first), *map(_shown, others.unique("reason", maintain_order=True).to_dicts())]
        _terminal.notice(f"{said} nothing that can be read as a {kind}, such as {', and '.join(shown)}.")


def _shown(unread: dict[str, str]) -> str:
    value = unread["value"]
    return f"'{value[:60]}{'...' if len(value) > 60 else ''}' ({unread['reason']})"
