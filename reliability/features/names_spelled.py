"""Names of people that an article spells two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, combinations

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import entries, holds
from reliability.features.places import place_names, plain

NAME = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ]+(?:(?:['’-]|(?<=Mc)|(?<=Mac))[A-ZÀ-Þ]?[a-zà-ÿ]+)*")
SHORTEST = 4  # letters of a name that may be misspelled
LONG = 8  # letters from which two may differ
RARE = 2  # a slip happens once or twice
ALIKE = 0.65  # of first names before one last name
MOST = 2000  # different words that are compared
GROUP = 12  # of words alike
SMALL = re.compile(r"(?<![\w’'-])[a-zà-ÿ]{3,}")
INITIAL = re.compile(r" [A-Z]\. ?")
ENDING = "s es an ian ist ism ite ish ese ing"
ENDINGS = frozenset(ENDING.split())


@dataclass
class Word:
    """A capitalised word: its places, and the words that stand before and after it in names."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)


def find(case: Case) -> list[Place]:
    """The rarer spellings of names of people, each with the usual one, in reading order."""
    words = _words(case.text)
    found = {}
    for rare, usual in chain(_near(words), _namesakes(words)):
        first = bool(words[rare].after.keys() & words[usual].after.keys())
        if len(words[rare].spans) <= RARE and not _derived(rare, usual) and not (first and _nickname(rare, usual)):
            found[rare] = usual
    return sorted((Place(*words[rare].spans[0], f"{rare} / {usual}") for rare, usual in found.items()), key=_start)


def _start(place: Place) -> int:
    return place.start


def _words(text: str) -> dict[str, Word]:
    """The capitalised words of a text that may be names of people: it never writes them small."""
    small, no_names = set(SMALL.findall(text)), _no_names()
    words: dict[str, Word] = {}
    last: tuple[str, int] | None = None
    for found in NAME.finditer(text):
        name = found[0][:-2] if found[0].endswith(("'s", "’s")) else found[0]
        start, end = found.start(), found.start() + len(name)
        if name.lower() in no_names:
            last = None
            continue
        word = words.setdefault(name, Word())
        word.spans.append((start, end))
        if last and (text[last[1] : start] == " " or INITIAL.fullmatch(text, last[1], start)):
            word.before[last[0]] += 1
            words[last[0]].after[name] += 1
        last = (name, end)
        if len(words) >= MOST:
            break
    return {name: word for name, word in words.items() if name.lower() not in small}


@cache
def _no_names() -> frozenset[str]:
    return frozenset(entries("not_people")) | frozenset(entries("function_words")) | place_names()


def _near(words: dict[str, Word]) -> Iterator[tuple[str, str]]:
    """A rare and a more frequent word that differ by a letter or two, and are one person's name."""
    from rapidfuzz.distance import OSA

    holding: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= SHORTEST:
            for key in _keys(word):
                holding[key].append(word)
    seen = set()
    for group in holding.values():
        for one, other in combinations(group[:GROUP], 2):
            rare, usual = sorted((one, other), key=lambda word: (len(words[word].spans), word))
            if (rare, usual) in seen or rare == usual:
                continue
            seen.add((rare, usual))
            most = 2 if min(len(rare), len(usual)) >= LONG else 1
            if OSA.distance(rare, usual, score_cutoff=most) <= most and _one_person(
                words[rare], words[usual], min(len(rare), len(usual)) > SHORTEST
            ):
                yield rare, usual


def _namesakes(words: dict[str, Word]) -> Iterator[tuple[str, str]]:
    """Two first names before one last name that sound alike: Kathryn and Katherine."""
    for word in words.values():
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


def _keys(word: str) -> Iterable[str]:
    """The word and the word less each letter; of a long one also its two halves, one of which two slips leave whole."""
    small = word.lower()
    yield from {small, *(small[:n] + small[n + 1 :] for n in range(len(small)))}
    if len(small) >= LONG:
        yield from (f"{small[: len(small) // 2]}<", f">{small[-(len(small) // 2) :]}")


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
    return short == long or (long.startswith(short) and long[len(short) :] in ENDINGS)


def _nickname(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short)


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
