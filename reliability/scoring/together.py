"""An article's own score and its publisher's, combined only where a user asks for it; both stay as they are.

The two are averaged in log-odds, each with its precision: 1 over the square of its standard error. The article's is the
width of its 90 % interval in log-odds over 2 x 1.645. The source's rating is taken as a normal distribution cut off at
0 and 1, of which mean and variance in log-odds are computed. Where article and source contradict each other by more
than their errors allow, the interval of the combination is widened (Birge ratio, as among the parts of a source's
score).

The article is left out of its publisher's evidence first: neither its score nor the decision on it counts twice.
An article that cannot be judged stays so. Where too little is known of the publisher without this article, the
combination is the article's own score, and the weight of the source is 0.

Limits: the article's score is the share of such articles that come from reliable publishers, and the source's is the
rating that experts would give; the rule takes both as one measure of reliability. The features of the article and of
the source's other articles are read by one model, so that a model's blind spot is in both. A good source may publish a
bad article: read the own score first.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from reliability.scoring.combination import combine, measure
from reliability.scoring.evidence import without_itself
from reliability.scoring.shrinkage import Z90, Prior

COMBINED = pl.Struct(dict.fromkeys(("score", "low", "high", "article_weight", "source_weight"), pl.Float64))

NEAREST = 0.005
"""Ends of intervals nearer to 0 or 1 than this are taken as this far: log-odds have no end."""

_GRID = (np.arange(200) + 0.5) / 200
_GRID_LOG_ODDS = np.log(_GRID / (1.0 - _GRID))


def combined(results: pl.DataFrame, known: pl.DataFrame, evidence: pl.DataFrame, prior: Prior) -> pl.DataFrame:
    """Add `combined`: score, low, high, article_weight and source_weight; null for articles without a score.

    Args:
        results: rows of `reliability score`: article_id, score, low, high, further columns stay as they are.
        known: article_id, source, verdict of the same articles.
        evidence: of `evidence.gather`.
        prior: of the model that scored the articles.
    """
    article = results.select("article_id", "score", "low", "high")
    rest = without_itself(article.join(known, on="article_id", how="left", maintain_order="left"), evidence)
    source = _in_log_odds(combine(measure(rest, ["article_id"], prior, ""), ["article_id"], prior))
    both = article.join(source, on="article_id", how="left", maintain_order="left")
    width = (_logit("high") - _logit("low")).clip(1e-3)
    own, precision = _logit("score"), (2 * Z90 / width) ** 2
    others, weight = pl.col("middle"), pl.col("precision").fill_null(0.0)
    total = precision + weight
    middle = (own * precision + others.fill_null(0.0) * weight) / total
    apart = (own - others) ** 2 / (1.0 / precision + 1.0 / weight)
    half = Z90 * (apart.fill_null(1.0).clip(1.0) / total).sqrt()
    alone = weight == 0
    fields = {
        "score": pl.when(alone).then("score").otherwise(_share(middle)),
        "low": pl.when(alone).then("low").otherwise(_share(middle - half)),
        "high": pl.when(alone).then("high").otherwise(_share(middle + half)),
        "article_weight": precision / total,
        "source_weight": weight / total,
    }
    struct = pl.struct(field.alias(name) for name, field in fields.items()).cast(COMBINED)
    column = both.select(combined=pl.when(pl.col("score").is_not_null()).then(struct))["combined"]
    return results.with_columns(column)


def _in_log_odds(source: pl.DataFrame) -> pl.DataFrame:
    """`middle` and `precision` in log-odds of each rating that lies between 0 and 1."""
    score, error = (source[name].to_numpy()[:, None] for name in ("score", "error"))
    density = np.exp(-0.5 * ((_GRID - score) / np.maximum(error, 0.01)) ** 2)
    density /= density.sum(axis=1, keepdims=True)
    middle = density @ _GRID_LOG_ODDS
    variance = density @ _GRID_LOG_ODDS**2 - middle**2
    return source.select("article_id", middle=pl.Series(middle), precision=pl.Series(1.0 / np.maximum(variance, 1e-6)))


def _logit(name: str) -> pl.Expr:
    share = pl.col(name).clip(NEAREST, 1 - NEAREST)
    return (share / (1.0 - share)).log()


def _share(log_odds: pl.Expr) -> pl.Expr:
    return 1.0 / (1.0 + (-log_odds).exp())
