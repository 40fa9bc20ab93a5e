"""How one claim travelled: from its origin through documents, platforms and outlets to the articles of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reliability.stories import origins
from reliability.stories.names import OUTLET
from reliability.stories.tellings import Telling

MOST_NODES = 200
DEEPEST = 50  # outlets one behind the other
LONGEST = 300  # characters of a wording

Row = Mapping[str, Any]


@dataclass(eq=False)
class Node:
    """One node of a tree, with those that follow it."""

    kind: str
    name: str | None
    telling: Telling | None = None
    below: list[Node] = field(default_factory=list)


def grow(told: Sequence[Telling], articles: Mapping[str, Row]) -> list[dict[str, Any]]:
    """The provenance tree of one claim: `records.TREE`, parents before children, in order of time.

    An article that has the claim from another of the story stands under that article, a copy under its original. Roots
    that are not `unknown` are as many as `origins.count` counts; where all are unknown, those are.

    Args:
        told: the tellings of the claim, by the articles in order of time; at most `MOST_NODES` nodes are told.
        articles: article id -> row with `copy_group`, `publisher` and `published_at`, in order of time.
    """
    growth = _Growth(told, articles)
    rows: list[dict[str, Any]] = []
    queue: list[tuple[Node, int | None]] = [(root, None) for root in reversed(growth.roots())]
    while queue and len(rows) < MOST_NODES:
        node, parent = queue.pop()
        rows.append(_row(node, len(rows), parent, articles))
        queue += [(other, len(rows) - 1) for other in reversed(node.below)]
    return rows


class _Growth:
    """A tree while it grows: the reports of a claim by their places, and the nodes by what they stand for."""

    def __init__(self, told: Sequence[Telling], articles: Mapping[str, Row]) -> None:
        self.articles = articles
        self.by_place = origins.by_place(telling.report for telling in told)
        self.told = _in_time(told, articles)
        self.cited = {through for telling in told if (through := self.relay(telling))}
        self.first: dict[str, Telling] = {}  # of each place, the telling that others have it from
        for telling in sorted(self.told, key=lambda one: (self.relay(one) is not None, not one.report.given())):
            self.first.setdefault(telling.report.place, telling)
        self.nodes: dict[tuple[object, ...], Node] = {}
        self.starts: list[Node] = []

    def roots(self) -> list[Node]:
        """Hang every telling where it belongs; the roots in order of time."""
        for telling in self.told:
            node = self.article(telling)
            if node.telling is not None and node.telling.article != telling.article:
                self.node(node, "copy", telling.article, self.publisher(telling), telling)
        return self.starts

    def relay(self, telling: Telling) -> str | None:
        """The outlet of the story, or on the way of another's claim, that the telling is from."""
        return origins.relay(telling.report, self.by_place)

    def article(self, telling: Telling, above: frozenset[str] = frozenset()) -> Node:
        """The node of a telling, below those that it came through; `above` are places that are being hung."""
        through = self.relay(telling)
        report, steps = telling.report, telling.steps
        if through is None:
            start = self.start(telling)
        else:
            start = self.anchor(through, above | {report.place})
            steps = steps[next((n + 1 for n, step in enumerate(steps) if step.place == through), 0) :]
        for step in steps:
            if step.place is None or step.place not in report.given():
                start = self.node(start, step.kind, step.place or step.name.casefold(), step.name)
        group = self.articles[telling.article]["copy_group"]
        return self.node(start, "article", group, self.publisher(telling), telling)

    def anchor(self, place: str, above: frozenset[str]) -> Node:
        """The node of a place that others have the claim from."""
        if len(above) > DEEPEST:
            return self.node(None, "outlet", place, place.removeprefix(OUTLET))
        if place in above:
            names = sorted(other.removeprefix(OUTLET) for other in above)
            return self.node(None, "circle", min(above), ", ".join(names))
        if place in self.first:
            return self.article(self.first[place], above)
        origin = next(iter(sorted(name for report in self.by_place[place] for name in report.given())))
        if origin.startswith(origins.ANONYMOUS):
            told = (
                telling for telling in self.told if telling.report.anonymous and place in telling.report.outlets[:1]
            )
            start = self.node(None, "unnamed", origin, next((telling.described for telling in told), None))
        else:
            start = self.node(None, "origin", origin, origin)
        return self.node(start, "outlet", place, place.removeprefix(OUTLET))

    def start(self, telling: Telling) -> Node:
        """The root of a claim that is from no other outlet of the story."""
        report = telling.report
        if not report.given():  # somebody may be known to have told this very outlet
            report = next((other for other in self.by_place[report.place] if other.origin), report)
        key = next(iter(report.given()), None)
        if report.origin:
            return self.node(None, "origin", report.origin, report.origin)
        if report.anonymous:
            return self.node(None, "unnamed", key, telling.described)
        if key is not None or report.place in self.cited:
            outlet = key or report.place
            kind = next((step.kind for step in telling.steps if step.place == outlet), "outlet")
            return self.node(None, kind, outlet, outlet.removeprefix(OUTLET))
        return self.node(None, "unknown", report.place, None)

    def node(
        self, parent: Node | None, kind: str, key: object, name: str | None, telling: Telling | None = None
    ) -> Node:
        """The one node of this kind and key below `parent`."""
        whole = (id(parent), kind, key)
        if whole not in self.nodes:
            self.nodes[whole] = Node(kind, name, telling)
            (self.starts if parent is None else parent.below).append(self.nodes[whole])
        return self.nodes[whole]

    def publisher(self, telling: Telling) -> str | None:
        """Who published the article."""
        name: str | None = self.articles[telling.article]["publisher"]
        return name


def _in_time(told: Sequence[Telling], articles: Mapping[str, Row]) -> list[Telling]:
    """Tellings in order of time, but that of an agency before those of its text that are dated earlier."""
    order = {article: number for number, article in enumerate(articles)}
    group = {telling.article: articles[telling.article]["copy_group"] for telling in told}
    earliest: dict[str, int] = {}
    for article, text in group.items():
        earliest[text] = min(earliest.get(text, order[article]), order[article])

    def when(telling: Telling) -> tuple[int, bool, int]:
        article = telling.article
        original = article == group[article]
        return earliest[article] if original else order[article], not original, -len(telling.content)

    return sorted(told, key=when)


def _row(node: Node, number: int, parent: int | None, articles: Mapping[str, Row]) -> dict[str, Any]:
    row: dict[str, Any] = {"node": number, "parent": parent, "kind": node.kind, "name": node.name}
    if node.telling is None:
        return row
    article = articles[node.telling.article]
    return row | {
        "article_id": node.telling.article,
        "claim_id": node.telling.claim,
        "publisher": article["publisher"],
        "published_at": article["published_at"],
        "wording": node.telling.content[:LONGEST],
    }
