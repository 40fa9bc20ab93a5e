"""How much work an audit does: one plan for a report that is kept, one for a first look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """The sizes of an audit.

    Args:
        name: `full` or `quick`.
        cap: articles used of one source.
        folds: of the model and the baselines.
        fewer_folds: of what is fitted many times: themes, learning curves, the random split, the style attack.
        draws: bootstrap samples per figure.
        attacked: articles that the style attack rewrites.
        source_steps: numbers of training sources on the learning curve; all of them come last.
        article_steps: numbers of training articles of a source on the learning curve; all of them come last.
        repeats: random choices of training sources per step.
        outlets: outlets that the probe tells apart.
    """

    name: str
    cap: int
    folds: int
    fewer_folds: int
    draws: int
    attacked: int
    source_steps: tuple[int, ...]
    article_steps: tuple[int, ...]
    repeats: int
    outlets: int


FULL = Plan(
    name="full",
    cap=60,
    folds=10,
    fewer_folds=5,
    draws=600,
    attacked=200,
    source_steps=(25, 50, 100, 150, 200),
    article_steps=(1, 3, 10, 30),
    repeats=2,
    outlets=40,
)

QUICK = Plan(
    name="quick",
    cap=6,
    folds=3,
    fewer_folds=2,
    draws=100,
    attacked=30,
    source_steps=(50,),
    article_steps=(),
    repeats=1,
    outlets=15,
)
