"""The threshold of a model, and its figures, by articles held out of training; the network reads each of them once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from reliability.claims.fitting.measures import Agreement, Gold, total
from reliability.claims.model import ClaimsModel
from reliability.claims.reading import read

NOISE = 0.005
"""Linked F1 that a lower threshold may cost: it finds more, and a few hundred articles tell no finer."""

THRESHOLDS = tuple(number / 100 for number in range(20, 71, 5))


def choose(model: ClaimsModel, articles: Sequence[Mapping[str, Any]]) -> tuple[float, Sequence[Agreement]]:
    """The lowest threshold whose linked F1 is within `NOISE` of the highest, and how each article agrees under it."""
    found = model.by_threshold((read(one["text"]) for one in articles), THRESHOLDS)
    golds = map(Gold.of, articles)
    tried = [[Agreement.of(gold, one) for one in ones] for gold, ones in zip(golds, found, strict=True)]
    figures = dict(zip(THRESHOLDS, zip(*tried, strict=True), strict=True))
    reached = {one: total(figures[one]).figure("linked").f1 for one in THRESHOLDS}
    chosen = min(one for one in THRESHOLDS if reached[one] >= max(reached.values()) - NOISE)
    return chosen, figures[chosen]


def by_publisher(articles: Sequence[Mapping[str, Any]], figures: Sequence[Agreement]) -> dict[str, Agreement]:
    """Agreement by the articles' `publisher`, where they have one."""
    grouped: dict[str, list[Agreement]] = defaultdict(list)
    for article, figure in zip(articles, figures, strict=True):
        if article.get("publisher"):
            grouped[article["publisher"]].append(figure)
    return {name: total(ones) for name, ones in grouped.items()}
