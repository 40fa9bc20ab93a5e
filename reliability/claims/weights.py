"""Linear models whose weights are lines of a lexicon file: a feature's name, a tab, its weight."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import repeat
from math import exp

from reliability.resources import lexicon

_ZEROS = repeat(0.0)


class Weights:
    """A linear model: the log-odds of a case are the sum of the weights of its features."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.bias = weights.get("bias", 0.0)
        self._get = weights.get

    def odds(self, features: Iterable[str]) -> float:
        """Log-odds of a case."""
        return self.bias + self.total(features)

    def total(self, features: Iterable[str]) -> float:
        """Sum of the weights of some of the features of a case."""
        return sum(map(self._get, features, _ZEROS))

    def probability(self, features: Iterable[str]) -> float:
        """Probability of a case."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.odds(features)))))


@cache
def load(name: str) -> Weights:
    """The model `lexicon/weights_<name>.txt`."""
    pairs = (line.rpartition("\t") for line in lexicon(f"claims/weights_{name}"))
    return Weights({feature: float(weight) for feature, _, weight in pairs})
