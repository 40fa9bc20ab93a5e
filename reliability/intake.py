"""What every path over an intake shares: where it begins, how it shows progress, what it says of what is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

import polars as pl

from reliability import fetching, readers, records
from reliability.config import Config
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from reliability.readers import Intake

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


def read(inputs: Sequence[str], settings: Config, *, strict: bool = False) -> Iterator[Intake]:
    """Read articles from files, folders, `-` and addresses of pages, which come last.

    Args:
        inputs: paths, `-`, or addresses that start with `http://` or `https://`.
        settings: `chunk`, `fetch_private` and `fetch_cache` of it count.
        strict: raise at the first record that is no article.

    Raises:
        ReliabilityError: as `readers.read` and `fetching.fetch` do.
    """
    pages = [name for name in inputs if fetching.is_address(name)]
    files = [name for name in inputs if not fetching.is_address(name)]
    if not pages:
        return readers.read(files, chunk=settings["chunk"], strict=strict)
    found = readers.read(files, chunk=settings["chunk"], strict=strict) if files else iter(())
    return chain(found, (fetched(url, settings) for url in pages))


def fetched(url: str, settings: Config) -> Intake:
    """Fetch the article at an address; `fetch_private` and `fetch_cache` of the settings count.

    Raises:
        ReliabilityError: as `fetching.fetch` does, or the page holds no article.
    """
    private, cache = settings["fetch_private"], pages_kept(settings)
    if cache is None:
        page = fetching.fetch(url, private=private)
    else:
        page = cache.fetch(url, lambda known: fetching.fetch(url, private=private, known=known))
    return readers.Intake(from_page(page), records.REJECTS.empty(), 1.0)


def pages_kept(settings: Config) -> fetching.Cache | None:
    """Where fetched pages are kept, None where the settings want none kept."""
    megabytes = settings["fetch_cache"]
    return fetching.Cache(fetching.cache_folder(), megabytes * 1_000_000) if megabytes else None


def from_page(page: fetching.Page) -> pl.DataFrame:
    """Return a frame of records.ARTICLES with the one article of a fetched page.

    Raises:
        ReliabilityError: it holds no article.
    """
    return readers.page(page.url, page.body, charset=page.charset, plain=page.content_type == fetching.PLAIN)
