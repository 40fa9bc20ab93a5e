"""The drawing of the house: one row a floor, as the import contracts in `pyproject.toml` have them."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WIDE, ROW, BOX, GAP, LETTER = 1000, 62, 34, 10, 8.2
STYLE = (
    "text{font:14px ui-monospace,monospace;fill:#1c2024}rect{fill:#eef1f5;stroke:#8a93a0}.path{fill:#dfeafa}"
    ".note{font:13px system-ui,sans-serif;fill:#5b6168}"
    "@media(prefers-color-scheme:dark){text{fill:#e6e8ea}rect{fill:#23272c;stroke:#6b737d}.path{fill:#25364f}"
    ".note{fill:#a3a9b0}}"
)
PATH = {"readers", "claims", "stories", "features", "scoring", "flags", "quality", "reports", "review", "pipeline"}
"""Rooms on the path that an article takes."""


def floors() -> list[list[str]]:
    """The rooms of each floor, the highest floor first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(contract["layers"] for contract in contracts["contracts"] if contract["type"] == "layers")
    return [[room.strip(" ()") for room in layer.split("|")] for layer in layers]


def architecture() -> str:
    """An SVG: floors from above to below, rooms side by side; imports go down only."""
    parts, top = [], 30.0
    for rooms in floors():
        for line in _lines(rooms):
            left = (WIDE - sum(_width(room) for room in line) - GAP * (len(line) - 1)) / 2
            for room in line:
                kind = ' class="path"' if room in PATH else ""
                middle = left + _width(room) / 2
                parts.append(f'<rect{kind} x="{left:g}" y="{top:g}" width="{_width(room):g}" height="{BOX}" rx="5"/>')
                parts.append(f'<text x="{middle:g}" y="{top + 22:g}" text-anchor="middle">{escape(room)}</text>')
                left += _width(room) + GAP
            top += BOX + 6
        top += ROW - BOX - 6
    note = "A room imports from the floors below it, never from its own. Blue: the path that an article takes."
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {top + 10:g}" role="img" aria-label="{note}">'
    return (
        f'{head}<style>{STYLE}</style>\n<text class="note" x="20" y="18">{note}</text>\n'
        + "\n".join(parts)
        + "</svg>\n"
    )


def _width(room: str) -> float:
    return len(room) * LETTER + 24


def _lines(rooms: list[str]) -> list[list[str]]:
    """Rooms of one floor over as many lines as they need."""
    lines: list[list[str]] = [[]]
    for room in rooms:
        if sum(_width(one) + GAP for one in [*lines[-1], room]) > WIDE - 40:
            lines.append([])
        lines[-1].append(room)
    return lines
