"""The live view of `reliability watch`: one screen on a terminal, a line a round elsewhere."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reliability.cli import _terminal
from reliability.errors import counted, printable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

    from reliability.watching import Board, Round

MOST_PLACES = 20
COLOURS = {"critical": "red", "warning": "yellow"}


class View:
    """Shows a board; nothing but notices where standard error is no terminal or `quiet`."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._live: Live | None = None
        if not quiet and sys.stderr.isatty():
            from rich.live import Live

            self._live = Live(console=_terminal.console(stderr=True), auto_refresh=False, transient=True)

    def __enter__(self) -> View:
        if self._live is not None:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def show(self, board: Board) -> None:
        """Draw the board anew."""
        if self._live is not None:
            self._live.update(screen(board, datetime.now(UTC)), refresh=True)

    def tell(self, done: Round) -> None:
        """A line on a round that found something."""
        if self._live is None and (done.articles or done.rejects.count):
            run = f"; run {done.run_id}" if done.run_id else ""
            _terminal.notice(f"{counted(done.articles, 'article')} scored{run}", quiet=self._quiet)
            _terminal.report_rejects(done.rejects)


def screen(board: Board, now: datetime) -> RenderableType:
    """Places with what they gave and why they fail, throughput, and the last flags."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    hours = max((now - board.started_at).total_seconds() / 3600, 1 / 60)
    waiting = sum(standing.waiting for standing in board.standings.values())
    rate = board.articles / board.seconds if board.seconds else 0.0
    head = (
        f"{counted(board.articles, 'article')} in {counted(board.runs, 'run')} since {board.started_at:%H:%M} UTC "
        f"({board.articles / hours:,.0f} an hour, {rate:,.1f} a second of work), {waiting:,} waiting, "
        f"{board.set_aside:,} set aside"
    )
    table = Table(box=None, pad_edge=False, expand=True)
    for name, justify in (("Place", "left"), ("New", "right"), ("Checked", "right"), ("Next", "right"), ("", "left")):
        table.add_column(name, justify=justify, no_wrap=name != "", overflow="ellipsis")  # type: ignore[arg-type]
    for standing in list(board.standings.values())[:MOST_PLACES]:
        failed = f"{standing.failures}x: {standing.said}" if standing.said else ""
        table.add_row(
            Text(printable(standing.place.name)),
            f"{standing.articles:,}",
            f"{standing.checked_at:%H:%M:%S}" if standing.checked_at else "",
            f"{standing.next_at:%H:%M:%S}" if standing.next_at else "now",
            Text(printable(failed), style="red"),
        )
    flags = [
        Text.assemble(
            (f"{severity:<8} ", COLOURS.get(severity, "")), printable(message), "  ", (printable(title), "dim")
        )
        for severity, message, title in board.flags
    ]
    more = len(board.standings) - MOST_PLACES
    rest = [Text(f"... and {more:,} more places")] if more > 0 else []
    return Group(Text(head, style="bold"), table, *rest, Text(""), *flags, Text("Ctrl-C ends it.", style="dim"))
