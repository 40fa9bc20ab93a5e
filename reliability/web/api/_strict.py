"""JSON without room for doubt: UTF-8, no key twice, no NaN, no number or nesting without end (RFC 8259, RFC 7493)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from email.message import Message
from typing import Any, NoReturn

from fastapi import Request

from reliability.web.problems import Refused

LONGEST_NUMBER = 100  # digits
DEEPEST = 100  # arrays and objects inside each other


class StrictRequest(Request):
    """A request whose JSON is read strictly."""

    async def json(self) -> Any:
        """The body.

        Raises:
            Refused: it is no JSON, or not of that type.
        """
        media_type(self, "application/json")
        return parse(await self.body())


def media_type(request: Request, *known: str) -> str:
    """The media type of the body, which must be one of `known`.

    Raises:
        Refused: it is another, in another character set than UTF-8, or compressed.
    """
    header = Message()
    header["content-type"] = request.headers.get("content-type", "application/octet-stream")
    found = header.get_content_type()
    if found not in known:
        given = f"'{found}'" if "content-type" in request.headers else "none"
        raise Refused("wrong-media-type", f"`Content-Type` must be {' or '.join(known)}, not {given}.")
    charset = str(header.get_param("charset", "utf-8")).lower()
    if charset not in ("utf-8", "utf8"):
        raise Refused("wrong-media-type", f"The character set must be utf-8, not '{charset[:40]}'.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused("wrong-media-type", "The body must not be compressed.")
    return found


def parse(data: bytes) -> Any:
    """The value that `data` holds.

    Raises:
        Refused: `data` is no JSON, or leaves doubt about what it says.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_json(f"byte {error.start + 1} is not UTF-8") from error
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_whole, parse_float=_decimal
        )
    except RecursionError as error:
        raise _no_json("it is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise _no_json(f"{error.msg} at character {error.pos + 1}") from error
    if _deeper_than(value, DEEPEST):
        raise _no_json("it is nested too deeply")
    return value


def _no_json(why: str) -> Refused:
    return Refused("invalid-json", f"This is no usable JSON: {why}.")


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _no_json(f"the key '{twice[:40]}' stands there twice")
    return found


def _constant(name: str) -> NoReturn:
    raise _no_json(f"{name} is no number")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise _no_json("a number is too long")
    return int(digits)


def _decimal(digits: str) -> float:
    found = float(digits)
    if found in (float("inf"), float("-inf")):
        raise _no_json("a number is too large")
    return found


def _deeper_than(value: Any, most: int) -> bool:
    level = [value]
    for _ in range(most):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True
