"""Word lists as regular expressions, so that words stand in `lexicon/` and rules in code."""

from __future__ import annotations

import re
from functools import lru_cache

from reliability.resources import lexicon

_ENDING = r"\w*"


@lru_cache(maxsize=64)
def any_of(listing: str) -> str:
    """The entries of `lexicon/<listing>.txt` as one group, the longest first; `*` stands for any ending.

    >>> any_of("hosts").startswith("(?:")
    True
    """
    entries = sorted(lexicon(f"claims/{listing}"), key=len, reverse=True)
    return f"(?:{'|'.join(re.escape(entry).replace(re.escape('*'), _ENDING) for entry in entries)})"
