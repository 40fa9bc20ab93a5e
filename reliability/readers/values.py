"""Values of single columns: bounded, clean, of one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import chain

from reliability.readers.domains import domain_of, host_of

_LONGEST_LINE = 10_000
_LONGEST_ID = 1_000
_LONGEST_NUMBER = 512  # bits
_LONGEST_URL = 8_192
_DAMAGED = re.compile("[\x00\ud800-\udfff]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20}):(?!\d)", re.I)
_NULLS = {"", "nan", "none", "null", "n/a", "na"}
_LANGUAGES = {"english": "en", "eng": "en", "german": "de", "deu": "de", "french": "fr", "fra": "fr", "spanish": "es"}


def clean(text: str) -> str:
    """Replace NUL and lone surrogates one to one by U+FFFD."""
    sound = text.isascii() or _encodes(text)
    return text if sound and "\x00" not in text else _DAMAGED.sub("\ufffd", text)


def digest(*parts: str) -> str:
    """Return 32 hexadecimal digits that stand for `parts`."""
    return blake2b("\x00".join(parts).encode("utf-8"), digest_size=16).hexdigest()


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def line(found: Iterable[object]) -> str | None:
    """Return the first value that is a short text, or that names one in a list or an object."""
    for value in found:
        first = value[0] if isinstance(value, list | tuple) and value else value
        if isinstance(first, Mapping):
            first = first.get("name") or first.get("title")
        if isinstance(first, str):
            text = clean(first[:_LONGEST_LINE]).strip()
            if text.lower() not in _NULLS:
                return text
    return None


def identifier(found: Iterable[object]) -> str | None:
    """Return the first value that can be an id, as a string: a text or a whole number."""
    for value in found:
        given = value.get("$oid") if isinstance(value, Mapping) else value
        if isinstance(given, float) and given.is_integer():
            given = int(given)
        if isinstance(given, int) and not isinstance(given, bool) and given.bit_length() <= _LONGEST_NUMBER:
            return str(given)
        if isinstance(given, str):
            text = clean(given).strip()
            if text.lower() not in _NULLS:
                return text if len(text) <= _LONGEST_ID else digest(text)
    return None


def address(found: Iterable[object]) -> str | None:
    """Return the first value that is a web address, or one without its scheme."""
    for value in found:
        if isinstance(value, str):
            url = clean(value.strip())
            scheme = _SCHEME.match(url)
            web = scheme is None or scheme[1].lower() in ("http", "https")
            if web and len(url) <= _LONGEST_URL and url.lower() not in _NULLS:
                return url
    return None


def domain(found: Iterable[object], url: str | None, publisher: str | None) -> str | None:
    """Return the publisher's domain: the host that the input gives, else the registrable domain of the address.

    A publisher that is named by its domain counts last. What the input gives is kept whole, since some hosts share a
    registrable domain and are publishers of their own.
    """
    given = (host_of(value) for value in found if isinstance(value, str))
    derived = (domain_of(value) for value in (url, publisher) if value)
    return next(filter(None, chain(given, derived)), None)


def language(found: Iterable[object]) -> str | None:
    """Return two lower-case letters, None for a language that the input does not give in a known form."""
    code = re.split(r"[-_ ]", (line(found) or "").lower(), maxsplit=1)[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else _LANGUAGES.get(code)
