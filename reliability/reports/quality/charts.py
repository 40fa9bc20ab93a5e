"""Every chart of the report, from the parts of the quality dictionary that it draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reliability.reports.quality.bars import origins, relaying, shifts
from reliability.reports.quality.chart import Chart
from reliability.reports.quality.citations import citation_map
from reliability.reports.quality.scores import calibration, grades, scores
from reliability.reports.quality.trends import trend


def charts(quality: Mapping[str, Any]) -> dict[str, Chart]:
    """The charts that there are rows for, by name."""
    drift, last = quality["drift"], quality["last_run"]
    trained = [(row["feature"], row["psi"] - row["expected"]) for row in drift["rows"]] if drift else []
    before = [(row["feature"], row["psi_beyond"]) for row in last["features"]] if last else []
    found = [
        scores(quality["scores"]["bins"]),
        calibration(quality["scores"]),
        grades(quality["grades"]),
        origins(quality["origins"]),
        relaying(quality["sources"]["rows"]),
        citation_map(quality["citations"], quality["cited"]["rows"]),
        shifts("drift", "Against training", trained),
        shifts("last_run", "Against the last run", before),
        *(trend(dimension) for dimension in quality["dimensions"]),
    ]
    return {chart.name: chart for chart in found if chart is not None}
