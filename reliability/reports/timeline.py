"""Who told a claim, in the terminal: each claim with its first telling and all others in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import polars as pl

from reliability.errors import counted, printable
from reliability.reports.tellings import day, fit, way
from reliability.reports.views import Row, chain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

HEADING = 160  # characters of a claim above its tellings
SHOWN = 320  # characters of a telling's words
BEFORE = 60  # of them before the first that fit
NAMES = 4  # of speakers
INDENT = 6


def render(trace: pl.DataFrame, console: Console, limit: int) -> None:
    """Print the first `limit` tellings, claim by claim, and how many more there are.

    Args:
        trace: records.TRACE.
        console: where to print.
        limit: tellings, at most.
    """
    from rich.padding import Padding
    from rich.text import Text

    rows = trace.head(limit).to_dicts()
    sizes = dict(trace.group_by("group").len().iter_rows())
    titles = {row["article_id"]: row["publisher"] or row["article_id"] for row in trace.to_dicts()}
    for place, (group, told) in enumerate(groupby(rows, key=lambda row: row["group"])):
        tellings = list(told)
        if place:
            console.print()
        console.print(_head(tellings, sizes[group]))
        said: set[str] = set()
        for row in tellings:
            console.print(Padding.indent(_line(row, titles), 2))
            if row["content_text"] not in said:  # copies repeat them
                console.print(Padding.indent(_words(row), INDENT))
                console.print(Padding.indent(Text(printable(fit(row["match"])), style="dim"), INDENT))
            said.add(row["content_text"])
    if trace.height > len(rows):
        more = counted(trace.height - len(rows), "more telling")
        console.print(Text(f"{more}: see --limit, or --format jsonl for all.", style="dim"))


def _head(tellings: Sequence[Row], articles: int) -> Text:
    from rich.text import Text

    row = tellings[0]
    words = " ".join(printable(row["content_text"] or "").split())
    head = Text(words if len(words) <= HEADING else words[: HEADING - 1].rstrip() + "…", style="bold")
    given = list(dict.fromkeys(printable(row["origin"]) for row in tellings if row["origin"]))
    more = f" and {len(given) - NAMES} more" if len(given) > NAMES else ""
    names = f"; given as {', '.join(given[:NAMES])}{more}" if given else ""
    counts = f"{counted(articles, 'article')}, {counted(row['independent_origins'] or 0, 'independent origin')}{names}"
    return head.append(f"\n{counts}", style="not bold dim")


def _line(row: Row, titles: dict[str, str]) -> Text:
    """When, where, in which way, from whom."""
    from rich.text import Text

    line = Text(f"{day(row):<16}", style="" if row["dated"] else "dim")
    line.append(f"  {printable(row['publisher'] or row['article_id'])}", style="bold")
    if row["first"]:
        line.append("  first", style="bold green")
    line.append(f"  {printable(way(row, titles))}", style="yellow" if row["telling"] in {"relayed", "copy"} else "")
    return line.append(f"  {printable(chain(row))} -> {printable(row['article_id'])}", style="dim")


def _words(row: Row) -> Text:
    """The words of a telling: those that fit bold, and what stands between them where words differ yellow."""
    from rich.text import Text

    content, spans = row["content_text"] or "", row["match"]["spans"] or []
    text = Text("".join(char if char.isprintable() else " " for char in content))
    for start, end in spans:
        text.stylize("bold", start, end)
    if row["match"]["kind"] == "near_words":
        for (_, end), (start, _) in pairwise(spans):
            text.stylize("yellow", end, start)
    begin = max(0, spans[0][0] - BEFORE) if spans and len(content) > SHOWN else 0
    cut = text[begin : begin + SHOWN]
    shown = Text("…" if begin else "")
    return shown.append_text(cut).append("…" if begin + SHOWN < len(content) else "")
