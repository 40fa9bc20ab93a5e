"""Dates in the text against the calendar and against the date line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import holds

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:19|20)\d\d"
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thurs?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
DATE = (
    rf"(?:{MONTH} {DAY}(?![\d:,]*\d{{3}}\b(?<!, 19\d\d)(?<!, 20\d\d))(?!\d)(?:,? {YEAR}\b)?|"
    rf"(?:the )?{DAY} (?:of )?{MONTH}(?:,? {YEAR}\b)?)"
)
EITHER = re.compile(rf"\b(?P<date>{DATE})")
# 31/04/2018, 2015-06-31: day and month in either order; the digit comes first, which is quick to look for.
IN_FIGURES = re.compile(
    rf"\d(?<![\w/.-].)(?:(?<=[12])[90]\d\d([-/.])\d{{1,2}}\1\d{{1,2}}|"
    rf"\d?([-/.])\d{{1,2}}\2{YEAR})(?![\w/-]|\.\d)"
)
NAMED = re.compile(
    rf"\b(?P<weekday>{WEEKDAY})(?:,? (?:the )?|,? on | ?\()(?P<date>{DATE})"
    rf"|\b(?P<date2>{DATE})(?:,? (?:which (?:was|is) )?a |,? \(| ?\()(?P<weekday2>{WEEKDAY})"
)
RELATIVE = (
    r"(?:yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening|week|month|year)|"
    r"(?:last|next|the coming|the past) (?:week|month|year|night)|later this (?:week|month|year)|"
    r"earlier this (?:week|month|year))"
)
PLACED = re.compile(
    rf"\b(?P<word>{RELATIVE})(?:,? on (?:{WEEKDAY},? )?|,? \(?(?:{WEEKDAY},? )?|,? [–—-] ?|"
    rf",? which was )(?P<date>{DATE})"
    rf"|\b(?P<date2>{DATE})(?:,? \(| ?, (?:that is,? |i\.e\.,? )?| [–—-] | )(?P<word2>{RELATIVE})",
    re.IGNORECASE,
)
SPANNING = re.compile(
    rf"\b(?P<word>(?:last|next|earlier this|later this|this) (?:month|year)),? (?:\(|in |"
    rf"[–—-] )(?P<date>(?:{MONTH} )?{YEAR}\b|{MONTH})",
    re.IGNORECASE,
)
PARTS = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|(?P<year>\b{YEAR}\b)|(?P<month>[A-Za-z]{{3}})[a-z]*")
AGO = re.compile(
    r"\b(?:ago|since|before|from|after|anniversary of)[ ,]+$", re.IGNORECASE
)  # 'four years ago today, on May 3'
LATEST = 4  # texts that are kept as read: two features look through one
LONGEST = 60_000  # characters of a text that are looked through
NEAR = 120  # days around the date line within which a date without a year is meant to be


# Where a month, or 'last year', may stand: dates are looked for only around these, which is many times faster.
MONTH_AT = re.compile(
    r"[JFMASONDjfmasond](?<![A-Za-z].)(?:(?<=[Jj])(?i:an|u[nl])|(?<=[Ff])(?i:eb)|(?<=[Mm])(?i:a[ry])|(?<=[Aa])(?i:pr|ug)|"
    r"(?<=[Ss])(?i:ep)|(?<=[Oo])(?i:ct)|(?<=[Nn])(?i:ov)|(?<=[Dd])(?i:ec))"
)
SPAN_AT = re.compile(r"[Mm]onth|[Yy]ear|MONTH|YEAR")
BEFORE, AFTER = 70, 80  # characters around a month that a date with its weekday or 'last week' may fill


def around(key: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Stretches of a text around each match of `key`, those that meet made one."""
    found: list[tuple[int, int]] = []
    for match in key.finditer(text):
        start, end = max(0, match.start() - BEFORE), match.end() + AFTER
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=LATEST)
def _months(text: str) -> list[tuple[int, int]]:
    return around(MONTH_AT, text)


def _matches(pattern: re.Pattern[str], text: str, places: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in places:
        yield from pattern.finditer(text, start, end)


@dataclass(frozen=True)
class Day:
    """A day of the year as it is written; `year` is null where the text gives none."""

    year: int | None
    month: int
    day: int

    def on(self, year: int) -> date | None:
        """The date, or null where that year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def nearest(self, line: date) -> list[date]:
        """The dates that may be meant: of its year, or those nearest to the date line."""
        if self.year is not None:
            return [found] if (found := self.on(self.year)) else []
        near = [found for year in (line.year - 1, line.year, line.year + 1) if (found := self.on(year))]
        near.sort(key=lambda found: abs(found - line))
        return near[:1] if near and abs(near[0] - line) <= timedelta(NEAR) else near[:2]


def read(words: str) -> Day:
    """The day that the words of a date name."""
    year, month, day = None, 0, 0
    for found in PARTS.finditer(words):
        if found["year"]:
            year = int(found["year"])
        elif found["day"] and not day:
            day = int(found["day"])
        elif found["month"] and found["month"].lower() in MONTHS:
            month = MONTHS.index(found["month"].lower()) + 1
    return Day(year, month, day)


def wrong(case: Case) -> list[Place]:
    """Dates that no calendar has, or not on that weekday: in the year given, or that of the date line."""
    found = [*_impossible(case.text), *_of_another_weekday(case)]
    return sorted(found, key=lambda place: place.start)


def _impossible(text: str) -> Iterator[Place]:
    for found in _matches(EITHER, text, _months(text)):
        day = read(found["date"])
        if 0 < day.day < 40 and day.on(day.year if day.year is not None else 2000) is None:  # 2000 had a 29 February
            yield Place(found.start(), found.end())
    for found in IN_FIGURES.finditer(text):
        if not _in_figures(found):
            yield Place(found.start(), found.end())


def _in_figures(found: re.Match[str]) -> bool:
    """Whether a date in figures can be read, day or month first."""
    numbers = [int(number) for number in re.findall(r"\d+", found[0])]
    year, one, two = numbers if numbers[0] > 99 else reversed(numbers)
    days = Day(year, one, two), Day(year, two, one)
    return max(one, two) > 39 or any(day.on(year) is not None for day in days)


def _of_another_weekday(case: Case) -> Iterator[Place]:
    for found in _matches(NAMED, case.text, _months(case.text)):
        day = read(found["date"] or found["date2"])
        weekday = _weekday(found["weekday"] or found["weekday2"])
        if day.on(2000) is None or _of_newspaper(found):
            continue
        if day.year is None and case.published_at is None:
            years = {int(year) for year in re.findall(rf"\b{YEAR}\b", case.text)}
            meant = [on for year in years | {year + 1 for year in years} if (on := day.on(year))]
        else:
            meant = day.nearest(case.published_at.date() if case.published_at else date(2000, 1, 1))
        if meant and not any(on.weekday() == weekday for on in meant):
            yield Place(found.start(), found.end())


def _of_newspaper(found: re.Match[str]) -> bool:
    """Whether 'Sun on Nov. 28' names a newspaper: a short weekday has a full stop, or a comma or bracket beside it."""
    short = found["weekday"]
    if not short or short.endswith((".", "day")):
        return False
    end = found.end("weekday")
    return not found.string[end : end + 2].startswith((",", "(", " ("))


def _weekday(word: str) -> int:
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(word[:3].lower()))


def misplaced(case: Case) -> list[Place]:
    """Dates beside 'last week', 'yesterday', 'later this month' and the like that the date line does not bear out."""
    if case.published_at is None:
        return []
    line = case.published_at.date()
    found = [*_of_days(case.text[:LONGEST], line), *_of_months(case.text[:LONGEST], line)]
    return sorted(found, key=lambda place: place.start)


def _of_days(text: str, line: date) -> Iterator[Place]:
    for match in _matches(PLACED, text, _months(text)):
        word, day = (match["word"] or match["word2"]).lower(), read(match["date"] or match["date2"])
        meant = [] if day.year is None and word.endswith("year") else day.nearest(line)
        if AGO.search(text, max(0, match.start() - BEFORE), match.start()):
            continue
        if meant and not any(_fits(word, on, line) for on in meant):
            yield Place(match.start(), match.end())


def _of_months(text: str, line: date) -> Iterator[Place]:
    """'Last month, in January', 'last year (2012)'."""
    for match in _matches(SPANNING, text, around(SPAN_AT, text)):
        word, day = match["word"].lower(), read(match["date"])
        by_year = word.endswith("year")
        if (day.year is None) if by_year else not day.month:
            continue
        years = [day.year] if day.year is not None else [line.year - 1, line.year, line.year + 1]
        meant = [date(year, day.month or line.month, 15) for year in years]
        near = [line + timedelta(shift) for shift in (-3, 0, 3)]
        if not any(_steps(on, start, word.rpartition(" ")[2]) == _direction(word) for on in meant for start in near):
            yield Place(match.start(), match.end())


def _fits(word: str, on: date, line: date) -> bool:
    """Whether a date can be called so on the day of the date line, give or take a day for time zones."""
    days = (on - line).days
    if word in {"yesterday", "last night"}:
        return -3 <= days <= 0
    if word == "tomorrow":
        return 0 <= days <= 2
    if word in ("today", "tonight") or word.endswith(("morning", "afternoon", "evening")):
        return -1 <= days <= 1
    later, unit = _direction(word), word.rpartition(" ")[2]
    if unit == "week":
        return {-1: -15, 0: -7, 1: 0}[later] <= days <= {-1: 0, 0: 7, 1: 15}[later]
    return any(_steps(on, line + timedelta(shift), unit) == later for shift in (-2, 0, 2))


def _steps(on: date, line: date, unit: str) -> int:
    """How many months or years lie between two dates."""
    return (on.year - line.year) * 12 + on.month - line.month if unit == "month" else on.year - line.year


def _direction(word: str) -> int:
    if word.startswith(("last", "the past")):
        return -1
    return 1 if word.startswith(("next", "the coming")) else 0


DATED = (
    r"(?i)\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d|\d (?:of )?(?:jan|feb|mar|apr|"
    r"may|jun|jul|aug|sep|oct|nov|dec)|\d(?:st|nd|rd|th) (?:of )?[JFMASOND]"
)
FIGURES = r"\d[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d"
SPANS = r"(?i)\b(?:last|next|this) (?:month|year),? (?:\(|in |[–—-])"

FEATURES = (
    Feature(
        "wrong_dates",
        Finder(wrong, when=holds("text", DATED) | holds("text", FIGURES)),
        "dates",
        "Dates whose weekday is not that of the calendar, or whose day does not exist; where no year is given, that of "
        "the date line counts. Why: one part of the date is wrong. Example: 1 for 'Monday, March 3' in an article of "
        "5 March 2020, when 3 March was a Tuesday.",
        scored=False,
    ),
    Feature(
        "misplaced_dates",
        Finder(misplaced, when=(holds("text", DATED) | holds("text", SPANS)) & pl.col("published_at").is_not_null()),
        "dates",
        "Dates beside 'last week', 'yesterday' or 'later this month' that do not lie there from the date line. Why: "
        "the text is older than it seems, or one of the dates is wrong. Example: 1 for 'last week, on March 3' in an "
        "article of 28 April.",
        scored=False,
    ),
)
