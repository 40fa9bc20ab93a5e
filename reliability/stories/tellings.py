"""One article's claim, ready to be compared with those of the other articles of its story."""

from __future__ import annotations

from dataclasses import dataclass

from reliability.stories.origins import Report


@dataclass(frozen=True)
class Telling:
    """What an article tells.

    Args:
        article: its id.
        content: the words of the claim.
        quoted: whether all of it is a direct quotation.
        same: the number of the group of claims that say the same.
        report: who said it, through whom.
    """

    article: str
    content: str
    quoted: bool
    same: int
    report: Report
