"""Frames as bytes and back: compressed Arrow streams, for rows on their way from one task to another."""

from __future__ import annotations

import io
from collections.abc import Iterable

import polars as pl


def pack(frame: pl.DataFrame) -> bytes:
    """A frame as a compressed Arrow stream."""
    out = io.BytesIO()
    frame.write_ipc_stream(out, compression="zstd")
    return out.getvalue()


def unpack(streams: Iterable[bytes], empty: pl.DataFrame) -> pl.DataFrame:
    """The rows of some streams, one after the other; `empty` where there is none."""
    frames = [pl.read_ipc_stream(stream) for stream in streams]
    return pl.concat(frames) if frames else empty
