"""Dates as publishers and exports write them -> UTC."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

_LONGEST = 100
_YEARS = range(1700, 2200)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DIGITS = re.compile(r"\d{9,13}(?:\.\d{1,6})?")
_COMPACT = re.compile(r"\d{14}")
_LABEL = re.compile(r"^\W*(?:first |last )?(?:published|posted|updated|modified|created)?(?: on| at)?\W+", re.I)
_DOTTED_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
_DOTTED_TIME = re.compile(r"\b(\d{1,2})\.(\d\d)\b(?!\.)")
_HOUR = 3600
_ZONES = {
    "UT": 0,
    "UTC": 0,
    "GMT": 0,
    "Z": 0,
    "BST": _HOUR,
    "CET": _HOUR,
    "CEST": 2 * _HOUR,
    "ET": -5 * _HOUR,
    "EST": -5 * _HOUR,
    "EDT": -4 * _HOUR,
    "CST": -6 * _HOUR,
    "CDT": -5 * _HOUR,
    "MST": -7 * _HOUR,
    "MDT": -6 * _HOUR,
    "PT": -8 * _HOUR,
    "PST": -8 * _HOUR,
    "PDT": -7 * _HOUR,
}


def to_utc(value: object) -> datetime | None:
    """Return the time in UTC, or None where `value` is no complete date between the years 1700 and 2199.

    Understood are date and time objects, ISO 8601, RFC 2822, seconds, milliseconds or microseconds since 1970,
    `YYYYMMDDhhmmss`, and dates in English words. A time without a zone is taken as UTC, `3/4/2016` as 4 March and
    `3.4.2016` as 3 April.

    >>> to_utc("Tue, 01 Mar 2016 10:00:00 +0100").isoformat()
    '2016-03-01T09:00:00+00:00'
    >>> to_utc("March 2016") is None
    True
    """
    for key in ("$date", "$numberLong"):  # MongoDB exports
        if isinstance(value, dict):
            value = value.get(key)
    found: datetime | None = None
    if isinstance(value, datetime):
        found = value
    elif isinstance(value, date):
        found = datetime(value.year, value.month, value.day)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _since_1970(value)
    elif isinstance(value, str) and len(value) <= _LONGEST:
        return _parsed(value.strip())
    return _in_utc(found)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> datetime | None:
    # Digits alone come first: the ISO parser would take 13 of them for a day in the Middle Ages.
    if _COMPACT.fullmatch(text):
        try:
            return _in_utc(datetime.strptime(text, "%Y%m%d%H%M%S"))
        except ValueError:
            return None
    if _DIGITS.fullmatch(text):
        return _in_utc(_since_1970(float(text)))
    try:
        return _in_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    words = _LABEL.sub("", text.replace("|", " "), count=1)
    return _in_utc(_in_words(words) or _in_words(_DOTTED_TIME.sub(r"\1:\2", words)))


def _in_words(text: str) -> datetime | None:
    from dateutil import parser

    # Whatever the text leaves open is filled from the default: two defaults that differ give an incomplete date away.
    found = []
    dayfirst = _DOTTED_DAY.match(text) is not None
    for default in (datetime(2000, 1, 1), datetime(2001, 2, 2)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found.append(parser.parse(text, default=default, tzinfos=_ZONES, dayfirst=dayfirst))
        except (ValueError, OverflowError, TypeError, AttributeError, ArithmeticError):
            return None
    return found[0] if found[0] == found[1] else None


def _since_1970(number: float) -> datetime | None:
    if not 0 < number < 7.3e15:  # compared first: a whole number may be too long to divide
        return None
    for scale in (1, 1_000, 1_000_000):
        if 0 < number / scale < 7.3e9:
            return _EPOCH + timedelta(seconds=number / scale)
    return None


def _in_utc(found: datetime | None) -> datetime | None:
    if found is None or found.year not in _YEARS:
        return None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
