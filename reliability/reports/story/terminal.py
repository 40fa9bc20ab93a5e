"""One story in the terminal: timeline, claims with their trees, circular reporting, conflicts side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reliability.errors import counted, printable
from reliability.reports.story import values, words
from reliability.reports.views import interval, score_style

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text
    from rich.tree import Tree

Row = Mapping[str, Any]

ABREAST = 3  # values that have room side by side
COLUMN = 24  # characters of the narrowest column of a value
CONTENT = 160  # characters of a claim
ALARMING = ("conflict", "circular")
SCORED = 70  # columns of a terminal from which on scores are shown


def render(story: Row, console: Console, limit: int) -> None:
    """Print a story.

    Args:
        story: what `recounting.recount` gives.
        console: where to print.
        limit: rows of each part, at most.
    """
    story = values.shown(story)
    console.print(_head(story))
    _section(console, "Who had it, in order of time", len(story["timeline"]), limit)
    console.print(_timeline(story, limit, console.width >= SCORED))
    parts = (
        ("claims", "Claims that several articles make", _claim),
        ("circular", "Circular reporting", _circular),
        ("conflicts", "Conflicts", _conflict),
        ("updates", "Updates: the later value follows the earlier one", _conflict),
        ("agreements", "Told alike by several articles", _agreement),
    )
    for name, heading, shown in parts:
        rows = story[name] or []
        if rows:
            _section(console, heading, len(rows), limit)
        for place, row in enumerate(rows[:limit]):
            if place and name != "agreements":
                console.print()
            shown(row, console)
    if len(story["timeline"]) == 1:
        console.print(_dim("No other article here tells this story."))


def _section(console: Console, heading: str, rows: int, limit: int) -> None:
    from rich.rule import Rule

    more = f", the first {limit} of {rows:,}: see --limit" if rows > limit else ""
    console.print(Rule(f"{heading}{more}", style="dim"))


def _head(story: Row) -> Text:
    from rich.text import Text

    first = story["timeline"][0]
    head = Text(printable(words.clipped(first["title"] or "(no title)", 300)) + "\n", style="bold")
    who = words.clipped(first["publisher"] or "unknown publisher", 80)
    told = f"{who}, {words.day(first['published_at'])}; story {story['story_id']}"
    head.append(f"{printable(told)}\n", style="not bold dim")
    for number, noun in words.totals(story):
        if number != "0":
            marked = "yellow" if noun.startswith(ALARMING) else ""
            head.append(f"{number} {noun}   ", style=f"not bold {marked}")
    head.rstrip()
    if said := words.explained(story):
        head.append(f"\n{said}", style="not bold dim")
    return head


def _timeline(story: Row, limit: int, scored: bool) -> Table:
    from rich.table import Table
    from rich.text import Text

    names = words.publishers(story)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(ratio=1)
    if scored:
        table.add_column(no_wrap=True, justify="right")
    for entry in story["timeline"][:limit]:
        line = Text(printable(names[entry["article_id"]]), style="bold")
        for way in words.ways(entry, names):
            line.append(f"  {printable(way)}", style="not bold " + ("green" if way == "first here" else "yellow"))
        if (entry["independent_origins"] or 0) > 1:
            line.append(f"  corroborated by {words.origins(entry['independent_origins'])}", style="not bold cyan")
        title = words.clipped(entry["title"] or "(no title)", 160)
        line.append(f"\n{printable(title)}", style="not bold")
        line.append(f"  {printable(entry['article_id'])}", style="not bold dim")
        score = [Text(interval(entry), style=score_style(entry))] if scored else []
        table.add_row(words.day(entry["published_at"]), line, *score)
    return table


def _claim(claim: Row, console: Console) -> None:
    from rich.text import Text
    from rich.tree import Tree

    number = claim["independent_origins"] or 0
    head = Text(printable(words.quoted(claim["content"], CONTENT)))
    told = f"  {words.origins(number)}, {counted(len(claim['articles'] or []), 'article')}"
    head.append(told, style="green" if number > 1 else "yellow")
    tree = Tree(head, guide_style="dim")
    levels: list[Tree] = [tree]
    for step in words.steps(claim):
        del levels[step.depth + 1 :]
        levels.append(levels[step.depth].add(_step(step)))
        if step.more:
            levels[step.depth].add(_dim(f"and {counted(step.more, 'more copy', 'more copies')}"))
    console.print(tree)


def _step(step: words.Step) -> Text:
    from rich.text import Text

    article = step.node["kind"] in words.ARTICLES
    style = "yellow" if step.node["kind"] in ("copy", "circle", "unknown", "unnamed") else "bold" if article else "cyan"
    line = Text(printable(step.name), style=style)
    for said in filter(None, (step.when, step.note)):
        line.append(f"  {printable(said)}", style="not bold dim")
    return line.append(f"  {printable(step.node['article_id'] or '')}", style="not bold dim") if article else line


def _circular(found: Row, console: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(printable(words.quoted(found["claim"], CONTENT)), style="bold"))
    console.print(Padding.indent(Text(printable(words.circle(found)), style="yellow"), 2))
    for link in found["path"] or []:
        line = Text(f"{words.day(link['published_at'])}  ", style="dim")
        line.append(printable(words.clipped(link["outlet"], 80)), style="not dim bold").append(
            " cites ", style="not dim"
        )
        line.append(printable(words.clipped(link["cites"], 80)), style="not dim bold")
        console.print(Padding.indent(line.append(f"  {printable(link['article_id'] or '')}"), 2))


def _conflict(conflict: Row, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    console.print(Text(printable(values.title(conflict)), style="bold"))
    found = values.sides(conflict)
    abreast = max(1, min(len(found), ABREAST, console.width // COLUMN))
    for start in range(0, len(found), abreast):
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 3, 0, 2))
        row = found[start : start + abreast]
        for _ in row:
            table.add_column(ratio=1)
        table.add_row(*map(_side, row))
        console.print(table)
    if conflict["diff"]:
        console.print(_diff(values.diff(conflict), plain=not console.is_terminal or console.no_color))


def _side(side: values.Side) -> Text:
    from rich.text import Text

    shown = Text(printable(side.value), style="bold")
    shown.append(f"\n{words.origins(side.origins)}", style="not bold " + ("green" if side.origins > 1 else "yellow"))
    for row, said in side.tellers:
        shown.append(f"\n{printable(values.teller(row))}", style="not bold dim")
        shown.append(f"\n{printable(said)}" if said else "", style="not bold")
    if side.more:
        shown.append(f"\nand {counted(side.more, 'more article')}", style="not bold dim")
    relays = values.relays(side)
    return shown.append(f"\n{printable(relays)}" if relays else "", style="not bold dim")


def _diff(pieces: Sequence[Row], *, plain: bool) -> Text:
    """The first wording made the second: colours on a terminal that has them, else `[-gone-]` and `{+come+}`."""
    from rich.text import Text

    styles = {"gone": "red strike", "come": "green underline"}
    marks = {"gone": ("[-", "-]"), "come": ("{+", "+}")}
    line = Text("  ")
    for piece in pieces:
        before, after = marks.get(piece["change"], ("", "")) if plain else ("", "")
        text = printable(words.clipped(piece["words"], 400))
        line.append(f"{before}{text}{after}", style="" if plain else styles.get(piece["change"], "")).append(" ")
    line.rstrip()
    return line


def _agreement(found: Row, console: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    for side in values.alike(found):
        line = Text(f"{printable(values.title(found))}: ")
        line.append(printable(side.value), style="bold").append(printable(f" ({values.behind(side)})"))
        console.print(line)
        if side.context:
            console.print(Padding.indent(Text(printable(side.context), style="dim"), 2))


def _dim(said: str) -> Text:
    from rich.text import Text

    return Text(said, style="dim")
