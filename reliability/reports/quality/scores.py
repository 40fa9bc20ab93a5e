"""Charts of scores: how many articles have which, whether they mean what they say, and the grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.errors import counted
from reliability.reports.quality.chart import ACCENT, AXIS, BARE, SOFT, Chart, Encoding, Spec, field, shares, spec
from reliability.reports.quality.words import clipped, count, share

Row = Mapping[str, Any]

HEIGHT = 200


def scores(bins: Sequence[Row]) -> Chart | None:
    """How many articles have which score."""
    if not any(row["articles"] for row in bins):
        return None
    rows = [{"from": row["from"] * 100, "to": row["to"] * 100, "articles": row["articles"]} for row in bins]
    most = max(rows, key=lambda row: row["articles"])
    return Chart(
        name="scores",
        title="Articles by score",
        says=f"Histogram of {count(sum(row['articles'] for row in rows))} scores from 0 to 100; "
        f"most articles, {count(most['articles'])}, score from {most['from']:.0f} to {most['to']:.0f}.",
        spec=spec(
            rows,
            HEIGHT,
            mark={"type": "bar", "binSpacing": 2},
            encoding={
                "x": field("from", title="Score", bin={"binned": True, "step": 10}, axis={"grid": False}),
                "x2": {"field": "to"},
                "y": field("articles", title="Articles", stack=None, axis={"tickCount": 4, "format": ",d"}),
                "tooltip": [field("from", title="From"), field("to", title="To"), field("articles", title="Articles")],
            },
        ),
        headers=("Score", "Articles#"),
        rows=[(f"{row['from']:.0f} to {row['to']:.0f}", count(row["articles"])) for row in rows],
        height=HEIGHT + AXIS,
    )


def calibration(told: Row) -> Chart | None:
    """Whether a score means what it says: predicted against observed, with intervals."""
    rows = told["calibration"]
    if not rows:
        return None
    return Chart(
        name="calibration",
        title=f"Does a score mean what it says? {clipped(told['calibration_of'])}",
        says="Line chart of the share of reliable articles against the score, with intervals; on the dashed line "
        f"both are equal. The points lie {_furthest(rows)} from it at most.",
        spec=spec(rows, HEIGHT, encoding=_ACROSS, layer=[_equal(), _intervals(), _points()]),
        headers=("Score#", "Observed#", "From#", "To#", "Articles#"),
        rows=[
            (*(share(row[name]) for name in ("predicted", "observed", "low", "high")), count(row["articles"]))
            for row in rows
        ],
        height=HEIGHT + AXIS,
    )


UNIT = {"domain": [0, 1]}
_ACROSS = {"x": field("predicted", scale=UNIT, axis=shares("Score", format=".0%", grid=False))}


def _up(name: str) -> Encoding:
    return field(name, scale=UNIT, axis=shares("Reliable", format=".0%"))


def _equal() -> Spec:
    ends = [{"predicted": 0, "observed": 0}, {"predicted": 1, "observed": 1}]
    return {
        "data": {"values": ends},
        "mark": {"type": "line", "strokeDash": [4, 4], "color": SOFT, "strokeWidth": 1},
        "encoding": {"y": _up("observed")},
    }


def _intervals() -> Spec:
    return {
        "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2, "opacity": 0.5},
        "encoding": {"y": _up("low"), "y2": {"field": "high"}},
    }


def _points() -> Spec:
    shown = (("predicted", "Score"), ("observed", "Reliable"))
    return {
        "mark": {"type": "line", "color": ACCENT, "point": {"color": ACCENT, "size": 40, "filled": True}},
        "encoding": {
            "y": _up("observed"),
            "tooltip": [
                *(field(name, title=title, format=".0%") for name, title in shown),
                field("articles", title="Articles"),
            ],
        },
    }


def _furthest(rows: Sequence[Row]) -> str:
    return counted(round(100 * max(abs(row["observed"] - row["predicted"]) for row in rows)), "point")


def grades(rows: Sequence[Row]) -> Chart | None:
    """How many articles have which grade on both axes of the Admiralty code."""
    if not rows:
        return None
    top = max(rows, key=lambda row: row["articles"])
    depth = field("articles", legend=None, scale={"type": "sqrt", "range": [0.08, 0.5]})
    return Chart(
        name="grades",
        title="Articles by grade: the source A to F, the information 1 to 6; F and 6 mean that nothing can be said",
        says=f"Grid of grades. Most articles, {count(top['articles'])}, have the grade "
        f"{top['source_reliability']}{top['information_credibility']}.",
        spec=spec(
            rows,
            HEIGHT,
            encoding={
                "x": _grade("information_credibility", "Information", list(range(1, 7))),
                "y": _grade("source_reliability", "Source", list("ABCDEF")),
            },
            layer=[
                {"mark": {"type": "rect", "color": ACCENT, "cornerRadius": 3}, "encoding": {"opacity": depth}},
                {"mark": {"type": "text"}, "encoding": {"text": field("articles", format=",d")}},
            ],
        ),
        headers=("Source", "Information", "Articles#"),
        rows=[(row["source_reliability"], str(row["information_credibility"]), count(row["articles"])) for row in rows],
        height=HEIGHT + AXIS,
    )


def _grade(name: str, title: str, steps: Sequence[str | int]) -> Encoding:
    return field(name, "nominal", scale={"domain": steps}, axis={"title": title, "labelAngle": 0, **BARE})
