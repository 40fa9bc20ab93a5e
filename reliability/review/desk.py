"""A page of the desk's queue."""

from __future__ import annotations

from collections.abc import Mapping

from reliability import store
from reliability.review.filters import Filters
from reliability.review.queue import LIMIT, Page, as_of, order, page
from reliability.review_weights import DEFAULTS
from reliability.store import Reader


def queue(
    opened: Reader,
    filters: Filters | None = None,
    *,
    weights: Mapping[str, float] = DEFAULTS,
    after: str | None = None,
    limit: int | None = LIMIT,
) -> Page:
    """A page of the queue as it stands, the neediest first; see `order` and `page`.

    Raises:
        ReliabilityError: a cursor that is none.
    """
    moment = as_of(after)
    ordered = order(store.queue_rows(opened), weights=weights, now=moment)
    return page(ordered, filters, after=after, limit=limit, now=moment)
