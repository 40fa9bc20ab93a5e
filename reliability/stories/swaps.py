"""Names and places that one sentence of two articles gives differently."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from reliability.resources import short_names
from reliability.stories import asked, days, names
from reliability.stories.tellings import Telling
from reliability.stories.wording import NAMES_ALIKE, diff

MOST_TOLD = 8  # wordings of one claim that are compared
MOST_COMPARED = 2_000  # pairs of a story
LEAST_SHARED = 0.75  # of the shorter one's words
LEAST_WORDS = 7
BESIDE = 2  # equal words on each side of a name
LONGEST_NAME = 3  # words
PLACED = frozenset({"in", "at", "near", "outside", "inside", "around"})

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SELF = frozenset({"i", "i've", "i'm", "i'd", "i'll", "i’ve", "i’m", "i’d", "i’ll"})
_DAYS = frozenset(day.lower() for day in (*days.WEEKDAYS, *days.MONTHS))

Row = Mapping[str, Any]


def find(shared: Sequence[Sequence[Telling]], sources: asked.Sources) -> list[Row]:
    """Rows of `records.VALUES` for names (`name`) and places (`place`) that differ in one and the same sentence.

    Args:
        shared: the tellings of each claim that several articles make.
        sources: who is behind what an article says.
    """
    found: dict[tuple[str, str], Row] = {}
    compared = 0
    whole = {names.person_words(telling.report.origin) for told in shared for telling in told if telling.report.origin}
    for told in shared:
        first: dict[str, Telling] = {}
        for telling in told:
            first.setdefault(telling.article, telling)
        for one, other in combinations([*first.values()][:MOST_TOLD], 2):
            compared += 1
            if compared > MOST_COMPARED:
                return list(found.values())
            for before, (gone, come) in swapped(one.content, other.content):
                both = names.person_words(f"{gone} {come}")
                if any(both <= words for words in whole):  # first and last name of one person
                    continue
                kind = "place" if before in PLACED else "name"
                values = [
                    sources.value(sources.articles[telling.article], name, telling.content, telling.content)
                    for telling, name in ((one, gone), (other, come))
                ]
                key = (gone, come) if gone < come else (come, gone)
                found.setdefault(key, asked.asked(kind, before, values, diff(one.content, other.content)))
    return list(found.values())


def swapped(one: str, other: str) -> list[tuple[str, tuple[str, str]]]:
    """Names that stand in the same place of one sentence, each with the word before them.

    >>> swapped("the ferry that left Norvale with forty people", "the ferry that left Calder with forty people")
    [('left', ('Norvale', 'Calder'))]
    """
    from rapidfuzz.distance import Levenshtein

    first, second = _WORD.findall(one), _WORD.findall(other)
    if min(len(first), len(second)) < LEAST_WORDS:
        return []
    steps = Levenshtein.opcodes([word.casefold() for word in first], [word.casefold() for word in second])
    equal = [(step.src_start, step.src_end, step.dest_start, step.dest_end) for step in steps if step.tag == "equal"]
    if sum(end - start for start, end, _, _ in equal) < LEAST_SHARED * min(len(first), len(second)):
        return []
    found = []
    closing = (len(first), len(first) + BESIDE, len(second), len(second) + BESIDE)  # nothing need follow
    for before, after in pairwise([*equal, closing]):
        gone, come = first[before[1] : after[0]], second[before[3] : after[2]]
        if min(before[1] - before[0], after[1] - after[0]) < BESIDE or not (_names(gone) and _names(come)):
            continue
        if _different(" ".join(gone), " ".join(come)):
            found.append((first[before[1] - 1].lower(), (" ".join(gone), " ".join(come))))
    return found


def _names(words: Sequence[str]) -> bool:
    return 0 < len(words) <= LONGEST_NAME and all(
        word[:1].isupper() and word.lower() not in names.titles() | _DAYS | _SELF for word in words
    )


def _different(one: str, other: str) -> bool:
    """Whether two names are not two forms or spellings of one."""
    from rapidfuzz.distance import Levenshtein

    if len(set(names.fold_names([one, other]).values())) == 1 or names.person_words(one) & names.person_words(other):
        return False
    known = short_names()
    meant = [{name, *known.get(name, ())} for name in (one.casefold(), other.casefold())]
    if not meant[0].isdisjoint(meant[1]):
        return False
    return Levenshtein.normalized_similarity(one.casefold(), other.casefold()) < NAMES_ALIKE
