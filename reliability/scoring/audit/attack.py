"""Whether the looks of a newspaper fool the model: articles of low-rated publishers, rewritten and scored again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from reliability.scoring.audit.designs import source_targets
from reliability.scoring.audit.figures import interval
from reliability.scoring.audit.material import Material
from reliability.scoring.audit.rewriting import ALL, RULES
from reliability.scoring.heldout import UNRELIABLE, Method
from reliability.scoring.inputs import Matrix, matrix
from reliability.scoring.sample import Sample

MIDDLE = 0.5
AS_IT_WAS = "as it was"


def targets(material: Material) -> list[str]:
    """The ids of the articles to rewrite: of the lowest-rated 30 % of publishers, as evenly over them as can be."""
    sample = material.sample
    worth = source_targets(sample)
    low = worth <= np.nanquantile(worth, UNRELIABLE)
    order = np.random.default_rng(material.seed).permutation(len(sample.source))
    rows = order[low[sample.source[order]]]
    frame = pl.DataFrame({"row": rows, "source": sample.source[rows]})
    turns = frame.with_columns(turn=pl.int_range(pl.len()).over("source")).sort("turn", maintain_order=True)
    return [sample.article_ids[row] for row in turns["row"].head(material.plan.attacked)]


def scored(material: Material, attacked: pl.DataFrame, method: Method) -> Callable[[], Matrix]:
    """A job: the score of each row of `attacked` by a model that has not seen its owner.

    Args:
        material: of the audit.
        attacked: FEATURES of the rewritten articles with `original`, the id of the article it was, and `rule`.
        method: to fit.
    """
    sample = material.sample
    place = {name: number for number, name in enumerate(sample.article_ids)}
    original = np.array([place[name] for name in attacked["original"]], dtype=np.int64)
    rewritten = _sample(material, attacked, original)

    def job() -> Matrix:
        scores = np.full(attacked.height, np.nan)
        for train, test in material.fewer_rounds:
            mine = test[original]
            if mine.any():
                scores[mine] = method(sample.take(train), rewritten.take(mine)).score
        return scores

    return job


def moves(material: Material, attacked: pl.DataFrame, scores: Matrix) -> list[dict[str, Any]]:
    """A row per rule: `articles`, mean score `before` and `after`, `mean` and 90th percentile `p90` of the move, and
    `crossed`: the share of those below 0.5 that end at 0.5 or more.
    """
    frame = attacked.select("original", "rule", score=pl.Series(scores, nan_to_null=True))
    before = frame.filter(pl.col("rule") == AS_IT_WAS).select("original", before="score")
    pairs = frame.join(before, on="original", how="inner").drop_nulls().sort("original")
    what = {rule.name: rule.what for rule in RULES} | {ALL: "every rule, one after the other"}
    rows = []
    for rule, meaning in what.items():
        mine = pairs.filter(pl.col("rule") == rule)
        if mine.height:
            rows.append(
                {"rule": rule, "what": meaning}
                | _moved(mine["before"].to_numpy(), mine["score"].to_numpy(), material.plan.draws, material.seed)
            )
    return rows


def _moved(before: Matrix, after: Matrix, draws: int, seed: int) -> dict[str, Any]:
    move, low = after - before, before < MIDDLE
    crossed = low & (after >= MIDDLE)
    rng = np.random.default_rng(seed)
    rows = [rng.integers(len(move), size=len(move)) for _ in range(draws)]

    def share(chosen: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
        return float(crossed[chosen].sum() / low[chosen].sum()) if low[chosen].any() else float("nan")

    return {
        "articles": len(move),
        "below_middle": int(low.sum()),
        "before": float(before.mean()),
        "after": float(after.mean()),
        "mean": interval(float(move.mean()), np.array([move[chosen].mean() for chosen in rows])),
        "p90": float(np.quantile(move, 0.9)),
        "crossed": interval(share(np.arange(len(move))), np.array([share(chosen) for chosen in rows])),
    }


def _sample(material: Material, attacked: pl.DataFrame, original: np.ndarray[Any, np.dtype[np.int64]]) -> Sample:
    """The rewritten articles as a sample in which each rule makes sources of its own: nothing is pooled with others."""
    sample = material.sample
    pairs = pl.DataFrame({"rule": attacked["rule"], "source": sample.source[original]})
    unique = pairs.unique(maintain_order=True).with_row_index("code")
    codes = pairs.join(unique, on=["rule", "source"], how="left", maintain_order="left")["code"].to_numpy()
    source = unique["source"].to_numpy()
    return replace(
        sample,
        article_ids=tuple(f"{rule}: {name}" for rule, name in attacked.select("rule", "original").iter_rows()),
        values=matrix(attacked, material.names),
        target=sample.target[original],
        own=sample.own[original],
        reliable=sample.reliable[original],
        weights=np.ones(attacked.height),
        source=codes.astype(np.int64),
        sources=tuple(f"{rule}: {sample.sources[number]}" for _, rule, number in unique.iter_rows()),
        ratings=sample.ratings[source],
        owners=tuple(sample.owners[number] for number in source),
        leans=tuple(sample.leans[number] for number in source),
        splits=tuple(sample.splits[number] for number in source),
    )
