"""Editorial review: what to read next, who reads it, and what was decided.

Reading: `queue` (a page of the desk's queue), or its parts `store.queue_rows` -> `order` -> `page`; `Filters`;
`state` and `history` of an article; `replay` and `history_rows` for who has its events.
Writing: `take`, `release`, `decide`, `undo`, `reply`. Each adds events in one transaction and changes none; each but
`reply` returns the article's `Standing`. After `decide` and `undo` the sources want `sourcing.rescore_sources`.
Measures: `stats` (what reviewers made of scores: overrides, agreement, time).
"""

from __future__ import annotations

from reliability.quality.reviewed import reviewed as stats
from reliability.review.desk import queue
from reliability.review.events import ClaimVerdict, decide, release, state, take, undo
from reliability.review.filters import Filters, read_time
from reliability.review.histories import history
from reliability.review.histories import rows as history_rows
from reliability.review.queue import Page, as_of, order, page
from reliability.review.replaying import replay
from reliability.review.replies import reply
from reliability.review.standing import MOVES, Standing
from reliability.review.words import verdict

__all__ = [
    "MOVES",
    "ClaimVerdict",
    "Filters",
    "Page",
    "Standing",
    "as_of",
    "decide",
    "history",
    "history_rows",
    "order",
    "page",
    "queue",
    "read_time",
    "release",
    "replay",
    "reply",
    "state",
    "stats",
    "take",
    "undo",
    "verdict",
]
