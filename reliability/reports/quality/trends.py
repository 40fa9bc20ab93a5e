"""The small chart of a dimension: its share of flagged articles, run by run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.errors import counted
from reliability.reports.quality.chart import BAD, FAIR, Chart, Spec, field, palette, shares, spec
from reliability.reports.quality.words import moment, share

Row = Mapping[str, Any]

COLOURS = {"critical": BAD, "warning": FAIR}
DASHES = {"domain": list(COLOURS), "range": [[1, 0], [4, 3]]}
HEIGHT = 44
LEAST = 0.01  # where the axis ends at least, so that no flag at all lies on its foot


def trend(dimension: Row) -> Chart | None:
    """The share of articles with critical flags and with warnings of one theme; None for one run, or no flag in any."""
    told = dimension["trend"]
    if len(told) < 2 or not any(row["critical_share"] or row["warning_share"] for row in told):
        return None
    last, runs = told[-1], counted(len(told), "run")
    return Chart(
        name=f"trend-{dimension['theme']}",
        title=f"{dimension['theme'].capitalize()} over the last {runs}",
        says=f"Lines over {runs}: share of articles with critical flags, now {share(last['critical_share'])}, and with "
        f"warnings, now {share(last['warning_share'])}.",
        spec=_lines(told),
        headers=("Run", "Critical#", "Warning#", "Any flag#"),
        rows=[
            (moment(row["at"]), *(share(row[f"{kind}_share"]) for kind in ("critical", "warning", "flagged")))
            for row in told
        ],
        height=HEIGHT + 16,
    )


def _lines(told: Sequence[Row]) -> Spec:
    rows = [
        {"run": place, "at": moment(row["at"]), "severity": severity, "share": row[f"{severity}_share"] or 0.0}
        for place, row in enumerate(told, 1)
        for severity in COLOURS
    ]
    most = max(LEAST, *(row["share"] for row in rows))
    foot = shares("", tickCount=2, domain=False, ticks=False, labelFontSize=11)
    return spec(
        rows,
        HEIGHT,
        mark={"type": "line", "strokeWidth": 2, "point": {"size": 14, "filled": True}},
        encoding={
            "x": field("run", axis=None, scale={"nice": False, "zero": False}),
            "y": field("share", axis=foot, scale={"domain": [0, most]}),
            "color": field("severity", "nominal", legend=None, scale=palette(COLOURS)),
            "strokeDash": field("severity", "nominal", legend=None, scale=DASHES),
            "tooltip": [
                field("at", "nominal", "Run"),
                field("severity", "nominal", "Flags"),
                field("share", title="Articles", format=".1%"),
            ],
        },
    )
