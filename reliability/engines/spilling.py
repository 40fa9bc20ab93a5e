"""Pieces on disk on their way to buckets, so that an exchange on one machine holds one bucket in memory at a time."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path

from reliability.engines.engine import Piece

_HEADER = struct.Struct("<HqQ")  # length of the table's name, place, length of the rows


class Spill:
    """A file for each bucket, to which pieces are added one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, pieces: Iterable[Piece]) -> None:
        """Write pieces behind those that are there."""
        for piece in pieces:
            table = piece.table.encode()
            with self.file(piece.bucket).open("ab") as out:
                out.write(_HEADER.pack(len(table), piece.place, len(piece.rows)) + table)
                out.write(piece.rows)

    def file(self, bucket: int) -> Path:
        """Where the pieces of a bucket are."""
        return self._folder / f"{bucket}.pieces"


def pieces_of(bucket: int, file: Path) -> list[Piece]:
    """The pieces of a bucket in order; none where there is no file."""
    found = []
    if file.exists():
        with file.open("rb") as source:
            while header := source.read(_HEADER.size):
                name, place, size = _HEADER.unpack(header)
                table = source.read(name).decode()
                found.append(Piece(bucket, table, place, source.read(size)))
    return in_order(found)


def in_order(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces sorted by table and place, whichever came first."""
    return sorted(pieces, key=lambda piece: (piece.table, piece.place))
