"""The moves of reviewing: taking an article, giving it back, deciding, undoing. Each adds events and changes none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import polars as pl

from reliability import records, store
from reliability.errors import Conflict, ReliabilityError
from reliability.review import standing as standings
from reliability.review.replaying import replay
from reliability.review.standing import Standing
from reliability.review.words import name, optional, words
from reliability.review.words import verdict as read_verdict
from reliability.store import Reader, Store

MINUTES = 30
"""For how long an article is taken where nothing else is said."""

Make = Callable[[Standing, datetime], Mapping[str, list[dict[str, Any]]]]


@dataclass(frozen=True)
class ClaimVerdict:
    """What a reviewer holds of one claim.

    Attributes:
        claim_id: its id, or its number in the article (`3` for `ferry#3`).
        verdict: one of records.CLAIM_VERDICT_WORDS.
        reason: why; may be empty.
    """

    claim_id: str
    verdict: str
    reason: str = ""


def state(opened: Reader, article_id: str, *, now: datetime | None = None) -> Standing:
    """Where an article stands now: its state, the decision that holds, who has taken it.

    Raises:
        ReliabilityError: there is no such article.
    """
    return replay(article_id, store.events(opened, article_id), now or datetime.now(UTC))


def take(
    opened: Store,
    article_id: str,
    reviewer: str,
    *,
    minutes: int = MINUTES,
    reason: str = "",
    admin: bool = False,
    now: datetime | None = None,
) -> Standing:
    """Take an article, so that nobody else works on it for a while. Who holds it already gets more time.

    Args:
        opened: the open store.
        article_id: the article.
        reviewer: who takes it.
        minutes: for how long.
        reason: why; needed where it is taken from another.
        admin: may take it from another.
        now: the time, for tests.

    Raises:
        ReliabilityError: another has taken it, or an admin gave no reason.
    """
    who = name(reviewer)

    def make(found: Standing, at: datetime) -> Mapping[str, list[dict[str, Any]]]:
        standings.check(found, "take", who, admin=admin)
        event = "taken" if found.holder is None else "extended" if found.holder == who else "taken_over"
        why = words(reason, "Taking over from another") if event == "taken_over" else optional(reason)
        return {"assignments": [_assigned(found, who, event, at, why) | {"until": at + timedelta(minutes=minutes)}]}

    return _move(opened, article_id, make, now)


def release(
    opened: Store,
    article_id: str,
    reviewer: str,
    *,
    reason: str = "",
    admin: bool = False,
    now: datetime | None = None,
) -> Standing:
    """Give an article back to the queue. An admin may give back what another holds, with a reason.

    Raises:
        ReliabilityError: nobody has taken it, or another has.
    """
    who = name(reviewer)

    def make(found: Standing, at: datetime) -> Mapping[str, list[dict[str, Any]]]:
        standings.check(found, "release", who, admin=admin)
        why = optional(reason) if found.holder == who else words(reason, "Giving back what another holds")
        return {"assignments": [_assigned(found, who, "released", at, why)]}

    return _move(opened, article_id, make, now)


def decide(
    opened: Store,
    article_id: str,
    verdict: str,
    reason: str,
    reviewer: str,
    *,
    claims: Sequence[ClaimVerdict] = (),
    revision: int | None = None,
    now: datetime | None = None,
) -> Standing:
    """Decide on an article, and on claims of it. It is then no longer taken.

    Args:
        opened: the open store.
        article_id: the article.
        verdict: one of records.VERDICTS; `reopened` puts a decided article back into the queue.
        reason: why, in the reviewer's words.
        reviewer: who decides.
        claims: verdicts on claims, each claim once.
        revision: the revision that the reviewer saw; None for the current one.
        now: the time, for tests.

    Returns:
        Where the article stands then; `decision_id` is that of the new decision.

    Raises:
        ReliabilityError: an unknown verdict or claim, no reason or reviewer, the article has no score yet, has changed
            since the reviewer saw it, is held by another, or its state does not allow it (see standing.MOVES).
    """
    verdict = read_verdict(verdict)
    who, why = name(reviewer), words(reason, "A decision")
    if claims and verdict == "reopened":
        raise ReliabilityError("Reopening says nothing of claims.", "Leave the claims out, or decide otherwise.")
    about = _claims_of(opened, article_id, claims)

    def make(found: Standing, at: datetime) -> Mapping[str, list[dict[str, Any]]]:
        standings.check(found, "reopen" if verdict == "reopened" else "decide", who)
        if found.model is None:
            raise Conflict(f"{article_id} has not been scored yet.", "Run `reliability score` on it first.")
        if revision is not None and revision != found.revision:
            raise Conflict(f"{article_id} has changed since you opened it.", "Read it again, then decide.")
        decision = _decided(found, verdict, why, who, at)
        beside = {"decision_id": decision["decision_id"], "reviewer": who, "decided_at": at}
        return {"decisions": [decision], "claim_verdicts": [row | beside for row in about]}

    return _move(opened, article_id, make, now)


def undo(
    opened: Store,
    article_id: str,
    reason: str,
    reviewer: str,
    *,
    admin: bool = False,
    decision: str | None = None,
    now: datetime | None = None,
) -> Standing:
    """Take the last decision on an article back, with its verdicts on claims; the one before holds again.

    Whoever held the article when deciding holds it again, until their time runs out. An undo cannot be undone: decide
    again.

    Args:
        opened: the open store.
        article_id: the article.
        reason: why.
        reviewer: who takes it back.
        admin: may take back another's decision.
        decision: the id of the decision that the reviewer means; None for whichever holds.
        now: the time, for tests.

    Raises:
        ReliabilityError: there is no decision, or another holds than the one that is meant; it is another's and
            `admin` is not set; or another has the article.
    """
    who, why = name(reviewer), words(reason, "Undoing a decision")

    def make(found: Standing, at: datetime) -> Mapping[str, list[dict[str, Any]]]:
        if decision is not None and found.decision_id != decision:
            raise Conflict(f"That is not the decision that holds on {article_id}.", "Read again where it stands.")
        standings.check(found, "undo", who, admin=admin)
        return {"decisions": [_decided(found, "undone", why, who, at) | {"undoes": found.decision_id}]}

    return _move(opened, article_id, make, now)


def _move(opened: Store, article_id: str, make: Make, now: datetime | None) -> Standing:
    """Add the events that `make` makes of where the article stands and of their time."""

    def frames(events: Mapping[str, list[dict[str, Any]]]) -> Mapping[str, pl.DataFrame]:
        found = replay(article_id, events, moment)
        at = found.next_time(moment)
        return {table: store.EVENTS[table].frame(rows) for table, rows in make(found, at).items()}

    moment = now or datetime.now(UTC)
    return replay(article_id, store.append(opened, article_id, frames), moment)


def _assigned(found: Standing, reviewer: str, event: str, at: datetime, reason: str | None) -> dict[str, Any]:
    row = {"assignment_id": uuid4().hex, "article_id": found.article_id, "event": event, "reviewer": reviewer}
    return row | {"taken_at": at, "reason": reason}


def _decided(found: Standing, verdict: str, reason: str, reviewer: str, at: datetime) -> dict[str, Any]:
    row = {"decision_id": uuid4().hex, "article_id": found.article_id, "verdict": verdict, "reason": reason}
    seen = {"model": found.model, "score": found.score, "revision": found.revision}
    return row | {"reviewer": reviewer, "decided_at": at} | seen


def _claims_of(opened: Reader, article_id: str, claims: Sequence[ClaimVerdict]) -> list[dict[str, Any]]:
    """Verdicts on claims as rows, without decision, reviewer and time.

    Raises:
        ReliabilityError: an unknown claim or verdict, or a claim twice.
    """
    if not claims:
        return []
    held = opened.table("claims", [article_id]).select("claim_id", "content_text")
    said = {str(claim): text for claim, text in held.iter_rows()}
    found: dict[str, dict[str, Any]] = {}
    for claim in claims:
        full = claim.claim_id if claim.claim_id in said else f"{article_id}#{claim.claim_id.lstrip('#')}"
        if full not in said:
            raise Conflict(  # the text may have changed since the reviewer saw them
                f"{article_id} has no claim '{claim.claim_id[:200]}'.",
                f"It has {len(said)}: see `reliability explain`.",
            )
        if claim.verdict not in records.CLAIM_VERDICT_WORDS:
            raise ReliabilityError(
                f"A claim cannot be '{claim.verdict}'.", f"Use one of {', '.join(records.CLAIM_VERDICT_WORDS)}."
            )
        if full in found:
            raise ReliabilityError(f"The claim {full} has two verdicts.", "Give one.")
        row = {"article_id": article_id, "claim_id": full, "verdict": claim.verdict, "content_text": said[full]}
        found[full] = row | {"reason": optional(claim.reason)}
    return list(found.values())
