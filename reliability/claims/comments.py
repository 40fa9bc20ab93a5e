"""Lists of readers' comments: paragraphs that a line with a handle closes, or opens with a colon."""

from __future__ import annotations

import re
from bisect import bisect_right

from reliability.claims.attribution import Span

LEAST = 2
LONGEST = 1_500
_SIGNATURE = re.compile(r"^[ \t—–-]*@(\w{2,30})[ \t]*(:|[.,]?[ \t]*$)", re.MULTILINE)


class Comments:
    """The comments in one article, and whose they are."""

    def __init__(self, text: str) -> None:
        """Find the lines that hold a handle only; a single one makes no list."""
        signatures = list(_SIGNATURE.finditer(text)) if "@" in text else []
        found = [(_span(text, one), f"@{one.group(1)}") for one in signatures] if len(signatures) >= LEAST else []
        self._spans = [span for span, _ in found]
        self._handles = [handle for _, handle in found]
        self._starts = [start for start, _ in self._spans]

    def author(self, place: int) -> str | None:
        """The handle under which the words at `place` were posted; None outside comments."""
        index = bisect_right(self._starts, place) - 1
        return self._handles[index] if index >= 0 and place < self._spans[index][1] else None


def _span(text: str, signature: re.Match[str]) -> Span:
    """The paragraph before a handle, or after one with a colon."""
    if signature.group(2) == ":":
        end = text.find("\n", signature.end())
        return signature.start(), min(end if end >= 0 else len(text), signature.end() + LONGEST)
    end = len(text[max(0, signature.start() - LONGEST) : signature.start()].rstrip())
    end += max(0, signature.start() - LONGEST)
    return max(text.rfind("\n", max(0, end - LONGEST), end) + 1, end - LONGEST), signature.end()
