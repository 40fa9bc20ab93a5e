"""Sends messages: one request each, bounded in time, never to another address than the one that was added."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reliability import __version__, resources
from reliability.notifying.signing import headers

SECONDS = 15.0
"""For a whole request, however slowly its answer drips."""

AT_ONCE = 8
GONE = 410


@dataclass(frozen=True)
class Outcome:
    """What came of sending a message.

    Attributes:
        delivered: whether the receiver took it.
        answer: its HTTP status, or why there was none.
        wait: seconds that it asks to wait.
        gone: whether it says that nothing should be sent there any more.
    """

    delivered: bool
    answer: str
    wait: float | None = None
    gone: bool = False


def send(due: list[dict[str, Any]], seconds: float = SECONDS) -> list[Outcome]:
    """Send messages, some at a time, so that a slow receiver keeps nobody waiting.

    Redirects are not followed, and no proxy of the environment is used: a message goes to the address that an admin
    added, be it in a private network, or nowhere.

    Args:
        due: rows of `store.take_due`.
        seconds: for each.
    """
    return asyncio.run(_send_all(due, seconds))


async def _send_all(due: list[dict[str, Any]], seconds: float) -> list[Outcome]:
    with resources.needing("web", "Sending webhooks"):
        import httpx
    room = asyncio.Semaphore(AT_ONCE)

    async def one(client: httpx.AsyncClient, row: Mapping[str, Any]) -> Outcome:
        async with room:
            try:
                return await asyncio.wait_for(_send(client, row), seconds)
            except TimeoutError:
                return Outcome(False, f"no answer within {seconds:g} s")
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
                return Outcome(False, f"{type(error).__name__}: {error}"[:200])

    async with httpx.AsyncClient(follow_redirects=False, trust_env=False, timeout=seconds) as client:
        return await asyncio.gather(*(one(client, row) for row in due))


async def _send(client: Any, row: Mapping[str, Any]) -> Outcome:
    body = row["body"].encode()
    signed = headers(row["secret"], row["message_id"], datetime.now(UTC), body)
    named = {"Content-Type": "application/json", "User-Agent": f"reliability/{__version__}"}
    async with client.stream(
        "POST", row["url"], content=body, headers=named | signed
    ) as answer:  # its body is not read
        status: int = answer.status_code
        wait = answer.headers.get("retry-after", "")
    asked = float(wait) if wait.isdecimal() and len(wait) < 7 else None
    return Outcome(200 <= status < 300, str(status), asked, status == GONE)
