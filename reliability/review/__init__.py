"""Editorial review: what to read next, and what was decided."""

from __future__ import annotations

from reliability.review.decisions import VERDICTS, decide, state
from reliability.review.queue import order

__all__ = ["VERDICTS", "decide", "order", "state"]
