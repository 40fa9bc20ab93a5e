"""From articles and labels to a new model: the path as far as features, then training."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import polars as pl

from reliability import features, scoring
from reliability.config import Config
from reliability.errors import ReliabilityError, counted
from reliability.intake import Progress
from reliability.learning.inputs import inputs
from reliability.learning.labels import Labels
from reliability.learning.sampling import CAP, sample
from reliability.readers import Intake
from reliability.scoring.sample import FEWEST_GROUPS, RELIABLE

FEWEST_TO_REFINE = 10
"""Labelled articles from which a model may be refined; fewer say next to nothing."""


def train(
    read: Callable[[], Iterable[Intake]],
    labels: Labels,
    folder: Path,
    config: Config,
    *,
    name: str,
    data: str,
    fit_on: Sequence[str] = (),
    start: scoring.Model | None = None,
    progress: Progress,
) -> Path:
    """Compute the inputs of a capped sample of labelled articles, then fit, calibrate and measure a model.

    Args:
        read: opens the articles; called twice, first to draw the sample, then to read it.
        labels: of publishers, of articles, or of both; an article's own counts before its publisher's.
        folder: where the dated model folder is made.
        config: the settings in force.
        name: last part of the folder's name.
        data: sentences for the model card on where articles and labels come from.
        fit_on: learn only from these `split`s of the publishers, or from all; the others then test what was learned.
        start: the model to refine; None learns from the labels alone.
        progress: called as work goes on.

    Returns:
        The folder of the new model.

    Raises:
        ReliabilityError: nothing fits the labels, or there are too few of them.
    """
    check_splits(labels, fit_on)
    sampled = sample(read(), labels)
    check_enough(sampled, fit_on, refine=start is not None)
    table = inputs(read(), sampled, config, progress)
    progress("fit", 0.0, table.height)
    groups = {feature.name: feature.theme for feature in features.catalogue()}
    return scoring.train(
        table, sampled, folder, groups=groups, name=name, data=data, cap=CAP, fit_on=fit_on, start=start
    )


def check_splits(labels: Labels, fit_on: Sequence[str]) -> None:
    """Refuse a split that no publisher has.

    Raises:
        ReliabilityError: there is one.
    """
    known = sorted(labels.sources["split"].drop_nulls().unique())
    unknown = [split for split in fit_on if split not in known]
    if unknown:
        raise ReliabilityError(f"No publisher has the split '{unknown[0]}'.", f"Splits: {', '.join(known) or 'none'}.")


def check_enough(sampled: pl.DataFrame, fit_on: Sequence[str] = (), *, refine: bool = False) -> None:
    """Refuse a sample that is too small to learn from, before its features are computed.

    Args:
        sampled: of `sample`.
        fit_on: the splits that are learned from, or all.
        refine: whether a model is refined, for which fewer labels do.

    Raises:
        ReliabilityError: it says how much there is, and how much is needed.
    """
    used = sampled.filter(pl.col("split").is_in(list(fit_on))) if fit_on else sampled
    value = pl.coalesce("label", "rating")
    good, bad = (used.filter(side) for side in (value >= RELIABLE, value < RELIABLE))
    groups = used["owner_group"].n_unique()
    many = (
        f"{counted(used.height, 'labelled article')} of {counted(groups, 'owner group')}: "
        f"{good.height:,} labelled {RELIABLE:g} or more, {bad.height:,} below"
    )
    if refine and (used.height < FEWEST_TO_REFINE or not good.height or not bad.height):
        raise ReliabilityError(
            f"There is too little to refine a model with: {many}.",
            f"At least {FEWEST_TO_REFINE} labelled articles are needed, with some on either side.",
        )
    if not refine and (groups < FEWEST_GROUPS or not good.height or not bad.height):
        raise ReliabilityError(
            f"There is too little to learn and to measure on: {many}.",
            f"At least {FEWEST_GROUPS} owner groups are needed, with articles on either side. With fewer, refine the "
            "shipped model by --start shipped.",
        )
