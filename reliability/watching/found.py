"""What one look at a place found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from reliability.readers import Intake


@dataclass
class Found:
    """New articles, and what is to be remembered once they are scored.

    `notes` are rows of records.WATCHED. `waiting` counts what is new and left for the next look.
    """

    intakes: list[Intake] = field(default_factory=list)
    notes: list[dict[str, object]] = field(default_factory=list)
    waiting: int = 0

    @property
    def articles(self) -> int:
        """How many articles are in it."""
        return sum(intake.articles.height for intake in self.intakes)

    def done(self, place: str, item: str, now: datetime, mark: str | None = None) -> None:
        """Remember an item as done."""
        self.notes.append({"place": place, "item": item, "mark": mark, "checked_at": now, "failures": 0})
