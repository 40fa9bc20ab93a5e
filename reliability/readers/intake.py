"""What readers hand to the path: bounded pieces of articles and rejects."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from reliability.readers.articles import Row
from reliability.readers.raw import Broken
from reliability.records import ARTICLES, REJECTS

MOST_CHARACTERS = 32 << 20
MOST_REJECTS = 1000


@dataclass(frozen=True)
class Intake:
    """A bounded piece of what was read.

    `articles` has the columns of `records.ARTICLES` with `run_id`, `revision` and `ingested_at` null; `rejects` those
    of `records.REJECTS` with `run_id` null, and `record` 0 where a whole file was set aside. `progress` is the share
    of all inputs read so far, 0..1, None where it cannot be known.
    """

    articles: pl.DataFrame
    rejects: pl.DataFrame
    progress: float | None


@dataclass
class Batch:
    """Rows that wait to become an `Intake`."""

    chunk: int
    articles_read: int = 0
    _rows: list[Row] = field(default_factory=list)
    _rejects: list[Row] = field(default_factory=list)
    _characters: int = 0

    def keep(self, name: str, result: Row | Broken) -> None:
        """Keep an article, or a record of the input `name` that is none."""
        if isinstance(result, Broken):
            reject = {"input": name, "record": result.record, "reason": result.reason, "excerpt": result.excerpt}
            self._rejects.append(reject)
        else:
            self._rows.append(result)
            self._characters += len(str(result["text"]))
            self.articles_read += 1

    @property
    def full(self) -> bool:
        """Whether it is time to `flush`."""
        return (
            len(self._rows) >= max(1, self.chunk)
            or self._characters >= MOST_CHARACTERS
            or len(self._rejects) >= MOST_REJECTS
        )

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not self._rows and not self._rejects

    def flush(self, progress: float | None) -> Intake:
        """Return what was kept and start anew."""
        # Column by column, because Polars takes twice as long over dictionaries.
        columns = {name: [row.get(name) for row in self._rows] for name in ARTICLES.schema}
        articles = pl.DataFrame(columns, schema=ARTICLES.schema)
        intake = Intake(articles, REJECTS.frame(self._rejects), progress)
        self._rows, self._rejects, self._characters = [], [], 0
        return intake
