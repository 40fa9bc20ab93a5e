"""Names of people that an article spells two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, combinations

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import entries, holds
from reliability.features.places import place_names, plain
from reliability.features.wording import vocabulary

# The capital comes first, and what stands before it is looked at then: many times faster than a bound first.
NAME = re.compile(r"[A-ZÀ-Þ](?<!\w.)[a-zà-ÿ]+(?:(?:['’-]|(?<=Mc)|(?<=Mac))[A-ZÀ-Þ]?[a-zà-ÿ]+)*")
SHORTEST = 4  # letters of a name that may be misspelled
LONG = 8  # letters from which two may differ
OFTEN = 5  # times that a text has a name without a first name: 'Trump' of a text about the president
RARE = 2  # a slip happens once or twice
ALIKE = 0.65  # of first names before one last name
MOST = 2000  # different words that are compared
GROUP = 30  # words that begin or end alike and are compared
SHORT = 3  # letters of a first name before a last name that both have
INITIAL = re.compile(r" [A-Z]\. ?")
ENDING = "s es an ian ist ism ite ish ese ing al"
ENDINGS = frozenset(ENDING.split())
VERBAL = re.compile(r"(?<=.{5})(?:ed|es|s|ing|ism|ist|er|or)$")
PET = ("a", "i", "o", "y")  # by one of these a short name is made longer: 'Mikey', 'Dana'; by others a slip is likelier
STARTS = 6  # letters from which a slip in the first of them is looked for: 'Land' is no slip of 'Rand'


@dataclass
class Word:
    """A capitalised word: its places, and the words that stand before and after it in names."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    before: dict[str, None] = field(default_factory=dict)
    after: dict[str, None] = field(default_factory=dict)


def find(case: Case) -> list[Place]:
    """The rarer spellings of names of people, each with the usual one: those of the headline, then in reading order."""
    words = _words(case.text)
    found = {}
    for rare, usual in chain(_near(words), _namesakes(words)):
        first = bool(words[rare].after.keys() & words[usual].after.keys())
        if (
            len(words[rare].spans) <= RARE
            and not _derived(rare, usual)
            and not (first and _nickname(rare, usual))
            and not (_small(case.text, rare) or _small(case.text, usual))
        ):
            found[rare] = usual
    places = sorted((Place(*words[rare].spans[0], f"{rare} / {usual}") for rare, usual in found.items()), key=_start)
    return [*_of_title(case, words), *places]


def _of_title(case: Case, words: dict[str, Word]) -> Iterator[Place]:
    """Names that the headline spells as the text never does, a letter away from one of the text."""
    titled = _words(case.title)
    for name, word in titled.items():
        if len(name) < SHORT or name in words or name.upper() in case.text:
            continue
        usual = next((one for one in words if _meant(name, word, one, words[one])), None)
        if usual and usual not in titled and not _small(case.text, name) and not _small(case.text, usual):
            yield Place(*word.spans[0], f"{name} / {usual}", title=True)


def _meant(name: str, word: Word, usual: str, there: Word) -> bool:
    """Whether a name of the headline is a slip for one of the text: for a first name, or for a last one."""
    from rapidfuzz.distance import OSA

    if abs(len(name) - len(usual)) > 1 or (name[0] != usual[0] and min(len(name), len(usual)) < STARTS):
        return False
    if OSA.distance(name, usual, score_cutoff=1) != 1 or _derived(name, usual):
        return False
    if word.after.keys() & there.after.keys():
        return not _nickname(name, usual)
    if word.before.keys() & there.before.keys():
        return True
    if len(name) < SHORTEST or name[0] != usual[0]:
        return False
    often = len(there.spans) >= OFTEN and name.lower() not in _ordinary()
    return often or (bool(there.before) and len(there.spans) >= RARE)


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(vocabulary().words)


def _small(text: str, name: str) -> bool:
    """Whether a text also writes a name small: then it is a word."""
    return re.search(rf"{name.lower()}(?<![\w’'/#@._-]{name.lower()})(?![a-zà-ÿ])", text) is not None


def _start(place: Place) -> int:
    return place.start


def _words(text: str) -> dict[str, Word]:
    """The capitalised words of a text that may be names of people."""
    no_names = _no_names()
    words: dict[str, Word] = {}
    last: tuple[str, int] | None = None
    for found in NAME.finditer(text):
        name = found[0][:-2] if found[0].endswith(("'s", "’s")) else found[0]
        start, end = found.start(), found.start() + len(name)
        if name.lower() in no_names:
            last = None
            continue
        word = words.get(name)
        if word is None:
            word = words[name] = Word()
        word.spans.append((start, end))
        if last and (text[last[1] : start] == " " or INITIAL.fullmatch(text, last[1], start)):
            word.before[last[0]] = None
            words[last[0]].after[name] = None
        last = (name, end)
        if len(words) >= MOST:
            break
    return words


@cache
def _no_names() -> frozenset[str]:
    return frozenset(entries("not_people")) | frozenset(entries("function_words")) | place_names()


def _near(words: dict[str, Word]) -> Iterator[tuple[str, str]]:
    """A rare and a more frequent word that differ by a letter or two, and are one person's name."""
    from rapidfuzz.distance import OSA

    holding: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= SHORT:
            small = word.lower()
            holding[small[:2]].append(word)
            holding[f">{small[-2:]}"].append(word)
    seen = set()
    for group in holding.values():
        for one, other in combinations(group[:GROUP], 2):
            shorter = min(len(one), len(other))
            most = 2 if shorter >= LONG else 1
            if not _may_be_slip(one, other, words):
                continue
            if abs(len(one) - len(other)) > most or OSA.distance(one, other, score_cutoff=most) > most:
                continue
            rare, usual = sorted((one, other), key=lambda word: (len(words[word].spans), word))
            if (rare, usual) not in seen and _one_person(words[rare], words[usual], shorter > SHORTEST):
                seen.add((rare, usual))
                yield rare, usual


def _may_be_slip(one: str, other: str, words: dict[str, Word]) -> bool:
    """Whether short words may be one name: with the same first letter, and three letters only as a first name."""
    short, long = sorted((one, other), key=len)
    if short[0] != long[0] and len(short) < STARTS:
        return False
    return len(short) >= SHORTEST or (len(long) > len(short) and bool(words[one].after.keys() & words[other].after))


def _namesakes(words: dict[str, Word]) -> Iterator[tuple[str, str]]:
    """Two first names before one last name that sound alike: Kathryn and Katherine."""
    for word in words.values():
        if len(word.before) < 2:
            continue
        for one, other in combinations(list(word.before)[:GROUP], 2):
            if one in words and other in words and _alike(one, other):
                rare, usual = sorted((one, other), key=lambda name: (len(words[name].spans), name))
                yield rare, usual


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    short, long = sorted((one, other), key=len)
    return (
        len(short) >= SHORTEST
        and short[0] == long[0]
        and not long.startswith(short)
        and OSA.normalized_similarity(short, long) >= ALIKE
    )


def _one_person(rare: Word, usual: Word, long: bool) -> bool:
    """Whether both are one person's name: beside the same or like names, or alone where the usual is a last name."""
    if rare.before.keys() & usual.before.keys():
        return True
    if rare.after.keys() & usual.after.keys():
        return True
    if any(_alike(one, other) for one in list(rare.before)[:GROUP] for other in list(usual.before)[:GROUP]):
        return True
    alone = not rare.before and bool(usual.before), not usual.before and bool(rare.before)
    return any(alone) and (long or len(usual.spans) > RARE) and not rare.after


def _derived(one: str, other: str) -> bool:
    """Whether one word is the other with an ending, such as 'Americans', or with accents."""
    short, long = sorted((plain(one), plain(other)), key=len)
    ends = {VERBAL.sub("", short), VERBAL.sub("", long)}
    if long == f"{short}n" and short.endswith("a"):  # 'Lanka' and 'Lankan'
        return True
    return short == long or (long.startswith(short) and long[len(short) :] in ENDINGS) or len(ends) == 1


def _nickname(one: str, other: str) -> bool:
    """Whether a first name is the short form of the other; 'Mit' is none of 'Mitt', nor 'Sara' of 'Sarah'."""
    short, long = sorted((one, other), key=len)
    rest = long[len(short) :]
    return long.startswith(short) and (len(rest) > 1 or rest in PET)


FEATURES = (
    Feature(
        "names_spelled_two_ways",
        Finder(find, when=holds("text", r"[A-Z][a-z]{2,} [A-Z][a-z]{3,}")),
        "names",
        "Names that are spelled once or twice in another way than elsewhere in the text, by a letter or two, beside "
        "the same first or last name or alone. Why: readers and archives do not find the person, and one of the "
        "two is wrong. Example: 1 where Anna Mendes is once Anna Mendez.",
        scored=False,
    ),
)
