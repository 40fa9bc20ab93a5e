"""From the start to the score: the contributions folded by what they speak of, as steps of a waterfall."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reliability.features.reasons import reason_of

BASE = "base"
LEAST = 0.005  # of the score: smaller steps are folded into one
FLAT = 1e-6


@dataclass(frozen=True)
class Bar:
    """A step: its name, by how much it moves the score, and where it begins and ends, all 0..1."""

    name: str
    points: float
    before: float
    after: float

    @property
    def low(self) -> float:
        """Its left end."""
        return min(self.before, self.after)

    @property
    def width(self) -> float:
        """Its length."""
        return abs(self.after - self.before)


def waterfall(contributions: Sequence[Mapping[str, Any]]) -> list[Bar]:
    """The steps of one article's score, the start first, then the largest; the faint ones are one step.

    Points are shared out along the straight way from start to score, as `reliability explain` does it, so that they
    add up to the score.

    Args:
        contributions: records.CONTRIBUTIONS rows of one article; none where it has no score.
    """
    rows = [(row["feature"], row["group"], row["points"]) for row in contributions]
    if not rows:
        return []
    base = math.fsum(points for name, _, points in rows if name == BASE)
    parts = _folded([(name, group, points) for name, group, points in rows if name != BASE])
    slope = _slope(base, base + math.fsum(parts.values()))
    steps = sorted(((name, value * slope) for name, value in parts.items()), key=lambda step: (-abs(step[1]), step[0]))
    faint = [value for _, value in steps if abs(value) < LEAST]
    shown = [step for step in steps if abs(step[1]) >= LEAST]
    shown += [(f"the rest ({len(faint)} more)", math.fsum(faint))] if faint else []
    start = _probability(base)
    return [Bar("start: any article", start, 0.0, start), *_placed(start, shown)]


def _folded(rows: Sequence[tuple[str, str, float]]) -> dict[str, float]:
    """Points by reason; those of features that no reason speaks of by their group."""
    reasons, found = reason_of(), dict[str, float]()
    for name, group, points in rows:
        key = reasons.get(name) or (group or "other").replace("_", " ")
        found[key] = found.get(key, 0.0) + points
    return found


def _placed(start: float, steps: Sequence[tuple[str, float]]) -> list[Bar]:
    bars, at = [], start
    for name, value in steps:
        bars.append(Bar(name, value, at, at + value))
        at += value
    return bars


def _slope(base: float, total: float) -> float:
    """Score per log-odds on the straight way from base to total."""
    if abs(total - base) < FLAT:
        middle = _probability((base + total) / 2)
        return middle * (1 - middle)
    return (_probability(total) - _probability(base)) / (total - base)


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-700.0, min(700.0, log_odds))))
