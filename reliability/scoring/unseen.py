"""Scores of labelled articles by models that have seen neither them nor their owner's other publishers."""

from __future__ import annotations

import polars as pl

from reliability.scoring import evaluation, fitting
from reliability.scoring.heldout import FOLDS, predict
from reliability.scoring.inputs import inputs
from reliability.scoring.prediction import judge
from reliability.scoring.sample import RELIABLE, draw, folds


def unseen(features: pl.DataFrame, labels: pl.DataFrame, *, threshold: float = RELIABLE, seed: int = 0) -> pl.DataFrame:
    """Score each labelled article by a model fitted without its owner group: ten folds, everything else as shipped.

    Args:
        features: FEATURES frame with the columns of `features.wording`.
        labels: article_id, source, rating, owner_group, and optionally label, split and lean.
        threshold: a rating from here on means reliable.
        seed: of the folds and of the intervals.

    Returns:
        article_id, score, low, high (0..1), abstained, and source_score, source_low and source_high of its publisher
        over its articles here: a row per labelled article, by article_id. Scores are null where `abstained` says why.

    Raises:
        ReliabilityError: a column is missing, or there are too few owner groups.
    """
    reasons = judge(features)
    names = inputs(features)
    sample = draw(
        features.filter(reasons.is_null()), labels, names, cap=features.height, threshold=threshold, seed=seed
    )
    with fitting.one_thread():
        held = predict(sample, evaluation.linear(names, seed), folds(sample, FOLDS, seed))
    of_sources = {"source_score": held.source_score, "source_low": held.source_low, "source_high": held.source_high}
    sources = pl.DataFrame({"source": sample.sources} | of_sources).fill_nan(None)
    scored = pl.DataFrame({"article_id": sample.article_ids, "score": held.score, "low": held.low, "high": held.high})
    return (
        features.select("article_id", abstained=reasons)
        .join(labels.select("article_id", "source").unique("article_id"), on="article_id", how="inner")
        .join(scored, on="article_id", how="left")
        .join(sources, on="source", how="left")
        .select("article_id", "score", "low", "high", "abstained", *of_sources)
        .sort("article_id")
    )
