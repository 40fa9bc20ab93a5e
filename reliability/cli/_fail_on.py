"""`--fail-on`: turns what was found into exit status 1, for scripts and CI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    import polars as pl

SEVERITIES = ("info", "warning", "critical")
SCORE = re.compile(r"score\s*<\s*(0?\.\d+|[01](?:\.0*)?)", re.IGNORECASE)


@dataclass
class FailOn:
    """The conditions, and how many articles met each."""

    conditions: tuple[str, ...]
    found: dict[str, int]

    @classmethod
    def parse(cls, conditions: Iterable[str]) -> FailOn:
        """Understand `info`, `warning`, `critical` and `score<0.4`.

        Raises:
            ReliabilityError: anything else.
        """
        wanted = tuple(condition.strip().lower() for condition in conditions)
        for condition in wanted:
            if condition not in SEVERITIES and not SCORE.fullmatch(condition):
                raise ReliabilityError(
                    f"--fail-on does not understand '{condition}'.",
                    f"Use {', '.join(SEVERITIES)} (that severity or worse) or score<0.4.",
                )
        return cls(wanted, dict.fromkeys(wanted, 0))

    def watch(self, chunks: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """Pass result frames on and count the articles that meet a condition."""
        for chunk in chunks:
            for condition in self.conditions:
                self.found[condition] += chunk.filter(_met(condition)).height
            yield chunk

    @property
    def failed(self) -> list[str]:
        """The conditions that were met, in words."""
        return [f"{count:,} articles with {condition}" for condition, count in self.found.items() if count]


def _met(condition: str) -> pl.Expr:
    import polars as pl

    score = SCORE.fullmatch(condition)
    if score:
        return pl.col("score") < float(score[1])
    as_bad = SEVERITIES[SEVERITIES.index(condition) :]
    return pl.col("flags").list.eval(pl.element().struct.field("severity").is_in(as_bad)).list.any()
