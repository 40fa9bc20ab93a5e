"""How much of all inputs has been read."""

from __future__ import annotations

from dataclasses import dataclass

from reliability.readers.inputs import Item
from reliability.readers.streams import Stream


@dataclass
class Meter:
    """How many bytes of all inputs have been read."""

    total: int | None
    before: int = 0
    current: int = 0

    @classmethod
    def over(cls, items: list[Item]) -> Meter:
        """Start at the first of `items`."""
        sizes = [item.size for item in items]
        known = [size for size in sizes if size is not None]
        return cls(sum(known) if len(known) == len(sizes) else None)

    def count(self, size: int) -> None:
        """Note that so many bytes of the present input were read."""
        self.current += size

    def close(self, item: Item) -> None:
        """Note that the present input is done."""
        self.before += item.size or 0
        self.current = 0

    def share(self, stream: Stream, item: Item) -> float | None:
        """Return the share of all inputs read so far, 0..1, None where it cannot be known."""
        if self.total is None or item.size is None:
            return None
        read = self.current / max(1, item.size) if stream.rows_read is None else stream.rows_read
        return min(1.0, (self.before + min(1.0, read) * item.size) / max(1, self.total))
