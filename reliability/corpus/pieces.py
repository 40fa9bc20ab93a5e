"""Rows of a frame on their way to buckets, and back to a frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from reliability.engines import Piece
from reliability.parts import pack, unpack


def bucket_of(key: pl.Expr, buckets: int) -> pl.Expr:
    """A bucket for each key, the same for equal ones."""
    return (key.hash(seed=0) % buckets).cast(pl.Int32)


def scatter(frame: pl.DataFrame, bucket: pl.Expr | pl.Series, table: str, place: int) -> Iterator[Piece]:
    """The rows of a frame as one piece for each bucket that has any."""
    sent = frame.with_columns(bucket.cast(pl.Int32).alias("_bucket"))
    for (number,), rows in sent.partition_by("_bucket", as_dict=True, maintain_order=True).items():
        yield Piece(int(str(number)), table, place, pack(rows.drop("_bucket")))


def gather(pieces: Iterable[Piece], table: str, empty: pl.DataFrame) -> pl.DataFrame:
    """The rows of a table in some pieces, in the order of their places."""
    return unpack((piece.rows for piece in pieces if piece.table == table), empty)
