"""How many independent origins stand behind the claims of stories, and where their articles disagree."""

from __future__ import annotations

from typing import Any

import polars as pl

from reliability import records
from reliability.stories import marks, sameness, tolls
from reliability.stories.story import Story

ARTICLE_COLUMNS = ("article_id", "published_at", "publisher", "terms", "authors", "marks", "revised", "embargo")
CLAIM_COLUMNS = (
    "article_id",
    "claim_id",
    "quotation",
    "source_text",
    "content_text",
    "origin",
    "source_type",
    "via",
    "anonymous",
)


def corroborate(
    members: pl.DataFrame, claims: pl.DataFrame, signatures: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Find what several articles of a story claim, from how many origins, and where they conflict.

    Returns `records.STORIES` (sorted by `story_id`) and `members` with `independent_origins`, `conflicts` and
    `differences` filled, both without `run_id`. The origins of an article are those behind its best corroborated
    claim, at least 1 where it gives an origin, 0 where it gives none and nobody else does.

    Args:
        members: `records.STORY_MEMBERS` of whole stories.
        claims: `records.CLAIMS` of their articles.
        signatures: `records.SIGNATURES` of their articles. They give dates (the order of the articles), publishers
            (to see relays between the story's own outlets), bylines, and tolls and days in the text; without them,
            what is in the claims is all there is.
    """
    stories: list[dict[str, Any]] = []
    best: dict[str, int] = {}
    odd: dict[str, list[dict[str, Any]]] = {}
    for story in _stories(members, claims, signatures):
        row, counts = story.describe()
        stories.append(row)
        best |= counts
        odd |= story.differences(row["circular"])
    told = records.STORIES.frame(stories).drop("run_id")
    schema = records.STORY_MEMBERS.schema
    found = pl.DataFrame(
        {"article_id": list(best), "independent_origins": list(best.values()), "differences": map(odd.get, best)},
        schema={name: schema[name] for name in ("article_id", "independent_origins", "differences")},
    )
    filled = members.drop("independent_origins", "conflicts", "differences", strict=False)
    for more in (found, _conflicts(told)):
        filled = filled.join(more, on="article_id", how="left", maintain_order="left")
    conflicts = pl.col("conflicts").fill_null(0)
    return told, records.STORY_MEMBERS.conform(filled.with_columns(conflicts)).drop("run_id")


def _conflicts(stories: pl.DataFrame) -> pl.DataFrame:
    """article_id and in how many conflicts with other articles it gives one of the values."""
    values = stories.select("conflicts").explode("conflicts").unnest("conflicts").with_row_index("conflict")
    given = values.select("conflict", "values").explode("values").drop_nulls().unnest("values")
    given = given.filter(pl.col("article_id").n_unique().over("conflict") > 1)
    return given.group_by("article_id").agg(pl.col("conflict").n_unique().alias("conflicts"))


def _stories(members: pl.DataFrame, claims: pl.DataFrame, signatures: pl.DataFrame | None) -> list[Story]:
    joined = _claims(members, claims)
    compared = sameness.compare(joined)
    by_story: dict[str, list[dict[str, Any]]] = {}
    place: list[int] = []
    for number, row in enumerate(joined.iter_rows(named=True)):
        row |= {"same": int(compared.label[number])}
        told = by_story.setdefault(row["story_id"], [])
        place.append(len(told))
        told.append(row)
    close: dict[str, list[tuple[int, int]]] = {}
    story_of = joined["story_id"].to_list()
    quotations = compared.pairs.where(compared.quotation)
    for left, right in zip(quotations.left.tolist(), quotations.right.tolist(), strict=True):
        close.setdefault(story_of[left], []).append((place[left], place[right]))
    return [
        Story(story_id, articles, by_story.get(story_id, []), close.get(story_id, []))
        for story_id, articles in _articles(members, joined, signatures)
    ]


def _claims(members: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims of the members in the order of article id, each with its story."""
    return (
        claims.select(CLAIM_COLUMNS)
        .with_row_index("place")
        .join(members.select("article_id", "story_id"), on="article_id")
        .sort("article_id", "place")
        .drop("place")
    )


def _articles(
    members: pl.DataFrame, claims: pl.DataFrame, signatures: pl.DataFrame | None
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Each story with its articles, earliest first and its first article (whose id it bears) before all."""
    known = records.SIGNATURES.empty() if signatures is None else signatures
    credit = "credit" if "credit" in members.columns else pl.lit(None, dtype=pl.String).alias("credit")
    frame = (
        members.select("article_id", "story_id", "copy_group", credit)
        .join(known.select(ARTICLE_COLUMNS), on="article_id", how="left")
        .sort(
            "story_id",
            pl.col("article_id") != pl.col("story_id"),
            "published_at",
            "article_id",
            nulls_last=True,
        )
    )
    unmarked = frame.filter(pl.col("marks").is_null()).select("article_id", "terms")
    told = _marks(unmarked, claims) if len(unmarked) else {}
    stories: dict[str, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        row["marks"] = row["marks"] if row["marks"] is not None else told[row["article_id"]]
        stories.setdefault(row["story_id"], []).append(row)
    return list(stories.items())


def _marks(articles: pl.DataFrame, claims: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """Tolls of articles that were signed before marks were kept, or not at all: from their terms and claims."""
    found = {
        article: [marks.of_toll(toll) for toll in map(tolls.parse, terms or ()) if toll]
        for article, terms in articles.iter_rows()
    }
    theirs = claims.join(articles, on="article_id", how="semi")
    nothing = pl.repeat(None, len(theirs), dtype=pl.String, eager=True)
    stated = marks.find(nothing, theirs["content_text"], nothing)
    for article, told in zip(theirs["article_id"].to_list(), stated.to_list(), strict=True):
        found[article] += [mark for mark in told if mark["kind"] != marks.DAY]
    return found
