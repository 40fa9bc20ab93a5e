"""The two axes of the Admiralty code, each from its own evidence."""

from __future__ import annotations

import polars as pl

INDEPENDENT = 2
"""From so many origins, copies and relays folded, a claim counts as confirmed; two are what the word asks for."""

MOSTLY = 0.5


def information_credibility(columns: list[str]) -> pl.Expr:
    """Grade 1 to 6 of what an article says, over its FEATURES row; the score has no part in it.

    Two pieces of evidence decide. *Corroboration*: `independent_origins` behind its best corroborated claim,
    and `conflicts` with other articles of it. *Sourcing*: `named_sources`, and the
    weakest of `second_hand_share`, `anonymous_share` and `unsourced_share` of its claims.

    - 6 cannot be judged: no claims.
    - 1 confirmed: two or more independent origins, no conflict, and sourcing weak in less than half of the claims.
    - 2 probably true: two or more independent origins and no conflict, though sourcing is weak.
    - 3 possibly true: a named source, no conflict, and sourcing weak in less than half of the claims. An article that
      stands alone gets no better than this, however well it is sourced.
    - 5 improbable: in conflict, and no named source or weak sourcing in half of the claims or more.
    - 4 doubtful: everything else, such as a conflict between well-sourced accounts.

    Args:
        columns: the columns at hand; a feature that is not among them counts as not known.
    """

    def value(name: str) -> pl.Expr:
        return pl.col(name).fill_nan(None).fill_null(0.0) if name in columns else pl.lit(0.0)

    weak = pl.max_horizontal(value("second_hand_share"), value("anonymous_share"), value("unsourced_share"))
    confirmed = value("independent_origins") >= INDEPENDENT
    conflict = value("conflicts") > 0
    named = value("named_sources")
    return (
        pl.when(value("claims") <= 0)
        .then(6)
        .when(conflict & ((named < 1) | (weak >= MOSTLY)))
        .then(5)
        .when(conflict)
        .then(4)
        .when(confirmed & (weak < MOSTLY))
        .then(1)
        .when(confirmed)
        .then(2)
        .when((named >= 1) & (weak < MOSTLY))
        .then(3)
        .otherwise(4)
        .cast(pl.Int32)
    )


def source_reliability() -> pl.Expr:
    """Grade A to F of a publisher, over the columns `score`, `low` and `high` of a SOURCES frame.

    A needs the whole 90 % interval in the upper half, E the score in the lowest third; F where there is no score.
    A from 0.80, B from 0.65, C from 0.50, D from 0.35, E below.
    """
    score, low = pl.col("score"), pl.col("low")
    return (
        pl.when(score.is_null())
        .then(pl.lit("F"))
        .when((score >= 0.8) & (low >= 0.5))
        .then(pl.lit("A"))
        .when(score >= 0.65)
        .then(pl.lit("B"))
        .when(score >= 0.5)
        .then(pl.lit("C"))
        .when(score >= 0.35)
        .then(pl.lit("D"))
        .otherwise(pl.lit("E"))
    )
