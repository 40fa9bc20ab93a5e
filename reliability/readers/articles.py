"""One record of any format -> one row of `records.ARTICLES`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b

from reliability.readers import bylines, pages
from reliability.readers.dates import to_utc
from reliability.readers.domains import domain_of, normalised
from reliability.readers.fields import has_text, understood

LONGEST_TEXT = 10_000_000
_LONGEST_LINE = 10_000
_LONGEST_ID = 1_000
_LONGEST_URL = 8_192
_DAMAGED = re.compile("[\x00\ud800-\udfff]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20}):(?!\d)", re.I)
_NULLS = {"", "nan", "none", "null", "n/a", "na"}
_LANGUAGES = {"english": "en", "eng": "en", "german": "de", "deu": "de", "french": "fr", "fra": "fr", "spanish": "es"}

Row = dict[str, object]


class UnusableError(Exception):
    """A record that is no article, for a reason that a person understands."""

    def __init__(self, reason: str, *, no_field: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.no_field = no_field


def row(record: Mapping[str, object], name: str, number: int) -> Row:
    """Return the article in `record`; the columns that the store fills are absent.

    The text is kept as given, because spans are offsets into it; only NUL and lone surrogates, which no table can
    hold, each become U+FFFD.

    Args:
        record: fields under any of the names in `fields.NAMES`.
        name: the input it was read from.
        number: its line or row number there.

    Raises:
        UnusableError: no text, or a text that cannot be used.
    """
    given = understood(record)
    if "text" not in given and "html" not in given:
        empty = has_text(record)
        raise UnusableError(
            "The text is empty." if empty else "The record has no text and no HTML.", no_field=not empty
        )
    text = _text(given)
    if text is None:
        page = _page(given)
        given = {**page, **given}
        text = str(page["text"][0])
    return _columns(given, clean(text)) | {"input": name, "record": number}


def clean(text: str) -> str:
    """Replace NUL and lone surrogates one to one by U+FFFD."""
    return _DAMAGED.sub("\ufffd", text) if "\x00" in text or not _encodes(text) else text


def digest(*parts: str) -> str:
    """Return 32 hexadecimal digits that stand for `parts`."""
    return blake2b("\x00".join(parts).encode("utf-8"), digest_size=16).hexdigest()


def _text(given: Mapping[str, list[object]]) -> str | None:
    """The text as given; None where it has to come from the HTML."""
    values = given.get("text", [])
    texts = [value for value in values if isinstance(value, str)]
    text = next((value for value in texts if not value.isspace()), None)
    if text is not None:
        if len(text) > LONGEST_TEXT:
            raise UnusableError(f"The text has {len(text):,} characters; the limit is {LONGEST_TEXT:,}.")
        return text
    if "html" in given:
        return None
    kind = type(values[0]).__name__
    raise UnusableError("The text is empty." if texts else f"The text is of type '{kind}', not a string.")


def _page(given: Mapping[str, list[object]]) -> dict[str, list[object]]:
    html = given["html"][0]
    if not isinstance(html, str):
        raise UnusableError(f"The HTML is of type '{type(html).__name__}', not a string.")
    try:
        page = pages.extract(html, _url(given.get("url", [])))
    except pages.PageError as error:
        raise UnusableError(str(error)) from error
    return {column: [value] for column, value in page.items() if value}


def _columns(given: Mapping[str, list[object]], text: str) -> Row:
    title = _line(given.get("title", []))
    url = _url(given.get("url", []))
    publisher = _line(given.get("publisher", []))
    domain = _domain(given.get("domain", []), url, publisher)
    if publisher is None or "//" in publisher:
        publisher = domain
    authors = next(filter(None, map(bylines.names, given.get("authors", []))), None)
    return {
        "article_id": _id(given.get("article_id", [])) or (digest(normalised(url)) if url else digest(text)),
        "url": url,
        "domain": domain,
        "publisher": publisher,
        "title": title,
        "authors": [clean(name) for name in authors] if authors else None,
        "published_at": next(filter(None, map(to_utc, given.get("published_at", []))), None),
        "modified_at": next(filter(None, map(to_utc, given.get("modified_at", []))), None),
        "section": _line(given.get("section", [])),
        "language": _language(_line(given.get("language", []))),
        "text": text,
        "text_hash": digest(title or "", text),
    }


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _line(values: list[object]) -> str | None:
    """The first value that is a short text, or names one in a list or an object."""
    for value in values:
        found = value
        if isinstance(found, list | tuple) and found:
            found = found[0]
        if isinstance(found, Mapping):
            found = found.get("name") or found.get("title")
        if isinstance(found, str):
            line = clean(found[:_LONGEST_LINE]).strip()
            if line.lower() not in _NULLS:
                return line
    return None


def _id(values: list[object]) -> str | None:
    for value in values:
        found = value.get("$oid") if isinstance(value, Mapping) else value
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        if isinstance(found, bool) or not isinstance(found, str | int | float):
            continue
        text = clean(str(found)).strip()
        if text.lower() not in _NULLS:
            return text if len(text) <= _LONGEST_ID else digest(text)
    return None


def _url(values: list[object]) -> str | None:
    for value in values:
        if not isinstance(value, str):
            continue
        url = clean(value.strip())
        scheme = _SCHEME.match(url)
        if url.lower() not in _NULLS and len(url) <= _LONGEST_URL and (not scheme or scheme[1].lower() in _WEB):
            return url
    return None


_WEB = ("http", "https")


def _domain(values: list[object], url: str | None, publisher: str | None) -> str | None:
    given = [value for value in values if isinstance(value, str)]
    candidates = (*given, *filter(None, (url, publisher)))
    return next(filter(None, map(domain_of, candidates)), None)


def _language(value: str | None) -> str | None:
    if value is None:
        return None
    code = re.split(r"[-_ ]", value.lower(), maxsplit=1)[0]
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code
    return _LANGUAGES.get(code)
