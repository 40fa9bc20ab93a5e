"""Whose text an article says that it carries: the news agency in its dateline, byline or last lines."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Sequence

import polars as pl

from reliability.stories import agencies

HEAD, TAIL = 300, 500  # characters in which a credit stands
MOST_AUTHORS = 3  # longer bylines are lists of the page, not of the text
LINES = 3  # of the head that may be a byline
LONGEST = 60

_PARTS = re.compile(r"\s*(?:[/|;,]|\bvia\b|\band\b)\s*")
_OWNED = re.compile(r"^(?:©|\([Cc]\)|[Cc]opyright|[Cc]redit:?|[Bb]y|[Ss]ource:?|\d{4}|[Tt]he|\s)+")
_LETTER = r"(?:[\w’'&-]|\.(?=\w)|(?<=\b[A-Z])\.)"  # a full stop before a space ends a name, but for "L.A."
_NAME = rf"[A-Z]{_LETTER}*(?:[ /](?:of |de |the )?[A-Z]{_LETTER}*){{0,5}}"
_MONTHS = "|".join(f"{month}\\b" for month in month_name[1:])
_DATELINE = re.compile(
    r"^[\s*_>#-]*[A-Z][^\n()]{1,60}\((?!(?:R|D|I|L)[-–])(?P<name>[A-Z][\w.’'& /-]{1,40})\)\s*(?:[-–—:]|\Z)",
    re.MULTILINE,
)
_BYLINE = re.compile(rf"(?:[Bb]y |BY )?(?:[^,|\n]{{2,40}}[,|] ?)?(?:[Tt]he )?(?P<name>{_NAME})\.?")
_REPORTED = re.compile(
    rf"\b(?:[Rr]eporting|[Rr]eport|[Ss]tory|[Tt]ext|[Ww]ritten|[Pp]rovided|[Ss]upplied|[Cc]redit|[Ss]ource)"
    rf"(?:(?: is| was)? (?:by|from)|:) (?:[^,;.\n]{{2,40}}, ?)?(?:[Tt]he )?(?P<name>{_NAME})"
)
_COPYRIGHT = re.compile(
    rf"(?:©|\([Cc]\)|[Cc]opyright)(?: ?©| ?[Cc]opyright)?,? ?(?:\d{{4}},? )?(?:[Tt]he )?(?P<name>{_NAME})"
)
_SIGNED = re.compile(rf"^[\s(]*[-–—]{{1,2}} ?(?:[Tt]he )?(?P<name>{_NAME})\)?\s*\Z", re.MULTILINE)
_FIRST = re.compile(
    r"\b(?:(?:originally|first) (?:published|appeared|ran)|appeared first) (?:by|in|on|at) (?:the )?"
    rf"(?P<name>(?!(?:{_MONTHS}))(?:{_NAME})|(?:[a-z0-9-]{{1,40}}\.){{1,3}}[a-z]{{2,12}})"
)


def find(texts: pl.Series, authors: pl.Series) -> pl.Series:
    """The agency, or the outlet that had a text first, that each article credits with its text; null for none.

    "The Agency contributed to this report" credits nobody with the text, and two agencies in a byline neither.

    >>> find(pl.Series(["PORT ALMAR (CPA) - A ferry ran aground."]), pl.Series([["Ada Lind"]])).to_list()
    ['CPA']

    Args:
        texts: bodies of articles, or null.
        authors: their authors, lists of names or null.
    """
    heads, tails = texts.str.slice(0, HEAD), texts.str.tail(TAIL)
    found = [
        _credit(head or "", tail or "", by or ())
        for head, tail, by in zip(heads, tails, authors.to_list(), strict=True)
    ]
    return pl.Series(found, dtype=pl.String)


def of_line(line: str | None, *, wire: bool, authors: Sequence[str | None] = ()) -> str | None:
    """The agency that a credit line beside an article names; None for photographers, desks and the like.

    >>> of_line("Ada Lind / Calvian Press Agency", wire=False), of_line("Harbour Post", wire=False)
    ('Calvian Press Agency', None)

    Args:
        line: as it came, or null.
        wire: whether it came in a format of agencies, where the line credits the text whatever its name.
        authors: of the article; none of them is an agency.
    """
    parts = [_OWNED.sub("", part).strip(" .:") for part in _PARTS.split((line or "")[: 2 * LONGEST])]
    found = [part for part in parts if agencies.is_agency(part)]
    if not found and wire:
        people = {name.casefold() for name in authors if name}
        found = [part for part in parts if 0 < len(part) <= LONGEST and part.casefold() not in people][:1]
    return _one(found)


def _credit(head: str, tail: str, authors: Sequence[str | None]) -> str | None:
    dateline = _DATELINE.search(head)
    if dateline and not dateline["name"].isdigit():
        return _one([dateline["name"].rpartition("/")[2]])
    bylines = [name for name in authors if name] if len(authors) <= MOST_AUTHORS else []
    lines = [line.strip() for line in head.split("\n")[:LINES]]
    return (
        _one(_of_bylines(bylines))
        or _one(_of_bylines(line for line in lines if len(line) <= LONGEST))
        or _one(_of_end(tail))
    )


def _one(found: Iterator[str] | list[str]) -> str | None:
    """The name where all found ones are of one agency."""
    told = {agencies.name(given) for given in found}
    return next(iter(told)) if len(told) == 1 else None


def _of_bylines(lines: Iterator[str] | list[str]) -> Iterator[str]:
    """Agencies that these lines consist of, with or without an author: "Ada Lind, Calvian Press Agency"."""
    for line in lines:
        whole = _BYLINE.fullmatch(line[: 2 * LONGEST])
        for given in (line, whole["name"] if whole else line):
            if agencies.is_agency(given):
                yield given
                break


def _of_end(tail: str) -> Iterator[str]:
    """Who is credited in the last lines; an acronym only where it signs."""
    for found in _FIRST.finditer(tail):
        yield re.sub(r"[’']s$", "", found["name"])
    for pattern in (_REPORTED, _COPYRIGHT):
        for found in pattern.finditer(tail):
            given = next((part for part in _shorter(found["name"]) if agencies.is_agency(part)), None)
            if given:
                yield given
    signed = _SIGNED.search(tail)
    if signed and (agencies.is_agency(signed["name"]) or agencies.is_acronym(signed["name"])):
        yield signed["name"]


def _shorter(given: str) -> Iterator[str]:
    """A run of names and what is left without its last words: "Associated Press. All" is the Associated Press."""
    words = given.split(" ")
    for count in range(len(words), 0, -1):
        yield " ".join(words[:count])
