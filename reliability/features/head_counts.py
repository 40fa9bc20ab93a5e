"""People counted and people's years: a toll and its parts, an age and a year of birth."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from reliability.features import amounts
from reliability.features.amounts import Amount
from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import any_word, holds
from reliability.features.reading import sentences

LONGEST = 500  # characters of a sentence that is read
PEOPLE = (
    r"(?:(?!(?:other|more|days?|years?|times?|hours?)\b)[a-z-]{2,15} ){0,2}?(?:people|persons?|men|women|man|woman|"
    r"children|child|boys?|girls?|adults?|teen(?:ager)?s?|minors?|infants?|babies|baby|civilians?|"
    r"soldiers?|troops|police(?:men|man)?|officers?|firefighters?|passengers?|crew(?: members?)?|students?|"
    r"teachers?|pupils?|"
    r"workers?|employees|miners?|militants?|fighters?|rebels?|protesters?|residents?|tourists?|drivers?|pedestrians?|"
    r"nurses?|doctors?|patients?|guards?|sailors?|pilots?|locals?|foreigners?|nationals|citizens?|males?|females?|"
    r"members?|victims?|bystanders?|attackers?|gunmen|villagers?|farmers?|fishermen|migrants?|refugees?)\b"
)
HARMED = (
    "dead killed died dies die death deaths injured hurt wounded arrested detained hospitali[sz]ed missing rescued "
    "evacuated victim victims casualties lives lost people persons passengers workers students residents children "
    "migrants"
)
HARM = re.compile(any_word(HARMED.split()))
HOW = re.compile(
    r"(?:[:–—(,;]|\s-|\b(?P<within>include[ds]?|including|among (?:them|those [a-z]+)|of (?:whom|them|these|which)|"
    r"(?:some|most|many|all) of them)(?: (?:are|were))?:?|\b(?:comprising|comprised|made up of|consist(?:ing|ed|s) of|"
    r"namely|were|are))\s*$",
    re.IGNORECASE,
)
AT_LEAST = re.compile(r"\b(?:at least|as many as|up to)\s+$", re.IGNORECASE)
COUNTED = re.compile(rf"\s?{PEOPLE}", re.IGNORECASE)
AND_ONE = re.compile(rf"(?:,|\band) an? {PEOPLE}", re.IGNORECASE)
# What befell each part, and where or when: '17 dead, 8 badly hurt'; '13 in Tucson', '18 from the roof'.
STATE = re.compile(
    r"(?: (?:people|men|women))?(?: (?:of (?:them|whom)|were|are|had|who))?(?: (?:badly|seriously|severely|critically|"
    r"slightly|lightly|gravely))? (?:dead|killed|died|dying|hurt|injured|wounded|missing|unhurt|unharmed)\b",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"(?: (?:people|others?|of them|were|more|dead|killed|held|arrested|taken|rescued|arrests))?(?: (?:in|at|"
    r"on|from|near|by|off|outside|inside|aboard)\b[^,;.:()]{2,40}?)(?=,? and\b|[,;.:()–—]|$)",
    re.IGNORECASE,
)
OF_ALL = re.compile(r"\s(?:casualties|victims|people|passengers|patients|persons)\W{1,3}$", re.IGNORECASE)
JOINED = frozenset(("", "and", "&", "as well as", "plus", "another", "and another"))
REST = re.compile(r"\b(?:(?:the|all) (?:rest|others?|remaining|remainder)|others|several|some|more)\b", re.IGNORECASE)
AMONG = re.compile(r"\bamong (?:the |some |at least ){0,2}$", re.IGNORECASE)
NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|{any_word([*amounts.ONES, *amounts.TEN, *amounts.SCALES])}")
BETWEEN = 160  # characters between a total and its parts

BORN = re.compile(r"\bborn\b[^.;\n]{0,60}?\b(?P<year>1[89]\d\d|20[0-2]\d)\b", re.IGNORECASE)
AGE = re.compile(
    r"\b(?:aged?|(?:is|are|turn(?:s|ed)|now|at|only|just|was)(?: now| only| just|"
    r" currently)?) (?P<is>\d{1,3})(?: years? (?:old|of age))?(?=[\s,.;)]|$)(?! (?:percent|per cent|%|of|million|"
    r"points|miles|minutes|days|months|weeks|hours|people))"
    r"|\b(?P<old>\d{1,3})[- ]years?[- ]old\b|(?<=[^\W\d_]), (?P<comma>\d{2,3})(?=[,.;:](?!\d)|\s*$)|"
    r"\((?P<bracket>\d{2})\)",
    re.IGNORECASE,
)
YEARS = re.compile(r"\b(?:1[89]|20)\d\d\b")
MOST_SENTENCES = 1000  # with three numbers; no article has more
MOST, MOST_YEARS = 50, 1000  # births and years of an article that are looked at
REACH = 160  # characters between a birth and an age that are of one person


def tolls(case: Case) -> list[Place]:
    """Sentences that count people and then their parts, where the parts do not make the whole."""
    numbers = [found.start() for found in NUMBER.finditer(case.text)]
    near = [first for first, third in zip(numbers, numbers[2:], strict=False) if third - first <= LONGEST]
    if not near:
        return []
    found = []
    looked_at = 0
    for start, end in sentences(case.text):
        at = bisect_left(near, start)
        if at == len(near) or looked_at == MOST_SENTENCES:
            break
        counted = near[at] < end and end - start <= LONGEST and HARM.search(case.text, start, end)
        looked_at += bool(counted)
        if counted and _wrong_sum(case.text[start:end]):
            found.append(Place(start, end))
    return found


def _wrong_sum(sentence: str) -> bool:
    read = [amount for amount in amounts.read(sentence) if not amount.unit]
    for place, total in enumerate(read[:-2]):
        between = sentence[total.end : read[place + 1].start]
        if len(between) > BETWEEN or total.value < 2 or (total.about and not AT_LEAST.search(sentence, 0, total.start)):
            continue
        for how, parts in _breakdowns(sentence, total, read[place + 1 :]):
            made = sum(part.value for part in parts) + len(AND_ONE.findall(sentence, parts[0].end))
            some = how["within"] or AMONG.search(sentence, 0, total.start) or REST.search(sentence)
            if made > total.value or (made < total.value and not some):
                return True
    return False


def _breakdowns(
    sentence: str, total: Amount, read: Sequence[Amount]
) -> Iterator[tuple[re.Match[str], Sequence[Amount]]]:
    """How a total is broken down, and into which parts: counts of people, of the harmed, or 'three from the roof'."""
    between = sentence[total.end : read[0].start]
    how = HOW.search(between)
    if how is None:
        return
    of_people = HARM.search(between)
    kinds = [COUNTED] if of_people else []
    kinds += [STATE] if OF_ALL.match(between) else []
    kinds += [PLACED] if of_people else []
    broken = ((how, _parts(sentence, read, kind)) for kind in kinds)
    yield from itertools.islice((one for one in broken if len(one[1]) > 1), 1)


def _parts(sentence: str, read: Sequence[Amount], counted: re.Pattern[str]) -> Sequence[Amount]:
    """Counts that follow each other at once: '5 men, three women and two children'."""
    parts: list[Amount] = []
    end = read[0].start
    for one in read:
        if one.start < end:  # a number inside what the last one counts
            continue
        found = counted.match(sentence, one.end)
        if found is None or one.about or sentence[end : one.start].strip(" ,;(").lower() not in JOINED:
            break
        parts.append(one)
        end = found.end()
    return parts


def ages(case: Case) -> list[Place]:
    """Births whose year does not fit the age beside them, in the year of the date line or one that is named."""
    found = []
    named = {int(year) for year in islice(YEARS.findall(case.text), MOST_YEARS)}
    for born in islice(BORN.finditer(case.text), MOST):
        birth = int(born["year"])
        start, end = _sentences_around(case.text, born.start(), born.end())
        given = [
            age for match in AGE.finditer(case.text, start, end) if (age := _age(match)) and not _inside(match, born)
        ]
        if len(given) == 1 and not any(
            -1 <= year - birth - given[0] <= 1 for year in _meant(case, named - {birth}, birth)
        ):
            found.append(Place(born.start(), born.end(), f"{given[0]} / {born[0]}"))
    return found


def _inside(match: re.Match[str], born: re.Match[str]) -> bool:
    return born.start() <= match.start() < born.end()


def _age(match: re.Match[str]) -> int:
    return int(next(filter(None, match.groups()), "0"))


def _sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the sentence's beginning to its end, no further than REACH; the paragraph bounds it."""
    first = max(text.rfind("\n", 0, start) + 1, start - REACH)
    last = text.find("\n", end)
    return first, min(last if last >= 0 else len(text), end + REACH)


def _meant(case: Case, named: set[int], birth: int) -> set[int]:
    """Years in which the age may have been counted."""
    if case.published_at is not None:
        return named | {case.published_at.year}
    return named | ({max(named) + 1} if named else set(range(birth + 1, 2031)))


# Two counts in a row: the least that a sentence with a total and its parts holds.
COUNT = rf"\b(?:\d[\d,]*|{'|'.join((*amounts.ONES, *amounts.TEN))})\b"
COUNTS = rf"(?i){COUNT} [a-z-]+(?: [a-z-]+){{0,6}}[,;]?(?: and| as well as| plus)? {COUNT} [a-z]"

FEATURES = (
    Feature(
        "tolls_off",
        Finder(tolls, when=holds("text", COUNTS)),
        "sentences",
        "Sentences that count people and then their parts, where the parts are not the whole, or after 'including' are "
        "more. Why: one of the counts is wrong. Example: 1 for '12 people were killed: 5 men and 9 women'.",
        scored=False,
    ),
    Feature(
        "ages_off",
        Finder(ages, when=holds("text", r"(?i)\bborn\b[^.;\n]{0,60}(?:1[89]|20)\d\d")),
        "places",
        "Ages that do not fit the year of birth beside them, neither in the year of the date line nor in one that the "
        "text names. Why: one of the two is wrong, or two people were taken for one. Example: 1 for 'born in 1950, "
        "Ana Vale is 45' in an article of 2020.",
        scored=False,
    ),
)
