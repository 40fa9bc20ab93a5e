"""Data-quality and source-reliability scoring for news.

One call for notebooks and scripts:

>>> import polars as pl
>>> import reliability
>>> articles = pl.DataFrame({"id": ["a"], "text": ['"We will rebuild the pier," Mayor Ada Holm told Radio Almar.']})
>>> result = reliability.score(articles)
>>> result.claims.select("origin", "quotation", "hops").row(0)
('Ada Holm', 'direct', 1)
>>> result.scores.select("score", "abstained").row(0)  # too short to judge: no made-up middle
(None, 'too_short')
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

try:
    __version__ = version("reliability")
except PackageNotFoundError:  # the folder alone, not installed
    __version__ = "0+unknown"

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import polars as pl

    from reliability.api import Result

__all__ = ["__version__", "score"]


def score(
    articles: pl.DataFrame | str | Path | Sequence[str | Path],
    *,
    db: str = ":memory:",
    model: str | None = None,
    workers: int = 1,
) -> Result:
    """Score articles and return every table as a Polars frame.

    Args:
        articles: a frame with a column `text` or `html` (and any of `id, url, publisher, domain, title, authors,
            published_at, modified_at, section, language`), or a file, a folder, the address of a page, or several of
            them.
        db: a DuckDB file that keeps articles and results; by default nothing is kept.
        model: id or folder of a scoring model; by default the newest shipped one.
        workers: processes for claims and features; with more than one, or 0 for one per core, a script needs the usual
            `if __name__ == "__main__":`.

    Returns:
        A `Result` with the frames `scores` (the columns of `reliability score --format jsonl`), `claims`, `flags`,
        `features`, `stories`, `sources` and `rejects`. Their columns are described in docs/tables.md.

    Raises:
        reliability.errors.ReliabilityError: nothing could be read as an article.
    """
    from reliability import api

    return api.score(articles, db, model, workers)
