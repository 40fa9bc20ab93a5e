"""One article in the terminal: what speaks for and against it, flags, claims with chains, the waterfall, the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from reliability.errors import counted, printable
from reliability.reports import circumstances
from reliability.reports.explained import SHOWN_CLAIMS, corroboration, excerpt, explained, headline, points
from reliability.reports.views import chain, interval, percent, score_style
from reliability.reports.waterfall import of_features, of_reasons

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

Row = Mapping[str, Any]

STYLES = {"source": "bold", "cue": "italic", "content": "cyan"}
FLAG_STYLES = {"critical": "bold white on red", "warning": "black on yellow", "info": "black on bright_black"}
SHOWN_PLACES = 3  # of one flag
SHOWN_TEXT = 50_000  # characters
NEAR = 20  # characters
WOULD = "It would then read like work that scores about"
SIDES = ("for", "against")
SCALE = (
    "Points are percentage points of the score, shared out so that they add up; the model itself adds log-odds\n"
    "(--all). They tell what such articles have in common with those of rated publishers, not what is true."
)


def render(dossier: Mapping[str, pl.DataFrame], console: Console, *, every: bool = False) -> None:
    """Print the explanation of one article.

    Args:
        dossier: the frames of `explaining.explain`.
        console: where to print.
        every: list each feature instead of the reasons that fold them.
    """
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    article, claims, flags = dossier["article"].row(0, named=True), dossier["claims"].to_dicts(), dossier["flags"]
    told = explained(dossier)
    console.print(_head(article, dossier, told))
    for side in SIDES if told["score"] is not None else ():
        console.print(Rule(f"What speaks {side} it", style="dim"))
        _print_reasons([reason for reason in told["reasons"] if reason["side"] == side], told, console)
    shown = {code for reason in told["reasons"] if reason["side"] for code in reason["flags"]}
    others = flags.filter(~pl.col("code").is_in(list(shown))).to_dicts()
    if others:
        console.print(Rule("Other flags" if shown else "Flags", style="dim"))
        console.print(_flags(others))
    if told["came_with"]:
        console.print(Rule("What came with it", style="dim"))
        console.print(_came_with(told["came_with"]))
    if claims:
        console.print(Rule("Who says what, and through whom", style="dim"))
        console.print(_chains(claims[:SHOWN_CLAIMS], article))
        if len(claims) > SHOWN_CLAIMS:
            more = counted(len(claims) - SHOWN_CLAIMS, "more claim")
            console.print(Text(f"{more}: see `reliability claims`.", style="dim"))
    if dossier["decisions"].height:
        console.print(Rule("Decisions", style="dim"))
        for decision in dossier["decisions"].sort("decided_at").to_dicts():
            said = f"{decision['decided_at']:%Y-%m-%d %H:%M} {decision['reviewer']}: {decision['verdict']}, "
            console.print(Text(printable(said + decision["reason"])))
    if told["score"] is not None:
        console.print(Rule("Why this score", style="dim"))
        console.print(of_features(dossier) if every else of_reasons(told))
        console.print(Text(SCALE, style="dim"))
    console.print(Rule("The text", style="dim"))
    text = marked(article["text"] or "", claims, flags.to_dicts())
    console.print(Padding(text[:SHOWN_TEXT] if len(text) > SHOWN_TEXT else text, (1, 2)))
    if len(text) > SHOWN_TEXT:
        console.print(Text(f"{len(text) - SHOWN_TEXT:,} more characters.", style="dim"))


def _head(article: Row, dossier: Mapping[str, pl.DataFrame], told: Row) -> Text:
    from rich.text import Text

    result = dossier["result"].row(0, named=True)
    date = f"{article['published_at']:%Y-%m-%d}" if article["published_at"] else "no date"
    head = Text(printable(headline(article["title"])) + "\n", style="bold")
    head.append(f"{printable(article['publisher'] or 'unknown publisher')}, {date}\n", style="dim")
    if result["model"] is None:
        return head.append("Not scored yet: run `reliability score` on it.", style="yellow")
    if result["score"] is None:
        head.append(f"No score. {printable(dossier['abstained']['text'][0])}", style="yellow")
        head.append("\nA made-up middle would look like a judgement.", style="dim")
    else:
        head.append("Score ").append(interval(result), style=score_style(result))
    grade = f"{result['source_reliability'] or 'F'}{result['information_credibility'] or 6}"
    head.append(f"{chr(10) if result['score'] is None else '   '}Grade {grade}")
    head.append(f"   {result['second_hand']} of {result['claims']} claims second-hand")
    if told["story"] is not None:
        head.append(f"\n{corroboration(told['story'])}: see `reliability story {printable(article['article_id'])}`")
    for given in dossier["grades"].to_dicts():
        said = f"{given['axis'].capitalize()} {given['grade']}, {given['meaning']}: {given['evidence']}."
        head.append(f"\n{printable(said)}", style="dim")
    return head


def _print_reasons(reasons: Sequence[Row], told: Row, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    if not reasons:
        console.print(Text("Nothing that weighs.", style="dim"))
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right", no_wrap=True, width=4)
    table.add_column(ratio=1)
    for reason in reasons:
        mark = Text(points(reason["score_points"]), style="bold green" if reason["side"] == "for" else "bold red")
        table.add_row(mark, Text(printable(reason["text"])))
        for place in reason["places"]:
            table.add_row("", _quoted(place))
        for flag in told["flags"]:
            if flag["code"] in reason["flags"]:
                code = Text(f" {flag['code']} ", style=FLAG_STYLES[flag["severity"]])
                table.add_row("", Text.assemble(code, f" {printable(flag['message'])}"))
        if reason["hint"]:
            would = f"{WOULD} {percent(reason['hint']['score'])} instead of {percent(told['score'])}."
            hint = printable(reason["hint"]["text"])
            table.add_row("", Text.assemble(("For the author: ", "bold"), f"{hint} ", (would, "dim")))
    console.print(table)


def _quoted(place: Row) -> Text:
    from rich.text import Text

    line = Text("› ", style="dim")
    for words, is_marked in excerpt(place):
        line.append(printable(words), style="not dim underline" if is_marked else "")
    return line


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


def _came_with(rows: Sequence[Row]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1)
    for row in rows:
        table.add_row(circumstances.LABELS[row["name"]], Text(printable(row["text"])))
    return table


def _chains(claims: Sequence[Row], article: Row) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold magenta")
    table.add_column(style="dim")
    table.add_column(ratio=1)
    table.add_column(style="yellow", no_wrap=True)
    for number, claim in enumerate(claims, 1):
        marks = [word for word in ("second-hand", "anonymous", "hedged") if claim[word.replace("-", "_")]]
        marks += ["linked"] if circumstances.linked(claim, article) else []
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
