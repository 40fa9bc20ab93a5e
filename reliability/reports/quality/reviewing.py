"""What reviewers made of scores, in words: figures with how many they are of, and what they cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from reliability.errors import counted
from reliability.reports.quality import words

Row = Mapping[str, Any]

CHOSEN = (
    "Reviewers choose what they look at and see the score, and a second reviewer often sees the first one's verdict: "
    "agreement says less than it would of a blind sample."
)


COLUMNS = {
    "decisions": "Decisions",
    "approved": "Approved",
    "needs_sources": "Need sources",
    "rejected": "Rejected",
    "escalated": "Escalated",
    "undone": "Taken back",
    "overrides": "Overrides",
    "minutes": "Minutes, median",
}
"""What is told of each reviewer."""


def cell(value: float | None) -> str:
    """A number of COLUMNS: 12, 3.5, or `-`."""
    return "-" if value is None else f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"


class Figure(NamedTuple):
    """One line of the section: what, its value, and what it is of."""

    name: str
    value: str
    of: str


def sentence(review: Row) -> str:
    """`12 articles decided: 7 approved, 3 rejected, 2 need sources; 1 in 6 against the score; ...`."""
    said = (("approved", "approved"), ("rejected", "rejected"), ("needs_sources", "to get sources"))
    kinds = [f"{review[name]:,} {word}" for name, word in (*said, ("escalated", "escalated")) if review[name]]
    again = [f"{review[name]:,} {name}" for name in ("outdated", "disputed") if review[name]]
    against = review["overrides"]
    share = f"{words.share(against['share'])} of {against['decisions']:,} go against the score"
    parts = [", ".join(kinds) or "nothing holds any more", *again, *([share] if against["decisions"] else [])]
    return f"{counted(review['articles'], 'article')} decided: {'; '.join(parts)}."


def rows(review: Row | None) -> list[Figure]:
    """The figures of the section; none where nobody decided on anything."""
    if review is None:
        return []
    against = review["overrides"]
    low, high = (f"{against[name] * 100:.0f}" for name in ("low", "high"))
    minutes = "-" if review["minutes"] is None else words.ago(review["minutes"] / 60)
    return [
        Figure(
            "Overrides",
            words.share(against["share"]),
            f"{against['approved_low']:,} approved below {low} and {against['rejected_high']:,} rejected from {high} "
            f"on, of {counted(against['decisions'], 'opinion')} on articles with a score",
        ),
        Figure("Agreement with the model", kappa(review["model"]), _of(review["model"], "opinion", "a score of 50")),
        Figure("Agreement among reviewers", kappa(review["among"]), _of(review["among"], "article", "each other")),
        Figure("Time to decide", minutes, f"median of {counted(review['timed'], 'decision')} on articles taken first"),
        Figure("Taken back", words.count(review["undone"]), f"of {counted(review['decisions'], 'decision')}"),
    ]


def kappa(agreement: Row) -> str:
    """`0.61 (0.42 to 0.78)`; `-` where there is too little to tell."""
    if agreement["kappa"] is None:
        return "-"
    return f"{agreement['kappa']:.2f} ({agreement['low']:.2f} to {agreement['high']:.2f})"


def _of(agreement: Row, noun: str, beside: str) -> str:
    if not agreement["n"]:
        return f"no {noun} to compare with {beside}"
    same = f"{words.share(agreement['agreeing'])} the same"
    return f"Cohen's kappa with 95 % interval, {counted(agreement['n'], noun)} against {beside}, {same}"
