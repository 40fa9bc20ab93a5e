"""One thing that a publisher says of itself, cleaned and bounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from reliability.readers.domains import domain_of

MOST = 2_000  # statements of a file
LONGEST = 1_000  # characters of one


@dataclass(frozen=True, slots=True)
class Statement:
    """`kind` as its standard names it, and `value`: mostly an address, a domain or a word."""

    kind: str
    value: str

    @property
    def other(self) -> str | None:
        """The registrable domain that the value names, if it names one."""
        return domain_of(self.value) if "." in self.value and "@" not in self.value else None


def bounded(found: Iterable[Statement]) -> list[Statement]:
    """The first MOST statements, each once, without those that are empty, too long or not plain text."""
    sound = (one for one in found if one.value and len(one.value) <= LONGEST and one.value.isprintable())
    return list(dict.fromkeys(islice(sound, MOST)))
