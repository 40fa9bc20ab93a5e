"""An explained article as plain values: what the terminal, Markdown, HTML and JSON show of it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reliability.errors import counted
from reliability.reports import circumstances

Row = Mapping[str, Any]

KEYS = (
    "article_id",
    "url",
    "publisher",
    "title",
    "score",
    "low",
    "high",
    "abstained",
    "source_reliability",
    "information_credibility",
    "claims",
    "second_hand",
)
BLANKS = re.compile(r"\s+")
TOLD = ("reason", "side", "points", "score_points", "text", "features")
SHOWN_CLAIMS = 200
LONGEST_TITLE = 300  # characters
LONGEST = 320  # characters of a sentence
LEAD = 80  # characters kept before the first place of a sentence that is longer
TOLERABLE = 0.005  # of the score: what is smaller is shown with the rest


def explained(dossier: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    """One article with its reasons, for a program or a template.

    Args:
        dossier: the frames of `explaining.explain`.

    Returns:
        The keys of `reliability score` less the long ones; `because`, why there is no score; `start`, the score of an
        article of which nothing is known; `story`, what other articles tell with it (`story_id`, `articles`,
        `different_texts`, `independent_origins` behind its best corroborated claim) or null; `reasons`, the strongest
        first, each with its `places` (`start` and `end` of a sentence, its `text`, `spans` in the article's text), its
        `flags` and its `hint` (`text`, `score`) or null; `grades`, one of each axis with its `meaning` and `evidence`;
        `came_with`, what came with the text (see `circumstances.told`);
        `flags`, each with the `reason` that speaks of the same thing or null; and `model`.
    """
    result, text = dossier["result"].row(0, named=True), dossier["article"]["text"][0] or ""
    flags = dossier["flags"].select("code", "severity", "message", "reason").to_dicts()
    rows = dossier["reasons"].to_dicts()
    start = next((row["score_points"] for row in rows if row["reason"] == "base"), None)
    return {
        **{key: result[key] for key in KEYS},
        "because": next(iter(dossier["abstained"]["text"]), None),
        "start": start,
        "story": _story(dossier["members"]),
        "reasons": [_reason(row, text, flags) for row in rows if row["reason"] != "base"],
        "grades": dossier["grades"].to_dicts(),
        "came_with": circumstances.told(dossier["article"].row(0, named=True)),
        "flags": flags,
        "model": result["model"],
    }


def corroboration(story: Row) -> str:
    """`6 articles tell this story in 4 different texts; corroborated by 2 independent origins`."""
    texts = counted(story["different_texts"], "different text")
    origins = story["independent_origins"] or 0
    backed = f"corroborated by {origins} independent origins" if origins > 1 else "no claim has a second origin"
    return f"{counted(story['articles'], 'article')} tell this story in {texts}; {backed}"


def excerpt(place: Row) -> list[tuple[str, bool]]:
    """A sentence in pieces, each with whether it is marked; a long one is cut around its first mark."""
    start, text = place["start"], place["text"]
    spans = [(max(s - start, 0), min(e - start, len(text))) for s, e in place["spans"]]
    begin = max(min((s for s, _ in spans), default=0) - LEAD, 0) if len(text) > LONGEST else 0
    end = min(begin + LONGEST, len(text))
    pieces = [("…", False)] if begin else []
    at = begin
    for first, last in _joined(spans, text):
        low, high = max(first, at), min(last, end)
        if low < high:
            pieces += [(text[at:low], False), (text[low:high], True)]
            at = high
    pieces += [(text[at:end], False), ("…" if end < len(text) else "", False)]
    return [(BLANKS.sub(" ", piece), marked) for piece, marked in pieces if piece]


def headline(title: str | None) -> str:
    """The title, cut where it is longer than any headline."""
    words = " ".join((title or "(no title)").split())
    return words if len(words) <= LONGEST_TITLE else f"{words[:LONGEST_TITLE]}…"


def waterfall(told: Row) -> list[tuple[str, float]]:
    """Name and score points of each reason, the strongest first; the faint ones folded into one row."""
    strong = [(row["reason"], row["score_points"]) for row in told["reasons"] if abs(row["score_points"]) >= TOLERABLE]
    faint = [row["score_points"] for row in told["reasons"] if abs(row["score_points"]) < TOLERABLE]
    return [*strong, *([(f"the rest ({len(faint)} more)", math.fsum(faint))] if faint else [])]


def points(value: float | None) -> str:
    """Points of the score from 0 to 100: '+8', '-3', '+0.4'."""
    if value is None:
        return ""
    shown = f"{value * 100:+.0f}" if abs(value) >= TOLERABLE else f"{value * 100:+.1f}"
    return "0" if shown in ("+0.0", "-0.0") else shown


def _joined(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The spans in order; those with no word between them are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        apart = not found or any(char.isalnum() for char in text[found[-1][1] : start])
        before = (start, end) if apart else found.pop()
        found.append((before[0], max(before[1], end)))
    return found


def _story(members: pl.DataFrame) -> dict[str, Any] | None:
    """The article's row of story_members in short; None where it is alone in its story."""
    member = next(iter(members.to_dicts()), None)
    if member is None or member["story_articles"] < 2:
        return None
    return {
        "story_id": member["story_id"],
        "articles": member["story_articles"],
        "different_texts": member["independent_reports"],
        "independent_origins": member["independent_origins"],
    }


def _reason(row: Row, text: str, flags: Sequence[Row]) -> dict[str, Any]:
    hint = {"text": row["hint"], "score": row["hint_score"]} if row["hint"] is not None else None
    return {
        **{key: row[key] for key in TOLD},
        "places": [_place(text, sentence, row["spans"] or []) for sentence in row["sentences"] or []],
        "flags": [flag["code"] for flag in flags if flag["reason"] == row["reason"]],
        "hint": hint,
    }


def _place(text: str, sentence: Sequence[int], spans: Sequence[Sequence[int]]) -> dict[str, Any]:
    start, end = sentence
    inside = [list(span) for span in spans if start <= span[0] < end]
    return {"start": start, "end": end, "text": text[start:end], "spans": inside}
