"""How well attributions agree with annotated ones.

**linked**: within an article each predicted attribution is matched with at most one gold attribution and the other way
round, greedily by the sum of the overlaps. Two attributions match when source, cue and content each have an overlap of
at least 0.5: twice the shared characters over the characters of both (Dice; white space not counted), over all pieces
of the role. A role that is absent on one side must be absent on the other. Precision, recall and F1 count matches.
**lenient**: the same with any overlap in each role.
**characters**: precision, recall and F1 of the characters of a role, all attributions of an article taken together.
**recall by quotation**: linked recall for gold attributions whose content is direct, mixed or indirect speech.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reliability.claims.attribution import Attribution
from reliability.claims.quotation import find
from reliability.claims.spans import DIRECT
from reliability.claims.tokens import tokenise

ROLES = ("source", "cue", "content")
QUOTATIONS = ("direct", "mixed", "indirect")
LEAST = 0.5
"""Overlap of each role from which two attributions are the same."""

Roles = tuple[set[int], set[int], set[int]]


@dataclass(frozen=True)
class Figure:
    """How many were found, how many there are, and how many of both are the same."""

    same: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the found that are right."""
        return self.same / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found."""
        return self.same / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.same / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass
class Agreement:
    """Counts over articles; `figure` gives them by name: a measure, a role or a kind of quotation."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, article: Mapping[str, Any], found: Sequence[Attribution]) -> None:
        """Count one annotated article (`text`, `attributions`) and the attributions found in it."""
        text = article["text"]
        rows = [one for one in article["attributions"] if one["cue"] and one["content"]]
        gold = [_roles(text, one) for one in rows]
        predicted = [_roles(text, vars(one)) for one in found]
        linked = match(predicted, gold, LEAST)
        self._count("linked", len(linked), len(predicted), len(gold))
        self._count("lenient", len(match(predicted, gold, 0.0)), len(predicted), len(gold))
        for number, row in enumerate(rows):
            self._count(_quotation(text, row["content"]), int(number in linked), 0, 1)
        for at, role in enumerate(ROLES):
            left: set[int] = set().union(*(one[at] for one in predicted))
            right: set[int] = set().union(*(one[at] for one in gold))
            self._count(role, len(left & right), len(left), len(right))

    def _count(self, name: str, same: int, found: int, gold: int) -> None:
        for what, number in (("same", same), ("found", found), ("gold", gold)):
            self.counts[name, what] += number

    def figure(self, name: str) -> Figure:
        """`linked`, `lenient`, a role (its characters) or a kind of quotation (only its recall has a meaning)."""
        return Figure(*(self.counts[name, what] for what in ("same", "found", "gold")))


def agreement(articles: Iterable[Mapping[str, Any]], found: Iterable[Sequence[Attribution]]) -> Agreement:
    """Compare annotated articles with what was found in each."""
    total = Agreement()
    for article, ones in zip(articles, found, strict=True):
        total.add(article, ones)
    return total


def _roles(text: str, row: Mapping[str, Any]) -> Roles:
    """Offsets of the characters of each role that are not white space."""
    source, cue, content = (
        {at for start, end in row[role] for at in range(start, end) if not text[at].isspace()} for role in ROLES
    )
    return source, cue, content


def _overlap(left: set[int], right: set[int]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def match(predicted: Sequence[Roles], gold: Sequence[Roles], least: float) -> dict[int, int]:
    """Gold and predicted attributions that agree in every role, one to one: gold number to predicted number."""
    pairs = []
    for p, one in enumerate(predicted):
        for g, other in enumerate(gold):
            if one[1] & other[1]:
                fits = [_overlap(a, b) for a, b in zip(one, other, strict=True)]
                if min(fits) > 0 and min(fits) >= least:
                    pairs.append((sum(fits), g, p))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, p in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if g not in matched and p not in taken:
            matched[g] = p
            taken.add(p)
    return matched


def _quotation(text: str, content: Sequence[Sequence[int]]) -> str:
    """Kind of quotation of an annotated content, by the marks in the text."""
    tokens = tokenise(text)
    quotations = find(tokens)
    inside = total = 0
    for start, end in content:
        first, last = tokens.at(start), tokens.at(end)
        inside += quotations.covered(first, last)
        total += last - first
    return "direct" if inside >= DIRECT * total else "mixed" if inside else "indirect"
