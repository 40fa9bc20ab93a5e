"""Scores of articles, with intervals, and what each feature contributed."""

from __future__ import annotations

import numpy as np
import polars as pl

from reliability.records import CONTRIBUTIONS, SCORES
from reliability.scoring import abstention, grades
from reliability.scoring.estimator import WORDING, is_wording
from reliability.scoring.inputs import Matrix, matrix
from reliability.scoring.linear import Replicates, probability
from reliability.scoring.reference import Reference
from reliability.scoring.storage import Model

INTERVAL = (0.05, 0.95)
BASE = "base"

_ROWS = 20_000


def score(features: pl.DataFrame, model: Model) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Score every article of a FEATURES frame, or say why not.

    Args:
        features: FEATURES frame; holds the model's features and those that decide on abstention.
        model: a loaded model.

    Returns:
        A SCORES frame, one row per article in the order of `features`: score, low and high in 0..1 with
        low <= score <= high, or all null and `abstained` set. And a CONTRIBUTIONS frame with, for each article that
        has a score, a `base` row, one row per feature of the model, and a row `wording` for all words together; base
        and points add up to ln(score / (1 - score)).
        A feature that is missing has a null value and the points of the training median. Both without run_id.

    Raises:
        ReliabilityError: a feature that the model needs was not computed.
    """
    reasons = judge(features, model.reference)
    scored = features.filter(reasons.is_null())
    values = matrix(scored, model.linear.names)
    standard = model.linear.standardise(values)
    points = standard * model.linear.weights
    middle = probability(model.linear.base + points.sum(axis=1))
    low, high = interval(standard, model.replicates)
    numbers = pl.DataFrame(
        {"score": middle, "low": np.minimum(low, middle), "high": np.maximum(high, middle)},
        schema=dict.fromkeys(("score", "low", "high"), pl.Float64),
    )
    return _scores(features, reasons, numbers, model), _contributions(scored["article_id"], values, points, model)


def judge(features: pl.DataFrame, reference: Reference | None = None) -> pl.Series:
    """The reason for abstaining per article, null where the article can be scored.

    Args:
        features: FEATURES frame.
        reference: what a model's training articles were like; without it no article is too far from them.

    Raises:
        ReliabilityError: a feature that decides on it is missing.
    """
    matrix(features, abstention.NEEDED)
    reasons = abstention.abstained(features)
    if reference is None:
        return reasons
    beyond = pl.when(reference.beyond(features)).then(pl.lit(abstention.BEYOND))
    return features.select(abstained=pl.coalesce(reasons, beyond))["abstained"]


def interval(standard: Matrix, replicates: Replicates) -> tuple[Matrix, Matrix]:
    """Lower and upper end of the 90 % interval of each row, from bootstrap replicates over owner groups.

    Args:
        standard: articles x features, standardised.
        replicates: of the model.
    """
    low, high = np.empty(len(standard)), np.empty(len(standard))
    ends = [round(share * (len(replicates.bases) - 1)) for share in INTERVAL]
    for start in range(0, len(standard), _ROWS):
        # Not in single precision: its sums differ with the number of rows, and an article's interval is its own.
        rows = slice(start, start + _ROWS)
        log_odds = standard[rows] @ replicates.weights.T + replicates.bases
        log_odds.partition(ends, axis=1)
        low[rows], high[rows] = log_odds[:, ends[0]], log_odds[:, ends[1]]
    return probability(low), probability(high)


def _scores(features: pl.DataFrame, reasons: pl.Series, numbers: pl.DataFrame, model: Model) -> pl.DataFrame:
    place = pl.Series(np.flatnonzero(reasons.is_null().to_numpy()), dtype=pl.UInt32)
    columns = features.columns

    def count(name: str) -> pl.Expr:
        known = pl.col(name).fill_nan(None) if name in columns else pl.lit(None, pl.Float64)
        return known.round().cast(pl.Int32, strict=False)

    frame = features.select(
        "article_id",
        abstained=reasons,
        information_credibility=grades.information(features),
        claims=count("claims"),
        second_hand=count("second_hand_claims"),
        model=pl.lit(model.id),
    )
    rows = pl.DataFrame({"row": pl.int_range(features.height, dtype=pl.UInt32, eager=True)})
    spread = rows.join(numbers.with_columns(row=place), on="row", how="left", maintain_order="left").drop("row")
    return SCORES.conform(pl.concat([frame, spread], how="horizontal")).drop("run_id")


def _contributions(article_ids: pl.Series, values: Matrix, points: Matrix, model: Model) -> pl.DataFrame:
    articles = len(points)
    if not articles:
        return CONTRIBUTIONS.empty().drop("run_id")
    words = np.array([is_wording(name) for name in model.linear.names])
    names = [BASE, *(name for name, word in zip(model.linear.names, words, strict=True) if not word)]
    groups = [BASE, *(group for group, word in zip(model.linear.groups, words, strict=True) if not word)]
    empty = np.full((articles, 1), np.nan)
    shown = [empty, values[:, ~words]]
    added = [np.full((articles, 1), model.linear.base), points[:, ~words]]
    if words.any():
        names, groups = [*names, WORDING], [*groups, WORDING]
        shown, added = [*shown, empty], [*added, points[:, words].sum(axis=1, keepdims=True)]
    columns = pl.Series(np.tile(np.arange(len(names)), articles))
    rows = pl.Series(np.repeat(np.arange(articles), len(names)))
    return pl.DataFrame(
        {
            "article_id": article_ids.gather(rows),
            "feature": pl.Series(names).gather(columns),
            "group": pl.Series(groups).gather(columns),
            "value": pl.Series(np.hstack(shown).ravel()).fill_nan(None),
            "points": pl.Series(np.hstack(added).ravel()),
        }
    )
