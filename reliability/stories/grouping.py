"""Stories and copy groups from the links between articles."""

from __future__ import annotations

import numpy as np
import polars as pl

from reliability import records
from reliability.stories import agencies
from reliability.stories.clusters import average_linkage, components
from reliability.stories.copies import COPY, SAME
from reliability.stories.events import EVENT
from reliability.stories.pairs import Pairs, Whole

SAME_EVENT = 0.12
MOSTLY = 0.4
ASKED = ("article_id", "published_at", "publisher", "credit", "address", "refers_to")
"""Columns of records.SIGNATURES that grouping needs."""


def strong() -> pl.Expr:
    """Links that can put two articles into one story; a story lies within the articles that these hold together."""
    return (pl.col("kind") != EVENT) | (pl.col("score") >= SAME_EVENT)


def group(articles: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Group articles into stories and copy groups: `records.STORY_MEMBERS` without `run_id`, sorted by `article_id`.

    Groups grow by average linkage, so they do not chain: in a copy group most pairs are copies, and copies follow
    their original into its story. The original is the earliest article of the agency that the others credit, else the
    one that others link to or say they are made from, else the earliest. `independent_origins` is null: `corroborate`
    finds it.

    Args:
        articles: the columns `ASKED` of all articles that `strong` links of theirs lead to.
        links: `records.STORY_LINKS`; those with an article that is not in `articles` are passed over.
    """
    frame = articles.select(ASKED).sort("published_at", "article_id", nulls_last=True)
    size = len(frame)
    placed = _placed(frame["article_id"], links)
    same = components(size, placed[SAME])
    text = average_linkage(size, _between(same, placed[COPY], size), MOSTLY)[same]
    story = average_linkage(size, _between(text, placed[EVENT], size), SAME_EVENT)[text]
    return _members(frame["article_id"], story, *_credited(frame, text))


def _placed(ids: pl.Series, links: pl.DataFrame) -> dict[str, Pairs]:
    """The links of each kind as pairs of places in `ids`."""
    place = pl.DataFrame({"id": ids}).with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("place"))
    told = links.join(place, left_on="left_id", right_on="id").join(
        place, left_on="right_id", right_on="id", suffix="_right"
    )
    found = {}
    for kind in (SAME, COPY, EVENT):
        rows = told.filter(pl.col("kind") == kind)
        one, other = rows["place"].to_numpy(), rows["place_right"].to_numpy()
        found[kind] = Pairs(np.minimum(one, other), np.maximum(one, other), rows["score"].to_numpy())
    return found


def _between(head: Whole, pairs: Pairs, size: int) -> Pairs:
    """Pairs of heads of groups; the similarity of two groups is that of their best pair."""
    one, other = head[pairs.left], head[pairs.right]
    low, high = np.minimum(one, other), np.maximum(one, other)
    between = low < high
    key = low[between] * size + high[between]
    order = np.lexsort((-pairs.score[between], key))
    distinct, first = np.unique(key[order], return_index=True)
    best = pairs.score[between][order][first]
    return Pairs(distinct // max(size, 1), distinct % max(size, 1), best)


def _credited(frame: pl.DataFrame, text: Whole) -> tuple[Whole, list[str | None]]:
    """The original of each article's copy group, and the agency that the group credits.

    What an article says of its own publisher is no credit.

    Args:
        frame: `ASKED` of the articles, in order of time.
        text: the eldest article of each one's copy group.
    """
    given: dict[int, list[str]] = {}
    publishers = frame["publisher"].to_list()
    for place, (publisher, credit) in enumerate(zip(publishers, frame["credit"].to_list(), strict=True)):
        if credit and not (publisher and agencies.same(credit, publisher)):
            given.setdefault(int(text[place]), []).append(credit)
    credit_of = {group: agencies.most_named(credits) for group, credits in given.items()}
    original = np.arange(len(text), dtype=np.int64)
    found = _referred(frame, text)
    agency_of: dict[int, int] = {}
    for place in np.flatnonzero(np.isin(text, list(credit_of))).tolist():
        agency, publisher = credit_of[int(text[place])], publishers[place]
        if agency and publisher and agencies.same(agency, publisher):
            agency_of.setdefault(int(text[place]), place)
    found |= agency_of
    original[list(found)] = list(found.values())
    return original[text], [credit_of.get(group) for group in text.tolist()]


def _referred(frame: pl.DataFrame, text: Whole) -> dict[int, int]:
    """Of each copy group the article to which most others of it refer, which refers to none of them itself."""
    known = frame.with_columns(pl.col("address").cast(pl.String), pl.col("refers_to").cast(pl.List(pl.String)))
    told = known.with_row_index("place").with_columns(text=pl.Series(text), place=pl.col("place").cast(pl.Int64))
    named = told.filter(pl.col("address").is_not_null()).select("address", "text", original="place")
    given = told.select("place", "text", address="refers_to").explode("address").drop_nulls("address")
    pairs = given.join(named, on=["address", "text"]).filter(pl.col("place") != pl.col("original"))
    pairs = pairs.select("text", "place", "original").unique()
    relays = pairs["place"].unique().implode()
    counted = pairs.filter(~pl.col("original").is_in(relays)).group_by("text", "original").len()
    best = counted.sort("len", "original", descending=[True, False]).unique("text", keep="first")
    return dict(best.select("text", "original").iter_rows())


def _members(ids: pl.Series, story: Whole, original: Whole, credit: list[str | None]) -> pl.DataFrame:
    """Places are in order of seniority, so a story bears the number of its eldest."""
    frame = pl.DataFrame(
        {
            "article_id": ids,
            "story_id": ids.gather(story),
            "copy_group": ids.gather(original),
            "credit": credit,
        },
        schema=dict.fromkeys(("article_id", "story_id", "copy_group", "credit"), pl.String),
    )
    return (
        records.STORY_MEMBERS.conform(
            frame.with_columns(
                is_original=pl.col("article_id") == pl.col("copy_group"),
                copies=pl.len().over("copy_group") - 1,
                story_articles=pl.len().over("story_id"),
                independent_reports=pl.col("copy_group").n_unique().over("story_id"),
            )
        )
        .sort("article_id")
        .drop("run_id")
    )
