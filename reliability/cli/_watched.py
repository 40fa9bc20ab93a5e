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

    from reliability.watching import Board, Place, Round
    from reliability.watching.rounds import Standing

MOST_PLACES = 20
MOST_FAILING = 8
NUMBERS, NUMBER = ("New", "Waiting", "Checked", "Next"), 8  # columns of so many characters
COLOURS = {"critical": "red", "warning": "yellow"}


class View:
    """Shows a board; nothing but notices where standard error is no terminal or `quiet`."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._live: Live | None = None
        self._failing: dict[Place, str | None] = {}
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
        """Draw the board anew; elsewhere say which place begins to fail, and which answers again."""
        for standing in board.standings.values() if self._live is None else ():
            before = self._failing.get(standing.place)
            self._failing[standing.place] = standing.said
            if standing.said and standing.said != before:
                again = f"; asked again at {standing.next_at:%H:%M:%S} UTC" if standing.next_at else ""
                _terminal.notice(f"{standing.place.name}: {_reason(standing)}{again}", quiet=self._quiet)
            elif before and not standing.said:
                _terminal.notice(f"{standing.place.name} answers again", quiet=self._quiet)
        if self._live is not None:
            width = self._live.console.width
            self._live.update(screen(board, datetime.now(UTC), width), refresh=True)

    def tell(self, done: Round) -> None:
        """A line on a round that found something."""
        if self._live is None and (done.articles or done.rejects.count):
            run = f"; run {done.run_id}" if done.run_id else ""
            _terminal.notice(f"{counted(done.articles, 'article')} scored{run}", quiet=self._quiet)
            _terminal.report_rejects(done.rejects)


def screen(board: Board, now: datetime, width: int = 80) -> RenderableType:
    """Throughput, places with what they gave, why some fail, and the last flags; one line each.

    Args:
        board: what there is to show.
        now: for the throughput.
        width: of the terminal, in columns.
    """
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    hours = max((now - board.started_at).total_seconds() / 3600, 1 / 60)
    rate = board.articles / board.seconds if board.seconds else 0.0
    standings = list(board.standings.values())
    waiting = sum(standing.waiting for standing in standings)
    done = f"{counted(board.articles, 'article')} in {counted(board.runs, 'run')} since {board.started_at:%H:%M} UTC"
    pace = f"{board.articles / hours:,.0f} an hour, {rate:,.1f} a second of work"
    rest = f"{waiting:,} waiting, {board.set_aside:,} set aside"
    table = Table(box=None, pad_edge=False, expand=True)
    table.add_column("Place", ratio=1, no_wrap=True)
    for name in NUMBERS:
        table.add_column(name, justify="right", width=NUMBER, no_wrap=True)
    room = max(width - len(NUMBERS) * (NUMBER + 2), 20)
    for standing in standings[:MOST_PLACES]:
        table.add_row(
            Text(_place(standing, room), style="red" if standing.said else ""),
            f"{standing.articles:,}",
            f"{standing.waiting:,}" if standing.waiting else "",
            f"{standing.checked_at:%H:%M:%S}" if standing.checked_at else "",
            f"{standing.next_at:%H:%M:%S}" if standing.next_at else "now",
        )
    more = len(standings) - MOST_PLACES
    failing = [standing for standing in standings if standing.said]
    lines = [f"... and {more:,} more places"] if more > 0 else []
    lines += ["", f"{counted(len(failing), 'place fails', 'places fail')}:"] if failing else []
    lines += [f"  {_place(one, 40)}, {one.failures}x: {_reason(one)}" for one in failing[:MOST_FAILING]]
    flags = [
        Text.assemble(
            (f"{severity:<8} ", COLOURS.get(severity, "")), printable(message), "  ", (printable(title), "dim")
        )
        for severity, message, title in board.flags
    ]
    shown = [Text(printable(line)) for line in lines] + [Text(""), *flags, Text("Ctrl-C ends it.", style="dim")]
    for line in shown:
        line.truncate(width, overflow="ellipsis")
    return Group(Text(f"{done}\n{pace}; {rest}", style="bold"), table, *shown)


def _place(standing: Standing, room: int) -> str:
    """Its name without what goes without saying, cut in the middle."""
    name = printable(standing.place.name).removeprefix("https://").removeprefix("www.")
    half = (room - 1) // 2
    return name if len(name) <= room else f"{name[:half]}…{name[-half:]}"


def _reason(standing: Standing) -> str:
    """Why it fails, without its name."""
    return (standing.said or "").removeprefix(standing.place.name).strip()
