"""Scoring: one article, or many."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response

from reliability.web.api import _rows as rows
from reliability.web.api._article import Article, read
from reliability.web.api._bulk import Bulk, of_array, of_lines
from reliability.web.api._route import noun
from reliability.web.api._shapes import RESULT
from reliability.web.api._strict import media_type, parse
from reliability.web.body import STREAM_TYPE
from reliability.web.desk import AtDesk, Desk
from reliability.web.problems import Refused
from reliability.web.rooms import AtRooms
from reliability.web.who import Reviewer, Scoring

JSON = "application/json"
_ARTICLE = Article.model_json_schema(ref_template="#/components/schemas/{model}")
_MANY = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "object", "description": "An article; one that does not fit is answered with a problem."},
}
_BODY: dict[str, Any] = {
    "required": True,
    "description": "One article; or many, as an array or a line each.",
    "content": {
        JSON: {"schema": {"anyOf": [_ARTICLE, _MANY]}},
        STREAM_TYPE: {"schema": {"type": "string", "description": "An article a line."}},
    },
}
_LINES = {"schema": {"type": "string", "description": "A `Result` or a `Problem` a line."}}

router = noun("score")


@router.post(
    "/score",
    dependencies=[Scoring],
    response_model=RESULT,
    responses={200: {"content": {STREAM_TYPE: _LINES}}},
    openapi_extra={"requestBody": _BODY},
)
async def score(request: Request, desk: AtDesk, rooms: AtRooms, user: Reviewer) -> Response:
    """Score one article or many, and store them.

    One article is answered like a line of `reliability score --format jsonl`. Many (`application/x-ndjson`, or a JSON
    array) are answered as `application/x-ndjson` while more of them come in: a line for each, in their order, with its
    result or with a problem that gives its number as `record`. A broken line does not stop the others. A line holds
    2 MB at most, a body of lines 1 GB, any other 10 MB. Scoring an article again changes nothing, so that a request
    that was cut off can be sent again.
    """
    if media_type(request, JSON, STREAM_TYPE) == STREAM_TYPE:
        return Bulk(desk, rooms.bulk, of_lines(request))
    given = await rooms.scoring.run(parse, await request.body())
    if isinstance(given, list):
        if not given or not all(isinstance(article, dict) for article in given):
            raise Refused("invalid", "A list holds articles, one or more, each a JSON object.")
        return Bulk(desk, rooms.bulk, of_array(given))
    return rows.json(await rooms.scoring.run(_one, desk, given))


def _one(desk: Desk, given: object) -> dict[str, Any]:
    return desk.score(read(given), ["<api>"]).row(0, named=True)
