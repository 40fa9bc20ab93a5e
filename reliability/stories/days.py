"""Days that texts give: "on Tuesday", "March 5", "5 March 2031"."""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
AHEAD = timedelta(days=60)
OPENING_CHARACTERS = 2500

_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\."
)
# Only ASCII: with the digits and letters of Unicode the same pattern takes many times as long.
PATTERN = (
    rf"(?-u:\b)(?:on |last |this |early |late |On |Last |This )?"
    rf"(?:(?:{_WEEKDAY})|(?:{_MONTH}) [0-9]{{1,2}}(?:, (?:19|20)[0-9]{{2}})?"
    rf"|[0-9]{{1,2}} (?:{_MONTH})(?: (?:19|20)[0-9]{{2}})?)(?-u:\b)"
)
_PARTS = re.compile(
    rf"(?P<weekday>{_WEEKDAY})"
    rf"|(?:(?P<first>\d{{1,2}}) )?(?P<month>{_MONTH})(?: (?P<day>\d{{1,2}})\b)?(?:,? (?P<year>\d{{4}}))?"
)


def read(phrase: str, published: date | None) -> str | None:
    """What a phrase that `PATTERN` matched means: a weekday, or a date, without its year where that is unknown.

    Without a year it is the last such day before the article, or one within sixty days after.

    >>> read("on Tuesday", None), read("March 5", date(2031, 4, 1)), read("5 March", None)
    ('Tuesday', '2031-03-05', '03-05')
    """
    found = _PARTS.search(phrase)
    if found is None:
        return None
    if found["weekday"]:
        return found["weekday"]
    month, day = MONTHS.index(found["month"][:3]) + 1, int(found["first"] or found["day"] or 0)
    year = int(found["year"]) if found["year"] else None
    if year is None and published is not None:
        year = published.year
        near = _date(year, month, day)
        if near is not None and near > published + AHEAD:
            year -= 1
    if _date(year or 2000, month, day) is None:  # 2000 has a 29 February
        return None
    return f"{month:02}-{day:02}" if year is None else f"{year}-{month:02}-{day:02}"


def apart(one: str, other: str) -> bool:
    """Whether two values of `read` cannot be one day; a weekday and a date without its year can always be.

    >>> apart("Tuesday", "2031-03-05"), apart("Wednesday", "2031-03-05"), apart("03-05", "2031-03-05")
    (True, False, False)
    """
    if one in WEEKDAYS and other in WEEKDAYS:
        return one != other
    if one in WEEKDAYS or other in WEEKDAYS:
        weekday, written = (one, other) if one in WEEKDAYS else (other, one)
        return len(written) == len("2031-03-05") and WEEKDAYS[date.fromisoformat(written).weekday()] != weekday
    width = min(len(one), len(other))
    return one[-width:] != other[-width:]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
