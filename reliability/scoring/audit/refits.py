"""The model's procedure with something changed: fewer training sources, fewer articles of each, other inputs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from reliability.scoring.audit.designs import source_targets
from reliability.scoring.heldout import Method, Prediction
from reliability.scoring.sample import Sample


def fewer_sources(method: Method, count: int, seed: int) -> Method:
    """The method with only about `count` training sources: whole owner groups, reliable and unreliable as they come."""

    def fitted(train: Sample, test: Sample) -> Prediction:
        rng = np.random.default_rng(seed)
        group = train.source_group
        order = rng.permutation(np.unique(group[np.unique(train.source)]))
        # Both kinds by turns, so that even a small draw can be fitted.
        worth = source_targets(train)
        good = np.array([np.nanmean(worth[group == one]) for one in order]) >= np.nanmedian(worth)
        turns = np.argsort(np.concatenate([_ranked(good), _ranked(~good)]), kind="stable")
        ordered = np.concatenate([order[good], order[~good]])[turns]
        articles = np.bincount(train.source, minlength=len(train.sources)) > 0
        sources = np.array([articles[group == one].sum() for one in ordered]).cumsum()
        kept = ordered[: int(np.searchsorted(sources, count)) + 1]
        return method(weighed(train.take(np.isin(train.group, kept))), test)

    return fitted


def fewer_articles(method: Method, count: int, seed: int) -> Method:
    """The method with at most `count` training articles of each source."""

    def fitted(train: Sample, test: Sample) -> Prediction:
        return method(weighed(train.take(first_of_source(train, count, seed))), test)

    return fitted


def first_of_source(sample: Sample, count: int, seed: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Mask over the articles that keeps `count` of each source, drawn by `seed`; a larger draw holds a smaller one."""
    order = np.random.default_rng(seed).permutation(len(sample.source))
    ranked = order[np.argsort(sample.source[order], kind="stable")]
    source = sample.source[ranked]
    starts = np.flatnonzero(np.r_[True, source[1:] != source[:-1]])
    place = np.arange(len(source)) - np.repeat(starts, np.diff(np.r_[starts, len(source)]))
    kept = np.zeros(len(source), dtype=np.bool_)
    kept[ranked[place < count]] = True
    return kept


def weighed(sample: Sample) -> Sample:
    """The sample with weights for the articles it has now: a source weighs the root of their number, mean 1."""
    weights = 1.0 / np.sqrt(np.bincount(sample.source, minlength=len(sample.sources)))[sample.source]
    return replace(sample, weights=weights / weights.mean())


def _ranked(chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.arange(int(chosen.sum()))
