"""Words and numbers as the pages show them: the filters of the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from reliability.errors import counted
from reliability.reports.explained import excerpt, headline, points
from reliability.reports.quality.words import ago
from reliability.reports.story import values
from reliability.reports.story.page import branches
from reliability.reports.story.words import circle, clipped, day, origins, quoted
from reliability.reports.views import chain, interval, percent, score_style

Row = Mapping[str, Any]

STATES = {
    "new": "new",
    "in_review": "in review",
    "approved": "approved",
    "needs_sources": "needs sources",
    "rejected": "rejected",
    "escalated": "escalated",
    "reopened": "reopened",
}
SEVERITIES = {"critical": "critical", "warning": "warning", "info": "for information"}
LINKS = ("https://", "http://")


def since(moment: datetime | None, now: datetime | None = None) -> str:
    """How long ago: '3 hours ago', 'no date', 'in the future'."""
    if moment is None:
        return "no date"
    hours = ((now or datetime.now(UTC)) - moment).total_seconds() / 3600
    return "in the future" if hours < -1 else f"{ago(max(hours, 0.0))} ago"


def stamp(moment: datetime | None) -> str:
    """A moment for the `datetime` of a `<time>`."""
    return "" if moment is None else moment.isoformat()


def state_name(state: str | None) -> str:
    """'needs_sources' -> 'needs sources'."""
    return STATES.get(state or "new", (state or "").replace("_", " "))


def linkable(url: object) -> bool:
    """Whether an address of an article may stand in a link."""
    return isinstance(url, str) and url.lower().startswith(LINKS)


def grade(row: Row) -> str:
    """'B2'; 'F6' where nothing can be judged."""
    return f"{row['source_reliability'] or 'F'}{row['information_credibility'] or 6}"


def part(text: object) -> str:
    """An id as one part of an address, whatever it holds."""
    return quote(str(text), safe="")


EVENTS = {
    "taken": "took it",
    "extended": "took more time",
    "taken_over": "took it over",
    "released": "gave it back",
    "undone": "undid a decision",
    "reopened": "reopened it",
    "reply": "replied",
    "approved": "approved it",
    "rejected": "rejected it",
    "escalated": "escalated it",
    "needs_sources": "asked for sources",
}


STORY: Mapping[str, Callable[..., Any]] = {
    "alike": values.alike,
    "branches": lambda claim: list(branches(claim)),
    "circle": circle,
    "diff": values.diff,
    "relays": values.relays,
    "sides": values.sides,
    "teller": values.teller,
    "title": values.title,
}
"""What the parts of the story's page call."""

FILTERS: Mapping[str, Callable[..., Any]] = {
    **STORY,
    "ago": since,
    "chain": chain,
    "event": lambda name: EVENTS.get(name, name),
    "clip": clipped,
    "counted": counted,
    "day": day,
    "excerpt": excerpt,
    "grade": grade,
    "headline": headline,
    "interval": interval,
    "linkable": linkable,
    "origins": origins,
    "part": part,
    "percent": percent,
    "points": points,
    "quoted": quoted,
    "severity": SEVERITIES.__getitem__,
    "stamp": stamp,
    "state": state_name,
    "style": score_style,
}
"""What templates call."""
