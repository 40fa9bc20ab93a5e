"""Whether the score errs more, or in another direction, for some groups of publishers and articles than for others.

Articles: signed error is the mean of score less label (1 where the publisher is reliable): above 0 the group is scored
too kindly. Publishers: the same of source score less rating. A group with too few articles or publishers is named, and
not measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from reliability.scoring.audit.figures import interval, weighted_auc
from reliability.scoring.audit.material import Material
from reliability.scoring.heldout import HeldOut
from reliability.scoring.inputs import Matrix
from reliability.scoring.sample import Codes
from reliability.scoring.shrinkage import FEWEST_ARTICLES

FEWEST = 30
"""Articles below which a group is not measured."""

FEWEST_SOURCES = 8
MOST_GROUPS = 12
"""Groups shown of one kind, those with the most articles; the others are counted together."""

NOT_KNOWN, OTHERS = "not known", "all others"

SIZES = ((1, "1-9 articles"), (10, "10-49 articles"), (50, "50-199 articles"), (200, "200 or more articles"))


def parity(material: Material, held: HeldOut) -> list[dict[str, Any]]:
    """A table per kind of group: by lean, publisher size, topic and year."""
    sample = material.sample
    leans = [sample.leans[number] for number in sample.source]
    sizes = [_size(int(material.sizes[number])) for number in sample.source]
    kinds: tuple[tuple[str, Sequence[str | None], list[str]], ...] = (
        ("lean", leans, []),
        ("publisher size", sizes, [name for _, name in SIZES]),
        ("topic", material.topics, []),
        ("year", material.years, sorted({year for year in material.years if year})),
    )
    return [
        {"by": kind, "groups": _groups(material, held, values, order)}
        for kind, values, order in kinds
        if any(value is not None for value in values)
    ]


def _size(articles: int) -> str:
    return [name for fewest, name in SIZES if articles >= fewest][-1] if articles else SIZES[0][1]


def _groups(
    material: Material, held: HeldOut, values: Sequence[str | None], order: Sequence[str]
) -> list[dict[str, Any]]:
    named = np.array([value if value is not None else NOT_KNOWN for value in values], dtype=object)
    names, articles = np.unique(named, return_counts=True)
    largest = [str(names[place]) for place in np.argsort(-articles, kind="stable")]
    shown = largest if len(largest) <= MOST_GROUPS or order else largest[:MOST_GROUPS]
    rows = [_group(material, held, name, named == name) for name in sorted(shown, key=_ordered(order, largest))]
    if len(shown) < len(largest):
        rows.append(_group(material, held, OTHERS, ~np.isin(named, shown)))
    return rows


def _ordered(order: Sequence[str], largest: Sequence[str]) -> Callable[[str], int]:
    places = {name: place for place, name in enumerate([*order, *(n for n in largest if n not in order)])}
    return lambda name: places[name]


def _group(material: Material, held: HeldOut, name: str, chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> dict[str, Any]:
    part = material.sample.take(chosen)
    present = np.unique(part.source)
    enough = int(chosen.sum()) >= FEWEST and len(present) >= FEWEST_SOURCES
    row: dict[str, Any] = {
        "group": name,
        "articles": int(chosen.sum()),
        "sources": len(present),
        "reliable": float(part.reliable.mean()) if len(present) else None,
        "enough": enough,
    }
    nothing = dict.fromkeys(("value", "low", "high"))
    measures = _measures(material, held, chosen)
    for measure, figure in measures.items():
        row[measure] = _over_sources(figure, present, material) if enough else dict(nothing)
    return row


def _measures(
    material: Material, held: HeldOut, chosen: np.ndarray[Any, np.dtype[np.bool_]]
) -> dict[str, Callable[[Codes], float]]:
    sample = material.sample
    part = sample.take(chosen)
    error = held.score[chosen] - part.reliable
    places = np.unique(held.score[chosen], return_inverse=True)[1]
    gap = held.source_score - sample.ratings
    big = (part.counts >= FEWEST_ARTICLES) & np.isfinite(gap)

    def weights(drawn: Codes) -> Matrix:
        return part.weights * part.times(drawn)

    def rated(drawn: Codes, absolute: bool) -> float:
        inside = gap[drawn[big[drawn]]]
        if len(inside) < FEWEST_SOURCES // 2:
            return float("nan")
        return float(np.abs(inside).mean() if absolute else inside.mean())

    return {
        "signed_error": lambda i: float(np.average(error, weights=weights(i))),
        "mae": lambda i: float(np.average(np.abs(error), weights=weights(i))),
        "auc": lambda i: weighted_auc(places, part.reliable, weights(i)),
        "rating_error": lambda i: rated(i, False),
        "rating_mae": lambda i: rated(i, True),
    }


def _over_sources(figure: Callable[[Codes], float], present: Codes, material: Material) -> dict[str, float | None]:
    rng = np.random.default_rng(material.seed)
    draws = np.array([figure(rng.choice(present, size=len(present))) for _ in range(material.plan.draws)])
    return interval(figure(present), draws)
