"""How well the outlet and its politics can be told from what the model reads, and from the score alone.

A probe is a logistic regression (Alain & Bengio 2017, Understanding intermediate layers using linear classifier
probes). What it can tell from the inputs, a model may use; what it can still tell from the score, the model has passed
on. Experts rate publishers of some camps higher than others, so the rating itself tells something of the lean: a score
that tells no more than that adds nothing of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reliability.scoring.audit.designs import bins, source_targets, standardised
from reliability.scoring.audit.figures import interval
from reliability.scoring.audit.material import Material
from reliability.scoring.estimator import WORDING
from reliability.scoring.heldout import HeldOut, Round
from reliability.scoring.inputs import Matrix
from reliability.scoring.sample import Codes, folds

SCORE_BINS = 20
RATING_BINS = 10
FEWEST_OF_OUTLET = 4
OUTLET_FOLDS = 3
MOST_OF_OUTLET = 40
FEWEST_OUTLETS = 3


@dataclass(frozen=True)
class Question:
    """What is to be told: a class per article, from 0, for the articles at `rows`, tested in `rounds` over them."""

    target: str
    rows: NDArray[np.int64]
    classes: Codes
    rounds: Sequence[Round]


def probes(material: Material, held: HeldOut) -> dict[str, Callable[[], dict[str, Any]]]:
    """The probes as jobs, each of which returns a row of the report."""
    found: dict[str, Callable[[], dict[str, Any]]] = {}
    for question in filter(None, (outlets(material), leans(material))):
        for name, design in _designs(material, held, question).items():
            found[f"{question.target} from {name}"] = _job(material, question, name, design)
    return found


def outlets(material: Material) -> Question | None:
    """Which outlet an article is from, among those with the most articles; its articles are split at random."""
    source = material.sample.source
    articles = np.bincount(source)
    order = np.argsort(-articles, kind="stable")[: material.plan.outlets]
    chosen = order[articles[order] >= FEWEST_OF_OUTLET]
    if len(chosen) < FEWEST_OUTLETS:
        return None
    rng = np.random.default_rng(material.seed)
    each = min(MOST_OF_OUTLET, int(articles[chosen].min()))
    rows = np.sort(np.concatenate([rng.permutation(np.flatnonzero(source == one))[:each] for one in chosen]))
    classes = np.unique(source[rows], return_inverse=True)[1].astype(np.int64)
    place = np.empty(len(rows), dtype=np.int64)
    for one in range(len(chosen)):
        mine = np.flatnonzero(classes == one)
        place[mine] = rng.permutation(len(mine)) % OUTLET_FOLDS
    return Question("outlet", rows, classes, [(place != fold, place == fold) for fold in range(OUTLET_FOLDS)])


def leans(material: Material) -> Question | None:
    """The lean of an article's publisher, told for owners that the probe has not seen."""
    sample = material.sample
    lean = np.array([sample.leans[number] or "" for number in sample.source])
    rows = np.flatnonzero(lean != "")
    known = sample.take(lean != "")
    if len(np.unique(lean[rows])) < 2 or len(np.unique(known.group)) < 2 * material.plan.fewer_folds:
        return None
    classes = np.unique(lean[rows], return_inverse=True)[1].astype(np.int64)
    rounds = tuple(folds(known, material.plan.fewer_folds, material.seed))
    return Question("lean", rows, classes, rounds)


def _designs(material: Material, held: HeldOut, question: Question) -> dict[str, Matrix]:
    values = material.sample.values
    found = {"inputs": values}
    hand = [number for number, theme in enumerate(material.themes) if theme != WORDING]
    if 0 < len(hand) < len(material.names):
        found["inputs without wording"] = values[:, hand]
    found["score"] = bins(held.score, SCORE_BINS)
    if question.target == "lean":
        found["rating"] = bins(source_targets(material.sample)[material.sample.source], RATING_BINS)
    return {name: design[question.rows] for name, design in found.items()}


def _job(material: Material, question: Question, name: str, design: Matrix) -> Callable[[], dict[str, Any]]:
    def job() -> dict[str, Any]:
        weights = material.sample.weights[question.rows]
        right = np.zeros(len(question.rows))
        for train, test in question.rounds:
            right[test] = (
                _told(design[train], question.classes[train], weights[train], design[test]) == (question.classes[test])
            )
        return _row(material, question, name, right)

    return job


def _told(train: Matrix, classes: Codes, weights: Matrix, test: Matrix) -> Codes:
    """The class of each test row; all classes weigh the same, so that guessing the commonest one gains nothing."""
    from sklearn.linear_model import LogisticRegression

    seen, unseen = standardised(train, test)
    totals = np.bincount(classes, weights)
    balanced = weights / totals[classes]
    strength = min(1.0, 10.0 / train.shape[1])  # with many inputs a weak penalty only learns articles by heart
    model = LogisticRegression(C=strength, solver="lbfgs", max_iter=150, tol=1e-3)
    model.fit(seen, classes, sample_weight=balanced * len(balanced) / balanced.sum())
    return np.asarray(model.predict(unseen), dtype=np.int64)


def _row(material: Material, question: Question, name: str, right: Matrix) -> dict[str, Any]:
    sample, plan = material.sample, material.plan
    source = sample.source[question.rows]
    weights = sample.weights[question.rows]
    count = int(question.classes.max()) + 1

    def accuracy(drawn: Iterable[int]) -> float:
        """Balanced accuracy: the mean over classes of the share that was told right."""
        times = weights * np.bincount(np.asarray(drawn), minlength=len(sample.sources))[source]
        whole = np.bincount(question.classes, times, minlength=count)
        hit = np.bincount(question.classes, times * right, minlength=count)
        present = whole > 0
        return float((hit[present] / whole[present]).mean())

    rng = np.random.default_rng(material.seed)
    present = np.unique(source)
    draws = np.array([accuracy(rng.choice(present, size=len(present))) for _ in range(plan.draws)])
    return {
        "target": question.target,
        "from": name,
        "classes": count,
        "articles": len(question.rows),
        "chance": 1.0 / count,
        "accuracy": interval(accuracy(present), draws),
    }
