"""Errors as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from reliability.errors import ReliabilityError

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str = "") -> JSONResponse:
    """An error in words: `title` says what happened, `detail` what to do."""
    content = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    return JSONResponse(content, status_code=status, media_type=MEDIA_TYPE)


def answer_errors(app: FastAPI) -> None:
    """Make every error of `app` a problem."""

    @app.exception_handler(ReliabilityError)
    def refuse(request: Request, error: ReliabilityError) -> JSONResponse:
        return problem(500 if error.exit_code == 3 else 422, error.message, error.hint)

    @app.exception_handler(RequestValidationError)
    def misfit(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        return problem(422, "The request does not fit the API.", f"{first['msg']}: {'.'.join(map(str, first['loc']))}")

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail))
