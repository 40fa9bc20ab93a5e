"""Statistics, and whether a document, a body or a person stands behind them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.reading import found_at, lowered, sentences, sentences_at, spans_of

NOBODY = ("group", "self", "other", None)  # who counts nothing: 'residents want'
NUMBER = r"(?<![\d.,])\d[\d,]{0,15}(?:\.\d{1,9})?"
THOUSANDS = r"(?<![\d.,$£€])\d{1,3}(?:,\d{3}){1,3}(?![\d,]\d)"
STATISTIC = re.compile(
    rf"(?i){NUMBER}\s?(?:%|per ?cent\b|percentage points?\b|(?:million|billion|trillion)\b)|"
    rf"[$£€]\s?{NUMBER}(?:\s?(?:million|billion|trillion|bn|m|k)\b)?"
    rf"|\b(?:one|two|three|four|five|six|seven|eight|nine|\d+)(?: |-)(?:in|out of)(?: |-)(?:every )?(?:two|three|"
    rf"four|five|six|seven|eight|nine|ten|\d+)\b"
    rf"|\b{NUMBER} (?:per|for every|out of every) (?:\d|1,000|person|people|capita|household)"
    rf"|\b(?:more than|over|nearly|almost|about|around|roughly|some|at least|up to|fewer than|less than|"
    rf"approximately|another) {THOUSANDS} (?:\w{{1,20}} )?(?:people|children|men|women|families|households|"
    rf"jobs|homes|workers|patients|students|pupils|deaths|cases|crimes|residents|pensioners|veterans|migrants)\b"
    rf"|\b(?:doubled|tripled|trebled|quadrupled|rose|risen|climbed|jumped|soared|surged|fell|fallen|dropped|plunged|"
    rf"increased|decreased|grew|grown|shrank|swelled|halved) (?:by |from {NUMBER} )?to (?:\w{{1,20}} )?{NUMBER}(?!\w)"
)
# Each statistic has one of these: to look for them first is many times faster.
COUNTED = re.compile(r"\d(?:\s?(?:%|[Pp]er|[MBTmbt]r?illion)|[ -](?:in|out)[ -]|,\d\d\d| for every)|[$£€]")
ROOTS = (
    *(f"{number}{between}" for number in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
      for between in (" in ", "-in-", " out of ", "-out-of-")),
    *(f"{verb} " for verb in ("doubled", "tripled", "trebled", "quadrupled", "rose", "risen", "climbed", "jumped")),
    *(f"{verb} " for verb in ("soared", "surged", "fell", "fallen", "dropped", "plunged", "increased", "decreased")),
    *(f"{verb} " for verb in ("grew", "grown", "shrank", "swelled", "halved")),
)  # fmt: skip
SUPPORT = re.compile(
    r"(?i)\b(?:according to|report(?:s|ed)?|stud(?:y|ies)|surveys?|polls?|polling|polled|census|data|dataset|"
    r"statistics?|statistical|figures|estimat\w+|research\w*|analys[ei]s|analy[sz]ed"
    r"|audit\w*|documents?|filings?|records?|papers?|journal|bureau|department|ministry|agency|office|commission|"
    r"committee|council|institute|institution|university|college|bank|fund|foundation"
    r"|association|centers?|centre|organi[sz]ation|union|index|respondents|bulletin|budget|accounts|statement|shows?|"
    r"showed|found|finds|published|calculat\w+|forecast\w*|project(?:ed|ions?)|tracker|count(?:ed)? by"
    r"|contract|lawsuit|court|indictment|invoices?|receipts?|tax returns?|spreadsheets?|government|administration|"
    r"police|sheriff|prosecutors?|professor|revenues?|earnings|shares|stocks?|quarterly|"
    r"authorit(?:y|ies)|officials?|company|corporation|inc|economists?|analysts?|bill|act|law|package|plan|proposal|"
    r"deal)\b"
)


def unsupported_figures(case: Case) -> list[Place]:
    """Statistics that nobody is said to have given; their paragraph names no document, body or study beside them."""
    counted = [match.start() for match in COUNTED.finditer(case.text)]
    near = sentences_at([*counted, *found_at(ROOTS, lowered(case.text))], case.text)
    figures = [match.span() for span in near for match in STATISTIC.finditer(case.text, *span)]
    if not figures:
        return []
    lines = sentences(case.text)
    told = _told(case, lines)
    starts = [start for start, _ in lines]

    @cache
    def backed(number: int) -> bool:
        return told[number] or SUPPORT.search(case.text, *lines[number]) is not None

    @cache
    def supported(number: int) -> bool:
        start, end = lines[number]
        beside = [n for n in (number - 1, number + 1) if 0 <= n < len(lines)]
        near = [n for n in beside if "\n" not in case.text[min(end, lines[n][1]) : max(start, starts[n])]]
        return any(backed(n) for n in (number, *near))

    return [Place(*figure) for figure in figures if not supported(bisect_right(starts, figure[0]) - 1)]


def _told(case: Case, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each of these sentences belongs to a claim of somebody who may have counted."""
    known = [claim for claim in case.claims if claim["source_type"] not in NOBODY]
    said = sorted(span for claim in known for span in spans_of(claim, "source", "cue", "content"))
    told, at = [], 0
    for start, end in lines:
        while at < len(said) and said[at][1] <= start:
            at += 1
        told.append(at < len(said) and said[at][0] < end)
    return told


FEATURES = (
    Feature(
        "unsupported_figures",
        Finder(unsupported_figures, when=pl.col("text").str.contains(r"\d")),
        "figures",
        "Percentages, sums, millions, ratios and counts of thousands that nobody is said to have given, and "
        "with no document, body or study "
        "named in the sentence or the ones beside it. Why: a figure that nobody has counted cannot be checked. "
        "Example: 2 for 'Crime is up 40%. It costs 3 million dollars a day.'",
        scored=False,
    ),
)
