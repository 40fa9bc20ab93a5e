"""Is the article older than its outlet."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.patterns import entries

BEGAN = {domain: int(year) for domain, year in map(str.split, entries("outlet_years"))}
FIRST_DAY = pl.datetime(
    pl.col("domain").replace_strict(BEGAN, default=None, return_dtype=pl.Int32), 1, 1, time_zone="UTC"
)

FEATURES = (
    Feature(
        "days_before_outlet",
        (FIRST_DAY - pl.col("published_at")).dt.total_days().clip(0),
        "days",
        "How long before the year in which its outlet began the article is dated; 0 after it. Why: such a date is "
        "wrong. Example: 31 for 1 December 2013 and an outlet of 2014; null for outlets that are not in the list of "
        "some 250 that were born online or are young.",
        scored=False,
    ),
)
