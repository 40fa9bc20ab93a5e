"""One article in the terminal: claims marked in the text, their chains, flags at their place, the score's waterfall."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from reliability.errors import printable
from reliability.reports.views import chain, interval, percent, score_style

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

Row = Mapping[str, Any]

STYLES = {"source": "bold", "cue": "italic", "content": "cyan"}
FLAG_STYLES = {"critical": "bold white on red", "warning": "black on yellow", "info": "black on bright_black"}
SHOWN_REASONS = 12
SHOWN_PLACES = 3  # of one flag
NEAR = 20  # characters
BAR = 24  # characters for the largest contribution


def render(dossier: Mapping[str, pl.DataFrame], console: Console) -> None:
    """Print the dossier of one article.

    Args:
        dossier: frames `article` (records.ARTICLES, one row), `result` (a row of `reliability score`), `claims`,
            `flags`, `contributions` and `decisions`.
        console: where to print.
    """
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    article, result = dossier["article"].row(0, named=True), dossier["result"].row(0, named=True)
    claims, flags = dossier["claims"].to_dicts(), dossier["flags"].to_dicts()
    console.print(_head(article, result))
    console.print(Padding(marked(article["text"] or "", claims, flags), (1, 2)))
    if claims:
        console.print(Rule("Who says what, and through whom", style="dim"))
        console.print(_chains(claims))
    if dossier["decisions"].height:
        console.print(Rule("Decisions", style="dim"))
        for decision in dossier["decisions"].sort("decided_at").to_dicts():
            said = f"{decision['decided_at']:%Y-%m-%d %H:%M} {decision['reviewer']}: {decision['verdict']}, "
            console.print(Text(printable(said + decision["reason"])))
    if flags:
        console.print(Rule("Flags", style="dim"))
        console.print(_flags(flags))
    if result["score"] is not None:
        console.print(Rule("Why this score", style="dim"))
        console.print(_waterfall(dossier["contributions"].to_dicts(), result))


def _head(article: Row, result: Row) -> Text:
    from rich.text import Text

    date = f"{article['published_at']:%Y-%m-%d}" if article["published_at"] else "no date"
    head = Text(printable(article["title"] or "(no title)") + "\n", style="bold")
    head.append(f"{printable(article['publisher'] or 'unknown publisher')}, {date}\n", style="dim")
    if result["model"] is None:
        return head.append("Not scored yet: run `reliability score` on it.", style="yellow")
    head.append("Score " if result["score"] is not None else "No score: ")
    head.append(interval(result), style=score_style(result))
    head.append(f"   Grade {result['source_reliability'] or 'F'}{result['information_credibility'] or 6}")
    head.append(f"   {result['second_hand']} of {result['claims']} claims second-hand")
    return head


def marked(text: str, claims: Sequence[Row], flags: Sequence[Row]) -> Text:
    """The text with sources, cues and contents styled, `[n]` before each claim and flag codes at their place."""
    from rich.text import Text

    out = Text("".join(char if char.isprintable() or char == "\n" else " " for char in text))
    notes: list[tuple[int, str, str]] = []
    for number, claim in enumerate(claims, 1):
        for role, style in STYLES.items():
            for start, end in claim[role] or []:
                out.stylize(style, start, end)
        starts = [start for role in STYLES for start, _ in claim[role] or []]
        notes += [(min(starts), f"[{number}] ", "bold magenta")] if starts else []
    for flag in flags:
        style = FLAG_STYLES[flag["severity"]]
        notes += [(end, f" {flag['code']} ", style) for end in _ends(flag["spans"] or [])[:SHOWN_PLACES]]
    return _with_notes(out, sorted(notes))


def _ends(spans: Sequence[Sequence[int]]) -> list[int]:
    """Where places end; spans that follow each other closely, such as a claim's source, cue and content, are one."""
    ends: list[int] = []
    for start, end in sorted(map(tuple, spans)):
        if ends and start - ends[-1] < NEAR:
            ends.pop()
        ends.append(end)
    return ends


def _with_notes(text: Text, notes: Sequence[tuple[int, str, str]]) -> Text:
    from rich.text import Text

    pieces = text.divide(sorted({offset for offset, _, _ in notes if offset}))
    at: dict[int, list[tuple[str, str]]] = {}
    for offset, words, style in notes:
        at.setdefault(offset, []).append((words, style))
    out, offset = Text(), 0
    for piece in pieces:
        for words, style in at.pop(offset, []):
            out.append(words, style)
        out.append_text(piece)
        offset += len(piece)
    for words, style in at.pop(offset, []):
        out.append(words, style)
    return out


def _chains(claims: Sequence[Row]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold magenta")
    table.add_column(style="dim")
    table.add_column(ratio=1)
    table.add_column(style="yellow", no_wrap=True)
    for number, claim in enumerate(claims, 1):
        marks = [word for word in ("second-hand", "anonymous", "hedged") if claim[word.replace("-", "_")]]
        chain_text = Text(printable(f"{chain(claim)} -> this page"))
        table.add_row(f"[{number}]".replace("[", "\\["), claim["quotation"], chain_text, ", ".join(marks))
    return table


def _flags(flags: Sequence[Row]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    for flag in flags:
        style = FLAG_STYLES[flag["severity"]]
        table.add_row(Text(f" {flag['code']} ", style=style), flag["severity"], Text(printable(flag["message"])))
    return table


def _waterfall(contributions: Sequence[Row], result: Row) -> Table:
    """From the base to the score, largest reasons first; the rest folded into one row; `points` are log-odds."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, justify in (
        ("Reason", "left"),
        ("Value", "right"),
        ("Points", "right"),
        ("", "left"),
        ("Score", "right"),
    ):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    base = next(row for row in contributions if row["feature"] == "base")
    rest = sorted((row for row in contributions if row is not base), key=lambda row: -abs(row["points"]))
    largest = max((abs(row["points"]) for row in rest), default=1.0) or 1.0
    total = base["points"]
    table.add_row("start: any article", "", "", "", percent(_share(total)))
    folded = {"feature": f"{len(rest) - SHOWN_REASONS} smaller reasons", "value": None}
    folded["points"] = sum(row["points"] for row in rest[SHOWN_REASONS:])
    for row in [*rest[:SHOWN_REASONS], *([folded] if len(rest) > SHOWN_REASONS else [])]:
        total += row["points"]
        width = round(min(abs(row["points"]) / largest, 1.0) * BAR)
        bar = f"[{'green' if row['points'] >= 0 else 'red'}]{'#' * width}[/]"
        value = "" if row["value"] is None else f"{row['value']:.3g}"
        name = row["feature"].replace("_", " ")
        table.add_row(name, value, f"{row['points']:+.2f}", bar, percent(_share(total)))
    table.add_row("[bold]score[/]", "", "", "", f"[bold]{percent(result['score'])}[/]")
    return table


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-700.0, min(700.0, log_odds))))
