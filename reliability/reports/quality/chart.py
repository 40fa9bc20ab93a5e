"""What a chart is: a Vega-Lite specification with its rows, the same rows as a table, and a text for who cannot see it.

Colours are the CSS variables of the page, so that a chart follows dark mode and print without being drawn anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Spec = Mapping[str, Any]
Encoding = dict[str, Any]

ACCENT, SECOND, INK, SOFT, LINE, PAPER = (
    f"var(--{name})" for name in ("bar", "second", "ink", "soft", "line", "paper")
)
BAD, FAIR, GOOD = "var(--bad)", "var(--fair)", "var(--good)"

AXIS = 48  # pixels that an axis with its title takes

CONFIG: Spec = {
    "background": "transparent",
    "font": "system-ui, sans-serif",
    "aria": False,
    "view": {"stroke": None},
    "mark": {"aria": False},
    "axis": {
        "aria": False,
        "labelColor": SOFT,
        "titleColor": SOFT,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "labelPadding": 4,
        "labelFlush": False,
    },
    "legend": {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "orient": "top",
    },
    "bar": {"color": ACCENT},
    "text": {"color": INK, "fontSize": 12},
}
"""What all charts share; embedded once in a page."""


@dataclass(frozen=True)
class Chart:
    """One chart.

    Attributes:
        name: its id in the page.
        title: the caption.
        says: the text alternative.
        spec: Vega-Lite with its rows inlined.
        headers: of the table; those that end in `#` head a column of numbers.
        rows: cells of the table, in words.
        height: pixels that the page keeps free for it.
    """

    name: str
    title: str
    says: str
    spec: Spec
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    height: int


def spec(rows: Sequence[Mapping[str, Any]], height: int, **rest: Any) -> Spec:
    """A specification that fills the width it is given."""
    return {
        "data": {"values": [dict(row) for row in rows]},
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        **rest,
    }


def field(name: str, kind: str = "quantitative", title: str | None = None, **rest: Any) -> Encoding:
    """An encoding of one field; without a title unless one is given, here or with the axis."""
    titled = {} if title is None and "title" in (rest.get("axis") or {}) else {"title": title}
    return {"field": name, "type": kind, **titled, **rest}


BARE: Encoding = {"domain": False, "ticks": False}
"""An axis of names: neither line nor ticks."""


def palette(colours: Mapping[str, str]) -> Encoding:
    """The scale that gives each name its colour."""
    return {"domain": list(colours), "range": list(colours.values())}


def shares(title: str, **rest: Any) -> Encoding:
    """An axis of shares in percent."""
    return {"title": title, "format": "~%", "tickCount": 5, **rest}
