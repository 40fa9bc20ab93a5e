"""The report in words: shares, ages, moments, and the sentence at its head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from reliability.errors import counted

Row = Mapping[str, Any]

LIGHTS = {"red": "Critical", "amber": "Warning", "green": "Within limits"}
SEVERITIES = ("critical", "warning", "info")
NAMED = 4  # codes of a sentence
MINUTE, DAY, YEAR = 1 / 60, 24.0, 365.25 * 24


def count(value: float | None) -> str:
    """1200 -> '1,200'."""
    return "-" if value is None else f"{value:,.0f}"


def share(value: float | None) -> str:
    """0.0117 -> '1.2%', 0.21 -> '21%'."""
    if value is None:
        return "-"
    percent = value * 100
    return f"{percent:.0f}%" if percent >= 10 or percent == 0 else f"{percent:.1f}%"


def ago(hours: float | None) -> str:
    """3.2 -> '3 hours', 80 -> '3 days'."""
    if hours is None:
        return "unknown"
    if hours < 1:
        return counted(max(round(hours / MINUTE), 0), "minute")
    if hours < 2 * DAY:
        return counted(round(hours), "hour")
    if hours < 2 * YEAR:
        return counted(round(hours / DAY), "day")
    return counted(round(hours / YEAR), "year")


def age(iso: str | None, now: str) -> float | None:
    """Hours from one moment to another; None without the first, or where either is no time."""
    try:
        hours = (datetime.fromisoformat(now) - datetime.fromisoformat(iso or "")).total_seconds() / 3600
    except (ValueError, TypeError):  # a time without a zone beside one with it
        return None
    return max(hours, 0.0)


def moment(iso: str | None) -> str:
    """'2026-01-05T08:30:00Z' -> '2026-01-05 08:30'; as it is where it is no time."""
    if not iso:
        return "-"
    try:
        return f"{datetime.fromisoformat(iso):%Y-%m-%d %H:%M}"
    except ValueError:
        return iso


def day(iso: str | None) -> str:
    """'2026-01-05T08:30:00Z' -> '2026-01-05'."""
    return moment(iso).partition(" ")[0]


def clipped(text: object, limit: int = 200) -> str:
    """At most `limit` characters on one line: what comes from an article has no end of its own."""
    flat = " ".join(str(text or "").split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def before(text: object, limit: int = 160) -> str:
    """What stands before a marked place: the end of it, with the blank that parts it from the place."""
    flat, blank = clipped(text, len(str(text or "")) + 1), " " if str(text or "")[-1:].isspace() else ""
    return (flat if len(flat) <= limit else "…" + flat[-limit + 1 :].lstrip()) + blank


def after(text: object, limit: int = 160) -> str:
    """What stands after it: the start, with the blank before it."""
    return (" " if str(text or "")[:1].isspace() else "") + clipped(text, limit)


def light(quality: Row) -> str:
    """The colour of the whole: that of the worst finding or dimension; `amber` where there is no article."""
    if not quality["intake"]["articles"]:
        return "amber"
    found = {"critical": "red", "warning": "amber"}
    shown = {found.get(finding["severity"]) for finding in quality["findings"]}
    shown |= {dimension["light"] for dimension in quality["dimensions"]}
    return next((colour for colour in ("red", "amber") if colour in shown), "green")


def dimension_light(quality: Row, dimension: Row) -> str:
    """What a dimension is called; where there is no article, nothing is within limits."""
    if dimension["light"] == "green" and not quality["intake"]["articles"]:
        return "Not checked"
    return LIGHTS[dimension["light"]]


def worst_first(dimensions: Sequence[Row]) -> list[Row]:
    """Dimensions in the order in which a reader should look at them."""
    order = list(LIGHTS)
    return sorted(dimensions, key=lambda row: order.index(row["light"]))


def verdict(quality: Row) -> str:
    """The report in one sentence: '2 critical findings, 1 warning, 14 of 1,200 articles with critical flags; ...'."""
    intake, fresh = quality["intake"], quality["freshness"]
    if not intake["articles"]:
        return "There is no article here."
    found = {kind: sum(f["severity"] == kind for f in quality["findings"]) for kind in SEVERITIES}
    parts = [counted(found["critical"], "critical finding")] if found["critical"] else []
    parts += [counted(found["warning"], "warning")] if found["warning"] else []
    parts = parts or ["No finding about the intake as a whole"]
    parts.append(
        f"{intake['critical']:,} of {counted(intake['articles'], 'article')} with critical flags{_codes(quality)}"
    )
    behind = fresh["sources_behind"]
    silent = f", {counted(behind, 'source')} behind" if behind else ""
    age = "no article has a date" if fresh["age_hours"] is None else f"freshest article {ago(fresh['age_hours'])} old"
    return f"{', '.join(parts)}; {age}{silent}."


def _codes(quality: Row) -> str:
    """' (SRC001 9, CON003 5)': which critical flags, with their articles."""
    critical = [row for row in quality["flags"] if row["severity"] == "critical"]
    named = [f"{row['code']} {row['articles']:,}" for row in critical[:NAMED]]
    more = [f"{len(critical) - NAMED:,} more"] if len(critical) > NAMED else []
    return f" ({', '.join([*named, *more])})" if named else ""


def causes(quality: Row, theme: str) -> list[Row]:
    """The flags that make up the critical articles and warnings of a theme, worst and most frequent first."""
    return [row for row in quality["flags"] if row["theme"] == theme and row["severity"] != "info"]


def slice_words(quality: Row) -> str:
    """Which articles the report is about: 'run 01J..., source harbour-post.example', 'all since 2026-01-05 06:00'."""
    wanted = quality["slice"]
    which = f"all since {moment(wanted['since'])} UTC" if wanted["since"] else f"run {quality['run']['run_id']}"
    return f"{which}, source {clipped(wanted['source'], 80)}" if wanted["source"] else which
