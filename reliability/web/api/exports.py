"""Exports for other tools, as `reliability export` writes them; each stands in the log: it takes data elsewhere."""

from __future__ import annotations

import io
from enum import Enum
from typing import Annotated

from fastapi import Path, Query, Response

from reliability import store
from reliability.errors import counted
from reliability.review import exporting, exports
from reliability.web.api._kinds import Moment, Text
from reliability.web.api._route import noun
from reliability.web.desk import AtDesk, Desk
from reliability.web.problems import Refused
from reliability.web.rooms import AtRooms
from reliability.web.trail import AtTrail
from reliability.web.who import Reader

MOST = 1_000
"""Articles of one export."""

_FORMATS = {name: known for name, known in exports.formats().items() if exports.rows_of(known) == exports.ARTICLES}
_TYPES = sorted({exports.media_type(known) for known in _FORMATS.values()})

Format = Enum("Format", {name.replace("-", "_"): name for name in _FORMATS}, type=str)  # type: ignore[misc]

router = noun("exports")


@router.get(
    "/exports/{form}",
    response_class=Response,
    responses={200: {"content": {kind: {} for kind in _TYPES}, "description": "The export, as a file."}},
)
async def export(
    form: Annotated[Format, Path(description="What to write: see docs/exports.md.")],
    desk: AtDesk,
    rooms: AtRooms,
    user: Reader,
    trail: AtTrail,
    article: Annotated[list[str], Query(max_length=100, description="Only the articles of these ids.")] = [],  # noqa: B006
    source: Annotated[Text | None, Query(description="Only of this publisher: its domain or name.")] = None,
    since: Annotated[Moment | None, Query(description="Only those first seen then or later.")] = None,
) -> Response:
    """Scored articles, with what reviewers decided, in a format of another tool; 1,000 at most.

    More at once is written by `reliability export`.
    """
    exporter = _FORMATS[str(form.value)]

    def work() -> tuple[bytes, int]:
        ids, named = store.scored_articles(desk.store, source=source or None, since=since), set(article)
        wanted = [each for each in ids if each in named] if named else ids
        return _written(desk, exporter, wanted), len(wanted)

    content, count = await rooms.exports.run(work)
    trail.note("export", str(form.value), counted(count, "article"))
    name = f"{form.value}.{exports.ending(exporter)}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=exports.media_type(exporter))


def _written(desk: Desk, exporter: exports.Exporter, ids: list[str]) -> bytes:
    if not ids:
        raise Refused("not-found", "No scored article fits.")
    if len(ids) > MOST:
        words = (
            f"{len(ids):,} articles fit; {MOST:,} are exported at most. Name a source or a time, or use the command."
        )
        raise Refused("too-large", words)
    out = io.BytesIO()
    exporter.render(exporting.articles(desk.store, ids, desk.session.config), out)
    return out.getvalue()
