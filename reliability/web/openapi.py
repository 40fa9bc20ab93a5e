"""The description of the API (OpenAPI 3.1): what FastAPI makes of the routes, with all that they have in common."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from reliability.web.problems import KINDS, MEDIA_TYPE

ALWAYS = (400, 401, 403, 404, 405, 422, 429, 500, 503)
WITH_BODY = (409, 413, 415)
GENERATED = ("HTTPValidationError", "ValidationError")  # FastAPI's own errors, which nobody sees here

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_TAG = {"description": "Stands for this content; send it back as `If-None-Match`.", "schema": {"type": "string"}}
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "`ETag` of an answer that you have: 304 where it still holds.",
    "schema": {"type": "string"},
}
_KEY = "\n\nMay carry the header `Idempotency-Key`: see above."

ABOUT = """\
Scores news articles, and answers for each: who says what, how far each claim travelled, what is wrong, who else reports
it, and how far to trust it. Errors are problems (RFC 9457); the `type` of each is an address that explains it. Lists
come in pages: `next` is the cursor of the following page, also in the header `Link`.

A POST may carry the header `Idempotency-Key`, any 1 to 255 characters of ASCII of your own without spaces. Sent again
with it within 24 hours, a request gets its first answer, with the header `Idempotency-Replayed: true`; another request
under the same key is refused (422), and one that is still being worked on too (409). Many articles do without it: to
score an article again changes nothing.
"""


def describe(app: FastAPI) -> None:
    """Give `app` its description, made once."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(title=app.title, version=app.version, description=ABOUT, routes=app.routes)
    for methods in found["paths"].values():
        for method, operation in methods.items():
            _complete(method, operation)
    for name in GENERATED:
        found["components"]["schemas"].pop(name, None)
    return found


def _complete(method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    for status in (*ALWAYS, *(WITH_BODY if method == "post" else ())):
        words = " ".join(kind.title for kind in KINDS if kind.status == status)
        answers[str(status)] = {"description": words, "content": {MEDIA_TYPE: {"schema": _PROBLEM}}}
    if method == "post":
        operation["description"] += _KEY
    if method == "get":
        operation.setdefault("parameters", []).append(_IF_NONE_MATCH)
        answers["200"]["headers"] = {"ETag": _TAG}
        answers["304"] = {"description": "It is as you have it."}
