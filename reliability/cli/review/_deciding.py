"""Records decisions and says what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from reliability.review import ClaimVerdict, Standing


def record(
    db: str | None, article: str, verdict: str | None, reason: str, reviewer: str, claims: Sequence[str] | None
) -> None:
    """Decide on an article and score the sources anew.

    Raises:
        ReliabilityError: no verdict or none that there is, or the article or the decision is refused.
    """
    from reliability import config, records, review, sourcing, store
    from reliability.cli import _terminal

    if verdict is None or not verdict.strip():
        raise ReliabilityError("A decision needs a verdict.", f"Add --verdict {'|'.join(records.VERDICTS)}.")
    chosen = review.verdict(verdict)
    settings = config.load({"db": db})
    with store.open_store(settings["db"]) as opened:
        found = store.find_article(opened, article).row(0, named=True)
        told = [_claim(text) for text in claims or ()]
        article_id, revision = found["article_id"], found["revision"]
        standing = review.decide(opened, article_id, chosen, reason, reviewer, claims=told, revision=revision)
        _terminal.report_rescored(sourcing.rescore_sources(opened, settings))
    beside = f", with verdicts on {len(told)} of its claims" if told else ""
    _terminal.notice(f"{article_id}: {chosen}{beside}")
    if standing.disputed:
        _terminal.notice("Reviewers disagree on it: it stays in the queue.")


def said(standing: Standing) -> str:
    """`ferry-torch: in review, taken by ruth until 2030-03-01 08:30 UTC`."""
    state = standing.state.replace("_", " ")
    if standing.until is not None:
        return f"{standing.article_id}: {state}, taken by {standing.holder} until {standing.until:%Y-%m-%d %H:%M} UTC"
    return f"{standing.article_id}: {state}"


def _claim(text: str) -> ClaimVerdict:
    from reliability.review import ClaimVerdict

    named, _, why = text.partition(":")  # the reason may hold signs of its own
    claim, found, head = named.rpartition("=")
    if not found or not claim.strip():
        raise ReliabilityError(f"'{text}' is no verdict on a claim.", "Write --claim 3=unsupported.")
    return ClaimVerdict(claim.strip(), "_".join(head.lower().replace("-", " ").split()), why.strip())
