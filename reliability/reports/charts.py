"""Charts as rows and positions: templates draw them, and nothing is computed there."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Figure = Mapping[str, float | None]

WIDTH, HEIGHT = 640, 250
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 10, 40


@dataclass(frozen=True)
class Axis:
    """A scale from `low` to `high` with ticks; logarithmic where counts grow by factors."""

    low: float
    high: float
    ticks: tuple[float, ...]
    log: bool = False

    def share(self, value: float) -> float:
        """Where a value lies on the axis, 0..1; what lies beyond is at the end."""
        ends = (self.low, self.high, value)
        low, high, at = (math.log(max(end, 1e-9)) for end in ends) if self.log else ends
        return min(max((at - low) / ((high - low) or 1.0), 0.0), 1.0)


def axis(values: Sequence[float], *, around: Sequence[float] = ()) -> Axis:
    """An axis with round ticks that holds all values, and those of `around`."""
    known = [value for value in (*values, *around) if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(known), max(known)
    step = _step((high - low) or 1.0)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    ticks = tuple(round(number * step, 10) for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def whiskers(rows: Sequence[tuple[str, Figure | None]], *, around: Sequence[float] = ()) -> dict[str, Any]:
    """Rows of a value with its interval on one axis, in percent of its width.

    Args:
        rows: label and figure; a figure that is None or has no value gets no mark.
        around: values that the axis must hold; the first is drawn as a line.
    """
    known = [figure for _, figure in rows if figure is not None and figure["value"] is not None]
    scale = axis([end for figure in known for end in _ends(figure)], around=around)
    return {
        "reference": None if not around else round(100 * scale.share(around[0]), 2),
        "low": scale.low,
        "high": scale.high,
        "rows": [{"label": label, "figure": figure, **_placed(figure, scale)} for label, figure in rows],
    }


def lines(
    series: Sequence[tuple[str, Sequence[tuple[float, Figure]]]],
    *,
    x: Axis,
    y: Axis,
    names: tuple[str, str],
    diagonal: bool = False,
) -> dict[str, Any]:
    """A line chart with bands, in pixels.

    Args:
        series: name and points; the figure at each point has value, and low and high where there is a band.
        x: the horizontal axis.
        y: the vertical axis.
        names: of both axes.
        diagonal: whether to draw the line on which both are equal.
    """
    drawn = []
    for name, points in series:
        known = [(at, figure) for at, figure in points if figure["value"] is not None]
        top = [(_across(at, x), _up(_ends(figure)[1], y)) for at, figure in known]
        bottom = [(_across(at, x), _up(_ends(figure)[0], y)) for at, figure in known]
        dots = [(_across(at, x), _up(float(figure["value"] or 0), y), at, figure) for at, figure in known]
        drawn.append(
            {
                "name": name,
                "band": _path([*top, *reversed(bottom)]),
                "line": _path([(left, up) for left, up, _, _ in dots]),
                "dots": [{"x": left, "y": up, "at": at, "figure": figure} for left, up, at, figure in dots],
            }
        )
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "top": TOP,
        "bottom": HEIGHT - BOTTOM,
        "x": [{"at": _across(tick, x), "label": f"{tick:g}"} for tick in x.ticks],
        "y": [{"at": _up(tick, y), "label": f"{tick:g}"} for tick in y.ticks],
        "names": names,
        "series": drawn,
        "diagonal": _path([(_across(end, x), _up(end, y)) for end in (x.low, x.high)]) if diagonal else None,
    }


def _step(span: float) -> float:
    size: float = 10.0 ** math.floor(math.log10(span))
    return next(size * part for part in (0.2, 0.5, 1.0, 2.0) if span / (size * part) <= 6)


def _ends(figure: Figure) -> tuple[float, float]:
    value = float(figure["value"] or 0)
    low, high = figure.get("low"), figure.get("high")
    return (value if low is None else low, value if high is None else high)


def _placed(figure: Figure | None, scale: Axis) -> dict[str, float | None]:
    if figure is None or figure["value"] is None:
        return dict.fromkeys(("at", "from", "width"))
    low, high = (100 * scale.share(end) for end in _ends(figure))
    return {
        "at": round(100 * scale.share(figure["value"]), 2),
        "from": round(low, 2),
        "width": round(high - low, 2),
    }


def _across(value: float, scale: Axis) -> float:
    return round(LEFT + scale.share(value) * (WIDTH - LEFT - RIGHT), 1)


def _up(value: float, scale: Axis) -> float:
    return round(HEIGHT - BOTTOM - scale.share(value) * (HEIGHT - TOP - BOTTOM), 1)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{left},{up}" for left, up in points)
