"""Where the words of one text stand in another, and which of them differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapidfuzz.distance import ScoreAlignment

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
        asked: places of the asked words that are told.
        told: places of the same words in the told text.
        changes: what differs in between, in order.
    """

    asked: tuple[int, ...]
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
    found = min((_compare(short, long, *window) for window in _windows(best, len(short))), key=_differences)
    if not turned:
        return found
    changes = tuple(Change(change.begin, change.stop, change.start, change.end) for change in found.changes)
    return Alignment(found.told, found.asked, changes)


def _windows(best: ScoreAlignment, size: int) -> list[tuple[int, int]]:
    """Where to look closer: the best place may be cut short where its ends differ, or by words that stand between."""
    start, end = best.dest_start, best.dest_end
    spare = max(1, size // 4)
    return [(start, start + size), (max(0, end - size), end), (max(0, start - spare), end + spare)]


def _differences(found: Alignment) -> tuple[int, int, int]:
    """Smaller where fewer words differ, more stay, and fewer changes leave words out."""
    return (found.changed, -len(found.told), sum(change.begin == change.stop for change in found.changes))


def _compare(short: Sequence[int], long: Sequence[int], first: int, last: int) -> Alignment:
    """Lay `short` into the words of `long` from `first` to `last`; neighbouring changes are one."""
    from rapidfuzz.distance import Levenshtein

    same: list[tuple[int, int]] = []
    changes: list[Change] = []
    for step in Levenshtein.opcodes(short, long[first:last]):
        start, end, begin, stop = step.src_start, step.src_end, step.dest_start + first, step.dest_end + first
        outside = step.tag == "insert" and start in {0, len(short)}
        if step.tag == "equal":
            same += zip(range(start, end), range(begin, stop), strict=True)
        elif changes and changes[-1].end == start and changes[-1].stop == begin and not outside:
            changes[-1] = Change(changes[-1].start, end, changes[-1].begin, stop)
        elif not outside:
            changes.append(Change(start, end, begin, stop))
    return Alignment(tuple(place for place, _ in same), tuple(place for _, place in same), tuple(changes))
