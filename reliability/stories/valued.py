"""The values that sources give for the same things, as claims from which truth can be estimated."""

from __future__ import annotations

import polars as pl

COMPARED = {"toll": "number", "money": "number", "percent": "number", "number": "number", "date": "date"}
"""How values of a kind are compared; those of others as text."""

_PLAIN = r"^[~<]?(\d+(?:\.\d+)?)\+?$"
_SPAN = r"^(\d+)-(\d+)$"


def values(stories: pl.DataFrame) -> pl.DataFrame:
    """What each publisher says of the things that several articles of a story tell: one row per article and value.

    Returns `object` (story, kind and what is asked, with a number where a story asks the same twice), `source` (the
    publisher), `value` (numbers plain: "at least 12" and "11 to 13" are 12), `kind` as in `records.VALUES`, `compared`
    (`number`, `date` or `text`), `article_id`, `published_at`, `origin` and `independent`. What articles said before
    their last revision is left out, and so are articles without a publisher.

    Args:
        stories: `records.STORIES`.
    """
    parts = [
        stories.select("story_id", asked=pl.col(name)).explode("asked").drop_nulls("asked").unnest("asked")
        for name in ("conflicts", "updates", "agreements")
    ]
    told = pl.concat(parts)
    same = ("story_id", "kind", "what")
    place = pl.int_range(pl.len()).over(same)
    number = pl.when(place > 0).then(pl.format(" {}", place + 1)).otherwise(pl.lit(""))
    asked = told.with_columns(object=pl.format("{} {} {}{}", *same, number)).drop("diff", "what", "story_id")
    given = asked.explode("values").drop_nulls("values").unnest("values")
    compared = pl.col("kind").replace_strict(COMPARED, default="text", return_dtype=pl.String)
    return (
        given.filter(pl.col("revision").is_null(), pl.col("publisher").is_not_null())
        .with_columns(compared=compared)
        .with_columns(value=pl.when(pl.col("compared") == "number").then(_number()).otherwise("value"))
        .select(
            "object",
            "value",
            "kind",
            "compared",
            "article_id",
            "published_at",
            "origin",
            "independent",
            source="publisher",
        )
    )


def _number() -> pl.Expr:
    middle = [pl.col("value").str.extract(_SPAN, group).cast(pl.Float64) for group in (1, 2)]
    whole = ((middle[0] + middle[1]) / 2).round().cast(pl.Int64).cast(pl.String)
    return pl.coalesce(whole, pl.col("value").str.extract(_PLAIN), "value")
