"""What other articles of the story say otherwise: tolls, days, wordings. The stories stage finds it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place

BEGINS = 60  # characters by which a claim is found again
BEFORE, AFTER = 4, 6  # words shown beside the one that differs

Difference = Mapping[str, Any]


def differs(kind: str) -> pl.Expr:
    """Whether the stories stage found a difference of this kind."""
    kinds = pl.col("differences").list.eval(pl.element().struct.field("kind"))
    return kinds.list.contains(kind).fill_null(False)


def chosen(case: Case, kind: str) -> list[Difference]:
    """The differences of one kind."""
    return [difference for difference in case.differences if difference["kind"] == kind]


def where(difference: Difference) -> str:
    """Who says otherwise."""
    return difference["publisher"] or "another article"


def _phrases(case: Case, kind: str) -> list[Place]:
    """Where the article's own words of tolls or days stand."""
    found = []
    for difference in chosen(case, kind):
        words = re.search(r"\s+".join(map(re.escape, difference["value"].split())), case.text)
        said = f"“{difference['value']}”, “{difference['other']}” in {where(difference)}{_when(case, difference)}"
        found.append(Place(*words.span(), said) if words else Place(0, 0, said))
    return found


def _when(case: Case, difference: Difference) -> str:
    """The day of the other article: tolls rise from day to day, but not within one."""
    if difference["kind"] != "toll" or None in (case.published_at, difference["published_at"]):
        return ""
    days = (difference["published_at"].date() - case.published_at.date()).days  # type: ignore[union-attr]
    return " of the same day" if days == 0 else f" of {difference['published_at']:%Y-%m-%d}"


def find_tolls(case: Case) -> list[Place]:
    """Tolls that most of the story's other articles contradict."""
    return _phrases(case, "toll")


def find_days(case: Case) -> list[Place]:
    """Days that most of the story's other articles contradict."""
    return _phrases(case, "day")


def find_wordings(case: Case) -> list[Place]:
    """Quotations that most of the story's other articles word otherwise."""
    found = []
    for difference in chosen(case, "quotation"):
        value = difference["value"]  # long ones are cut
        claim = next((row for row in case.claims if (row["content_text"] or "").startswith(value)), None)
        spans = claim["content"] if claim else []
        here, there = _apart(value, difference["other"])
        said = f"“{here}”, “{there}” in {where(difference)}"
        found += [Place(start, end, said) for start, end in spans] or [Place(0, 0, said)]
    return found


def _apart(one: str, other: str) -> tuple[str, str]:
    """The words around the first change inside."""
    from rapidfuzz.distance import Levenshtein

    first, second = _plain(one), _plain(other)
    steps = list(Levenshtein.opcodes([word.lower() for word in first], [word.lower() for word in second]))
    inner = [step for step in steps if step.tag == "replace"] or [step for step in steps if step.tag != "equal"]
    if not inner:
        return _cut(first, 0, len(first)), _cut(second, 0, len(second))
    step = inner[0]
    return _cut(first, step.src_start, step.src_end), _cut(second, step.dest_start, step.dest_end)


def _plain(words: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", words)


def _cut(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(start - BEFORE, 0), min(end + AFTER, len(words))
    return ("…" if first else "") + " ".join(words[first:last]) + ("…" if last < len(words) else "")


def find_circles(case: Case) -> list[Place]:
    """Claims that outlets have from each other, or all from one doubtful root."""
    found = []
    for difference in (*chosen(case, "circle"), *chosen(case, "diamond")):
        value = difference["value"]
        claim = next((row for row in case.claims if (row["content_text"] or "")[:BEGINS] == value[:BEGINS]), None)
        spans = claim["content"] if claim else []
        found += [Place(start, end, difference["other"]) for start, end in spans[:1]] or [
            Place(0, 0, difference["other"])
        ]
    return found


FEATURES = (
    Feature(
        "other_tolls",
        Finder(find_tolls, differs("toll")),
        "tolls",
        "Numbers of dead, injured, missing, arrested or rescued people that more of the story's other articles "
        "contradict than share. A somewhat higher number of a later day is none unless it is in the same sentence: "
        "tolls rise. Nor is one that the article says has changed. Why: both cannot be right. "
        "Example: 1 where this article has 19 dead and two others have 12.",
        scored=False,
    ),
    Feature(
        "other_days",
        Finder(find_days, differs("day")),
        "days",
        "Days for which the same sentence of more of the story's other articles has another day than the same. "
        "Why: the day is the easiest thing to check, and a wrong one spoils the order of events. "
        "Example: 1 for 'The ferry sank on Tuesday' where another report of it has Thursday.",
        scored=False,
    ),
    Feature(
        "other_wordings",
        Finder(find_wordings, differs("quotation")),
        "places",
        "Quotations of which more of the story's other articles give other words inside than the same. A shorter cut, "
        "a spelling and a change in brackets are none. Why: words between quotation marks are to be the speaker's own. "
        "Example: 1 for 'It will stay open' where another report has 'It will not stay open'.",
        scored=False,
    ),
    Feature(
        "circular_claims",
        Finder(find_circles, differs("circle") | differs("diamond")),
        "claims",
        "Claims of this article that only seem confirmed: outlets of the story that lead back to each other, or two or "
        "more that only relay one outlet, one platform or somebody unnamed, each counted once. Why: what comes from "
        "one mouth is said once, however many repeat it. Example: 1 where the Post cites the Star and the Star the "
        "Post.",
        scored=False,
    ),
)
