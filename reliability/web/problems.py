"""Errors as `application/problem+json` (RFC 9457): each kind has a name that stays, and an address that explains it."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from reliability.errors import Busy, Conflict, ReliabilityError

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
ADDRESS = "/api/v1/problems/"
MOST_ERRORS = 20
METHODS = "reliability.methods"
"""Where a request's scope holds the methods that its address knows, over all routes."""

Error = Mapping[str, str]
"""One thing that is wrong: `detail`, and where: `pointer` into the body (RFC 6901), or `parameter` or `header`."""


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its permanent name, HTTP status, title, and what to do about it."""

    name: str
    status: int
    title: str
    help: str

    @property
    def address(self) -> str:
        """Its `type`."""
        return ADDRESS + self.name


KINDS = (
    Kind("bad-request", 400, "The request cannot be read.", "Check how it is put together."),
    Kind("invalid-cursor", 400, "The cursor cannot be read.", "Take `next` of the page before, as it is."),
    Kind("not-signed-in", 401, "Nobody is signed in.", "Send a token: `Authorization: Bearer ...`."),
    Kind("not-allowed", 403, "Your role does not allow this.", "Ask an admin for another role or token."),
    Kind(
        "other-site", 403, "The request does not come from a page of this site.", "Load the page again, then send it."
    ),
    Kind("not-found", 404, "There is no such thing.", "Check the id; percent-encode it as one segment of the path."),
    Kind("no-such-page", 404, "The cursor is of another list.", "Take `next` of the page before, filters unchanged."),
    Kind("wrong-method", 405, "This address does not know the method.", "The header `Allow` lists those it knows."),
    Kind("conflict", 409, "The state of the article does not allow this.", "Read where it stands, then try again."),
    Kind("in-flight", 409, "A request with this Idempotency-Key is being worked on.", "Try again in a while."),
    Kind("too-large", 413, "The request is too large.", "Send fewer or shorter articles; many go as NDJSON."),
    Kind("wrong-media-type", 415, "The body is of another type than this takes.", "Set `Content-Type` as documented."),
    Kind("invalid", 422, "The request does not fit the API.", "`errors` says where; /openapi.json says what fits."),
    Kind("invalid-json", 422, "The body is no usable JSON.", "Send UTF-8 without duplicate keys and without NaN."),
    Kind("unusable", 422, "That cannot be worked with.", "`detail` says what to change."),
    Kind("key-reused", 422, "This Idempotency-Key was used for another request.", "Use a new key for each request."),
    Kind("too-many-requests", 429, "Too many requests.", "Wait as long as `Retry-After` says."),
    Kind("failed", 500, "The server failed.", "Try again; the server's own output says what happened."),
    Kind("busy", 503, "The server is busy.", "Try again after as many seconds as `Retry-After` says."),
)
"""All kinds; the first one of a status is its default."""

BY_NAME = {kind.name: kind for kind in KINDS}
_BY_STATUS = {kind.status: kind for kind in reversed(KINDS)}


class Refused(HTTPException):
    """Answers a request with a problem of one of KINDS.

    Args:
        name: the kind's name.
        detail: what happened here and what to do, in words.
        errors: what exactly is wrong.
        headers: of the answer.
    """

    def __init__(
        self, name: str, detail: str = "", errors: Sequence[Error] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        self.kind = BY_NAME[name]
        self.errors = errors
        super().__init__(self.kind.status, detail or self.kind.help, dict(headers or {}))


def problem(
    status: int,
    title: str = "",
    detail: str = "",
    *,
    kind: Kind | None = None,
    errors: Sequence[Error] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """An error in words: `title` says what happened (that of its kind by default), `detail` what to do."""
    known = kind or _BY_STATUS.get(status)
    answer = JSONResponse(content(status, title, detail, known, errors), status_code=status, media_type=MEDIA_TYPE)
    answer.headers.update(headers or {})
    return answer


def content(status: int, title: str, detail: str, kind: Kind | None, errors: Sequence[Error] = ()) -> dict[str, Any]:
    """What a problem says, as JSON."""
    said: dict[str, Any] = {
        "type": kind.address if kind else "about:blank",
        "status": status,
        "title": title or (kind.title if kind else "The request failed."),
        "detail": detail or (kind.help if kind else ""),
    }
    return said | ({"errors": [dict(error) for error in errors[:MOST_ERRORS]]} if errors else {})


def of_error(error: ReliabilityError) -> tuple[Kind, str]:
    """The kind of problem that an error of the program is, and its words; those of a failure go to the log only."""
    if isinstance(error, Busy):
        return BY_NAME["busy"], str(error)
    if isinstance(error, Conflict):
        return BY_NAME["conflict"], str(error)
    if error.exit_code == 3:
        log.error("%s", error)  # it names files and processes, which nobody elsewhere need know
        return BY_NAME["failed"], ""
    return BY_NAME["unusable"], str(error)


def misfits(error: RequestValidationError) -> list[dict[str, str]]:
    """What does not fit, each with its place."""
    return [{"detail": str(found["msg"])} | _place(found["loc"]) for found in error.errors()]


def _place(loc: Sequence[Any]) -> dict[str, str]:
    where, *path = loc
    if where == "body":
        return {"pointer": pointer(path)}
    return {"header" if where == "header" else "parameter": ".".join(map(str, path))}


def pointer(path: Sequence[Any]) -> str:
    """A place in a JSON body (RFC 6901, as a fragment)."""
    return "#" + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def answer_errors(app: FastAPI) -> None:
    """Make every error of `app` a problem."""

    @app.exception_handler(ReliabilityError)
    def refuse(request: Request, error: ReliabilityError) -> JSONResponse:
        kind, words = of_error(error)
        retry = {"Retry-After": str(error.retry_after)} if isinstance(error, Busy) else None
        return problem(kind.status, "", words, kind=kind, headers=retry)

    @app.exception_handler(RequestValidationError)
    def misfit(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(422, kind=BY_NAME["invalid"], errors=misfits(error))

    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> JSONResponse:
        headers = error.headers
        return problem(error.status_code, "", error.detail, kind=error.kind, errors=error.errors, headers=headers)

    @app.exception_handler(HTTPException)
    def other(request: Request, error: HTTPException) -> JSONResponse:
        words = str(error.detail)
        standard = words in ("Not Found", "Method Not Allowed", "Internal Server Error")
        known = request.scope.get(METHODS)
        allow = {"Allow": ", ".join(sorted(known))} if error.status_code == 405 and known else {}
        headers = dict(error.headers or {}) | allow
        return problem(error.status_code, "", "" if standard else words, headers=headers)

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> JSONResponse:
        return problem(500)
