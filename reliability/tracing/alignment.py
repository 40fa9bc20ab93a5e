"""Where the words of one text stand in another, and which of them differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_ALIKE = 60.0  # of 100: below, more differs than a reader would call nearly the same


@dataclass(frozen=True)
class Change:
    """Words of the asked text from `start` to `end` that the told text gives as its words from `begin` to `stop`."""

    start: int
    end: int
    begin: int
    stop: int


@dataclass(frozen=True)
class Alignment:
    """The best place of the shorter text in the longer one.

    Args:
        told: places of the told words that are the asked ones.
        changes: what differs in between, in order.
    """

    told: tuple[int, ...]
    changes: tuple[Change, ...]

    @property
    def changed(self) -> int:
        """How many words differ."""
        return sum(max(change.end - change.start, change.stop - change.begin) for change in self.changes)


def align(asked: Sequence[int], told: Sequence[int]) -> Alignment | None:
    """Lay the shorter text where it fits best into the longer one; None where it fits nowhere.

    What the longer one has before and after that place is no change.

    Args:
        asked: words of one text, as numbers.
        told: words of the other.
    """
    from rapidfuzz import fuzz

    turned = len(asked) > len(told)
    short, long = (told, asked) if turned else (asked, told)
    best = fuzz.partial_ratio_alignment(short, long, score_cutoff=LEAST_ALIKE) if short else None
    if best is None:
        return None
    spare = max(1, len(short) // 4)  # words that may stand between those of the shorter one
    first = max(0, best.dest_start - spare)
    same, changes = _compare(short, long[first : best.dest_end + spare])
    if turned:
        return Alignment(
            tuple(place for place, _ in same),
            tuple(Change(c.begin + first, c.stop + first, c.start, c.end) for c in changes),
        )
    return Alignment(
        tuple(place + first for _, place in same),
        tuple(Change(c.start, c.end, c.begin + first, c.stop + first) for c in changes),
    )


def _compare(short: Sequence[int], window: Sequence[int]) -> tuple[list[tuple[int, int]], list[Change]]:
    """Pairs of places of equal words, and the changes between them; neighbouring changes are one."""
    from rapidfuzz.distance import Levenshtein

    same: list[tuple[int, int]] = []
    changes: list[Change] = []
    for step in Levenshtein.opcodes(short, window):
        start, end, begin, stop = step.src_start, step.src_end, step.dest_start, step.dest_end
        outside = step.tag == "insert" and start in {0, len(short)}
        if step.tag == "equal":
            same += zip(range(start, end), range(begin, stop), strict=True)
        elif changes and changes[-1].end == start and changes[-1].stop == begin and not outside:
            changes[-1] = Change(changes[-1].start, end, changes[-1].begin, stop)
        elif not outside:
            changes.append(Change(start, end, begin, stop))
    return same, changes
