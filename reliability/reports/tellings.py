"""A telling of a claim in words: when, in which way, and how it fits what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]

LONGEST = 60  # characters of words that differ
CHANGES = 4
WAYS = {"quoted": "quoted directly", "quoted_in_part": "quoted in part", "indirect": "reported indirectly"}


def day(row: Row) -> str:
    """`2026-01-05 08:30`, `2026-01-05` where no time is known, or why there is no date to go by."""
    if row["published_at"] is None:
        return "no date"
    date = f"{row['published_at']:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    return date if row["dated"] else f"{date} (cannot be)"


def way(row: Row, publishers: Mapping[str, str]) -> str:
    """`relayed via Brennick Courier`, `copy of harbour-1 (Harbour Post)`, `quoted directly; text of Reuters`.

    Args:
        row: of records.TRACE.
        publishers: of articles, by id.
    """
    beside = [f"text of {row['credit']}"] if row["credit"] and row["telling"] != "copy" else []
    beside += [f"handed on by {row['relay']}"] if row["relay"] else []
    return "; ".join([_way(row, publishers), *beside])


def _way(row: Row, publishers: Mapping[str, str]) -> str:
    if row["telling"] == "copy":
        publisher = publishers.get(row["copy_of"])
        return f"copy of {row['copy_of']}" + (f" ({publisher})" if publisher else "")
    if row["telling"] == "relayed":
        steps = [step["name"] or step["kind"] for step in row["via"] or []]
        own = [row["origin"]] if row["source_type"] == "media_outlet" and row["origin"] else []
        return f"relayed via {', '.join(steps or own or ['another'])}"
    return WAYS[row["telling"]]


def fit(match: Row) -> str:
    """`nearly the same words: “closed” for “safe”`."""
    changes = match["changes"] or []
    words = "; ".join(_change(change) for change in changes[:CHANGES])
    more = f" and {len(changes) - CHANGES} more" if len(changes) > CHANGES else ""
    if match["kind"] == "same_words":
        return "same words"
    if match["kind"] == "near_words":
        return f"nearly the same words: {words}{more}"
    sure = "perhaps the same claim," if match["kind"] == "perhaps" else "same claim"
    differs = f": {words}{more}" if words else ""
    return f"{sure} in other words ({min(match['similarity'], 0.99):.0%} alike){differs}"


def _change(change: Row) -> str:
    asked, told = _short(change["asked"]), _short(change["told"])
    if not asked:
        return f"adds “{told}”"
    return f"“{told}” for “{asked}”" if told else f"lacks “{asked}”"


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"
