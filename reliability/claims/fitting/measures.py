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


@dataclass(frozen=True)
class Gold:
    """The attributions of an annotated article that have cue and content: their roles and kinds of quotation."""

    text: str
    roles: Sequence[Roles]
    quotations: Sequence[str]

    @classmethod
    def of(cls, article: Mapping[str, Any]) -> Gold:
        """Read an article: `text` and `attributions`."""
        text = article["text"]
        rows = [one for one in article["attributions"] if one["cue"] and one["content"]]
        return cls(text, [_roles(text, one) for one in rows], _quotations(text, [one["content"] for one in rows]))


@dataclass(frozen=True)
class Agreement:
    """Counts over articles; `figure` gives them by name: a measure, a role or a kind of quotation."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, gold: Gold, found: Sequence[Attribution]) -> Agreement:
        """Compare an annotated article with the attributions found in it."""
        agreed = cls()
        predicted = [_roles(gold.text, vars(one)) for one in found]
        linked = match(predicted, gold.roles, LEAST)
        agreed._count("linked", len(linked), len(predicted), len(gold.roles))
        agreed._count("lenient", len(match(predicted, gold.roles, 0.0)), len(predicted), len(gold.roles))
        for number, quotation in enumerate(gold.quotations):
            agreed._count(quotation, int(number in linked), 0, 1)
        for at, role in enumerate(ROLES):
            left: set[int] = set().union(*(one[at] for one in predicted))
            right: set[int] = set().union(*(one[at] for one in gold.roles))
            agreed._count(role, len(left & right), len(left), len(right))
        return agreed

    def _count(self, name: str, same: int, found: int, gold: int) -> None:
        for what, number in (("same", same), ("found", found), ("gold", gold)):
            self.counts[name, what] += number

    def figure(self, name: str) -> Figure:
        """`linked`, `lenient`, a role (its characters) or a kind of quotation (only its recall has a meaning)."""
        return Figure(*(self.counts[name, what] for what in ("same", "found", "gold")))


def agreement(articles: Iterable[Mapping[str, Any]], found: Iterable[Sequence[Attribution]]) -> Agreement:
    """Compare annotated articles with what was found in each."""
    return total(Agreement.of(Gold.of(article), ones) for article, ones in zip(articles, found, strict=True))


def total(figures: Iterable[Agreement]) -> Agreement:
    """The figures of several articles as those of all of them."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in figures:
        counts.update(one.counts)
    return Agreement(counts)


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


def _quotations(text: str, contents: Iterable[Sequence[Sequence[int]]]) -> list[str]:
    """Kind of quotation of each annotated content of a text, by the marks there."""
    tokens = tokenise(text)
    quotations = find(tokens)
    kinds = []
    for content in contents:
        inside = length = 0
        for start, end in content:
            first, last = tokens.at(start), tokens.at(end)
            inside += quotations.covered(first, last)
            length += last - first
        kinds.append("direct" if inside >= DIRECT * length else "mixed" if inside else "indirect")
    return kinds
