"""From all that happened to an article to where it stands: the same events give the same standing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from reliability.errors import ReliabilityError
from reliability.review.standing import Standing

OPINIONS = ("approved", "needs_sources", "rejected")
"""Verdicts by which a reviewer takes a side."""

Row = Mapping[str, Any]


def replay(article_id: str, events: Mapping[str, Sequence[Row]], now: datetime) -> Standing:
    """Where an article stands as of `now`.

    The view `verdicts` and `queue_rows.sql` of the store say the same of many articles at once.

    Args:
        article_id: the article.
        events: of `store.events`.
        now: the time: what was taken until then is free again.

    Raises:
        ReliabilityError: there is no such article.
    """
    revisions, scores, decisions, taken = (events[name] for name in ("revisions", "scores", "decisions", "assignments"))
    if not revisions:
        raise ReliabilityError(f"There is no article '{article_id}'.", "See the ids by `reliability review`.")
    score = scores[0] if scores else {"model": None, "score": None}
    undone = {row["undoes"] for row in decisions if row["undoes"]}
    standing = [row for row in decisions if row["verdict"] != "undone" and row["decision_id"] not in undone]
    last = standing[-1] if standing else None
    outdated = last is not None and _outdated(last, revisions)
    hold = _hold(taken, last, now)
    return Standing(
        article_id=article_id,
        state=_state(last, hold, outdated=outdated),
        revision=revisions[-1]["revision"],
        model=score["model"],
        score=score["score"],
        decision_id=last["decision_id"] if last else None,
        verdict=last["verdict"] if last else None,
        decided_by=last["reviewer"] if last else None,
        decided_at=last["decided_at"] if last else None,
        outdated=outdated,
        disputed=_disputed(standing, revisions),
        holder=hold["reviewer"] if hold else None,
        taken_at=hold["taken_at"] if hold else None,
        until=hold["until"] if hold else None,
        last_at=max((*(row["decided_at"] for row in decisions), *(row["taken_at"] for row in taken)), default=None),
    )


def _state(last: Row | None, hold: Row | None, *, outdated: bool) -> str:
    if hold:
        return "in_review"
    return "new" if last is None or outdated or last["verdict"] == "reopened" else str(last["verdict"])


def _hold(taken: Sequence[Row], last: Row | None, now: datetime) -> Row | None:
    """The last taking, unless it was given back, has run out, or a decision that holds came after it."""
    if not taken or taken[-1]["event"] == "released" or taken[-1]["until"] <= now:
        return None
    return None if last and last["decided_at"] > taken[-1]["taken_at"] else taken[-1]


def _outdated(decision: Row, revisions: Sequence[Row]) -> bool:
    """Whether the words of the article are others than those that this decision saw."""
    seen, at = decision["revision"], decision["decided_at"]
    texts = [
        row["text_hash"] for row in revisions if (row["ingested_at"] <= at if seen is None else row["revision"] <= seen)
    ]
    return bool(texts) and texts[-1] != revisions[-1]["text_hash"]


def _disputed(standing: Sequence[Row], revisions: Sequence[Row]) -> bool:
    """Whether as many reviewers or more hold otherwise than the last decision, since the article was last reopened."""
    opinions: dict[str, str] = {}
    for row in standing:
        if row["verdict"] == "reopened":
            opinions = {}
        elif row["verdict"] in OPINIONS and not _outdated(row, revisions):
            opinions[row["reviewer"]] = row["verdict"]
    agreeing = sum(verdict == standing[-1]["verdict"] for verdict in opinions.values()) if standing else 0
    return 0 < agreeing <= len(opinions) - agreeing
