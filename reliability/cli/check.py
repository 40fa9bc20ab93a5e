"""`reliability check`: holds limits against the data-quality report, for builds and nightly jobs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reliability.cli import _options as options
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from reliability.quality.limits import Held

PANEL = options.LOOK

_CODE = re.compile(r"\s*([A-Za-z]{2,8}\d{3})\s*=\s*(\d{1,9})\s*")
_PERCENT = re.compile(r"\s*(\d{1,3}(?:\.\d{1,6})?)\s*%?\s*")


class Form(StrEnum):
    """Output formats."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"


class Level(StrEnum):
    """How much drift is allowed."""

    NONE = "none"
    SOME = "some"
    MAJOR = "major"


def check(
    max_critical: Annotated[
        int | None,
        typer.Option(
            "--max-critical", metavar="N", min=0, help="Articles with a critical flag plus critical findings."
        ),
    ] = None,
    max_warning: Annotated[
        int | None, typer.Option("--max-warning", metavar="N", min=0, help="The same with warnings.")
    ] = None,
    max_flagged: Annotated[
        str | None, typer.Option("--max-flagged", metavar="PERCENT", help="Articles with any flag, of all.")
    ] = None,
    max_rejected: Annotated[
        str | None, typer.Option("--max-rejected", metavar="PERCENT", help="Records set aside, of all read.")
    ] = None,
    min_freshness: Annotated[
        str | None,
        typer.Option("--min-freshness", metavar="24h", help="The newest article is not older: 90m, 24h, 7d."),
    ] = None,
    max_drift: Annotated[
        Level | None, typer.Option("--max-drift", help="How much the articles may differ from training.")
    ] = None,
    code: Annotated[
        list[str] | None,
        typer.Option("--code", metavar="CODE=N", help="Articles with this flag, or findings of it; repeatable."),
    ] = None,
    db: options.Db = None,
    run: Annotated[
        str | None, typer.Option("--run", help="A run id, its beginning, last or previous (default: last).")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="MOMENT", help="Articles first seen since 2026-03-01, or since 36h, 7d ago."),
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only articles of this publisher.")] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE.json", help="Check a written quality.json, without a database."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to write what was checked.")] = Form.TABLE,
) -> None:
    """Hold limits against a run, a period, a publisher or a written report.

    Exits with status 1 and a table of what failed where a limit is broken. Without any limit, there must be no critical
    finding: nothing wrong with tables, features, the run, or too many articles of a kind.

    Examples:

        reliability check --max-critical 0 --min-freshness 24h

        reliability check --since 7d --source harbour-times.example --max-flagged 40

        reliability check --from quality.json --max-drift some --max-rejected 2 --code SRC001=10 --format json
    """
    from reliability.cli import _report_on
    from reliability.quality import limits, slices

    wanted = limits.Limits(
        max_critical,
        max_warning,
        _share("--max-flagged", max_flagged),
        _share("--max-rejected", max_rejected),
        None if min_freshness is None else slices.hours(min_freshness),
        None if max_drift is None else max_drift.value,
        _codes(code or []),
    )
    with _report_on.told(from_, {"db": db}, run, since, source) as (told, _):
        _check_codes(wanted.codes, [row["code"] for row in (*told["flags"], *told["findings"])])
        held = limits.hold(told, wanted)
    _write(held, told, form)
    if not all(limit.ok for limit in held):
        raise typer.Exit(1)


def _share(option: str, given: str | None) -> float | None:
    if given is None:
        return None
    found = _PERCENT.fullmatch(given)
    if found is None or float(found[1]) > 100:
        raise ReliabilityError(f"{option} does not understand '{given}'.", "Give percent from 0 to 100, such as 5.")
    return float(found[1]) / 100


def _codes(given: Sequence[str]) -> dict[str, int]:
    codes = {}
    for text in given:
        found = _CODE.fullmatch(text)
        if found is None:
            raise ReliabilityError(f"--code does not understand '{text}'.", "Write CODE=N, such as SRC001=10.")
        codes[found[1].upper()] = int(found[2])
    return codes


def _check_codes(codes: Mapping[str, int], seen: Sequence[str]) -> None:
    """A misspelled code would never be found, and the check never fail."""
    from difflib import get_close_matches

    from reliability import config, rulebook

    if not codes:
        return
    known = {*rulebook.suites(config.load()).codes, *seen}
    for code in codes:
        if code not in known:
            near = get_close_matches(code, sorted(known), n=1)
            raise ReliabilityError(
                f"No suite has the code '{code}'.",
                f"Did you mean {near[0]}?" if near else "The codes are those of docs/flags.md and of your own suites.",
            )


def _write(held: Sequence[Held], told: Mapping[str, Any], form: Form) -> None:
    if form is Form.TABLE:
        _table(held, told)
        return
    from dataclasses import asdict

    import orjson

    of = {"run": told["run"]["run_id"], "slice": told["slice"], "articles": told["intake"]["articles"]}
    rows = [asdict(limit) for limit in held]
    if form is Form.JSON:
        whole = {"ok": all(limit.ok for limit in held), **of, "limits": rows}
        typer.echo(orjson.dumps(whole, option=orjson.OPT_INDENT_2).decode())
    else:
        for row in rows:
            typer.echo(orjson.dumps(row | of).decode())


def _table(held: Sequence[Held], told: Mapping[str, Any]) -> None:
    """What failed as a table, or one line of what was held; and of which articles."""
    from rich.table import Table
    from rich.text import Text

    from reliability.cli._terminal import console
    from reliability.errors import counted, printable
    from reliability.reports.quality.words import slice_words

    of = printable(f"{slice_words(told)}: {counted(told['intake']['articles'], 'article')} checked")
    broken = [limit for limit in held if not limit.ok]
    if not broken:
        typer.echo("ok: " + "; ".join(f"{limit.limit} (found: {limit.found})" for limit in held) + f" ({of})")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in ("Limit", "Found", "Because"):
        table.add_column(header, overflow="fold")
    for limit in broken:
        reasons = Text("\n".join(printable(reason) for reason in limit.because))
        table.add_row(Text(limit.limit), Text(limit.found, style="red"), reasons)
    console().print(table)
    typer.echo(of)
