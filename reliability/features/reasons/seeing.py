"""Gathers what the reasons look at: one article's values, claims and the places of its features in the text."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from reliability.features.reasons.declaration import Seen, Spans, Usual
from reliability.features.spans import locate
from reliability.records import FLAGS


def see(
    article: pl.DataFrame,
    claims: pl.DataFrame,
    features: pl.DataFrame,
    usual: Mapping[str, Usual] | None = None,
    telling: Mapping[str, float] | None = None,
) -> Seen:
    """One article as its reasons see it.

    Args:
        article: records.ARTICLES, one row.
        claims: records.CLAIMS of it.
        features: records.FEATURES of it; may be empty.
        usual: what training articles have, by feature.
        telling: points of its words, of `features.telling`.
    """
    row = article.row(0, named=True)
    numbers = features.drop("article_id", "run_id", strict=False).with_columns(pl.all().fill_nan(None))
    values = numbers.row(0, named=True) if numbers.height else {}
    return Seen(
        title=row["title"] or "",
        text=row["text"] or "",
        claims=claims.to_dicts(),
        values=values,
        usual=usual or {},
        places=_places(article, claims, list(values)),
        telling=telling or {},
    )


def _places(article: pl.DataFrame, claims: pl.DataFrame, names: list[str]) -> dict[str, Spans]:
    """Where in the text the values come from; features without places are left out."""
    asked = FLAGS.frame({"article_id": article["article_id"][0], "code": name, "spans": []} for name in names)
    located = locate(asked, {name: name for name in names}, article, claims)
    return {name: spans for name, spans in located.select("code", "spans").iter_rows() if spans}
