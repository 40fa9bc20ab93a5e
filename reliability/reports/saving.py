"""What the order of a queue saves, as a table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reliability.errors import counted

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, Any]


def render(simulated: Row, screen: Console) -> None:
    """Print what `simulating.simulate` found."""
    from rich.table import Table

    look = {"box": None, "pad_edge": False, "header_style": "bold"}
    table = Table("To find", "At random", "Queue", "Saves", "Score alone", "Saves", "At best", **look)  # type: ignore[arg-type]
    for column in table.columns[1:]:
        column.justify = "right"
    for row in simulated["found"]:
        read = (f"{row['random']:,.0f}", f"{row['queue']:,}", f"{row['score']:,}", f"{row['perfect']:,}")
        saves = [times(row[name]) for name in ("queue_saving", "score_saving")]
        table.add_row(f"{row['share']:.0%} ({row['bad']:,})", read[0], read[1], saves[0], read[2], saves[1], read[3])
    screen.print(
        f"{counted(simulated['articles'], 'article')} of {counted(simulated['publishers'], 'publisher')}, "
        f"{simulated['unreliable']:,} of them labelled below {simulated['below']:g}, "
        f"{simulated['without_score']:,} without a score. Articles read until so many of these are found:"
    )
    screen.print(table)


def times(saving: Row) -> str:
    """`2.1x (1.6-2.7)`."""
    return f"{saving['value']:.2f}x ({saving['low']:.2f}-{saving['high']:.2f})"
