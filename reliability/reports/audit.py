"""The audit as one HTML page that opens offline: a verdict, a chart and a table for each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import IO, Any

from reliability.reports.charts import Axis, axis, lines, whiskers
from reliability.reports.templating import rendered

Row = Mapping[str, Any]

MEASURES = {
    "spearman": "Spearman, publisher score against rating",
    "partial_spearman": "the same within political lean",
    "auc": "AUC, rating below its 30th percentile",
    "mae": "mean absolute error of the publisher score",
    "coverage": "ratings inside the publisher's 90 % interval",
    "article_auc": "AUC of articles",
    "brier": "Brier score of articles",
    "calibration_error": "expected calibration error of articles",
    "interval_coverage": "bins of articles whose share reliable lies in their interval",
}
SHARES = Axis(0.0, 1.0, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0))


def render(audit: Row, out: IO[bytes], *, title: str = "Audit of the scores", at: datetime | None = None) -> None:
    """Write the page.

    Args:
        audit: what `reliability evaluate --json` writes.
        out: a binary file.
        title: heading of the page.
        at: when it was made; now by default.
    """
    page = rendered(
        "audit.html",
        filters={"share": _share},
        title=title,
        at=at or datetime.now(UTC),
        audit=audit,
        measures=MEASURES,
        charts=_charts(audit),
    )
    out.write(page.encode())


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def _charts(audit: Row) -> dict[str, Any]:
    groups = [
        whiskers([(g["group"], g["signed_error"]) for g in table["groups"]], around=(0.0,)) for table in audit["parity"]
    ]
    return {
        "baselines": whiskers(_methods(audit, "spearman"), around=(0.0, 1.0)),
        "split": whiskers([(name, audit["split"][key]["article_auc"]) for name, key in _SPLITS], around=(0.5, 1.0)),
        "probes": whiskers(
            [(f"{p['target']} from {p['from']}", p["accuracy"]) for p in audit["probes"]], around=(0.0, 1.0)
        ),
        "parity": groups,
        "attack": whiskers([(row["rule"], row["mean"]) for row in audit["attack"]], around=(0.0,)),
        "themes": whiskers(
            [(row["theme"], (row["adds"] or {}).get("article_auc")) for row in audit["themes"]], around=(0.0,)
        ),
        "calibration": _calibration(audit["calibration"]),
        "abstaining": _abstaining(audit["abstaining"]),
        "sources": _curve(audit["curves"]["sources"], "training publishers"),
        "articles": _curve(audit["curves"]["articles"], "training articles of a publisher, at most"),
        "read": _curve(audit["curves"]["read"], "articles read of the publisher that is judged"),
    }


_SPLITS = (("publishers never seen", "source_disjoint"), ("articles dealt out at random", "random"))


def _methods(audit: Row, measure: str) -> list[tuple[str, Row | None]]:
    return [("the model", audit["model"][measure]), *((b["name"], b["figures"][measure]) for b in audit["baselines"])]


def _calibration(bins: Sequence[Row]) -> dict[str, Any]:
    points = [(row["score"], {"value": row["reliable"]}) for row in bins]
    return lines([("share reliable", points)], x=SHARES, y=SHARES, names=("score", "share reliable"), diagonal=True)


def _abstaining(rows: Sequence[Row]) -> dict[str, Any]:
    accuracy = [(row["coverage"], row["accuracy"]) for row in rows]
    values = [end for _, figure in accuracy for end in figure.values() if end is not None]
    scale = axis(values, around=(0.5, 1.0))
    return lines(
        [("on the right side of 50", accuracy)], x=SHARES, y=scale, names=("share of articles judged", "share right")
    )


def _curve(rows: Sequence[Row], name: str) -> dict[str, Any] | None:
    if len(rows) < 2:
        return None
    counts = tuple(float(row["count"]) for row in rows)
    shown = [(label, [(float(r["count"]), r["figures"][m]) for r in rows]) for label, m in _CURVES]
    values = [end for _, points in shown for _, f in points for end in f.values() if end is not None]
    return lines(
        shown,
        x=Axis(counts[0], counts[-1], counts, log=True),
        y=axis(values, around=(1.0,)),
        names=(name, "figure"),
    )


_CURVES = (("Spearman", "spearman"), ("AUC", "auc"))
