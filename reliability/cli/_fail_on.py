"""`--fail-on`: turns what was found into exit status 1, for scripts and CI."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reliability.errors import ReliabilityError, counted
from reliability.records import SEVERITIES

if TYPE_CHECKING:
    import polars as pl

SCORE = re.compile(r"score\s*<\s*(\d{0,3}(?:\.\d+)?)", re.IGNORECASE)


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
            if condition not in SEVERITIES and _limit(condition) is None:
                raise ReliabilityError(
                    f"--fail-on does not understand '{condition}'.",
                    f"Use {', '.join(SEVERITIES)} (that severity or worse) or score<0.4 (or score<40).",
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
        return [f"{counted(count, 'article')} with {condition}" for condition, count in self.found.items() if count]


def _limit(condition: str) -> float | None:
    """The limit of `score<0.4` or, as the table shows scores, `score<40`; None where it is neither."""
    found = SCORE.fullmatch(condition)
    if found is None or not found[1].strip("."):
        return None
    number = float(found[1])
    limit = number / 100 if number > 1 else number
    return limit if limit <= 1 else None


def _met(condition: str) -> pl.Expr:
    import polars as pl

    limit = _limit(condition)
    if limit is not None:
        return pl.col("score") < limit
    as_bad = SEVERITIES[SEVERITIES.index(condition) :]
    return pl.col("flags").list.eval(pl.element().struct.field("severity").is_in(as_bad)).list.any()
