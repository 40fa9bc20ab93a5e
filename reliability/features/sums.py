"""Arithmetic inside a sentence: parts of one whole, and a change that is not what its two numbers give."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from reliability.features import amounts
from reliability.features.amounts import Amount
from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import holds
from reliability.features.reading import sentences

LONGEST = 600  # characters of a sentence that is read
ROUNDING = 2.0  # percentage points that rounding may add up to
LEFT = re.compile(
    r"\b(?:undecided|unsure|not sure|no opinion|no answer|no view|not answer|(?:do|did)(?:n['’]t| not) (?:know|"
    r"answer|vote|say)|abstain\w*|"
    r"the (?:rest|remaining|remainder|others?)|neither|neutral|declined to (?:say|answer)|other parties|had no)\b",
    re.IGNORECASE,
)
FOR = re.compile(
    r"\b(?:(?:in )?favou?r(?:ed|s|ing|able|ably)?|support\w*|back(?:ed|s|ing)?|approv\w+|agree[ds]?|yes|for (?:it|"
    r"the)|satisfied|good|happy|pleased|trust(?:ed|s)?|remain|stay)\b",
    re.IGNORECASE,
)
AGAINST = re.compile(
    r"\b(?:against|oppos\w+|disapprov\w+|disagree\w*|unfavou?rabl\w+|reject\w*|no|dissatisfied|bad|poor|unhappy|"
    r"distrust\w*|mistrust\w*|leave)\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:split|divided|breakdown|made up of|consist\w*|compris\w+|(?:share|percent|%) of (?:the )?(?:votes?|vote|"
    r"ballots|budget|revenue|total|seats|respondents|voters|population|electorate|residents|spending|market)|"
    r"of (?:those|the) (?:asked|polled|surveyed|questioned|vote|votes|budget|respondents)|won|received|ballots)\b",
    re.IGNORECASE,
)
# Words that tell of two wholes, of two times, or of answers that do not exclude each other.
APART = re.compile(
    r"\b(?:compared|up from|down from|versus|vs|than|rose|ris(?:e|es|en|ing)|fell|fall(?:s|en|ing)?|increas\w*|"
    r"decreas\w*|grew|grown|declin\w*|dropp\w+|jump\w*|among|"
    r"respectively|both|also|last (?:year|month|week)|in (?:19|20)\d\d|more than one|multiple|from|earlier|"
    r"previous\w*|while only|each|probability|chance|less|points?|including|precincts?|republicans?|democrats?|"
    r"women|whites?|blacks?|"
    r"turnout|in (?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
    re.IGNORECASE,
)
GROUP = re.compile(r"(?:%|per ?cent) of (?:the |all |its |their )?([a-z]+)", re.IGNORECASE)

UP = r"rose|risen|rises?|rising|increas\w+|gr[eo]w\w*|climb\w*|jump\w*|up|gain\w*|surg\w+|soar\w*|expand\w*|went up"
DOWN = (
    r"fell|fall\w*|dropp?\w*|declin\w*|down|decreas\w*|shr[aiu]nk\w*|slid|slump\w*|plung\w*|cut|reduc\w*|went down|"
    r"sank|tumbled"
)
MOVE = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b", re.IGNORECASE)
FACTOR = re.compile(
    r"\b(?P<word>(?:more than |nearly |almost |about |roughly )?(?:doubl\w+|tripl\w+|trebl\w+|quadrupl\w+|halv\w+))\b",
    re.IGNORECASE,
)
BETWEEN = 40  # characters between the two numbers of a change
FACTORS = {"doub": 2.0, "trip": 3.0, "treb": 3.0, "quad": 4.0, "halv": 0.5}


def parts(case: Case) -> list[Place]:
    """Sentences whose percentages are parts of one whole, and more or less than the whole."""
    return [Place(*span) for span in _read(case.text) if _too_much(case.text[slice(*span)])]


def _read(text: str) -> Iterator[tuple[int, int]]:
    for start, end in sentences(text):
        if end - start <= LONGEST and len(PERCENT.findall(text[start:end])) >= 1:
            yield start, end


PERCENT = re.compile(r"\d\s?(?:%|-?per ?cent|-?pct)|\bper ?cent\b", re.IGNORECASE)


def _too_much(sentence: str) -> bool:
    shares = _shares(sentence)
    total = sum(share.value for share in shares)
    if len(shares) < 2 or APART.search(sentence) or len(set(map(str.lower, GROUP.findall(sentence)))) > 1:
        return False
    left = LEFT.search(sentence)
    if left and left[0].lower() in ("the rest", "the remaining", "the remainder"):
        return abs(total - 100) > ROUNDING
    opposed = FOR.search(sentence) and AGAINST.search(sentence)
    whole = WHOLE.search(sentence) and len(shares) >= 3
    return bool(left or opposed or whole) and total > 100 + ROUNDING


def _shares(sentence: str) -> list[Amount]:
    """The percentages of a sentence; '45 percent in favour, 38 against' is two of them."""
    return [amount for amount in amounts.read(sentence) if amount.unit == "%" and amount.value <= 100]


def changes(case: Case) -> list[Place]:
    """Sentences in which a percentage, or 'doubled', is not what the two numbers beside it give."""
    return [
        Place(*span)
        for span in sentences(case.text)
        if span[1] - span[0] <= LONGEST and " to " in case.text[slice(*span)] and _miscounted(case.text[slice(*span)])
    ]


def _miscounted(sentence: str) -> bool:
    read = amounts.read(sentence)
    pairs = list(_pairs(sentence, read))
    if len(pairs) != 1:
        return False
    old, new = pairs[0]
    stated = [one for one in read if one.unit == "%" and one not in (old, new)]
    if factor := FACTOR.search(sentence):
        return not stated and _wrong_factor(factor["word"].lower(), old, new)
    moves = {bool(found["up"]) for found in MOVE.finditer(sentence)}
    if len(stated) != 1 or len(moves) != 1 or old.value <= 0:
        return False
    return not _bears_out(stated[0], old, new, moves.pop())


def _pairs(sentence: str, read: Sequence[Amount]) -> Iterator[tuple[Amount, Amount]]:
    """'From 100 to 200' and 'to 200 from 100', the older number first."""
    counted = [amount for amount in read if not _names_time(amount)]
    for one, two in itertools.pairwise(counted):
        before, between = sentence[max(0, one.start - 6) : one.start].lower(), sentence[one.end : two.start].lower()
        if (one.unit and one.unit != two.unit) or len(between) > BETWEEN:
            continue
        if before.endswith("from ") and between.rstrip().endswith(" to"):
            yield one, two
        elif before.endswith("to ") and between.rstrip().endswith(" from"):
            yield two, one


def _names_time(amount: Amount) -> bool:
    """Whether a number may be a year."""
    return amount.unit == "" and 1900 <= amount.value < 2100 and amount.end - amount.start == 4


def _bears_out(stated: Amount, old: Amount, new: Amount, up: bool) -> bool:
    """Whether the change from `old` to `new`, each as exact as it is written, can be the stated percentage."""
    ends = [
        100 * (after / before - 1)
        for before in (old.value - _slack(old), old.value + _slack(old))
        for after in (new.value - _slack(new), new.value + _slack(new))
    ]
    if "%" in (old.unit, new.unit):
        ends += [new.value - old.value - 1, new.value - old.value + 1]
    sign = 1 if up else -1
    low, high = sorted((min(ends) * sign, max(ends) * sign))
    room = 0.15 * stated.value if stated.about else max(1.0, 0.03 * stated.value)
    return low - room <= stated.value <= high + room


def _slack(amount: Amount) -> float:
    """How far a number may be from what is written: half of what its last digit counts, at most a fortieth."""
    return min(amount.step / 2, amount.value / 40)


def _wrong_factor(word: str, old: Amount, new: Amount) -> bool:
    about, _, move = word.rpartition(" ")
    factor = FACTORS[move[:4]]
    ratio = new.value / old.value if old.value else factor
    room = 0.25 if about else 0.12
    if about == "more than":
        return not factor * 0.98 <= ratio <= factor * 1.75
    return abs(ratio / factor - 1) > room


PERCENTAGES = r"\d ?(?:%|per ?cent|pct)[\s\S]{1,300}\d ?(?:%|per ?cent|pct)"
CHANGED = r"(?i)\bfrom [^.\n]{0,40}\d[^.\n]{0,60} to |\bto [^.\n]{0,40}\d[^.\n]{0,40} from "

FEATURES = (
    Feature(
        "parts_beyond_whole",
        Finder(parts, when=holds("text", PERCENTAGES)),
        "sentences",
        "Sentences whose percentages are parts of one whole (for, against, undecided; 'the remaining 20 percent') and "
        "do not add up to it, by more than rounding. Why: one of them is wrong. Example: 1 for '45 percent were in "
        "favour, 38 percent against and 31 percent undecided'.",
        scored=False,
    ),
    Feature(
        "changes_miscounted",
        Finder(changes, when=holds("text", CHANGED)),
        "sentences",
        "Sentences in which a percentage, or 'doubled', is not what the two numbers beside it give. Why: one of the "
        "three is wrong. Example: 1 for 'rents rose 50 percent, from 100 to 200 crowns'.",
        scored=False,
    ),
)
