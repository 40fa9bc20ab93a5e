"""Copies of other articles: under whose name, with what credit, and how late. The stories stage finds them."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.other_reports import Difference, chosen, differs, where
from reliability.features.patterns import listed

HEAD, TAIL = 400, 800  # characters in which a credit stands
DATELINE = re.compile(r"^[^\n]{0,80}\([A-Z][\w.’' ]{1,40}\)\s*[-–—:]")

BY = r"(?:\b(?:by|from|via|source|credit|copyright)|©)\W{1,3}(?:the )?"


def find_bylines(case: Case) -> list[Place]:
    """The text of another article under another name, without credit."""
    return [
        Place(0, 0, f"by {'; '.join(case.authors)} here, by {copy['other']} in {where(copy)}")
        for copy in chosen(case, "copy")
        if _two_bylines(copy) and not _shared(copy) and not credited(case, copy)
    ]


def find_uncredited(case: Case) -> list[Place]:
    """The text of another publisher's article, where the bylines say nothing, without credit."""
    return [
        Place(0, 0, where(copy))
        for copy in chosen(case, "copy")
        if not _two_bylines(copy) and _elsewhere(case, copy) and not credited(case, copy)
    ]


def find_older(case: Case) -> list[Place]:
    """The earlier article that is repeated."""
    return [
        Place(0, 0, f"{where(copy)} of {copy['published_at']:%Y-%m-%d}")
        for copy in chosen(case, "copy")
        if copy["published_at"]
    ]


def credited(case: Case, copy: Difference) -> bool:
    """Whether the byline, the dateline, or the top or end of the text says where the text is from."""
    edges = f"{case.text[:HEAD]}\n{case.text[-TAIL:]}".lower()
    byline = "; ".join(case.authors).lower()
    if _listed("agencies").search(byline) or DATELINE.search(case.text) or _listed("credits").search(edges):
        return True
    names = [name.lower() for name in (copy["publisher"], *copy["other"].split("; ")) if name and len(name) > 3]
    return any(re.search(rf"{BY}{re.escape(name)}", edges) for name in names)


def _two_bylines(copy: Difference) -> bool:
    return bool(copy["value"] and copy["other"])


def _shared(copy: Difference) -> bool:
    """Whether the bylines have a name in common."""
    one, other = (set(re.findall(r"[^\W\d_]{3,}", copy[side].lower())) for side in ("value", "other"))
    return bool(one & other)


def _elsewhere(case: Case, copy: Difference) -> bool:
    """Whether the other article is another publisher's."""
    own = {name.lower() for name in (case.publisher, case.domain) if name}
    return bool(own) and bool(copy["publisher"]) and copy["publisher"].lower() not in own


@cache
def _listed(name: str) -> re.Pattern[str]:
    return re.compile(listed(name))


ORIGINAL_TIMES = (
    pl.col("differences")
    .list.eval(pl.when(pl.element().struct.field("kind") == "copy").then(pl.element().struct.field("published_at")))
    .list.min()
)
COPIED_DAYS = (pl.col("published_at") - ORIGINAL_TIMES).dt.total_days().clip(0)

FEATURES = (
    Feature(
        "copied_bylines",
        Finder(find_bylines, differs("copy")),
        "articles",
        "1 where the article repeats an earlier one (or one of the same time) whose byline has none of its names, and "
        "where neither byline, dateline, top nor end says where the text is from. Why: somebody signs what somebody "
        "else wrote. Example: 1 for a text by Ida Voss that Piet Okoro published in another paper the day before.",
        high=1,
        scored=False,
    ),
    Feature(
        "copied_uncredited",
        Finder(find_uncredited, differs("copy")),
        "articles",
        "1 where the article repeats an earlier one of another publisher, one of them has no byline, and nothing says "
        "where the text is from. Why: readers cannot tell who answers for it. "
        "Example: 1 for an unsigned page with the text of yesterday's Harbour Post.",
        high=1,
        scored=False,
    ),
    Feature(
        "copied_days",
        Finder(find_older, differs("copy"), given=ORIGINAL_TIMES.is_not_null(), value=COPIED_DAYS),
        "days",
        "Days between the text that the article repeats and the article; null where it is no copy or a date is "
        "missing. Why: old news with a new date misleads. Example: 400 for last year's flood, told as today's.",
        scored=False,
    ),
)
