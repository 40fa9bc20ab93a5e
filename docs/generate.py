"""Write the reference pages from the code: tables, features, flags, settings and commands.

Run `python docs/generate.py` after a change; `--check` fails where a page is not current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent))

NOTE = "<!-- Written by docs/generate.py; change the code, not this page. -->\n\n"


def tables() -> str:
    """Every table with its columns, types, units and meaning."""
    from reliability import records

    parts = ["# Tables\n\nThe frames that stages exchange and the tables of the database.\n"]
    for table in records.TABLES:
        key = ", ".join(f"`{name}`" for name in table.key)
        parts.append(f"\n## {table.name}\n\n{table.help} Key: {key}.\n\n")
        parts.append("| column | type | unit | meaning |\n| --- | --- | --- | --- |\n")
        parts += [f"| `{c.name}` | {_type(c.dtype)} | {c.unit} | {_cell(c.help)} |\n" for c in table.columns]
        if table.open:
            parts.append("| *one per feature* | Float64 | | see [features](features.md) |\n")
    return "".join(parts)


def features() -> str:
    """Every feature with its theme, unit, range and meaning."""
    from reliability import features as room

    parts = ["# Features\n\nOne number each per article; empty where it cannot be judged.\n"]
    theme = ""
    for feature in room.catalogue():
        if feature.theme != theme:
            theme = feature.theme
            parts.append(f"\n## {theme}\n\n| feature | unit | range | meaning |\n| --- | --- | --- | --- |\n")
        span = f"{_number(feature.low)} to {_number(feature.high)}"
        parts.append(f"| `{feature.name}` | {feature.unit} | {span} | {_cell(feature.help)} |\n")
    return "".join(parts)


def flags() -> str:
    """Every flag with its severity, test, reason and action."""
    from reliability import flags as room
    from reliability import resources

    suites = room.load([resources.expectations()])
    parts = ["# Flags\n\nEach code is permanent. Thresholds stand in `expectations/`.\n"]
    for entry in room.catalogue(suites):
        parts.append(f"\n## {entry.code}: {entry.name}\n\n")
        parts.append(f"*{entry.severity}*, suite `{entry.suite}`, column `{entry.column}`: `{entry.test}`\n\n")
        parts.append(f"- Message: {entry.message}\n- Why: {entry.why}\n- What to do: {entry.action}\n")
    return "".join(parts)


def settings() -> str:
    """Every setting with its variable, default and meaning."""
    from reliability import config

    head = (
        "# Settings\n\n`reliability.toml` in the working folder is weaker than the environment, "
        "which is weaker than an option.\n\n| setting | environment | default | meaning |\n| --- | --- | --- | --- |\n"
    )
    rows = (f"| `{s.name}` | `{s.variable}` | `{s.default!r}` | {_cell(s.help)} |\n" for s in config.SETTINGS)
    return head + "".join(rows)


def commands() -> str:
    """The `--help` of every command, as a terminal of 100 columns shows it."""
    import os

    from typer.testing import CliRunner

    from reliability.cli.main import build

    os.environ.update(COLUMNS="100", TERMINAL_WIDTH="100", NO_COLOR="1")
    app = build()
    names = ["", *sorted(command.name or "" for command in app.registered_commands)]
    parts = ["# Commands\n"]
    for name in names:
        shown = CliRunner().invoke(app, [*name.split(), "--help"]).output
        text = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", shown).strip().splitlines())
        parts.append(f"\n## reliability {name}".rstrip() + f"\n\n```text\n{text}\n```\n")
    return "".join(parts)


PAGES: dict[str, Callable[[], str]] = {
    "tables.md": tables,
    "features.md": features,
    "flags.md": flags,
    "settings.md": settings,
    "commands.md": commands,
}


def main(arguments: list[str]) -> int:
    """Write every page, or with `--check` name those that are not current."""
    stale = []
    for name, page in PAGES.items():
        path, text = DOCS / name, NOTE + page()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    verb = "not current, run python docs/generate.py:" if "--check" in arguments else "written:"
    print(verb if stale else "all pages are current", *stale)
    return 1 if stale and "--check" in arguments else 0


def _type(dtype: pl.DataType | type[pl.DataType]) -> str:
    return re.sub(r"\s+", " ", str(dtype)).replace("|", "\\|")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _number(value: float | None) -> str:
    return "any" if value is None or value in (float("inf"), float("-inf")) else f"{value:g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
