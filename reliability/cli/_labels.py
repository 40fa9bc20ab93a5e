"""Reads files of labels, each on its scale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    from reliability.learning import Labels


def read(paths: Sequence[Path], scales: Sequence[str], column: str | None = None) -> Labels:
    """The labels of all files; where they label the same, the first one counts.

    Args:
        paths: CSV files.
        scales: one for all, or one a file.
        column: of the labels, where it has another name.

    Raises:
        ReliabilityError: as `learning.read_labels`, or another number of scales.
    """
    from reliability import learning
    from reliability.ratings import Scale

    if len(scales) > 1 and len(scales) != len(paths):
        raise ReliabilityError(
            f"There are {len(paths)} files of labels and {len(scales)} scales.", "Give one --scale, or one a file."
        )
    known = learning.Labels()
    for path, scale in zip(paths, [*scales] * len(paths) if len(scales) == 1 else scales, strict=True):
        known = known | learning.read_labels(path, Scale.parse(scale), column)
    return known
