"""Messages between the process that holds a database and others: a header in JSON, then frames as Arrow streams.

Nothing is pickled: what arrives is data and never runs. Each message is bounded; large frames go in several.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import secrets
import socket
import struct
from collections.abc import Mapping
from contextlib import closing
from multiprocessing.connection import Connection
from typing import Any

import polars as pl

from reliability.errors import ReliabilityError

HEADER_BYTES = 1_000_000

PART_BYTES = 1_000_000
"""About how much of a frame one message holds."""

MESSAGE_BYTES = 1_000_000_000
"""More than one row can take; a longer message ends the connection."""

STALL = 30
"""Seconds within which a message that has begun must go on."""

NONCE_BYTES = 32

PARAMS = "$params"


def prepared(connection: Connection) -> Connection:
    """Let a connection give up on a peer that stops in the middle of a message, where the system can."""
    if os.name == "posix":
        limit = struct.pack("ll", STALL, 0)
        with closing(socket.socket(fileno=os.dup(connection.fileno()))) as same:
            same.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
            same.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
            if same.family == socket.AF_INET:
                same.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a header is not to wait for its frames
    return connection


def send(connection: Connection, header: Mapping[str, Any], frames: Mapping[str, pl.DataFrame] | None = None) -> None:
    """Send a header and frames.

    Raises:
        OSError: the other side is gone.
        ReliabilityError: the header is too long.
    """
    parts = {name: _parts(frame) for name, frame in (frames or {}).items()}
    written = json.dumps({**header, "frames": {name: len(part) for name, part in parts.items()}}).encode()
    if len(written) > HEADER_BYTES:
        raise ReliabilityError("The statement is too long to be sent.", exit_code=3)
    connection.send_bytes(written)
    for part in parts.values():
        for portion in part:
            sink = io.BytesIO()
            portion.write_ipc_stream(sink)
            connection.send_bytes(sink.getbuffer())


def receive(connection: Connection) -> tuple[dict[str, Any], dict[str, pl.DataFrame]]:
    """The next header, and its frames by name.

    Raises:
        EOFError, OSError: the other side is gone, too slow, or sends what is too long.
        ValueError: what it sends is no message.
    """
    header = json.loads(connection.recv_bytes(HEADER_BYTES))
    frames = {}
    for name, count in header.pop("frames").items():
        parts = [pl.read_ipc_stream(connection.recv_bytes(MESSAGE_BYTES)) for _ in range(count)]
        frames[name] = pl.concat(parts)
    return header, frames


def packed(params: Mapping[str, object] | None) -> dict[str, pl.DataFrame]:
    """Parameters as a frame of one row: Arrow keeps their types."""
    return {PARAMS: pl.DataFrame([dict(params)])} if params else {}


def unpacked(frames: dict[str, pl.DataFrame]) -> dict[str, object]:
    """Take the parameters out of received frames."""
    found = frames.pop(PARAMS, None)
    return {} if found is None else found.row(0, named=True)


def greet(connection: Connection, key: bytes, own: bytes, other: bytes) -> None:
    """Show each other the key without sending it (HMAC-SHA-256, RFC 2104); both sides call this.

    Args:
        connection: a new connection.
        key: the shared key.
        own: name of this side.
        other: name of the other side, which differs: nobody can send back what he was sent.

    Raises:
        EOFError, OSError: the other side is gone, or has another key.
    """
    challenge = secrets.token_bytes(NONCE_BYTES)
    connection.send_bytes(challenge)
    theirs = connection.recv_bytes(NONCE_BYTES)
    connection.send_bytes(hmac.digest(key, own + theirs, hashlib.sha256))
    if not hmac.compare_digest(connection.recv_bytes(NONCE_BYTES), hmac.digest(key, other + challenge, hashlib.sha256)):
        raise ConnectionRefusedError("another key")


def _parts(frame: pl.DataFrame) -> list[pl.DataFrame]:
    count = int(frame.estimated_size() // PART_BYTES) + 1
    return list(frame.iter_slices(max(-(-frame.height // count), 1))) or [frame]
