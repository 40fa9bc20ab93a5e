"""An article as the API takes it."""

from __future__ import annotations

from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reliability import readers
from reliability.errors import ReliabilityError
from reliability.web.api._kinds import Whole
from reliability.web.problems import Refused, pointer

Words = str | None
Named = str | dict[str, Any] | list[Any] | None
When = str | int | float | dict[str, Any] | None

_SHOWN = r"(^|>)[^<>]*[^<>\s\u0000-\u0020\u007f-\u00a0]"  # something outside of tags


class Article(BaseModel):
    """An article; `text` or `html` is required, all else may be left out or null."""

    model_config = ConfigDict(
        strict=True,
        extra="allow",
        json_schema_extra={
            "anyOf": [
                {"required": ["text"], "properties": {"text": {"type": "string", "pattern": r"\S"}}},
                {"required": ["html"], "properties": {"html": {"type": "string", "pattern": _SHOWN}}},
            ]
        },
    )

    id: str | Whole | None = Field(default=None, description="Its id in your system; else a digest of `url` or `text`.")
    url: Words = Field(default=None, description="Where it was published.")
    publisher: Named = Field(default=None, description="Name of the publisher, or an object with `name`.")
    domain: Words = Field(default=None, description="Domain of the publisher; else that of `url`.")
    title: Words = Field(default=None, description="Headline.")
    authors: Named = Field(default=None, description="A byline, a list of names, or of objects with `name`.")
    published_at: When = Field(default=None, description="ISO 8601, RFC 2822, or seconds since 1970; else unknown.")
    modified_at: When = Field(default=None, description="The same.")
    section: Named = Field(default=None, description="Section or topic.")
    language: Words = Field(default=None, description="ISO 639-1.")
    text: Words = Field(default=None, description="Body text, paragraphs parted by line breaks.")
    html: Words = Field(default=None, description="The page, where there is no text: its body text is taken out.")


def read(record: object) -> pl.DataFrame:
    """One row of records.ARTICLES.

    Raises:
        Refused: it is no article, or a field is of a type that says nothing.
    """
    if not isinstance(record, dict):
        raise Refused("invalid", "An article is a JSON object.", [{"detail": "Should be an object.", "pointer": "#"}])
    try:
        Article.model_validate(record)
    except ValidationError as error:
        found: dict[str, str] = {}
        for wrong in error.errors():
            found.setdefault(pointer(wrong["loc"][:1]), f"A {type(wrong['input']).__name__} says nothing here.")
        raise Refused("invalid", errors=[{"detail": words, "pointer": at} for at, words in found.items()]) from error
    try:
        return readers.one(record)
    except ReliabilityError as error:
        if error.exit_code == 3:
            raise
        raise Refused("unusable", str(error)) from error
