"""The order in which articles need a human, and pages of it."""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from reliability.errors import ReliabilityError
from reliability.review.filters import Filters
from reliability.review.reasons import reason
from reliability.review.standing import state
from reliability.review_weights import DEFAULTS
from reliability.scoring.sample import RELIABLE

POINTS = {"critical": 1.0, "warning": 0.35, "info": 0.1}
"""What a flag of each severity counts; each point halves what lacks to 1."""

INTERVAL = 3.29
"""Standard errors from the low to the high end of a 90 % interval."""

LEAST_ERROR = 0.02
"""No publisher's score is known better than this."""

PROBIT = 1.702
"""By this factor the logistic curve comes closest to the normal one."""

HALF_LIFE = 24.0
"""Hours in which freshness falls to a half."""

UNDATED = 0.5
"""The freshness of an article without a date: neither new nor old."""

REACHED = {"copied_by": (0.5, 8), "told_by": (0.3, 16), "volume": (0.2, 1000)}
"""What reach is made of: the share of each number, and from where on it counts in full."""

LIMIT = 50
"""Rows of a page where nothing else is said."""

MOST = 500
"""Rows of a page, at most."""


@dataclass(frozen=True)
class Page:
    """A page of the queue: its rows, how many rows the filters show in all, and the cursor of the next page."""

    rows: pl.DataFrame
    total: int
    next: str | None


def order(rows: pl.DataFrame, *, weights: Mapping[str, float] = DEFAULTS, now: datetime | None = None) -> pl.DataFrame:
    """Order scored articles by their need for a human, the neediest first.

    Args:
        rows: of `store.queue_rows`.
        weights: of the parts of need, which add up to 1; see reliability.review_weights.PARTS.
        now: the time; freshness and what is taken depend on it.

    Returns:
        The rows with `state` (records.STATES; holder and until only where it is `in_review`), the parts of need
        (each 0..1) and `need` (their mean by weight, 0..1). Articles of one need come in the order of their ids.
    """
    moment = now or datetime.now(UTC)
    total = sum(weights.values())
    need = pl.sum_horizontal(pl.col(name) * (weight / total) for name, weight in weights.items())
    held = pl.col("state") == "in_review"
    return (
        rows.with_columns(state(moment).alias("state"))
        .with_columns(pl.when(held).then(name).alias(name) for name in ("holder", "until"))
        .with_columns(**_parts(moment))
        .with_columns(need=need.round(6))
        .sort("need", "article_id", descending=[True, False])
    )


def page(
    ordered: pl.DataFrame,
    filters: Filters | None = None,
    *,
    after: str | None = None,
    limit: int | None = LIMIT,
    now: datetime | None = None,
) -> Page:
    """A page of the queue.

    A cursor names the last row that was seen. It stands by its need and id, so that what comes in meanwhile moves
    nothing: a page never repeats a row whose need is the same, and never skips one. Order the rows as of the time in
    the cursor (`as_of`), or freshness will have moved them.

    Args:
        ordered: of `order`.
        filters: which rows to show; those that are open, where there are none.
        after: `next` of the page before; None for the first.
        limit: rows, 1 to MOST; None for all.
        now: the time as of which the rows are ordered.

    Raises:
        ReliabilityError: a cursor that is none.
    """
    shown = ordered.filter((filters or Filters()).expression())
    total = shown.height
    moment = now or datetime.now(UTC)
    if after:
        moment, need, article = _read(after)
        behind = (pl.col("need") < need) | ((pl.col("need") == need) & (pl.col("article_id") > article))
        shown = shown.filter(behind)
    found = shown if limit is None else shown.head(min(max(limit, 1), MOST))
    last = found.select("need", "article_id").row(-1) if found.height and shown.height > found.height else None
    return Page(found.with_columns(reason=reason(moment)), total, _cursor(moment, *last) if last else None)


def as_of(after: str | None) -> datetime:
    """The time as of which to order the rows for this cursor; now, where there is none.

    Raises:
        ReliabilityError: a cursor that is none.
    """
    return _read(after)[0] if after else datetime.now(UTC)


def _parts(now: datetime) -> dict[str, pl.Expr]:
    error = ((pl.col("source_high") - pl.col("source_low")) / INTERVAL).clip(lower_bound=LEAST_ERROR)
    short = (RELIABLE - pl.col("source_score")) / error
    points = pl.sum_horizontal(pl.col(severity) * worth for severity, worth in POINTS.items())
    hours = (pl.lit(now) - pl.col("published_at")).dt.total_seconds() / 3600
    reach = [pl.col(name).log1p() / math.log1p(full) for name, (_, full) in REACHED.items()]
    shares = [share for share, _ in REACHED.values()]
    returned = pl.col("disputed") | pl.col("outdated") | (pl.col("state") == "escalated")
    return {
        "risk": (1 - pl.col("score")).fill_null(0.5),
        "record": (1 / (1 + (-PROBIT * short).exp())).fill_null(0.5),
        "uncertainty": (pl.col("high") - pl.col("low")).fill_null(1.0),
        "flags": 1 - (-math.log(2) * points).exp(),
        "reach": pl.sum_horizontal(
            part.clip(upper_bound=1.0) * share for part, share in zip(reach, shares, strict=True)
        ),
        "freshness": (hours.clip(lower_bound=0) * (-math.log(2) / HALF_LIFE)).exp().fill_null(UNDATED),
        "returned": returned.cast(pl.Float64),
    }


def _cursor(moment: datetime, need: float, article: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([moment.isoformat(), need, article]).encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime, float, str]:
    """The time, need and id of a cursor."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        moment, need, article = json.loads(text)
        time = datetime.fromisoformat(moment)
        if time.tzinfo is None or not isinstance(article, str) or isinstance(need, bool):
            raise ValueError("no cursor")
        return time, float(need), article
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise ReliabilityError("That is no cursor of a page.", "Take it from the page before.") from error
