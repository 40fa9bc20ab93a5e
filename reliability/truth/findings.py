"""What a method found, as frames: one row per object, one row per source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from reliability.truth.arranging import Arranged
from reliability.truth.problem import Estimate, Ints, totals

ALTERNATIVES = 5
"""Other values that are listed with an object, the likeliest first."""

NO_VALUE = "no_value"
"""Why there is no value: no source gives one that can be read."""

_DEPENDENT = 0.5


@dataclass(frozen=True)
class Findings:
    """What is held true, and whom to trust.

    Attributes:
        values: one row per object in the order of the claims: `object`; `value`, null where there is none; `confidence`
            0..1, the estimated probability that it is right; `sources`, how many claim it; `claims`, how many
            sources speak of the object; `alternatives`, other values with confidence and sources, likeliest first;
            `abstained`, why there is no value.
        sources: one row per source, most claims first: `source`; `trust` 0..1, how far it is right; `claims`, objects
            it speaks of; `agreed`, how many of its values are the ones held true; `dependence` 0..1, how likely it
            copies or is copied; `shares_errors_with`, from which source it is least independent, if from any.
        unread: claims (`object`, `source`, `value`) without a value that can be read, and the `reason`.
    """

    values: pl.DataFrame
    sources: pl.DataFrame
    unread: pl.DataFrame


def findings(arranged: Arranged, estimate: Estimate, kind: str) -> Findings:
    """Put names to an estimate. Numbers become Float64; all other values are text."""
    problem = arranged.problem
    shown = pl.Series(arranged.labels, dtype=pl.String)
    if kind == "number":
        shown = shown.cast(pl.Float64)
    ranked = (
        pl.DataFrame(
            {
                "object": problem.value_object,
                "value": shown,
                "confidence": estimate.confidence,
                "sources": np.bincount(problem.claim_value, minlength=problem.values),
                "place": np.arange(problem.values),
            }
        )
        .with_columns(pl.col("confidence").round(6))
        .sort("object", "confidence", "sources", "place", descending=[False, True, True, False])
    )
    chosen = ranked.unique("object", keep="first", maintain_order=True)
    others = (
        ranked.filter(pl.int_range(pl.len()).over("object").is_between(1, ALTERNATIVES))
        .group_by("object", maintain_order=True)
        .agg(alternatives=pl.struct("value", "confidence", "sources"))
    )
    speakers = np.rint(totals(problem.claim_object, problem.claim_weight, problem.objects)).astype(np.int64)
    none = pl.Series([[]], dtype=others.schema["alternatives"])
    values = (
        pl.DataFrame({"object": np.arange(problem.objects), "name": arranged.objects, "claims": speakers})
        .join(chosen, on="object", how="left", maintain_order="left")
        .join(others, on="object", how="left", maintain_order="left")
        .select(
            pl.col("name").alias("object"),
            "value",
            "confidence",
            pl.col("sources").fill_null(0).cast(pl.Int64),
            "claims",
            pl.coalesce("alternatives", pl.lit(none)).alias("alternatives"),
            pl.when(pl.col("value").is_null()).then(pl.lit(NO_VALUE)).alias("abstained"),
        )
    )
    return Findings(values, _sources(arranged, estimate, chosen["place"].to_numpy()), arranged.unread)


def _sources(arranged: Arranged, estimate: Estimate, chosen: Ints) -> pl.DataFrame:
    problem = arranged.problem
    held = np.zeros(problem.values, dtype=bool)
    held[chosen] = True
    right = totals(problem.claim_source, problem.claim_weight * held[problem.claim_value], problem.sources)
    names = arranged.sources.to_list()
    count = problem.sources
    dependence = np.zeros(count) if estimate.dependence is None else estimate.dependence
    partner = np.full(count, -1) if estimate.partner is None else estimate.partner
    likeliest = [
        names[of] if of >= 0 and share > _DEPENDENT else None for of, share in zip(partner, dependence, strict=True)
    ]
    spoken = problem.claims_of_source
    return (
        pl.DataFrame(
            {
                "source": arranged.sources,
                "trust": np.where(spoken > 0, estimate.trust, np.nan),
                "claims": np.rint(spoken).astype(np.int64),
                "agreed": np.rint(right).astype(np.int64),
                "dependence": None if estimate.dependence is None else dependence,
                "shares_errors_with": pl.Series(likeliest, dtype=pl.String),
            },
            schema_overrides={"dependence": pl.Float64},
        )
        .with_columns(pl.col("trust").fill_nan(None).round(6), pl.col("dependence").round(6))
        .sort("claims", "source", descending=[True, False])
    )
