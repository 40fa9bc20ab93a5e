"""Which of an article's words its wording's points come from."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from reliability.features.wording import STEADY, columns, counts, vocabulary


def telling(article: pl.DataFrame, per_unit: Mapping[str, float], usual: Mapping[str, float]) -> dict[str, float]:
    """The points of each word that the publisher's own voice uses, the most telling first.

    A word's points are those of its share beyond the usual one, and its part in the mean vector's distance from the
    usual mean, of which the parts of all words are the sum. Points of words that are missing are not shown, nor is
    what a model clips.

    Args:
        article: records.ARTICLES, one row.
        per_unit: points per unit of the columns of `wording`; columns that are missing count nothing.
        usual: the columns' means in training.
    """
    known, names = vocabulary(), columns()
    counted, total = counts(article)
    place = pl.DataFrame({"word": known.words, "place": np.arange(len(known.words))})
    found = counted.join(place, on="word", how="inner", maintain_order="left")
    if not found.height:
        return {}
    weights, means = (np.array([given.get(name, 0.0) for name in names]) for given in (per_unit, usual))
    column, number = found["place"].to_numpy(), found["count"].to_numpy().astype(np.float64)
    times = np.log1p(number)
    apart = known.vectors[column] - known.idf[column, None] * means[known.common :]
    points = times * (apart @ weights[known.common :]) / (float(times @ known.idf[column]) + STEADY * known.weight)
    one = column < known.common
    points[one] += weights[column[one]] * (number[one] - int(total[0]) * means[column[one]]) / (int(total[0]) + STEADY)
    order = np.argsort(-np.abs(points), kind="stable")
    return {found["word"][int(row)]: float(points[row]) for row in order}
