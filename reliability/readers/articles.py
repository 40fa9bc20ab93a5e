"""One record of any format -> one row of `records.ARTICLES`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reliability.addresses import normalised
from reliability.readers import bylines, ninjs, pages, values
from reliability.readers.circumstances import came_with
from reliability.readers.dates import to_utc
from reliability.readers.fields import has_text, understood
from reliability.readers.raw import Broken, Raw, summary

LONGEST_TEXT = 10_000_000

Row = dict[str, object]


class UnusableError(Exception):
    """A record that is no article, for a reason that a person understands."""

    def __init__(self, reason: str, *, no_field: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.no_field = no_field


def row(record: Mapping[str, object], name: str, number: int, form: str) -> Row:
    """Return the article in `record`; the columns that the store fills are absent.

    The text is kept as given, because spans are offsets into it; only NUL and lone surrogates, which no table can
    hold, each become U+FFFD.

    Args:
        record: fields under any of the names in `fields.NAMES`.
        name: the input it was read from.
        number: its line or row number there.
        form: the format of that input.

    Raises:
        UnusableError: no text, or a text that cannot be used.
    """
    if "claim_id" in record and "content_text" in record:
        raise UnusableError("The record is a claim that `reliability claims` wrote, not an article.", no_field=True)
    plain = ninjs.flattened(record)
    form = form if plain is record else ninjs.NAME
    record = plain
    if ninjs.WITHDRAWN in record:
        raise UnusableError(f"The agency has {record[ninjs.WITHDRAWN]} this item.")
    given = understood(record)
    if "text" not in given and "html" not in given:
        if has_text(record):
            raise UnusableError("The text is empty.")
        raise UnusableError("The record has no text and no HTML.", no_field=True)
    text = _text(given)
    if text is None:
        page = _page(given)
        given = {**page, **given}
        text = str(page["text"][0])
    if len(text) > LONGEST_TEXT:
        raise UnusableError(f"The text has {len(text):,} characters; the limit is {LONGEST_TEXT:,}.")
    return _columns(given, values.clean(text), form) | {"input": name, "record": number}


def parsed(raw: Raw | Broken, name: str, form: str) -> tuple[Row | Broken, bool]:
    """Return the article in a record, or what is wrong with it, and whether it had a text or HTML at all."""
    if isinstance(raw, Broken):
        return raw, False
    try:
        return row(raw.fields, name, raw.record, form), True
    except UnusableError as error:
        return Broken(raw.record, error.reason, summary(raw.fields)), not error.no_field


def _text(given: Mapping[str, list[object]]) -> str | None:
    """The text as given; None where it has to come from the HTML."""
    found = given.get("text", [])
    texts = [value for value in found if isinstance(value, str)]
    text = next((value for value in texts if not value.isspace()), None)
    if text is not None or "html" in given:
        return text
    kind = type(found[0]).__name__
    raise UnusableError("The text is empty." if texts else f"The text is of type '{kind}', not a string.")


def _page(given: Mapping[str, list[object]]) -> dict[str, list[object]]:
    html = given["html"][0]
    if not isinstance(html, str):
        raise UnusableError(f"The HTML is of type '{type(html).__name__}', not a string.")
    try:
        return pages.extract(html, values.address(given.get("url", [])))
    except pages.PageError as error:
        raise UnusableError(str(error)) from error


def _columns(given: Mapping[str, list[object]], text: str, form: str) -> Row:
    title = values.line(given.get("title", []))
    url = values.address(given.get("url", []))
    publisher = values.line(given.get("publisher", []))
    domain = values.domain(given.get("domain", []), url, publisher)
    if publisher is None or "//" in publisher:
        publisher = domain
    article_id = values.identifier(given.get("article_id", []))
    return {
        "article_id": article_id or values.digest(normalised(url) if url else text),
        "url": url,
        "domain": domain,
        "publisher": publisher,
        "title": title,
        "authors": _first(bylines.names, given.get("authors", [])),
        "published_at": _first(to_utc, given.get("published_at", [])),
        "modified_at": _first(to_utc, given.get("modified_at", [])),
        "section": values.line(given.get("section", [])),
        "language": values.language(given.get("language", [])),
        "text": text,
        "text_hash": values.digest(title or "", text),
        "came_with": came_with(given, form),
    }


def _first(understand: Callable[[object], object], found: list[object]) -> object:
    """The first value that is understood."""
    return next((value for value in map(understand, found) if value), None)
