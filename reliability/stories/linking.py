"""Which articles are about one event, and which repeat one text."""

from __future__ import annotations

import polars as pl

from reliability.stories.copies import copy_links, firsts, look_alike, same_links
from reliability.stories.events import event_links
from reliability.stories.grouping import group


def link(signatures: pl.DataFrame) -> pl.DataFrame:
    """Group articles into stories and copy groups: `records.STORY_MEMBERS` without `run_id`.

    Two articles can be of one story when they appeared within three days of each other and share telling terms;
    articles without a date count as of the day on which they came in, and need more in common.
    The result is sorted by `article_id` and does not depend on the order of the input. `independent_origins` is
    null: `corroborate` finds it.

    Args:
        signatures: `records.SIGNATURES`; `run_id` is not needed.
    """
    frame = signatures.unique("article_id", keep="first", maintain_order=True).sort("article_id")
    return group(frame, links(frame))


def links(signatures: pl.DataFrame) -> pl.DataFrame:
    """All links between these articles: `records.STORY_LINKS` without `run_id`."""
    events = event_links(signatures)
    alone = first_of_wording(signatures)
    near = events.join(alone, left_on="left_id", right_on="article_id", how="semi").join(
        alone, left_on="right_id", right_on="article_id", how="semi"
    )
    pairs = pl.concat([near.select("left_id", "right_id"), look_alike(alone, ())])
    return pl.concat([events, same_links(signatures), copy_links(pairs, alone)])


def first_of_wording(signatures: pl.DataFrame) -> pl.DataFrame:
    """The signatures of articles whose words no earlier article has."""
    told = firsts(signatures).filter(pl.col("first") == pl.col("article_id"))
    return signatures.join(told, on="article_id", how="semi", maintain_order="left")
