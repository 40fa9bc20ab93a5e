"""What the need for a human is made of, and how much each part counts: the settings of `[review.weights]`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from reliability.errors import ReliabilityError


@dataclass(frozen=True)
class Part:
    """One part of the need for a human: its name, weight where nothing else is set, and what makes it 0..1."""

    name: str
    weight: float
    help: str


PARTS = (
    Part("risk", 0.20, "1 - score: how likely expert raters do not trust work like this. 0.5 without a score."),
    Part(
        "record",
        0.40,
        "The chance that raters hold its publisher unreliable, from that one's score and interval. 0.5 without one.",
    ),
    Part("uncertainty", 0.05, "Width of the score's interval. 1 without a score."),
    Part("flags", 0.10, "Critical flags count 1, warnings 0.35, infos 0.1; each point halves what lacks to 1."),
    Part(
        "reach",
        0.05,
        "Half by the outlets that repeat the text (8 count in full), three tenths by the outlets that tell the story "
        "(16), a fifth by the articles of the publisher (1,000); each by its logarithm.",
    ),
    Part("freshness", 0.10, "1 when published, half of that every 24 hours. 0.5 without a date."),
    Part("returned", 0.10, "1 where an editor's work came to nothing: outdated decision, disagreement, escalation."),
)
"""Of these the need is the mean, by weight."""

DEFAULTS: Mapping[str, float] = MappingProxyType({part.name: part.weight for part in PARTS})

EXAMPLE = "Write [review.weights] and below it lines such as risk = 0.35."


def weights(table: Any, where: str) -> Mapping[str, float]:
    """The weights of the parts, scaled so that they add up to 1.

    Args:
        table: the table `[review]` as it was read; parts that its `weights` do not name keep their default.
        where: the file, for errors.

    Raises:
        ReliabilityError: an unknown key or part, a weight that is no number of 0 to 1,000, or nothing but zeros.
    """
    if not isinstance(table, dict) or not isinstance(table.get("weights", {}), dict):
        raise ReliabilityError(f"{where}: 'review' must be a table with a table of weights.", EXAMPLE)
    if strange := sorted(set(table) - {"weights"}):
        raise ReliabilityError(f"{where}: [review] has the unknown key '{strange[0]}'.", "Known: weights.")
    given = table.get("weights", {})
    if strange := sorted(set(given) - set(DEFAULTS)):
        raise ReliabilityError(
            f"{where}: [review.weights] has the unknown part '{strange[0]}'.", f"Parts: {', '.join(DEFAULTS)}."
        )
    for name, value in given.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or not 0 <= value <= 1000:
            raise ReliabilityError(f"{where}: '{value}' is no weight for {name}.", "Give a number of 0 to 1000.")
    found = {name: float(value) for name, value in (dict(DEFAULTS) | given).items()}
    total = sum(found.values())
    if not total:
        raise ReliabilityError(f"{where}: all weights of [review.weights] are 0.", "Let one part count.")
    return MappingProxyType({name: value / total for name, value in found.items()})
