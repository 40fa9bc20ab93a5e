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
SHARE = r"\b\d{1,2}(?:\.\d+)?(?:\s?%|\s?-?per ?cent| pct)"
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
    r"women|whites?|blacks?|eligible|(?:swing|battleground) states?|nationwide|nationally|"
    r"turnout|in (?:January|February|March|April|May|June|July|August|September|October|November|December))\b",
    re.IGNORECASE,
)
# Two kinds of people that exclude each other, as shares of one whole: 'men make up 61 percent and women 54'.
PARTED = (
    r"make up|made up|making up|account(?:s|ed)? for|represent(?:s|ed)?|constituted?|comprised?|form(?:ed)?|are|were"
)
MALE = r"(?:men|males?|boys|fathers|husbands)"
FEMALE = r"(?:women|females?|girls|mothers|wives)"
KINDS = re.compile(
    rf"\b{MALE} (?:now |still |had |only )?(?:{PARTED})\b[^.;]{{0,80}}?\b{FEMALE}\b"
    rf"|\b{FEMALE} (?:now |still |had |only )?(?:{PARTED})\b[^.;]{{0,80}}?\b{MALE}\b"
    rf"|{SHARE}(?: of (?:the |its |their )?[a-z]+)?(?: (?:is|are|was|were))? {MALE}\b[^.;]{{1,30}}{FEMALE}\b"
    rf"|{SHARE}(?: of (?:the |its |their )?[a-z]+)?(?: (?:is|are|was|were))? {FEMALE}\b[^.;]{{1,30}}{MALE}\b",
    re.IGNORECASE,
)
OTHER_TIME = re.compile(
    r"\b(?:compared|up from|down from|than|rose|fell|last (?:year|month|week)|respectively|(?:in|since) (?:19|20)\d\d|"
    r"both|each|among|turnout|say|said|think|approve|support|oppose|believe|likely)\b",
    re.IGNORECASE,
)
# '72 percent to his rival's 48', in a vote between two.
AGAINST_ONE = re.compile(
    rf"{SHARE}(?: of (?:the )?(?:votes?|ballots))?(?:,? (?:to|against|versus|over) |,? compared (?:to|with) )"
    r"(?:(?:his|her|their|the|[\w.-]+)?(?: [\w.-]+){0,3}?['’]s? |(?:his|her|their|[A-Z][\w.-]+) (?:[\w.-]+ ){0,2}?"
    r"(?:with |on |at )?|)(?P<other>\d{1,2}(?:\.\d+)?)(?=\s?%|\s(?:per ?cent)|[\s,.;)]|$)"
)
VOTE = re.compile(
    r"\b(?:won|wins?|winning|beat|beats|beating|defeat\w*|leads?|led|leading|ahead|trail\w*|votes?|ballots|re-?elected|"
    r"victory|runoff|run-off|rival|opponent|challenger|ousted|unseated)\b",
    re.IGNORECASE,
)
# Lists of three parts or more: '38 percent from coal, 25 from gas and 48 from wind', age groups, market shares.
DEALT = re.compile(
    r"\b(?:suppl(?:y|ies|ied)|provid(?:es?|ed)|generat(?:es?|ed)|account(?:s|ed|ing)? for|ma(?:kes?|de|king) up|"
    r"came from|"
    r"comes? from|holds?|held|controls?|controlled|took|takes|captured|represent(?:s|ed)?|constitut(?:es?|ed)|went to|"
    r"goes to|market share|shares? of the|the mix|contribut(?:es?|ed))\b",
    re.IGNORECASE,
)
AGES = re.compile(r"\b(?:under|below|younger than|(?:aged )?up to|less than) (?:the age of )?\d\d\b", re.IGNORECASE)
AGES_OVER = re.compile(
    r"\b(?:over|above|older than|at least) (?:the age of )?\d\d\b|\b\d\d (?:or|and) (?:older|over|above)"
    r"|(?:%|per ?cent) (?:(?:were|are|is|was) )?older\b",
    re.IGNORECASE,
)
# A number that may be a percentage whose sign was left out, by what follows it, and not by what stands before it.
BARE = re.compile(
    r"(?:,|;|\.?$)(?! ?\d)|,? (?:against|opposed|undecided|unsure|in favou?r|disapprove|oppose|support)", re.IGNORECASE
)
AGED = re.compile(
    r"(?:\b(?:under|over|below|above|than|aged?|to|between|from|of age|least|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|[a-z]{3}\.|no\.|on|at|in|of) |[-–/:#]|\d and |\d or )$",
    re.IGNORECASE,
)
MOST = 1500  # sentences with percentages that are read; no article has more
LISTED = 60  # characters between two parts of a list
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
SINCE = re.compile(
    r"(?:\b(?:up|down|a (?:rise|fall|drop|decline) of|an? (?:increase|decrease) of|rising|falling|"
    r"climbing|growing|dropping)(?: by)?(?: about| nearly| almost| some| around)? \d[\d.,]*"
    r"(?:\s?%|\s?per ?cent)|\b(?:up|down|compared)) "
    r"(?:from|on|with|to) (?:the |just |only |some |about )?(?=[$€£]?\d)",
    re.IGNORECASE,
)
SINCE_REACH = 80  # characters between the new number and the words 'up 25 percent from'
BETWEEN = 40  # characters between the two numbers of a change
FACTORS = {"doub": 2.0, "trip": 3.0, "treb": 3.0, "quad": 4.0, "halv": 0.5}


def parts(case: Case) -> list[Place]:
    """Sentences whose percentages are parts of one whole, and more or less than the whole."""
    read = [(0, 0), *itertools.islice(_read(case.text), MOST)]
    return [
        Place(*span)
        for last, span in itertools.pairwise(read)
        if _too_much(words := case.text[slice(*span)]) and not _continues(case.text[slice(*last)], words)
    ]


def _continues(last: str, sentence: str) -> bool:
    """Whether a sentence gives the rest of what the last one with percentages began to deal out."""
    before, total = [share.value for share in _shares(last)], sum(share.value for share in _shares(sentence))
    return any(abs(one + total - 100) <= ROUNDING for one in [*before, sum(before)] if one)


def _read(text: str) -> Iterator[tuple[int, int]]:
    for start, end in sentences(text):
        if end - start <= LONGEST and len(PERCENT.findall(text[start:end])) >= 1:
            yield start, end


SHARED_OUT = re.compile(r"\b(?:shared|divided|split|spread|distributed) (?:up )?among\b", re.IGNORECASE)
PERCENT = re.compile(r"\d\s?(?:%|-?per ?cent|-?pct)|\bper ?cent\b", re.IGNORECASE)


def _too_much(sentence: str) -> bool:
    shares = _shares(sentence)
    total = sum(share.value for share in shares)
    if _two_of_one(sentence, shares):
        return True
    dealt = SHARED_OUT.sub("divided", sentence)
    if len(shares) < 2 or APART.search(dealt) or len(set(map(str.lower, GROUP.findall(sentence)))) > 1:
        return False
    left = LEFT.search(sentence)
    if left and left[0].lower() in ("the rest", "the remaining", "the remainder"):
        return abs(total - 100) > ROUNDING
    opposed = FOR.search(sentence) and AGAINST.search(sentence)
    whole = len(shares) >= 3 and (WHOLE.search(dealt) or _listed(sentence, shares))
    return bool(left or opposed or whole) and total > 100 + ROUNDING


def _two_of_one(sentence: str, shares: Sequence[Amount]) -> bool:
    """Whether men and women, or a winner and the one who lost, have more than the whole between them."""
    if len(shares) in (1, 2) and (rival := AGAINST_ONE.search(sentence)) and VOTE.search(sentence):
        return shares[0].value + float(rival["other"]) > 100 + ROUNDING
    if len(shares) != 2 or sum(share.value for share in shares) <= 100 + ROUNDING or not KINDS.search(sentence):
        return False
    return not OTHER_TIME.search(sentence) and len(set(map(str.lower, GROUP.findall(sentence)))) < 2


def _listed(sentence: str, shares: Sequence[Amount]) -> bool:
    """Whether percentages are the parts of a list that deals something out, or of age groups."""
    gaps = [sentence[one.end : two.start] for one, two in itertools.pairwise(shares)]
    if any(len(gap) > LISTED or ";" in gap for gap in gaps) or not re.search(r"\band\b|&", gaps[-1]):
        return False
    return bool(DEALT.search(sentence) or (AGES.search(sentence) and AGES_OVER.search(sentence)))


def _shares(sentence: str) -> list[Amount]:
    """The percentages of a sentence; '45 percent in favour, 38 against' is two of them."""
    found: list[Amount] = []
    for amount in amounts.read(sentence):
        bare = found and not amount.unit and BARE.match(sentence, amount.end) and amount.value > 1
        if (amount.unit == "%" or bare) and amount.value <= 100 and not _counted_as(sentence, amount):
            found.append(amount)
    return found


def _counted_as(sentence: str, amount: Amount) -> bool:
    """Whether a bare number is an age or a day: 'under 30,', 'and 64,', 'May 3,'."""
    return not amount.unit and AGED.search(sentence, 0, amount.start) is not None


def changes(case: Case) -> list[Place]:
    """Sentences in which a percentage, or 'doubled', is not what the two numbers beside it give."""
    return [
        Place(*span)
        for span in sentences(case.text)
        if span[1] - span[0] <= LONGEST and _worth_it(words := case.text[slice(*span)]) and _miscounted(words)
    ]


def _worth_it(sentence: str) -> bool:
    """Whether a sentence may tell of a change: the cheap sign first."""
    small = sentence.lower()
    if "from " not in small and "compared " not in small:
        return False
    return PERCENT.search(sentence) is not None or FACTOR.search(sentence) is not None


def _miscounted(sentence: str) -> bool:
    read = amounts.read(sentence)
    pairs = list(_pairs(sentence, read))
    if not pairs:
        return _wrong_since(sentence, read)
    if len(pairs) != 1:
        return False
    old, new = pairs[0]
    stated = [one for one in read if one.unit == "%" and one not in (old, new)]
    if not stated and (factor := FACTOR.search(sentence)):
        return _wrong_factor(factor["word"].lower(), old, new)
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


def _wrong_since(sentence: str, read: Sequence[Amount]) -> bool:
    """'198 complaints, up 25 percent from 180', and 'up from 180, a rise of 25 percent'."""
    stated = [one for one in read if one.unit == "%"]
    counted = [one for one in read if one.unit != "%" and not _names_time(one)]
    moves = {bool(found["up"]) for found in MOVE.finditer(sentence)}
    since = SINCE.search(sentence)
    if len(stated) != 1 or len(moves) != 1 or since is None:
        return False
    old = next((one for one in counted if since.end() - 1 <= one.start <= since.end() + 1), None)
    news = [one for one in counted if one.end <= since.start() and since.start() - one.end <= SINCE_REACH]
    if old is None or old.value <= 0 or not news:
        return False
    up = moves.pop()
    alike = [new for new in news if new.unit == old.unit and (new.value > old.value) == up and _near(new, old)]
    others = len(read) - len(stated) - len(counted)
    return len(alike) == 1 and len(counted) == 2 and not others and not _bears_out(stated[0], old, alike[0], up)


def _near(one: Amount, other: Amount) -> bool:
    """Whether two numbers may count the same thing: neither more than five times the other."""
    low, high = sorted((one.value, other.value))
    return high <= 5 * low


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
    room = 0.25 if about else 0.2
    if about == "more than":
        return not factor * 0.98 <= ratio <= factor * 1.75
    return abs(ratio / factor - 1) > room


PERCENTAGES = r"\d ?(?:%|per ?cent|pct)[^\n]{0,300}\d"
CHANGED = (
    r"(?i)\bfrom [^.\n]{0,40}\d[^.\n]{0,60} to |\bto [^.\n]{0,40}\d[^.\n]{0,40} from |"
    r"\b(?:up|down|percent|per cent|%|compared) (?:from|with|to|on) [^.\n]{0,12}\d"
)

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
