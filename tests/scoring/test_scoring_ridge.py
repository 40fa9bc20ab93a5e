"""The regression on two levels: its objective, known directions, and what a bootstrap would have given."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from scipy.optimize import minimize

from reliability.scoring import ridge
from reliability.scoring.inputs import DIRECTIONS, Matrix
from reliability.scoring.sample import Sample

NAMES = ("words", "hedges_per_1000", "word:because", "sense:01")
"""Inputs of no known direction, of every expected size."""

PENALTY = 5.0


def simulated(seed: int, sources: int = 30, articles: int = 12, inputs: int = 4) -> Sample:
    """Articles whose inputs follow the ratings; two sources of one owner; the last ones with labels, one unrated."""
    rng = np.random.default_rng(seed)
    source = np.repeat(np.arange(sources), articles)
    ratings = rng.uniform(size=sources)
    quality = ratings[source] + rng.normal(0, 0.3, len(source))
    values = np.outer(quality, np.linspace(1, -0.5, inputs)) + rng.normal(0, 1, (len(source), inputs))
    own = (source >= sources - 3) & (np.arange(len(source)) % 4 == 0)
    own |= source == sources - 1
    target = np.where(own, (quality > 0.5).astype(float), ratings[source])
    known = np.where(np.arange(sources) == sources - 1, np.nan, ratings)
    weights = np.where(own, 1.5, 1.0)
    return Sample(
        article_ids=tuple(f"a{n}" for n in range(len(source))),
        values=values,
        target=target,
        own=own,
        reliable=(target >= 0.6).astype(float),
        weights=weights / weights.mean(),
        source=source.astype(np.int64),
        sources=tuple(f"s{n}" for n in range(sources)),
        ratings=known,
        owners=tuple(f"o{n // 2}" for n in range(sources)),
        leans=(None,) * sources,
        splits=(None,) * sources,
    )


def objective(weights: Matrix, sample: Sample, towards: Matrix) -> float:
    """What the module says it minimises, source by source."""
    middle = np.average(sample.target, weights=sample.weights)
    values = sample.values - np.average(sample.values, axis=0, weights=sample.weights)
    left = sample.target - middle - values @ weights
    total = float(sample.weights @ left**2)
    for source, rating in enumerate(sample.ratings):
        here = (sample.source == source) & ~sample.own
        if np.isfinite(rating) and here.any():
            share = here.sum() / (here.sum() + 5)
            total += 10 * share * float(rating - middle - values[here].mean(axis=0) @ weights) ** 2
    expected = np.array([1.0, 1.0, 0.33, 2.0])
    return total + PENALTY * float((((weights - towards) / expected) ** 2).sum())


@pytest.mark.parametrize("towards", [np.zeros(4), np.array([0.5, -0.2, 0.1, 0.3])])
def test_the_weights_minimise_the_documented_objective(towards: Matrix) -> None:
    sample = simulated(1)
    weights = ridge.solve(ridge.equations(sample, sample.values), NAMES, PENALTY, towards)
    best = minimize(objective, np.zeros(4), args=(sample, towards), tol=1e-10).x
    np.testing.assert_allclose(weights, best, atol=1e-5)


def test_labels_of_articles_say_nothing_of_their_source() -> None:
    """Articles with labels of their own are no part of a mean, and an unrated source has none."""
    sample = simulated(2)
    rows = len(sample.source) + len(sample.sources) - 1
    assert len(ridge.equations(sample, sample.values).targets) == rows
    silent = dataclasses.replace(sample, own=np.ones_like(sample.own))
    assert len(ridge.equations(silent, silent.values).targets) == len(sample.source)


@pytest.mark.parametrize("seed", range(8))
def test_no_weight_goes_against_its_known_direction(seed: int) -> None:
    names = ("anonymous_share", "named_sources", "words", "loaded_per_1000", "right_of_reply", "hedges_per_1000")
    sample = simulated(seed, sources=10, articles=5, inputs=len(names))
    found = ridge.equations(sample, sample.values)
    signs = np.array([DIRECTIONS.get(name, 0) for name in names])
    weights = ridge.solve(found, names, 0.5)
    assert (signs * weights >= 0).all()
    held = weights == 0
    assert held.any()  # the sample tempts: its inputs run from good to bad whatever they are called
    rest = ridge.solve(found, [name if keep else "words" for name, keep in zip(names, ~held, strict=True)], 0.5)
    assert (signs * rest < 0).any()


def test_a_huge_penalty_gives_what_the_weights_should_stay_close_to() -> None:
    sample, towards = simulated(3), np.array([0.5, -0.2, 0.1, 0.3])
    found = ridge.equations(sample, sample.values)
    np.testing.assert_allclose(ridge.solve(found, NAMES, 1e12, towards), towards, atol=1e-8)
    np.testing.assert_allclose(ridge.solve(found, NAMES, 1e12), 0.0, atol=1e-8)


def test_the_more_articles_are_behind_the_weights_the_less_they_move() -> None:
    sample, towards = simulated(3), np.array([0.5, -0.2, 0.1, 0.3])
    found = ridge.equations(sample, sample.values)
    none, some, many = (ridge.solve(found, NAMES, PENALTY, towards, behind) - towards for behind in (0, 300, 1e9))
    assert np.abs(many).max() < 1e-5 < np.abs(some).max() < np.abs(none).max()


def test_a_given_base_is_kept() -> None:
    found = ridge.equations(simulated(3), simulated(3).values, base=0.25)
    assert found.middle == 0.25 and not found.centre.any()


def test_every_owner_once_gives_the_weights_themselves() -> None:
    sample = simulated(4)
    found = ridge.equations(sample, sample.values)
    weights = ridge.solve(found, NAMES, PENALTY)
    once = ridge.resampled(found, NAMES, PENALTY, weights, np.ones((2, 15)))
    np.testing.assert_allclose(once, [weights] * 2, atol=1e-12)


def test_one_step_spreads_like_refitting() -> None:
    sample = simulated(5, sources=60)
    found = ridge.equations(sample, sample.values)
    weights = ridge.solve(found, NAMES, PENALTY)
    rng = np.random.default_rng(0)
    drawn = np.array([np.bincount(rng.integers(30, size=30), minlength=30) for _ in range(300)], dtype=float)
    quick = ridge.resampled(found, NAMES, PENALTY, weights, drawn)
    refitted = []
    for times in drawn:
        root = np.sqrt(times[found.groups])
        rows, targets = found.rows * root[:, None], found.targets * root
        again = dataclasses.replace(found, gram=rows.T @ rows, moment=rows.T @ targets, rows=rows, targets=targets)
        refitted.append(ridge.solve(again, NAMES, PENALTY))
    spread = quick.std(axis=0) / np.std(refitted, axis=0)
    assert ((spread > 0.8) & (spread < 1.25)).all(), spread
    np.testing.assert_allclose(quick.mean(axis=0), weights, atol=0.3 * quick.std(axis=0).max())
