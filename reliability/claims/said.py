"""Where in a text somebody is quoted or reported: the contents of its attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from reliability.claims.attribution import Attribution


class Said:
    """The contents of one article's attributions."""

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        """Sort the contents once."""
        self._spans = sorted(span for one in attributions for span in one.content)
        self._starts = [start for start, _ in self._spans]

    def covers(self, place: int) -> bool:
        """Whether `place` is inside what somebody says."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and self._spans[index][1] > place
