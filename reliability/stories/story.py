"""One story: its shared claims, their independent origins and its conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from reliability.stories import asked, circles, differences, origins, quoted, revisions, swaps, trees, utterances
from reliability.stories.tellings import Telling, read

MOST_CLAIMS = 50
MOST_CITED = 200  # claims that are searched for circular reporting
MOST_DIFFERENCES = 12

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """A story's articles, earliest first: rows with `article_id`, `copy_group` and columns of `records.SIGNATURES`.

    `claims` are rows of `records.CLAIMS` with `same`; `close` are pairs of places in it that
    quote the same words.
    """

    story_id: str
    articles: Sequence[Row]
    claims: Sequence[Row]
    close: Sequence[tuple[int, int]]

    def describe(self) -> tuple[dict[str, Any], dict[str, int]]:
        """The `records.STORIES` row, and the independent origins of each article's best corroborated claim."""
        known = {article["article_id"]: article for article in self.articles}
        tellings = read(self.articles, self.claims, self.close)
        shared, best = _corroborated(tellings, list(known))
        cited = [claim.told for claim in shared if any(telling.report.outlets for telling in claim.told)][:MOST_CITED]
        total, _ = origins.count(telling.report for telling in tellings)
        copies: dict[str, list[str]] = {}
        for article in self.articles:
            copies.setdefault(article["copy_group"], []).append(article["article_id"])
        sources = asked.Sources(self.articles, tellings)
        found = asked.of_marks(self.articles, sources)
        utterances.of_quotations(tellings, self.close, sources, found)
        revisions.of_articles(self.articles, found)
        found.conflicts += swaps.find([claim.told for claim in shared], sources)
        row = {
            "story_id": self.story_id,
            "articles": list(known),
            "copies": [members for members in copies.values() if len(members) > 1],
            "independent_origins": total,
            "claims": [claim.described(known) for claim in shared[:MOST_CLAIMS]],
            "circular": circles.in_story([(told, trees.grow(told, known)) for told in cited], known),
            "conflicts": found.conflicts[: asked.MOST],
            "updates": found.updates[: asked.MOST],
            "agreements": found.agreements[: asked.MOST],
        }
        return row, best

    def differences(self, circular: Sequence[Row]) -> dict[str, list[dict[str, Any]]]:
        """Where each article differs from most of the others: article id -> `records.DIFFERENCES`.

        Args:
            circular: `records.CIRCULAR` of the story.
        """
        found: dict[str, list[dict[str, Any]]] = {}
        given = (
            differences.of_copies(self.articles),
            differences.of_embargoes(self.articles),
            differences.of_tolls(self.articles),
            differences.of_days(self.articles),
            quoted.of_quotations(self.articles, self.claims, self.close),
            circles.differences(circular),
        )
        for article, difference in chain.from_iterable(given):
            found.setdefault(article, []).append(difference)
        return {article: rows[:MOST_DIFFERENCES] for article, rows in found.items()}


@dataclass(frozen=True)
class Shared:
    """A claim that two or more articles make."""

    told: Sequence[Telling]
    first: Telling
    articles: Sequence[str]
    origins: Sequence[str]
    independent_origins: int

    def described(self, known: Mapping[str, Row]) -> dict[str, Any]:
        """The row of `records.TOLD`."""
        return {
            "content": self.first.content,
            "quotation": self.first.quotation,
            "origins": self.origins,
            "articles": self.articles,
            "independent_origins": self.independent_origins,
            "tree": trees.grow(self.told, known),
        }


def _corroborated(tellings: Sequence[Telling], articles: Sequence[str]) -> tuple[list[Shared], dict[str, int]]:
    """Claims that two or more articles make, best corroborated first, and each article's best count."""
    order = {article: place for place, article in enumerate(articles)}
    best = dict.fromkeys(articles, 0)
    groups: dict[int, list[Telling]] = {}
    for telling in tellings:
        groups.setdefault(telling.same, []).append(telling)
        if telling.report.origin or telling.report.anonymous or telling.report.outlets:
            best[telling.article] = 1
    shared: list[Shared] = []
    for told in groups.values():
        makers = sorted({telling.article for telling in told}, key=order.__getitem__)
        if len(makers) < 2:
            continue
        number, names = origins.count(telling.report for telling in told)
        for article in makers:
            best[article] = max(best[article], number)
        first = min(told, key=lambda telling: (order[telling.article], -len(telling.content)))
        shared.append(Shared(told, first, makers, names, number))
    shared.sort(key=lambda claim: (-claim.independent_origins, -len(claim.articles), claim.first.content))
    return shared, best
