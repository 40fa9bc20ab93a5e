"""Labelled articles as arrays: capped and weighted by source, in folds that keep an owner's sources together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reliability.errors import ReliabilityError
from reliability.scoring.inputs import Matrix, matrix

Codes = NDArray[np.int64]

RELIABLE = 0.6
"""A publisher counts as reliable from this rating on; its articles carry that label."""

FEWEST_GROUPS = 8

LABELLED = 1.5
"""How much more an article counts that was judged itself, beside one that stands for its publisher."""


@dataclass(frozen=True)
class Sample:
    """Arrays over articles (`values`, `target`, `own`, `reliable`, `weights`, `source`) and over sources (the rest).

    `values` is articles x features with NaN for missing; `target` is the article's own label where `own` is true, and
    its source's rating elsewhere; `source` numbers the sources in the order of `sources`; `weights` give a source the
    square root of its articles, and have mean 1. `ratings` is NaN for a source that is not rated.
    """

    article_ids: tuple[str, ...]
    values: Matrix
    target: Matrix
    own: NDArray[np.bool_]
    reliable: Matrix
    weights: Matrix
    source: Codes
    sources: tuple[str, ...]
    ratings: Matrix
    owners: tuple[str, ...]
    leans: tuple[str | None, ...]
    splits: tuple[str | None, ...]

    @property
    def counts(self) -> Codes:
        """Articles of each source."""
        return np.bincount(self.source, minlength=len(self.sources)).astype(np.int64)

    def means(self, values: Matrix) -> Matrix:
        """The mean over the articles of each source of one value per article; NaN where it has none."""
        sums, counts = np.bincount(self.source, values, minlength=len(self.sources)), self.counts
        mean: Matrix = np.divide(sums, counts, out=np.full(len(counts), np.nan), where=counts > 0)
        return mean

    def times(self, drawn: Codes) -> Codes:
        """How often each article stands in a draw of sources with replacement."""
        return np.bincount(drawn, minlength=len(self.sources))[self.source].astype(np.int64)

    @property
    def group(self) -> Codes:
        """The owner group of each article, as a number."""
        return self.source_group[self.source]

    @property
    def source_group(self) -> Codes:
        """The owner group of each source, as a number."""
        return np.unique(np.array(self.owners), return_inverse=True)[1].astype(np.int64)

    def take(self, chosen: NDArray[np.bool_]) -> Sample:
        """The articles for which `chosen` is true; sources keep their numbers."""
        ids = tuple(name for name, keep in zip(self.article_ids, chosen, strict=True) if keep)
        return replace(
            self,
            article_ids=ids,
            values=self.values[chosen],
            target=self.target[chosen],
            own=self.own[chosen],
            reliable=self.reliable[chosen],
            weights=self.weights[chosen],
            source=self.source[chosen],
        )

    def select(self, columns: Sequence[int]) -> Sample:
        """The same articles with only the features of these numbers."""
        return replace(self, values=self.values[:, list(columns)])


def draw(
    features: pl.DataFrame,
    labels: pl.DataFrame,
    names: Sequence[str],
    *,
    cap: int,
    threshold: float,
    seed: int,
    fewest: int = FEWEST_GROUPS,
) -> Sample:
    """Join features and labels, keep at most `cap` articles of each source, and weigh sources by sqrt(articles).

    An article with a label of its own learns from that instead of its source's rating, and weighs a little more.

    Args:
        features: FEATURES frame.
        labels: article_id, source, rating (0..1), owner_group, and optionally label (0..1, the article's own), split
            and lean. Articles with neither rating nor label are left out; a source without an owner group is its own.
        names: the features to use.
        cap: articles kept of a source, chosen by `seed`.
        threshold: a rating from here on means reliable.
        seed: of the choice; the order of the rows has no influence.
        fewest: owner groups that are needed.

    Raises:
        ReliabilityError: a column is missing, or there are too few owner groups to hold some back.
    """
    joined = _joined(features, labels)
    order = np.random.default_rng(seed).permutation(joined.height)
    # Labels of their own are rare: they come first.
    place = pl.struct(pl.col("label").is_null(), "_order").rank("ordinal").over("source")
    kept = joined.with_columns(_order=pl.Series(order)).filter(place <= cap).drop("_order")
    per_source = kept.group_by("source").agg(pl.col("rating", "owner_group", "lean", "split").first()).sort("source")
    codes = np.searchsorted(per_source["source"].to_numpy(), kept["source"].to_numpy()).astype(np.int64)
    ratings = per_source["rating"].cast(pl.Float64).to_numpy()
    own = kept["label"].is_not_null().to_numpy()
    target = np.where(own, kept["label"].to_numpy(), ratings[codes])
    sample = Sample(
        article_ids=tuple(kept["article_id"]),
        values=matrix(kept, names),
        target=target,
        own=own,
        reliable=(target >= threshold).astype(np.float64),
        weights=_weights(codes, own, len(ratings)),
        source=codes,
        sources=tuple(per_source["source"]),
        ratings=ratings,
        owners=tuple(per_source["owner_group"]),
        leans=tuple(per_source["lean"]),
        splits=tuple(per_source["split"]),
    )
    _check(sample, fewest)
    return sample


def folds(sample: Sample, count: int, seed: int) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Yield (train, test) masks over articles; an owner group is never on both sides.

    Groups are dealt out by their mean rating, so that every fold holds good and bad ones.
    """
    group = sample.group
    present = np.unique(group)
    mean = np.bincount(group, sample.target)[present] / np.bincount(group)[present]
    rng = np.random.default_rng(seed)
    ranked = present[np.lexsort((rng.random(len(present)), mean))]
    count = min(count, len(present) // 2)
    fold = np.concatenate([rng.permutation(count) for _ in range(-(-len(ranked) // count))])[: len(ranked)]
    place = np.empty(int(present.max()) + 1, dtype=np.int64)
    place[ranked] = fold
    for number in range(count):
        test = place[group] == number
        yield ~test, test


def _weights(source: Codes, own: NDArray[np.bool_], sources: int) -> Matrix:
    """The square root of a source's articles for all of them together; those with own labels count apart."""
    counts = [np.bincount(source[chosen], minlength=sources) for chosen in (~own, own)]
    weights = np.where(own, LABELLED, 1.0) / np.sqrt(np.maximum(np.where(own, counts[1][source], counts[0][source]), 1))
    return weights / weights.mean() if len(weights) else weights


def _joined(features: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    needed = ("article_id", "source", "rating", "owner_group")
    missing = [name for name in needed if name not in labels.columns]
    if missing or "article_id" not in features.columns:
        raise ReliabilityError(
            f"The training data lack the column '{(missing or ['article_id'])[0]}'.",
            f"Labels need the columns {', '.join(needed)}.",
        )
    optional = [
        (pl.col(name) if name in labels.columns else pl.lit(None)).cast(pl.String).alias(name)
        for name in ("split", "lean")
    ]
    label = pl.col("label") if "label" in labels.columns else pl.lit(None)
    rated = (
        labels.select(
            "article_id",
            "source",
            pl.col("rating").cast(pl.Float64).fill_nan(None),
            label.cast(pl.Float64).fill_nan(None).alias("label"),
            pl.col("owner_group").fill_null(pl.col("source")),
            *optional,
        )
        .drop_nulls(["article_id", "source"])
        .filter(pl.any_horizontal(pl.col("rating", "label").is_not_null()))
        .unique("article_id", keep="first", maintain_order=True)
    )
    taken = [name for name in rated.columns if name != "article_id" and name in features.columns]
    return features.drop(taken).join(rated, on="article_id", how="inner").sort("article_id")


def _check(sample: Sample, fewest: int) -> None:
    groups = len(set(sample.owners))
    if groups < fewest or len(set(sample.reliable.tolist())) < 2:
        raise ReliabilityError(
            f"The labels cover {groups} owner groups; that is too little to train or measure on.",
            f"Give at least {fewest} owner groups, with labels above and below the threshold.",
        )
