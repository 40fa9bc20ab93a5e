"""Styles and scripts."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response

from reliability.web import files

FOREVER = "public, max-age=31536000, immutable"

router = APIRouter()


@router.get(files.PREFIX + "/{digest}/{name}")
def asset(digest: str, name: str) -> Response:
    """One file; another digest than its own is not there, so that no cache holds new content under an old address."""
    found = files.shipped().get(name)
    if found is None or found.digest != digest:
        raise HTTPException(404, "There is no such file.")
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": FOREVER})
