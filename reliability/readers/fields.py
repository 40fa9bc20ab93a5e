"""The names that common exports give to the fields of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from math import isnan

from reliability.readers.raw import NoArticlesError

# Earlier names are preferred. Case and separators do not count: `datePublished`, `date_published`, `Date published`.
NAMES: Mapping[str, tuple[str, ...]] = {
    "article_id": ("id", "articleid", "guid", "uuid", "docid"),
    "url": (
        "url",
        "link",
        "articleurl",
        "canonicalurl",
        "weburl",
        "permalink",
        "respondedurl",
        "requestedurl",
        "uri",
    ),
    "domain": ("domain", "sourcedomain", "hostname", "host"),
    "publisher": ("publisher", "outlet", "sitename", "site", "source", "sourcename", "publication", "newspaper"),
    "title": ("title", "headline", "articletitle"),
    "authors": ("authors", "author", "byline", "creator"),
    "published_at": (
        "publishedat",
        "datepublished",
        "datepublish",
        "publishdate",
        "published",
        "pubdate",
        "publicationdate",
        "publisheddate",
        "webpublicationdate",
        "publishedtime",
        "datetimepub",
        "date",
        "datetime",
        "publishedutc",
    ),
    "modified_at": (
        "modifiedat",
        "datemodified",
        "datemodify",
        "modified",
        "lastmodified",
        "updated",
        "updatedat",
        "modifiedtime",
    ),
    "section": ("section", "category", "topic", "articlesection", "sectionname", "categories"),
    "language": ("language", "lang", "inlanguage"),
    "text": (
        "text",
        "fulltext",
        "articletext",
        "maintext",
        "body",
        "bodytext",
        "articlebody",
        "content",
        "contenttext",
        "plaintext",
        "article",
        "story",
    ),
    "credit": ("creditline", "credit"),
    "dateline": ("dateline",),
    "urgency": ("urgency",),
    "version": ("version",),
    "terms": ("usageterms", "terms"),
    "embargo": ("embargoed", "embargo", "embargoeduntil"),
    "relay": ("relay", "aggregator"),
    "links": ("outgoinglinks", "outlinks", "links"),
    "based_on": ("isbasedon", "basedon"),
    "free": ("isaccessibleforfree",),
    "html": ("html", "rawhtml", "contenthtml", "bodyhtml", "htmlcontent"),
}
_MEANING = {alias: (canonical, place) for canonical, aliases in NAMES.items() for place, alias in enumerate(aliases)}
_SEPARATORS = re.compile(r"[\W_]+")
_LONGEST_NAME = 40
_MOST_NAMES = 1000


def meaning(name: str) -> str | None:
    """Return the column of `records.ARTICLES` (or `html`) that a field name stands for, None where it is unknown."""
    if len(name) > _LONGEST_NAME:
        return None
    found = _MEANING.get(_SEPARATORS.sub("", name).lower())
    return found[0] if found else None


def has_text(names: Iterable[object]) -> bool:
    """Whether one of these fields can hold an article's text."""
    return any(isinstance(name, str) and meaning(name) in ("text", "html") for name in names)


def understood(record: Mapping[str, object]) -> dict[str, list[object]]:
    """Return the values of a record by column, the preferred one first, without those that are null or empty."""
    names = tuple(name for name in islice(record, _MOST_NAMES) if isinstance(name, str) and len(name) <= _LONGEST_NAME)
    values: dict[str, list[object]] = {}
    for canonical, name in _plan(names):
        value = record[name]
        if not _absent(value):
            values.setdefault(canonical, []).append(value)
    return values


def no_text(name: str, seen: Sequence[str]) -> NoArticlesError:
    """The error for an input whose fields or columns, `seen`, hold no text."""
    listed = ", ".join(field[:_LONGEST_NAME] for field in seen[:12]) + (", ..." if len(seen) > 12 else "")
    return NoArticlesError(
        f"{name} holds no article: its fields are {listed or 'none'}.",
        "An article needs a field 'text' (or body, content, article, maintext, story, full_text) or 'html'.",
    )


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value) or (isinstance(value, float) and isnan(value))


@lru_cache(maxsize=256)
def _plan(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    known = []
    for name in names:
        found = _MEANING.get(_SEPARATORS.sub("", name).lower())
        if found:
            known.append((found[1], len(name), found[0], name))
    return tuple((canonical, name) for _, _, canonical, name in sorted(known))
