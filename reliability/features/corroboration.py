"""Who else reports it: copies, other articles of the story, origins that agree."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature

COPIES = pl.col("copies").fill_null(0).clip(0)
STORY_ARTICLES = pl.col("story_articles").fill_null(1).clip(1)
HAS_ORIGIN = (pl.col("distinct_origins") > 0).cast(pl.Int32)

FEATURES = (
    Feature(
        "copies",
        COPIES,
        "articles",
        "Other articles that repeat this text: wire copy, syndication, rewrites. Why: ten copies of one text are one "
        "report. Example: 2 where two other sites carry the same agency text.",
    ),
    Feature(
        "story_articles",
        STORY_ARTICLES,
        "articles",
        "Articles about the same event, this one included. Why: an event that nobody else reports needs a second look. "
        "Example: 3 where two other articles tell of the same fire.",
        low=1,
    ),
    Feature(
        "independent_reports",
        pl.col("independent_reports").fill_null(1).clip(1),
        "reports",
        "Different texts about the same event, copies counted once. Why: repetition is no confirmation. "
        "Example: 2 where five articles of the story are four copies and one own report.",
        low=1,
    ),
    Feature(
        "independent_origins",
        pl.coalesce("independent_origins", HAS_ORIGIN).clip(0),
        "origins",
        "Different origins behind the best corroborated claim, copies and relays folded; alone in its story, an "
        "article has 1 if a claim of its has an origin. Why: what two say on their own is more likely true. "
        "Example: 2 where the police and a witness give the same toll.",
    ),
    Feature(
        "conflicts",
        pl.col("conflicts").fill_null(0).clip(0),
        "conflicts",
        "Tolls or quotations of the story for which this article and another, no copy of it, give different values. "
        "Why: they cannot both be right. Example: 1 where this article has nine dead and another eleven.",
    ),
    Feature(
        "copied_share",
        (COPIES / pl.max_horizontal(STORY_ARTICLES, COPIES + 1)).clip(0, 1),
        "share of the story",
        "Share of the story's articles that repeat this text. Why: a story made of copies has one root. "
        "Example: 0.5 where two of the story's four articles are copies of this one.",
        high=1,
    ),
    Feature(
        "is_original",
        pl.col("is_original").fill_null(True).cast(pl.Int8),
        "yes or no",
        "1 where no earlier article has the same text. Why: the first is nearer to the source than its copies. "
        "Example: 0 for a site that carries yesterday's agency text.",
        high=1,
    ),
)
