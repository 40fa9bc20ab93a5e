"""Claims that only seem confirmed: outlets that lead back to each other, or all to one doubtful root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from reliability.stories.clusters import strongly_connected
from reliability.stories.names import OUTLET
from reliability.stories.tellings import Telling

MOST = 20  # of a story
FEWEST = 2  # outlets beside the root
DOUBTFUL = frozenset({"outlet", "platform", "unnamed"})
LONGEST = 12  # citations of a path
LONGEST_CLAIM = 300  # characters
LATE = datetime(9999, 1, 1, tzinfo=UTC)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Citation:
    """One outlet cites another for a claim."""

    outlet: str
    cites: str
    article: str
    claim: str
    published_at: datetime | None

    def described(self) -> dict[str, Any]:
        """A step of `records.CIRCULAR`."""
        return {
            "outlet": self.outlet.removeprefix(OUTLET),
            "cites": self.cites.removeprefix(OUTLET),
            "article_id": self.article,
            "claim_id": self.claim,
            "published_at": self.published_at,
        }


def in_story(claims: Iterable[tuple[Sequence[Telling], Sequence[Row]]], articles: Mapping[str, Row]) -> list[Row]:
    """`records.CIRCULAR` of a story: circles first, then diamonds.

    Args:
        claims: of each claim that several articles make, the tellings and the rows of its `records.TREE`.
        articles: article id -> row with `published_at`.
    """
    rings: list[Row] = []
    diamonds: list[Row] = []
    for told, tree in claims:
        cited = [citation for telling in told for citation in _citations(telling, articles)]
        if not cited:
            continue
        content = min((telling.content for telling in told), key=lambda text: (-len(text), text))[:LONGEST_CLAIM]
        rings += [found("circle", content, None, way) for way in circles(cited)]
        diamonds += [found("diamond", content, root, way) for root, way in _diamonds_of_tree(tree, cited)]
    return (rings + diamonds)[:MOST]


def circles(cited: Sequence[Citation]) -> list[list[Citation]]:
    """The citations of each group of outlets that lead back to each other, in order of time, one of each pair."""
    onward: dict[str, list[str]] = {}
    for citation in cited:
        onward.setdefault(citation.outlet, []).append(citation.cites)
        onward.setdefault(citation.cites, [])
    ring = {place: number for number, group in enumerate(strongly_connected(onward)) for place in group}
    inside: dict[int, list[Citation]] = {}
    for step in cited:
        if step.outlet != step.cites and ring[step.outlet] == ring[step.cites]:
            inside.setdefault(ring[step.outlet], []).append(step)
    return [path(steps) for steps in inside.values() if len({step.article for step in steps}) > 1]


def differences(circular: Iterable[Row]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What `records.DIFFERENCES` say of articles whose claim is in a circle or diamond: (article id, row).

    `value` is the claim, `other` the way that it went, `publisher` who is cited.
    """
    for row in circular:
        way = "; ".join(f"{step['outlet']} cites {step['cites']}" for step in row["path"])
        told: set[str] = set()
        for step in row["path"]:
            if step["article_id"] not in told:
                told.add(step["article_id"])
                about = {"kind": row["kind"], "value": row["claim"], "other": way[:LONGEST_CLAIM]}
                yield step["article_id"], about | {"article_id": None, "publisher": step["cites"], "published_at": None}


def _citations(telling: Telling, articles: Mapping[str, Row]) -> list[Citation]:
    """Who cites whom by one telling: its own outlet the last one of its way, that one the one before, and so on."""
    way = [telling.report.place, *reversed(telling.report.outlets)]
    when = articles[telling.article]["published_at"]
    return [
        Citation(outlet, cites, telling.article, telling.claim, when)
        for outlet, cites in pairwise(way)
        if outlet != cites
    ]


def _diamonds_of_tree(tree: Sequence[Row], cited: Sequence[Citation]) -> list[tuple[str, list[Citation]]]:
    """Roots of a tree that are an outlet, a platform or somebody unnamed, where two outlets or more only relay them."""
    start: dict[int, Row] = {}
    through: dict[int, bool] = {}
    relays: dict[int, dict[str, str]] = {}
    for row in tree:
        root = start[row["node"]] = start[row["parent"]] if row["parent"] is not None else row
        parent = row["parent"]
        passed = parent is not None and (through[parent] or row["kind"] != "article")
        through[row["node"]] = passed or row["kind"] in {"outlet", "platform", "article"}
        relayed = parent is not None and through[parent] and row["kind"] == "article"
        if relayed and root["kind"] in DOUBTFUL and row["publisher"] != root["name"]:
            relays.setdefault(root["node"], {})[row["publisher"] or row["article_id"]] = row["article_id"]
    told = []
    for node, articles in relays.items():
        if len(articles) >= FEWEST:
            way = path(step for step in cited if step.article in articles.values())
            if len({step.article for step in way}) >= FEWEST:
                told.append((start[node]["name"] or "", way))
    return told


def path(steps: Iterable[Citation]) -> list[Citation]:
    """The first citation of each pair of outlets, in order of time."""
    first: dict[tuple[str, str], Citation] = {}
    for step in sorted(steps, key=lambda step: (step.published_at or LATE, step.article)):
        first.setdefault((step.outlet, step.cites), step)
    return list(first.values())[:LONGEST]


def found(kind: str, claim: str, root: str | None, way: Sequence[Citation]) -> Row:
    """A row of `records.CIRCULAR`."""
    return {"kind": kind, "claim": claim, "root": root, "path": [step.described() for step in way]}
