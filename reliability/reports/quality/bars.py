"""Charts of one bar a row: origins of claims, second-hand shares, features that moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.reports.quality.chart import (
    ACCENT,
    AXIS,
    BAD,
    BARE,
    FAIR,
    SECOND,
    Chart,
    Encoding,
    Spec,
    field,
    palette,
    shares,
    spec,
)
from reliability.reports.quality.words import clipped, count, share

Row = Mapping[str, Any]

STEP = 24  # pixels of one bar
LEGEND = 30
BAR = {"type": "bar", "height": {"band": 0.7}}
HANDS = {"at first hand": ACCENT, "through others": SECOND}
SHOWN_SOURCES = 20
LITTLE, MUCH = 0.1, 0.25  # the usual reading of a population stability index


def origins(told: Sequence[Row]) -> Chart | None:
    """Who first made the claims, and how many came through others."""
    if not told:
        return None
    kinds = [(row["source_type"].replace("_", " "), row) for row in told]
    total, relayed = (sum(row[name] for row in told) for name in ("claims", "second_hand"))
    return Chart(
        name="origins",
        title="Who first made the claims, and how they reached the articles",
        says=f"Bars by kind of origin. Of {count(total)} claims, {count(relayed)} came through others; most are by: "
        f"{', '.join(kind for kind, _ in kinds[:3])}.",
        spec=spec(
            _by_hand(kinds),
            STEP * len(kinds),
            mark=BAR,
            encoding={
                "y": _names("kind", [kind for kind, _ in kinds]),
                "x": field("claims", title="Claims", axis={"tickCount": 4, "format": ",d"}),
                "color": field("hand", "nominal", scale=palette(HANDS), legend={"title": None}),
                "order": {"field": "order"},
                "tooltip": [
                    field("kind", "nominal", "Origin"),
                    field("hand", "nominal", "Reached"),
                    field("claims", title="Claims"),
                ],
            },
        ),
        headers=("Kind of origin", "Claims#", "Second-hand#", "Anonymous#"),
        rows=[(kind, count(row["claims"]), count(row["second_hand"]), count(row["anonymous"])) for kind, row in kinds],
        height=STEP * len(kinds) + AXIS + LEGEND,
    )


def _by_hand(kinds: Sequence[tuple[str, Row]]) -> list[Row]:
    rows: list[Row] = []
    for kind, row in kinds:
        numbers = (row["claims"] - row["second_hand"], row["second_hand"])
        for order, (hand, number) in enumerate(zip(HANDS, numbers, strict=True)):
            rows.append({"kind": kind, "claims": number, "hand": hand, "order": order})
    return rows


def relaying(sources: Sequence[Row]) -> Chart | None:
    """The share of claims that publishers have at second hand, those with most claims."""
    known = [{**row, "source": clipped(row["source"], 60)} for row in sources if row["claims"]]
    shown = sorted(known, key=lambda row: (-row["claims"], row["source"]))[:SHOWN_SOURCES]
    if not shown:
        return None
    shown.sort(key=lambda row: (-row["second_hand_share"], row["source"]))
    some = f" (the {len(shown)} with most claims)" if len(known) > len(shown) else ""
    first = shown[0]
    return Chart(
        name="relaying",
        title=f"Second-hand share of the claims, by source{some}",
        says=f"Bars by source. Highest: {first['source']}, {share(first['second_hand_share'])} of "
        f"{count(first['claims'])} claims.",
        spec=_share_bars(shown),
        headers=("Source", "Claims#", "Second-hand#", "Share#"),
        rows=[
            (row["source"], count(row["claims"]), count(row["second_hand"]), share(row["second_hand_share"]))
            for row in shown
        ],
        height=STEP * len(shown) + AXIS,
    )


def _share_bars(shown: Sequence[Row]) -> Spec:
    number = field("second_hand_share", format=".0%")
    return spec(
        [{name: row[name] for name in ("source", "claims", "second_hand_share")} for row in shown],
        STEP * len(shown),
        encoding={
            "y": _names("source", [row["source"] for row in shown]),
            "x": field("second_hand_share", axis=shares("Second-hand share"), scale={"domain": [0, 1]}),
            "tooltip": [
                field("source", "nominal", "Source"),
                {**number, "title": "Second-hand"},
                field("claims", title="Claims"),
            ],
        },
        layer=[
            {"mark": {**BAR, "color": SECOND}},
            {"mark": {"type": "text", "align": "left", "dx": 4}, "encoding": {"text": number}},
        ],
    )


def shifts(name: str, title: str, told: Sequence[tuple[str, float | None]]) -> Chart | None:
    """How far the distribution of features has moved.

    Args:
        name: of the chart.
        title: what the articles are held against.
        told: feature and its population stability index less what chance makes, the most moved first.
    """
    rows = [{"feature": feature.replace("_", " "), "index": max(index or 0.0, 0.0)} for feature, index in told]
    if not rows:
        return None
    return Chart(
        name=name,
        title=f"{title}: population stability index less what chance makes; up to {LITTLE} is little, from {MUCH} much",
        says=f"Bars by feature. {rows[0]['feature']} has moved most, with an index of {rows[0]['index']:.2f}.",
        spec=spec(
            rows,
            STEP * len(rows),
            layer=[
                {
                    "mark": BAR,
                    "encoding": {
                        "y": _names("feature", [str(row["feature"]) for row in rows]),
                        "x": field("index", axis={"title": "Index", "tickCount": 5}),
                        "tooltip": [
                            field("feature", "nominal", "Feature"),
                            field("index", title="Index", format=".2f"),
                        ],
                    },
                },
                _bound(LITTLE, FAIR),
                _bound(MUCH, BAD),
            ],
        ),
        headers=("Feature", "Index#"),
        rows=[(str(row["feature"]), f"{row['index']:.2f}") for row in rows],
        height=STEP * len(rows) + AXIS,
    )


def _bound(at: float, colour: str) -> Spec:
    return {
        "data": {"values": [{"index": at}]},
        "mark": {"type": "rule", "color": colour, "strokeDash": [4, 3]},
        "encoding": {"x": field("index", axis={"title": "Index"})},
    }


def _names(name: str, order: Sequence[str]) -> Encoding:
    return field(name, "nominal", sort=list(order), axis={"labelLimit": {"expr": "containerSize()[0] * 0.42"}, **BARE})
