"""Types of parameters: read as strictly as the description says."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import BeforeValidator, Field, WithJsonSchema

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(?::(\d\d)(\.\d{1,12})?)?([Zz]|[+-]\d\d:\d\d)?)?", re.ASCII)


def moment(text: object) -> datetime:
    """A day, or a time of RFC 3339, in UTC where it names no zone.

    Raises:
        ValueError: it is neither.
    """
    found = _MOMENT.fullmatch(str(text))
    if found is None:
        raise ValueError("should be a day or a time such as 2030-12-31 or 2030-12-31T08:30:00Z")
    day, minute, second, part, zone = found.groups()
    second = "59" if second == "60" else second or "00"  # leap seconds
    zone = "+00:00" if zone in (None, "Z", "z") else zone
    read = datetime.fromisoformat(f"{day}T{minute or '00:00'}:{second}{(part or '')[:7]}{zone}")
    try:
        return read.astimezone(UTC)
    except OverflowError:  # within hours of the first or last day that there is
        return read.replace(tzinfo=UTC)


def _yes(text: object) -> bool:
    if text not in ("true", "false", True, False):
        raise ValueError("should be true or false")
    return text in ("true", True)


def _whole(value: object) -> object:
    """In JSON 5.0 is a whole number too."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_TIMES = {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}

Moment = Annotated[datetime, BeforeValidator(moment), WithJsonSchema(_TIMES)]
"""A time."""

Yes = Annotated[bool, BeforeValidator(_yes), WithJsonSchema({"type": "boolean"})]
"""Whether, as `true` or `false`."""

Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number of a body."""

Revision = Annotated[int, Field(ge=1, le=2**31 - 1), BeforeValidator(_whole)]
"""The number of a revision."""

Text = Annotated[str, Query(max_length=1_000)]
"""Words, names, ids."""

Severity = Literal["info", "warning", "critical"]
Role = Literal["publisher", "cited"]
ArticleState = Literal["new", "in_review", "approved", "needs_sources", "rejected", "escalated"]
State = Literal["open", "new", "in_review", "approved", "needs_sources", "rejected", "escalated", "all"]
Verdict = Literal["approved", "needs_sources", "rejected", "escalated", "reopened"]
ClaimVerdict = Literal["supported", "unsupported", "wrongly_attributed"]

ArticleId = Annotated[str, Path(description="Id of the article, percent-encoded as one segment: `a/b` is `a%2Fb`.")]
