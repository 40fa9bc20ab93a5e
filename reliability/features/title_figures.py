"""Figures of the headline against the text: which of them it lacks, and which it gives another value."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from reliability.features import amounts
from reliability.features.amounts import Amount
from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import entries, holds

NUMBER = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|"
    r"billion|trillion|dozen)\b"
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?s?$")
# What stands before a number that names, orders or tells the time: 'Article 50', 'March 3', 'Week 2'.
NAMING = re.compile(
    r"(?:\b(?:article|articles|category|cat|grade|section|sections|title|part|day|days|week|month|phase|round|"
    r"episode|season|chapter|no|number|flight|route|highway|interstate|area|"
    r"proposition|prop|measure|amendment|class|level|grade|tier|group|bowl|war|channel|page|vol|volume|top|stage|"
    r"act|form|bill|rule|room|district|precinct|"
    r"game|match|lap|set|hole|version|model|type|hb|sb|hr|iphone|boeing|airbus|apollo|formula|windows|galaxy|ps|"
    r"covid|catch|pier|gate|unit|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|"
    r"october|november|december)\.? ?|[#§/:.,'’]|\b[a-z]{1,9}[-–]|\d[-–:])$",
    re.IGNORECASE,
)
# What stands behind a time, a score, a model or a date: '5 pm', '3-2', '747s', '12th Street'.
NAMED = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock)|[-–:/]\d|['’]?s\b|\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|"
    r"dec)[a-z]*\b|(?:st|nd|rd|th)\b|-in-|[-–][A-Za-z]\b|/",
    re.IGNORECASE,
)
LISTICLE = re.compile(
    r"^(?:\W|the|here|are|these|top|best|our|my|at|least|\s)*$",
    re.IGNORECASE,
)
ITEMS = re.compile(
    r"\s(?:[a-z'’-]+\s){0,3}(?:things?|ways?|reasons?|takeaways?|facts?|questions?|moments?|times|lessons?|tips?|"
    r"photos?|quotes?|signs?|steps?|ideas?|stor(?:y|ies)|points?|"
    r"issues?|keys?|trends?|charts?|maps?|plans?|bombshells?|highlights?|examples?|big|biggest|best|most|worst|"
    r"books?|films?|movies?|songs?|recipes?|key|myths?|"
    r"answers?|numbers?|graphics?|pictures?|words?|minutes?|seconds?)\b",
    re.IGNORECASE,
)
KILLED = "dead dies died killed kill kills killing killings deaths death fatalities fatally deadly bodies victims lives"
HURT = "injured injures injuring injuries hurt wounded wounds wounding hospitalized hospitalised"
HELD = "arrested arrests arresting detained detains detaining"
KIND_OF = {word: kind for kind in (KILLED, HURT, HELD) for word in kind.split()}
GENERAL = "people persons others more least were have been their them that than percent total"
PEOPLE = {word[:5] for word in GENERAL.split()}
STOP = re.compile(
    r"[.,;:!?()\n—–]|\b(?:and|but|after|in|as|of|from|for|by|on|at|with|when|who|which|that|while|since|to)\b"
)
BEFORE, AFTER = 22, 40  # characters around a figure that say what it counts
SMALL = 100  # below, a number may stand in the text by chance
BESIDE = 25  # characters around it in the headline that say what it counts
NEAR = 40  # characters around it in which a word of the headline is looked for
SAME = 3  # words that the same thing counted is worth
MOST = 50  # places that are looked at
LONGEST = 80_000  # characters of a text that are read
LATEST = 4  # articles that are kept as read: two features look at one
TABLE = 1500  # numbers from which a text is a table
STEM = 5
WORD = re.compile(r"[a-zà-ÿ]{4,}")


def lacking(case: Case) -> list[Place]:
    """The figures of the headline that the text gives neither so nor rounded, nor in words."""
    asked, given = _compared(case.title, case.text)
    return [Place(one.start, one.end, title=True) for one in asked if not _borne_out(one, given, case)]


@lru_cache(maxsize=LATEST)
def _compared(title: str, text: str) -> tuple[list[Amount], list[Amount]]:
    """The figures of the headline and those of the text; none where the text is a table of numbers."""
    asked = list(_of_title(title))
    given = _of_text(text[:LONGEST]) if asked else []
    return (asked, given) if len(given) <= TABLE else ([], [])


def _borne_out(one: Amount, given: Sequence[Amount], case: Case) -> bool:
    """Whether the text has the figure: of what it counts, if the text counts that, else near a word of the headline."""
    things = _counted(case.title, one)
    same = [other for other in given if things & _counted(case.text, other)] if things else []
    if same and one.value < SMALL and not one.unit:
        return any(one.agrees(other) for other in same)
    agreeing = [other for other in given if one.agrees(other)][:MOST]
    asked = _stems(case.title)
    if one.value < SMALL and not one.unit:
        asked = _around(case.title, one, BESIDE) or asked
    return any(not asked or asked & _around(case.text, other, NEAR) for other in agreeing)


def _around(text: str, one: Amount, reach: int) -> set[str]:
    return _stems(text[max(0, one.start - reach) : one.end + reach])


def _stems(words: str) -> set[str]:
    return {word[:STEM] for word in WORD.findall(words.lower()) if word not in _common()}


@cache
def _common() -> frozenset[str]:
    return frozenset(entries("function_words"))


def contradicted(case: Case) -> list[Place]:
    """Where the text gives another number for what a lacking figure of the headline counts."""
    found = []
    asked, given = _compared(case.title, case.text)
    for one in asked:
        if _borne_out(one, given, case):
            continue
        near = [(_alike(case, one, other), other) for other in given if _comparable(one, other, case)]
        shared, here = max(near, key=lambda pair: (pair[0], -pair[1].start), default=(0, one))
        if shared:
            said = f"{case.title[one.start : one.end]} / {case.text[here.start : here.end]}"
            found.append(Place(here.start, here.end, said))
    return found


def _alike(case: Case, one: Amount, other: Amount) -> int:
    """How many words speak for both figures counting the same thing; what they count speaks loudest."""
    same = _counted(case.title, one) & _counted(case.text, other)
    return len(_stems(case.title) & _around(case.text, other, NEAR)) + SAME * len(same)


def _comparable(one: Amount, other: Amount, case: Case) -> bool:
    """Whether two figures may count the same: of one unit and size (to twenty times), no rank, and of no two nouns."""
    if one.agrees(other) or _orders(case.text[other.start : other.end]):
        return False
    counted, there = _counted(case.title, one), _counted(case.text, other)
    if not one.unit and counted and there and not counted & there:
        return False
    low, high = sorted((max(one.value, 0.1), max(other.value, 0.1)))
    return one.unit == other.unit and high <= 20 * low


def _counted(text: str, one: Amount) -> set[str]:
    """What a figure counts: its next words up to a stop, and what befell people, before or after it."""
    after = STOP.split(text[one.end : one.end + AFTER], maxsplit=1)[0]
    before = STOP.split(text[max(0, one.start - BEFORE) : one.start])[-1]
    told = {kind for word in WORD.findall(f"{before} {after}".lower()) if (kind := KIND_OF.get(word))}
    return told or _stems(after) - PEOPLE


def _of_title(title: str) -> Iterator[Amount]:
    """Figures that the text should bear out: no year, date, time, score or name, no '7 things to know'."""
    for one in amounts.read(title):
        before, words, after = title[: one.start], title[one.start : one.end], title[one.end :]
        if one.value < 2 and not one.unit and one.value == int(one.value):
            continue
        if YEAR.match(words.strip()) or NAMING.search(before[-14:]) or NAMED.match(after):
            continue
        if _orders(words):
            continue
        if LISTICLE.match(before[-40:]) and ITEMS.match(after):
            continue
        yield one


def _orders(words: str) -> bool:
    """Whether a number orders and does not count: 'first', '12th'."""
    return words.lower() in amounts.ORDINALS or re.search(r"\d(?:st|nd|rd|th)$", words.lower()) is not None


def _of_text(text: str) -> list[Amount]:
    """Every number of the text, words that may stand for one, and the sums of two that 'and' joins."""
    read = amounts.read(text, TABLE + 1)
    sums = [
        Amount(one.start, two.end, one.value + two.value, 1.0, one.unit or two.unit)
        for one, two in itertools.pairwise(read)
        if 0 < two.start - one.end <= 40 and re.search(r"\band\b|&", text[one.end : two.start])
    ]
    return [*read, *amounts.loose(text), *sums]


FEATURES = (
    Feature(
        "title_figures_lacking",
        Finder(lacking, when=holds("title_lower", NUMBER)),
        "figures",
        "Figures of the headline that the text has neither so nor rounded, in digits or in words; years, dates, times, "
        "scores, names ('Article 50') and '7 things to know' do not count. Why: the figure is made up or changed. "
        "Example: 1 for 'Nine hurt in fire' above a text that says seven.",
        scored=False,
    ),
    Feature(
        "title_figures_contradicted",
        Finder(contradicted, when=holds("title_lower", NUMBER)),
        "figures",
        "Figures of the headline that the text lacks, while it gives another number for the same thing. Why: one of "
        "the two is wrong. Example: 1 for '12 dead in fire' above a text in which nine people were killed.",
        scored=False,
    ),
)
