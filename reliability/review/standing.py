"""Where an article stands, and which moves that allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import polars as pl

from reliability.errors import Conflict

TICK = timedelta(microseconds=1)

MOVES: Mapping[str, frozenset[str]] = {
    "new": frozenset({"take", "decide", "undo"}),
    "in_review": frozenset({"take", "release", "decide", "reopen", "undo"}),
    "approved": frozenset({"take", "reopen", "undo"}),
    "needs_sources": frozenset({"take", "decide", "reopen", "undo"}),
    "rejected": frozenset({"take", "reopen", "undo"}),
    "escalated": frozenset({"take", "decide", "reopen", "undo"}),
}
"""What may be done in each state. While an article is in review, only who holds it may; who decided may always decide
otherwise.
"""

_WHY_NOT = {
    "decide": "Take it first for a second opinion, or reopen it.",
    "reopen": "It is in the queue already.",
    "release": "Nobody has taken it.",
}


def state(now: datetime) -> pl.Expr:
    """The state (records.STATES) of rows with verdict, outdated, holder and until.

    A decision on words that have changed since counts as none; so does one that was reopened.
    """
    undecided = pl.col("verdict").is_null() | (pl.col("verdict") == "reopened") | pl.col("outdated")
    held = pl.col("holder").is_not_null() & (pl.col("until") > now)
    return pl.when(held).then(pl.lit("in_review")).when(undecided).then(pl.lit("new")).otherwise("verdict")


@dataclass(frozen=True)
class Standing:
    """Where an article stands at a moment.

    Attributes:
        article_id: the article.
        state: one of records.STATES.
        revision: its current revision.
        model: that scored it; None where it has no score row yet.
        score: 0..1, or None.
        decision_id: the decision that holds; None without one.
        verdict: of that decision, be it outdated.
        decided_by: whose it is.
        decided_at: when.
        outdated: whether the article's words have changed since.
        disputed: whether as many reviewers or more hold otherwise.
        holder: who has taken it; None where nobody has, or the time has run out.
        taken_at: since when, or when the holder took more time.
        until: when that runs out.
        last_at: the time of its last event; None without one.
    """

    article_id: str
    state: str
    revision: int
    model: str | None
    score: float | None
    decision_id: str | None
    verdict: str | None
    decided_by: str | None
    decided_at: datetime | None
    outdated: bool
    disputed: bool
    holder: str | None
    taken_at: datetime | None
    until: datetime | None
    last_at: datetime | None

    def next_time(self, now: datetime) -> datetime:
        """The time of an event that happens now: later than every other of the article, whatever the clock says."""
        return now if self.last_at is None else max(now, self.last_at + TICK)


def check(standing: Standing, move: str, reviewer: str, *, admin: bool = False) -> None:
    """Refuse a move that the article's state does not allow, or not to this reviewer.

    Args:
        standing: where the article stands.
        move: `take`, `release`, `decide`, `reopen` or `undo`.
        reviewer: who wants to.
        admin: may take over what another has taken, release it, and undo another's decision.

    Raises:
        Conflict: it says who holds the article or what was decided, and what to do.
    """
    article = standing.article_id
    others = standing.holder is not None and standing.holder != reviewer
    if others and not (admin and move in ("take", "release")):
        raise Conflict(
            f"{standing.holder} has taken {article} until {_clock(standing.until)}.",
            "Wait, ask them to release it, or let an admin take it over.",
        )
    own = move == "decide" and standing.decided_by == reviewer
    if move not in MOVES[standing.state] and not own:
        raise Conflict(f"{article} is {_said(standing)}.", _WHY_NOT[move])
    if move == "undo" and standing.decision_id is None:
        raise Conflict(f"There is no decision on {article} to undo.", "See `reliability review history`.")
    if move == "reopen" and standing.verdict in (None, "reopened"):
        raise Conflict(f"There is no decision on {article} to reopen.", _WHY_NOT["reopen"])
    if move == "undo" and standing.decided_by != reviewer and not admin:
        raise Conflict(
            f"The last decision on {article} is {standing.decided_by}'s.",
            "They or an admin may undo it; or decide otherwise, after reopening it.",
        )


def _said(standing: Standing) -> str:
    """`approved by ruth on 2030-03-01 08:30`, `new`."""
    if standing.decided_at is None or standing.state in ("new", "in_review"):
        return standing.state.replace("_", " ")
    return f"{standing.state.replace('_', ' ')} by {standing.decided_by} on {standing.decided_at:%Y-%m-%d %H:%M}"


def _clock(time: datetime | None) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC" if time else "later"
