"""Pages of lists: opaque cursors that name the last row seen, so that what comes in meanwhile moves nothing."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from reliability.web.api import _rows as rows
from reliability.web.api._kinds import moment
from reliability.web.problems import Refused

MOST = 100

LONGEST = 20_000  # characters of a cursor: it holds an id
CURSOR = r"([0-9a-f]{12}\.[A-Za-z0-9_-]{2,19980})?"

After = Annotated[
    str | None,
    Query(
        description="`next` of the page before, as it is; none for the first.",
        json_schema_extra={"pattern": f"^{CURSOR}$"},
    ),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows of a page, at most.")]


def read(request: Request, after: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """The key of the last row that was seen; None for the first page.

    Args:
        request: the request; a cursor holds for one address and one set of filters.
        after: the cursor.
        kinds: the types of the key's parts: str, int or datetime.

    Raises:
        Refused: it is no cursor, or one of another list.
    """
    if not after:
        return None
    if len(after) > LONGEST or not re.fullmatch(CURSOR, after):
        raise unreadable()
    of, _, said = after.partition(".")
    if of != _list(request):
        wrong = "This cursor is of another list, or of other filters."
        raise Refused("no-such-page", errors=[{"detail": wrong, "parameter": "after"}])
    try:
        key = json.loads(base64.b64decode(said + "=" * (-len(said) % 4), altchars=b"-_", validate=True))
        if len(key) == len(kinds) and all(_is(part, kind) for part, kind in zip(key, kinds, strict=True)):
            for part in key:
                str(part).encode()  # no database holds lone surrogates
            return tuple(moment(part) if kind is datetime else part for part, kind in zip(key, kinds, strict=True))
    except (ValueError, TypeError, RecursionError, binascii.Error):
        pass
    raise unreadable()


def unreadable() -> Refused:
    """The refusal of what is no cursor."""
    return Refused("invalid-cursor", errors=[{"detail": "No cursor of this list.", "parameter": "after"}])


def page(
    request: Request, field: str, found: Sequence[Any], limit: int, key: Sequence[str] = (), **more: Any
) -> Response:
    """A page of a list, with a link to the following one.

    Args:
        request: the request.
        field: what the rows are called.
        found: up to limit + 1 rows: one more says that there is a following page.
        limit: rows to show.
        key: the fields of a row that make its cursor.
        more: further fields of the answer.
    """
    shown = found[:limit]
    last = shown[-1] if shown and len(found) > limit else None
    following = None if last is None else write(request, [last[name] for name in key])
    return linked(request, {field: shown, **more}, following)


def linked(request: Request, content: dict[str, Any], following: str | None) -> Response:
    """An answer with `next`, and the same as a link (RFC 8288)."""
    if following is None:
        return rows.json(content | {"next": None})
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    link = f'<{request.url.path}?{urlencode([*query, ("after", following)])}>; rel="next"'
    return rows.json(content | {"next": following}, headers={"Link": link})


def write(request: Request, key: Sequence[Any]) -> str:
    """The cursor of this list that stands for the key of a row."""
    parts = [part.isoformat() if isinstance(part, datetime) else part for part in key]
    return f"{_list(request)}.{base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip('=')}"


def _is(part: object, kind: type) -> bool:
    if isinstance(part, int):
        return kind is int and not isinstance(part, bool) and abs(part) < 2**63
    return isinstance(part, str if kind is datetime else kind)


def _list(request: Request) -> str:
    """What list a cursor belongs to: its address and filters."""
    filters = sorted(item for item in request.query_params.multi_items() if item[0] not in ("after", "limit"))
    return blake2b(repr((request.url.path, filters)).encode("utf-8", "replace"), digest_size=6).hexdigest()
