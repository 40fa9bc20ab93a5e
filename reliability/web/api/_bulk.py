"""Many articles in one request: read as they come, scored some at a time, answered a line each, in their order."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

import anyio
import orjson
import polars as pl
from anyio.streams.memory import MemoryObjectSendStream
from fastapi import HTTPException, Request, Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from reliability.errors import Busy, ReliabilityError
from reliability.web.api import _rows as rows
from reliability.web.api._article import read
from reliability.web.api._lines import LINE, lines
from reliability.web.api._spool import Spool
from reliability.web.api._strict import parse
from reliability.web.batching import MOST
from reliability.web.body import STREAM_TYPE
from reliability.web.desk import Desk
from reliability.web.problems import BY_NAME, Kind, Refused, content, of_error
from reliability.web.rooms import Room

BATCH = MOST  # articles that are scored at a time
BATCH_BYTES = 4_000_000
PATIENCE = 60  # times that a busy desk is asked again
GATHERING = 0.05  # seconds that an article waits for others
SILENCE = 300  # seconds between two articles of a request

Item = tuple[int, object]
"""The number of an article in the request, and its line (None: too long), or the article itself."""

Answers = asyncio.Future[list[bytes]]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Part:
    """Articles by their ids, and what is said in order: of these, or lines that are known."""

    articles: dict[str, pl.DataFrame] = field(default_factory=dict)
    said: list[bytes | str] = field(default_factory=list)


async def of_lines(request: Request) -> AsyncIterator[Item]:
    """The articles of a body of lines; blank lines are passed over."""
    async for number, line in lines(request.stream()):
        if line is None or line.strip():
            yield number, line


async def of_array(articles: Sequence[object]) -> AsyncIterator[Item]:
    """The articles of an array."""
    for item in enumerate(articles, start=1):
        yield item


class Bulk(Response):
    """Answers with a line for each article: its result, or a problem with `record`, its number."""

    def __init__(self, desk: Desk, room: Room, items: AsyncIterator[Item]) -> None:
        super().__init__(media_type=STREAM_TYPE, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._desk = desk
        self._room = room
        self._items = items

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is there while more is read and scored.

        Raises:
            Busy: too many others are at it.
        """
        with Spool() as spool, ExitStack() as place:
            place.enter_context(self._room.place())
            async with anyio.create_task_group() as group:
                group.start_soon(self._fill, spool, place)
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                async for piece in spool.pieces():
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
                await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _fill(self, spool: Spool, place: ExitStack) -> None:
        add, take = anyio.create_memory_object_stream[Answers](0)
        try:
            async with anyio.create_task_group() as group, take:
                group.start_soon(self._ask, add)
                async for answers in take:
                    for line in await answers:
                        spool.put(line)
        except Exception:
            log.exception("A request of many articles failed.")
            spool.put(_line(content(500, "", "", BY_NAME["failed"])))
        finally:
            place.close()  # others may come, however slowly this answer is read
            spool.finish()

    async def _ask(self, add: MemoryObjectSendStream[Answers]) -> None:
        """Have batches scored, each while the one before is still at work, and hand on their answers to come."""
        with add:
            try:
                before, at_work = set[str](), _known([])
                async for batch in _batches(self._items):
                    parts = await self._room.thread(_parts, batch)
                    ids = {name for part in parts for name in part.articles}
                    if ids & before:  # another revision: one after the other
                        await asyncio.wait([at_work])
                    before, at_work = ids, asyncio.create_task(self._room.thread(_lines, self._desk, parts))
                    await add.send(at_work)
            except ClientDisconnect:
                log.info("The client left in the middle of a request.")
            except HTTPException as error:  # the body grew too long
                problem = content(error.status_code, "", str(error.detail), BY_NAME["too-large"])
                await add.send(_known([_line(problem)]))
            except TimeoutError:
                problem = content(400, "", f"Nothing came for {SILENCE} seconds.", BY_NAME["bad-request"])
                await add.send(_known([_line(problem)]))


async def _batches(items: AsyncIterator[Item]) -> AsyncIterator[list[Item]]:
    """Yield what has come in, as soon as there is something; reading goes on meanwhile, up to a batch ahead."""
    add, take = anyio.create_memory_object_stream[Item](BATCH)
    failure: list[Exception] = []

    async def fetch() -> None:
        with add:
            try:
                while (item := await _next(items)) is not None:
                    await add.send(item)
            except (HTTPException, ClientDisconnect, TimeoutError) as error:
                failure.append(error)

    async with anyio.create_task_group() as group:
        group.start_soon(fetch)
        with take:
            async for first in take:
                batch, size = [first], _size(first)
                with suppress(anyio.EndOfStream), anyio.move_on_after(GATHERING):
                    while len(batch) < BATCH and size < BATCH_BYTES:
                        batch.append(await take.receive())
                        size += _size(batch[-1])
                yield batch
    if failure:
        raise failure[0]


async def _next(items: AsyncIterator[Item]) -> Item | None:
    """The next article; None at the end.

    Raises:
        TimeoutError: none came for too long: who is silent keeps others out.
    """
    with anyio.fail_after(SILENCE):
        return await anext(items, None)


def _size(item: Item) -> int:
    return len(item[1]) if isinstance(item[1], bytes) else 0


def _known(lines: list[bytes]) -> Answers:
    """Answers that need no work."""
    answers = asyncio.get_running_loop().create_future()
    answers.set_result(lines)
    return answers


def _parts(batch: Sequence[Item]) -> list[Part]:
    """What is to be scored one after the other, in order: a part has no article twice."""
    parts = [Part()]
    for number, given in batch:
        try:
            article = _read(given)
        except Refused as refused:
            problem = content(refused.status_code, "", refused.detail, refused.kind, refused.errors)
            parts[-1].said.append(_line(problem | {"record": number}))
            continue
        name = str(article["article_id"][0])
        if name in parts[-1].articles:
            parts.append(Part())
        parts[-1].articles[name] = article
        parts[-1].said.append(name)
    return parts


def _lines(desk: Desk, parts: Sequence[Part]) -> list[bytes]:
    """A line for each article, in order."""
    return [line for part in parts for line in _written(desk, part)]


def _read(given: object) -> pl.DataFrame:
    if given is None:
        raise Refused("too-large", f"The line is longer than {LINE:,} bytes; send it as an article of its own.")
    return read(parse(given) if isinstance(given, bytes) else given)


def _written(desk: Desk, part: Part) -> Iterator[bytes]:
    found = _results(desk, part.articles)
    for line in part.said:
        yield found[line] if isinstance(line, str) else line


def _results(desk: Desk, articles: dict[str, pl.DataFrame]) -> dict[str, bytes]:
    """The line of each article by its id: its result, or what kept it from being scored."""
    if not articles:
        return {}
    try:
        scored = _patiently(desk, pl.concat(articles.values()))
    except ReliabilityError as error:
        failed: tuple[Kind, str] = of_error(error)
        return {name: _line(content(failed[0].status, "", failed[1], failed[0])) for name in articles}
    return {str(row["article_id"]): _line(row) for row in scored.iter_rows(named=True)}


def _patiently(desk: Desk, articles: pl.DataFrame) -> pl.DataFrame:
    for _ in range(PATIENCE):
        try:
            return desk.score(articles, ["<api>"])
        except Busy as busy:
            time.sleep(busy.retry_after)
    return desk.score(articles, ["<api>"])


def _line(content: dict[str, Any]) -> bytes:
    return orjson.dumps(content, option=rows.OPTIONS | orjson.OPT_APPEND_NEWLINE)
