"""What of the queue is shown: one declaration for the command line, the pages and the API."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta

import polars as pl

from reliability import records
from reliability.errors import ReliabilityError

NOBODY = "nobody"
"""The assignee of what nobody has taken."""

OPEN = "open"
"""The state of all that waits for a human: new, in review, escalated, and what reviewers dispute."""

ALL = "all"
"""Every state."""

STATES = (OPEN, *records.STATES, ALL)

_RANGE = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)?\s*(?:-|\.\.)\s*(\d{1,3}(?:\.\d+)?)?\s*")


@dataclass(frozen=True)
class Filters:
    """Which rows of the queue are shown. What is None filters nothing; all that is given must hold.

    Attributes:
        source: the publisher's domain or name, whatever its case.
        story: a story_id.
        flag: the code of a flag that the article has.
        severity: that one of its flags has: `info`, `warning` or `critical`.
        low: least score, 0..1; articles without a score are left out.
        high: highest score, 0..1.
        since: published then or later; articles without a date are left out.
        until: published before.
        state: one of STATES.
        assignee: who holds it, or `nobody`.
        title: words of the title as they stand there, whatever their case.
    """

    source: str | None = None
    story: str | None = None
    flag: str | None = None
    severity: str | None = None
    low: float | None = None
    high: float | None = None
    since: datetime | None = None
    until: datetime | None = None
    state: str = OPEN
    assignee: str | None = None
    title: str | None = None

    @classmethod
    def read(
        cls,
        *,
        source: str | None = None,
        story: str | None = None,
        flag: str | None = None,
        severity: str | None = None,
        score: str | None = None,
        since: str | None = None,
        until: str | None = None,
        state: str | None = None,
        assignee: str | None = None,
        title: str | None = None,
    ) -> Filters:
        """Filters from what a person typed; empty texts count as not given.

        Args:
            score: a range of 0 to 100 such as `0-40`, `-40` or `60-`.
            since: a day or a time of ISO 8601; a time without a zone is UTC.
            until: the same; a day is taken in whole.
            source, story, flag, severity, state, assignee, title: as in Filters.

        Raises:
            ReliabilityError: a range, a date, a severity or a state that cannot be.
        """
        low, high = _range(score) if score and score.strip() else (None, None)
        given = {"source": source, "story": story, "flag": flag, "assignee": assignee, "title": title}
        texts = {key: text.strip() for key, text in given.items() if text and text.strip()}
        if "flag" in texts:
            texts["flag"] = texts["flag"].upper()
        return cls(
            severity=_one_of(severity, records.SEVERITIES, "severity"),
            low=low,
            high=high,
            since=read_time(since, "since"),
            until=read_time(until, "until", whole=True),
            state=_one_of(state, STATES, "state") or OPEN,
            **texts,
        )

    def given(self) -> dict[str, object]:
        """The filters that are set, by name."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in found.items() if value not in (None, OPEN)}

    def expression(self) -> pl.Expr:
        """True for the rows of `review.order` that these filters show."""
        tests = [*self._who(), *self._which(), *self._when(), _in_state(self.state)]
        return pl.all_horizontal(tests)

    def _who(self) -> list[pl.Expr]:
        tests = []
        if self.source is not None:
            wanted = self.source.lower()
            named = [pl.col(name).str.to_lowercase() == wanted for name in ("source", "publisher")]
            tests.append(pl.any_horizontal(named).fill_null(False))
        if self.assignee == NOBODY:
            tests.append(pl.col("holder").is_null())
        elif self.assignee is not None:
            tests.append(pl.col("holder").eq_missing(self.assignee))
        return tests

    def _which(self) -> list[pl.Expr]:
        tests = []
        if self.story is not None:
            tests.append(pl.col("story_id").eq_missing(self.story))
        if self.flag is not None:
            tests.append(pl.col("codes").list.contains(self.flag))
        if self.severity is not None:
            tests.append(pl.col(self.severity) > 0)
        if self.low is not None:
            tests.append((pl.col("score") >= self.low).fill_null(False))
        if self.high is not None:
            tests.append((pl.col("score") <= self.high).fill_null(False))
        if self.title is not None:
            tests.append(pl.col("title").str.to_lowercase().str.contains(self.title.lower(), literal=True))
        return [test.fill_null(False) for test in tests]

    def _when(self) -> list[pl.Expr]:
        tests = []
        if self.since is not None:
            tests.append((pl.col("published_at") >= self.since).fill_null(False))
        if self.until is not None:
            tests.append((pl.col("published_at") < self.until).fill_null(False))
        return tests


def _in_state(state: str) -> pl.Expr:
    if state == ALL:
        return pl.lit(True)
    if state == OPEN:
        return pl.col("state").is_in(["new", "in_review", "escalated"]) | pl.col("disputed")
    return pl.col("state") == state


def _one_of(text: str | None, known: tuple[str, ...], what: str) -> str | None:
    found = "_".join(text.lower().replace("-", " ").split()) if text else ""
    if not found:
        return None
    if found not in known:
        raise ReliabilityError(f"There is no {what} '{text}'.", f"Use one of {', '.join(known)}.")
    return found


def _range(text: str) -> tuple[float | None, float | None]:
    found = _RANGE.fullmatch(text)
    low, high = (None if side is None else float(side) / 100 for side in (found.groups() if found else (None, None)))
    if found is None or (low is None and high is None) or max(low or 0, high or 0) > 1 or (low or 0) > (high or 1):
        raise ReliabilityError(f"'{text}' is no range of scores.", "Write 0-40, -40 or 60-, of 0 to 100.")
    return low, high


def read_time(text: str | None, what: str, *, whole: bool = False) -> datetime | None:
    """A day or a time of ISO 8601; of a day its start, or, where it counts in whole, its end. None for no text.

    Raises:
        ReliabilityError: it is neither; `what` names it.
    """
    if not text or not text.strip():
        return None
    try:
        try:
            day = date.fromisoformat(text.strip())
        except ValueError:
            found = datetime.fromisoformat(text.strip())
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        start = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return start + timedelta(days=1) if whole else start
    except (ValueError, OverflowError) as error:
        raise ReliabilityError(
            f"'{text}' is no date for `{what}`.", "Write 2030-12-31 or 2030-12-31T08:30Z."
        ) from error
