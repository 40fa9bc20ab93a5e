"""What came with the article says something about it: an embargo that was not kept, a barrier that cut it off."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from reliability.features.barriers import PAYWALL
from reliability.features.completeness import TRUNCATED, WORDS
from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.other_reports import chosen, where
from reliability.features.patterns import count_any, holds
from reliability.records import TIME, WIRE_FORMATS

HOUR = 3_600_000_000  # microseconds
FEW = 150  # words: a lead and no report

CAME = pl.col("came_with").struct
EMBARGO, DELIVERED = CAME.field("embargo"), CAME.field("format").is_in(WIRE_FORMATS).fill_null(False)
COPIED = (
    pl.col("differences")
    .list.eval(pl.when(pl.element().struct.field("kind") == "embargo").then(pl.element().struct.field("value")))
    .list.max()
    .str.to_datetime(strict=False, time_zone="UTC")
    .cast(TIME)
)
# What an agency delivers under embargo is not published by that.
END = pl.max_horizontal(pl.when(~DELIVERED).then(EMBARGO), COPIED)
EARLY = ((END - pl.col("published_at")).dt.total_microseconds() / HOUR).clip(0)
HELD = ((EMBARGO - pl.col("ingested_at")).dt.total_microseconds() / HOUR).clip(0)
CUT = holds("tail", TRUNCATED) | (count_any("tail", PAYWALL) > 0) | (WORDS < FEW) | (pl.col("stops_midway") > 0)


def find_end(case: Case) -> list[Place]:
    """Until when it should have waited, and who asked for that."""
    asked = [(datetime.fromisoformat(row["value"]), where(row)) for row in chosen(case, "embargo")]
    own = case.came_with.get("embargo")
    if own is not None and case.came_with.get("format") not in WIRE_FORMATS:
        asked.append((own, "its own record"))
    return [Place(0, 0, f"{end:%Y-%m-%d %H:%M} UTC by {who}") for end, who in sorted(asked)[-1:]]


def find_own_end(case: Case) -> list[Place]:
    """Until when it is not to be published."""
    own = case.came_with.get("embargo")
    return [Place(0, 0, f"{own:%Y-%m-%d %H:%M} UTC")] if own is not None else []


FEATURES = (
    Feature(
        "hours_before_embargo",
        Finder(find_end, pl.col("published_at") < END, value=EARLY),
        "hours",
        "How long before the end of its embargo the article was published: the embargo in its own record, or that of "
        "the article whose text it repeats; what an agency delivers is not published by that. Why: who breaks an "
        "embargo publishes what nobody could check or answer yet. Example: 3.0 for 15:00 where the agency asked for "
        "18:00; null without an embargo or a date.",
        scored=False,
    ),
    Feature(
        "embargo_hours_left",
        Finder(find_own_end, pl.col("ingested_at") < EMBARGO, value=HELD),
        "hours",
        "How long its embargo still lasted when the article came in; 0 where it had ended, null without one. Why: "
        "neither the article nor its score may be passed on before. Example: 6.5 for an item that came at 11:30 and "
        "may be published from 18:00.",
        scored=False,
    ),
    Feature(
        "behind_barrier",
        (~CAME.field("free") & CUT).fill_null(False).cast(pl.Int8),
        "yes or no",
        f"1 where the publisher marks the article as not free to read, and the text that was read is cut off, asks for "
        f"a subscription or has fewer than {FEW} words. Why: it is likely the part before the barrier, which says "
        "nothing about the rest. Example: 1 for two sentences of a page with `isAccessibleForFree: false`.",
        high=1,
        scored=False,
    ),
)
