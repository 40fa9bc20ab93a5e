"""From articles and ratings of their publishers to a new model: the path as far as features, then training."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

import polars as pl

from reliability import claims, features, records, scoring
from reliability.config import Config
from reliability.engines import LocalEngine
from reliability.errors import ReliabilityError
from reliability.readers import Intake

Progress = Callable[[str, float, int], None]

CAP = 60  # articles of one publisher: more of the same teach nothing about others


def train(
    read: Callable[[], Iterable[Intake]],
    ratings: pl.DataFrame,
    folder: Path,
    config: Config,
    *,
    name: str,
    data: str,
    fit_on: Sequence[str],
    progress: Progress,
) -> Path:
    """Compute features of a capped sample of rated publishers' articles, then fit, calibrate and measure a model.

    Args:
        read: opens the articles; called twice, first to draw the sample, then to read it.
        ratings: domain, rating (0..1) and optionally owner_group, lean and split.
        folder: where the dated model folder is made.
        config: the settings in force.
        name: last part of the folder's name.
        data: sentences for the model card on where articles and ratings come from.
        fit_on: learn only from these `split`s of the ratings, or from all; the others then test what was learned.
        progress: called as work goes on.

    Returns:
        The folder of the new model.

    Raises:
        ReliabilityError: columns are missing, or too few publishers are rated.
    """
    labels = _labels(ratings)
    _check_splits(labels, fit_on)
    chosen = _sample(read(), labels)
    if not chosen.height:
        raise ReliabilityError(
            "No article comes from a rated publisher.", "The `domain` of the ratings must be that of the articles."
        )
    table = pl.concat(list(_features(read(), chosen, config, progress)))
    progress("fit", 0.0, table.height)
    groups = {feature.name: feature.theme for feature in features.catalogue()}
    rated = chosen.join(labels, on="source", how="inner")
    return scoring.train(table, rated, folder, groups=groups, name=name, data=data, cap=CAP, fit_on=fit_on)


def _labels(ratings: pl.DataFrame) -> pl.DataFrame:
    missing = {"domain", "rating"} - set(ratings.columns)
    if missing:
        raise ReliabilityError(
            f"The ratings have no column '{min(missing)}'; they have: {', '.join(ratings.columns)}.",
            "Give `domain` and `rating` (0..1), and `owner_group` where one owner has several domains.",
        )
    rating = pl.col("rating").cast(pl.Float64, strict=False)
    wrong = ratings.filter(pl.col("rating").is_not_null() & ~rating.is_between(0, 1).fill_null(False))
    if wrong.height:
        raise ReliabilityError(
            f"The rating '{wrong['rating'][0]}' of {wrong['domain'][0]} is no number from 0 to 1.",
            "Correct the ratings.",
        )
    optional = [column for column in ("owner_group", "lean", "split") if column in ratings.columns]
    owner = pl.col("owner_group") if "owner_group" in optional else pl.lit(None, pl.String)
    return (
        ratings.drop_nulls(["domain", "rating"])
        .select(pl.col("domain").cast(pl.String).str.to_lowercase().alias("source"), rating, *optional)
        .with_columns(pl.coalesce(owner, "source").alias("owner_group"))
    )


def _check_splits(labels: pl.DataFrame, fit_on: Sequence[str]) -> None:
    known = sorted(labels["split"].drop_nulls().unique()) if "split" in labels.columns else []
    unknown = [split for split in fit_on if split not in known]
    if unknown:
        raise ReliabilityError(f"No publisher has the split '{unknown[0]}'.", f"Splits: {', '.join(known) or 'none'}.")


def _sample(intakes: Iterable[Intake], labels: pl.DataFrame) -> pl.DataFrame:
    """article_id and source of at most CAP articles of each rated source, drawn by a digest of the id."""
    seen = pl.concat(
        [intake.articles.select("article_id", pl.col("domain").alias("source")) for intake in intakes]
        or [pl.DataFrame(schema={"article_id": pl.String, "source": pl.String})]
    )
    rated = seen.unique("article_id", keep="first", maintain_order=True).join(labels, on="source", how="semi")
    digests = [blake2b(article.encode(), digest_size=8).hexdigest() for article in rated["article_id"]]
    drawn = rated.with_columns(pl.Series("digest", digests, dtype=pl.String)).sort("digest")
    return drawn.group_by("source", maintain_order=True).head(CAP).select("article_id", "source")


def _features(
    intakes: Iterable[Intake], chosen: pl.DataFrame, config: Config, progress: Progress
) -> Iterator[pl.DataFrame]:
    wanted = set(chosen["article_id"])

    def chunks() -> Iterator[pl.DataFrame]:
        for intake in intakes:
            articles = intake.articles.filter(pl.col("article_id").is_in(list(wanted)))
            articles = articles.unique("article_id", keep="first", maintain_order=True)
            wanted.difference_update(articles["article_id"])
            if articles.height:
                yield articles

    done = 0
    with LocalEngine(config["workers"]) as engine:
        for found in engine.map(partial(_features_of, outlets=config.outlets, model=config["claims_model"]), chunks()):
            done += found.height
            progress("features", done / chosen.height, done)
            yield found


def _features_of(articles: pl.DataFrame, outlets: Sequence[Mapping[str, Any]], model: str) -> pl.DataFrame:
    said = claims.extract(articles, outlets=outlets, model=model)
    return features.compute(articles, said, records.STORY_MEMBERS.empty())
