"""The expectations in force: the shipped suites and the user's own, and what the user has silenced."""

from __future__ import annotations

from pathlib import Path

from reliability import features, flags, resources
from reliability.config import Config


def suites(config: Config) -> flags.Suites:
    """Read the suites, and check their columns and the silenced codes before anything is judged.

    Raises:
        ReliabilityError: a suite does not fit (the error names suite, code and column), or a silence names a code
            that no suite has.
    """
    ranges = {feature.name: (feature.low, feature.high) for feature in features.catalogue()}
    found = flags.load([resources.expectations(), *map(Path, config["suites"])], ranges)
    flags.check_silences(config.silences, found)
    return found
