"""Requests that may come twice: with an Idempotency-Key, the second one gets the answer of the first."""

from __future__ import annotations

import re
import threading
from collections.abc import Awaitable, Callable
from hashlib import blake2b

from anyio import to_thread
from fastapi import Request, Response

from reliability.store import Answer, Store, begin_answer, drop_answer, keep_answer
from reliability.web.body import STREAM_TYPE
from reliability.web.problems import Refused

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEY = r"[!-~]{1,255}"


class Once:
    """Remembers answers by caller and key, and what is being worked on in this server."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._at_work: set[tuple[str, str]] = set()

    async def answer(self, request: Request, handle: Callable[[Request], Awaitable[Response]]) -> Response:
        """What `handle` answers, or the answer of the same request before.

        Only what was done is kept: a request that was refused may come again, changed, under its key.

        Raises:
            Refused: the key is none, was used for another request, or its request is being worked on.
        """
        key = request.headers.get(HEADER)
        user = request.state.user
        if key is None or user is None or request.headers.get("content-type", "").startswith(STREAM_TYPE):
            return await handle(request)
        if not re.fullmatch(KEY, key):
            wrong = "Should be 1 to 255 characters of ASCII without spaces."
            raise Refused("invalid", errors=[{"detail": wrong, "header": HEADER}])
        known = await to_thread.run_sync(self._begin, user.name, key, await _digest(request))
        if known is not None:
            request.state.trail.told_elsewhere()  # when it was done
            return Response(known.body, known.status or 200, {REPLAYED: "true"}, known.media_type)
        try:
            response = await handle(request)
            if response.status_code < 300 and response.media_type != STREAM_TYPE:
                said = response.headers.get("content-type", "")
                kept = Answer("", response.status_code, said, bytes(response.body))
                await to_thread.run_sync(keep_answer, self._store, user.name, key, kept)
            else:
                await to_thread.run_sync(drop_answer, self._store, user.name, key)
        except Exception:
            await to_thread.run_sync(drop_answer, self._store, user.name, key)
            raise
        finally:
            with self._lock:
                self._at_work.discard((user.name, key))
        return response

    def _begin(self, caller: str, key: str, digest: str) -> Answer | None:
        with self._lock:
            if (caller, key) in self._at_work:
                raise Refused("in-flight")
            known = begin_answer(self._store, caller, key, digest)
            if known is None:
                self._at_work.add((caller, key))
                return None
        if known.request != digest:
            raise Refused("key-reused")
        if known.status is None:
            words = "The server ended while it worked on this. Look whether it was done; if not, use a new key."
            raise Refused("in-flight", words)
        return known


async def _digest(request: Request) -> str:
    """What makes a request the same: its address, type and body."""
    parts = (request.method, str(request.url), request.headers.get("content-type", ""))
    head = "\n".join(parts).encode()
    return blake2b(head + b"\n\n" + await request.body(), digest_size=16).hexdigest()
