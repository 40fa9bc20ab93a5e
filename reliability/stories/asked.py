"""What several articles of a story give values for, and whether these agree, follow each other or contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reliability.stories import differences, marks, origins, relations
from reliability.stories.differences import Said
from reliability.stories.relations import AGREES, CONFLICTS, UPDATES
from reliability.stories.tellings import Telling

MOST = 20  # of a story
MOST_VALUES = 40  # of one thing
MOST_COMPARED = 20_000  # pairs of things said, of one kind in one story
TOPIC = 4  # words
MOST_IN_SENTENCE = 3  # values of one kind: more are a table

Row = Mapping[str, Any]
Compare = Callable[[Said, Sequence[Said]], "tuple[str, Said] | None"]


@dataclass
class Found:
    """Rows of `records.VALUES` of one story."""

    conflicts: list[Row] = field(default_factory=list)
    updates: list[Row] = field(default_factory=list)
    agreements: list[Row] = field(default_factory=list)


def of_marks(articles: Sequence[Row], known: Sources) -> Found:
    """What the articles say of tolls, amounts and days.

    Args:
        articles: rows of a story with `article_id`, `copy_group`, `publisher`, `published_at` and `marks`, in order of
            time.
        known: who is behind what they say.
    """
    found = Found()
    for kind, compare in _kinds(articles):
        told = differences.said(articles, kind)
        edges = [edge for part, judge in _by_place(told, compare) for edge in _related(part, judge)]
        said = {id(one): one for given in told for one in given}
        against = {one for relation, *pair in edges if relation == CONFLICTS for one in pair}
        for group in _groups(said, edges, {CONFLICTS, UPDATES}):
            if against.isdisjoint(group):
                found.updates.append(_row(kind, [said[one] for one in group], known))
            else:
                found.conflicts.append(_row(kind, [said[one] for one in group if one in against], known))
        for group in _groups(said, edges, {AGREES}):
            alike = [said[one] for one in group]
            if against.isdisjoint(group) and len({one.article["copy_group"] for one in alike}) > 1:
                found.agreements.append(_row(kind, alike, known))
    return found


class Sources:
    """Who is behind what an article says: its claims that have the words, else the article itself."""

    def __init__(self, articles: Sequence[Row], tellings: Sequence[Telling]) -> None:
        self.told: dict[str, list[Telling]] = {}
        for telling in tellings:
            self.told.setdefault(telling.article, []).append(telling)
        self.articles = {article["article_id"]: article for article in articles}
        self.places = {telling.report.place for telling in tellings}

    def of(self, article: Row, words: str, sentence: str) -> origins.Report:
        """Whose report it is: that of a claim with these words in the same sentence."""
        able = (
            telling.report
            for telling in self.told.get(article["article_id"], ())
            if words in telling.content and (telling.content in sentence or sentence in telling.content)
        )
        return next(able, origins.Report(article["copy_group"], None, False, ()))

    def value(self, article: Row, value: str, words: str, sentence: str, revision: str | None = None) -> dict[str, Any]:
        """One value of a row of `records.VALUES`, but for the origins behind it; `report` is whose it is."""
        report = self.of(article, words, sentence)
        copied = article["article_id"] != article["copy_group"]
        relayed = any(outlet in self.places and outlet != report.place for outlet in report.outlets)
        return {
            "article_id": article["article_id"],
            "value": value,
            "words": sentence,
            "publisher": article["publisher"],
            "published_at": article["published_at"],
            "origin": report.origin,
            "independent": not copied and not relayed,
            "revision": revision,
            "report": report,
        }


def asked(kind: str, what: str, values: Sequence[dict[str, Any]], diff: Sequence[Row] | None = None) -> Row:
    """A row of `records.VALUES`: each article's value once, with the origins behind every value."""
    once = {(row["article_id"], row["value"], row["revision"]): row for row in reversed(values)}
    kept = list(reversed(once.values()))
    behind: dict[str, list[origins.Report]] = {}
    for row in kept:
        behind.setdefault(row["value"], []).append(row["report"])
    number = {value: origins.count(reports)[0] for value, reports in behind.items()}
    shown = [
        {name: value for name, value in row.items() if name != "report"} | {"independent_origins": number[row["value"]]}
        for row in kept[:MOST_VALUES]
    ]
    return {"kind": kind, "what": what, "values": shown, "diff": diff}


def _kinds(articles: Sequence[Row]) -> Iterator[tuple[str, Compare]]:
    for kind in differences.toll_kinds(articles):
        yield kind, relations.of_tolls
    for kind in sorted({mark["kind"] for article in articles for mark in article["marks"] or ()}):
        if marks.is_amount(kind):
            yield kind, relations.of_amounts
    yield marks.DAY, relations.of_days


def _by_place(told: Sequence[Sequence[Said]], compare: Compare) -> Iterator[tuple[list[list[Said]], Compare]]:
    """What stands alone of its kind in a sentence; and the first, second ... of several, for repeated sentences only.

    In other words one cannot tell which of several answers which.
    """
    places: dict[tuple[int, int], list[list[Said]]] = {}
    for given in told:
        sizes = Counter(one.mark["sentence"] for one in given if one.mark["sentence"])
        seen: Counter[str] = Counter()
        here: dict[tuple[int, int], list[Said]] = {}
        for one in given:
            sentence = one.mark["sentence"] or ""
            here.setdefault((sizes.get(sentence, 1), seen[sentence] if sentence else 0), []).append(one)
            seen[sentence] += 1
        for place, several in here.items():
            places.setdefault(place, []).append(several)
    for (size, _), part in places.items():
        if len(part) > 1 and size <= MOST_IN_SENTENCE:
            yield part, compare if size == 1 else partial(_repeated, compare)


def _repeated(compare: Compare, one: Said, theirs: Sequence[Said]) -> tuple[str, Said] | None:
    return compare(one, [other for other in theirs if differences.alike(one, other) >= differences.SAME])


def _related(told: Sequence[Sequence[Said]], compare: Compare) -> list[tuple[str, int, int]]:
    """How what the articles say stands to each other: relation and the ids of both."""
    edges: list[tuple[str, int, int]] = []
    compared = 0
    for place, given in enumerate(told):
        for theirs in [*told[:place], *told[place + 1 :]][: differences.REACH]:
            compared += len(given) * len(theirs)
            if compared > MOST_COMPARED:
                return edges
            found = ((one, compare(one, theirs)) for one in given)
            edges += [(related[0], id(one), id(related[1])) for one, related in found if related is not None]
    return edges


def _groups(
    said: Mapping[int, Said], edges: Sequence[tuple[str, int, int]], wanted: Collection[str]
) -> list[list[int]]:
    """Ids of what hangs together by the wanted relations, in order of time."""
    head = {one: one for one in said}

    def root(one: int) -> int:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for relation, one, other in edges:
        if relation in wanted:
            head[root(one)] = root(other)
    groups: dict[int, list[int]] = {}
    for one in said:
        groups.setdefault(root(one), []).append(one)
    return [group for group in groups.values() if len(group) > 1]


def _row(kind: str, group: Sequence[Said], known: Sources) -> Row:
    values = [
        known.value(one.article, one.mark["value"], one.words, one.mark["sentence"] or one.words) for one in group
    ]
    about = subject(kind, _topic(group))
    return asked(about["kind"], about["what"], values)


def subject(kind: str, topic: str) -> dict[str, str]:
    """`kind` and `what` of a row of `records.VALUES` for marks of a kind."""
    if kind == marks.DAY:
        return {"kind": "date", "what": topic}
    if marks.is_amount(kind):
        return {"kind": kind.partition(" ")[0], "what": topic}
    return {"kind": "toll", "what": kind}


def telling(words: Sequence[str]) -> str:
    """The few words that tell most, in their order."""
    best = sorted(words, key=lambda word: -differences.rarity(word))[:TOPIC]
    return " ".join(word for word in words if word in best)


def _topic(group: Sequence[Said]) -> str:
    """The words that most of the sentences have, as they stand in the first."""
    shared = Counter(word for one in group for word in one.about)
    return telling([word for word in group[0].mark["about"] if shared[word] > 1] or group[0].mark["about"])
