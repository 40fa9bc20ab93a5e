"""Filters of articles: those of the queue."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from reliability.review import Filters
from reliability.web.api._kinds import Moment, Severity, State, Text

Score = Annotated[float | None, Query(ge=0, le=1)]


def _some(
    source: Annotated[Text | None, Query(description="Publisher's domain or name.")] = None,
    story: Annotated[Text | None, Query(description="Id of the story.")] = None,
    flag: Annotated[Text | None, Query(description="Code of a flag that it has.")] = None,
    severity: Annotated[Severity | None, Query(description="Severity of a flag that it has.")] = None,
    low: Annotated[Score, Query(description="Least score; those without one are left out.")] = None,
    high: Annotated[Score, Query(description="Highest score; those without one are left out.")] = None,
    since: Annotated[Moment | None, Query(description="Published then or later.")] = None,
    until: Annotated[Moment | None, Query(description="Published before.")] = None,
    state: Annotated[State | None, Query(description="Where it stands; `open` is all that waits for a human.")] = None,
    assignee: Annotated[Text | None, Query(description="Who holds it, or `nobody`.")] = None,
    title: Annotated[Text | None, Query(description="Words of the title, whatever their case.")] = None,
) -> Filters | None:
    """The filters; None where nothing is filtered and no state is asked for."""
    texts = {"source": source, "story": story, "flag": flag, "assignee": assignee, "title": title}
    given = {name: text for name, text in texts.items() if text}
    found = Filters(severity=severity, low=low, high=high, since=since, until=until, state=state or "open", **given)
    return found if state or found != Filters() else None


Filtered = Annotated[Filters | None, Depends(_some)]
"""Parameter of a route that shows some articles."""
