"""Positions of the small charts in tables: templates draw them, nothing is computed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

WIDTH, HEIGHT = 80.0, 20.0
DAYS = 30


def bars(values: Sequence[float | None]) -> list[dict[str, float]]:
    """Bars side by side in a box of WIDTH times HEIGHT; the largest is as high as the box."""
    largest = max([value or 0.0 for value in values], default=0.0) or 1.0
    step = WIDTH / max(len(values), 1)
    heights = [round((value or 0.0) / largest * HEIGHT, 1) for value in values]
    return [
        {"x": round(place * step, 1), "y": round(HEIGHT - height, 1), "width": round(step - 1, 1), "height": height}
        for place, height in enumerate(heights)
    ]


def daily(days: Sequence[Mapping[str, Any]]) -> list[int]:
    """Articles of each of the DAYS calendar days up to the last one that has any; days without articles are 0.

    Args:
        days: day (`2026-01-05`) and articles, oldest first; days without articles may lack.
    """
    if not days:
        return []
    known = {date.fromisoformat(row["day"]): int(row["articles"]) for row in days}
    last = max(known)
    return [known.get(last - timedelta(days=back), 0) for back in range(DAYS - 1, -1, -1)]


def sparkline(values: Sequence[float | None]) -> str:
    """Points of a line in the same box, from 0 at the bottom; nothing for a single value."""
    known = [value or 0.0 for value in values]
    if len(known) < 2:
        return ""
    largest = max(known) or 1.0
    step = WIDTH / (len(known) - 1)
    return " ".join(
        f"{place * step:.1f},{HEIGHT - 1 - value / largest * (HEIGHT - 2):.1f}" for place, value in enumerate(known)
    )


def whisker(row: Mapping[str, Any]) -> dict[str, float]:
    """Where a score and its interval lie, in percent of the width."""
    low, high = row["low"] * 100, row["high"] * 100
    return {"at": round(row["score"] * 100, 1), "left": round(low, 1), "width": round(high - low, 1)}
