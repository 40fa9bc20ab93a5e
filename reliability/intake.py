"""What every path over an intake shares: how it shows progress, and what it says of records that were set aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from reliability.errors import ReliabilityError

Progress = Callable[[str, float, int], None]
"""Called with a stage, the share of it that is done (0..1) and its articles so far."""

SHOWN_REJECTS = 5


def silent(stage: str, share: float, articles: int) -> None:
    """Show no progress."""


@dataclass
class Rejects:
    """How many records were set aside, and the first ones: rows of records.REJECTS."""

    count: int = 0
    first: list[dict[str, Any]] = field(default_factory=list)

    def add(self, rejects: pl.DataFrame) -> None:
        """Count more of them."""
        self.count += rejects.height
        self.first += rejects.head(SHOWN_REJECTS - len(self.first)).to_dicts()

    def nothing_read(self) -> ReliabilityError:
        """The error for an input without a single article."""
        found = f" The first record was set aside: {self.first[0]['reason']}" if self.first else ""
        return ReliabilityError(f"No article could be read.{found}", "An article needs at least `text` or `html`.")
