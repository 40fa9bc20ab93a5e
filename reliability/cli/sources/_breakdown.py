"""One source with what its score is made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reliability.cli._options import Format

if TYPE_CHECKING:
    from reliability.store import Store


def write(opened: Store, name: str, role: str | None, wanted: Format, output: Path | None, limit: int) -> None:
    """Write the sources of this name: for people a row per part, else the rows of `reliability sources`.

    Raises:
        ReliabilityError: no source has this name.
    """
    import polars as pl

    from reliability import store
    from reliability.cli import _output
    from reliability.cli.sources import _declared
    from reliability.errors import ReliabilityError
    from reliability.readers.domains import domain_of
    from reliability.reports import markdown, table, views

    names = dict.fromkeys((name, domain_of(name) or name))
    rows = next((rows for key in names if (rows := pl.concat(store.sources(opened, role, key))).height), None)
    told = next((told for key in names if (told := store.declarations(opened, key)).height), None)
    if rows is None and told is None:
        raise ReliabilityError(f"There is no source '{name}'.", "See `reliability sources` for their names.")
    if wanted not in (Format.TABLE, Format.MD):
        chunks = [rows] if rows is not None else store.sources(opened, name="")
        _output.write(_declared.beside(opened, chunks), wanted, output, views.SOURCES, limit)
        return
    parts = rows.rename({"parts": "part"}).explode("part", empty_as_null=True) if rows is not None else None
    shown = [(views.SOURCE_PARTS, parts)] if parts is not None else []
    shown += [(views.DECLARED, told)] if told is not None else []
    if wanted is Format.MD:
        with _output.destination(output) as out:
            for view, frame in shown:
                out.write(f"\n{views.DECLARED_TITLE}:\n\n".encode() if view is views.DECLARED else b"")
                markdown.render([frame], out, view, limit)
        return
    with _output.screen(output) as console:
        for view, frame in shown:
            if view is views.DECLARED:
                console.print(f"\n{views.DECLARED_TITLE}:", style="bold")
            table.render([frame], console, view, limit)
