"""One story: its shared claims, their independent origins and its conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from reliability.stories import conflicts, differences, origins, quoted
from reliability.stories.tellings import Telling

MOST_CLAIMS = 50
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
        group = {article["article_id"]: article["copy_group"] for article in self.articles}
        tellings = self._tellings(group)
        shared, best = _corroborated(tellings, list(group))
        total, _ = origins.count(telling.report for telling in tellings)
        copies: dict[str, list[str]] = {}
        for article, copy_group in group.items():
            copies.setdefault(copy_group, []).append(article)
        found = conflicts.of_tolls(self.articles) + conflicts.of_quotations(tellings, self.close)
        row = {
            "story_id": self.story_id,
            "articles": list(group),
            "copies": [members for members in copies.values() if len(members) > 1],
            "independent_origins": total,
            "claims": shared[:MOST_CLAIMS],
            "conflicts": found[: conflicts.MOST],
        }
        return row, best

    def differences(self) -> dict[str, list[dict[str, Any]]]:
        """Where each article differs from most of the others: article id -> `records.DIFFERENCES`."""
        found: dict[str, list[dict[str, Any]]] = {}
        given = (
            differences.of_copies(self.articles),
            differences.of_tolls(self.articles),
            differences.of_days(self.articles),
            quoted.of_quotations(self.articles, self.claims, self.close),
        )
        for article, difference in chain.from_iterable(given):
            found.setdefault(article, []).append(difference)
        return {article: rows[:MOST_DIFFERENCES] for article, rows in found.items()}

    def _tellings(self, group: Mapping[str, str]) -> list[Telling]:
        full: dict[bool, dict[str, str]] = {}
        for person in (True, False):
            names = [row["origin"] for row in self.claims if row["origin"] and _is_person(row) == person]
            full[person] = origins.fold_names(names)
        desk = self._desks()
        publishers = {
            article["publisher"]: desk[article["copy_group"]] for article in self.articles if article["publisher"]
        }
        place = origins.places(publishers, [outlet for row in self.claims for outlet in _outlets(row)])
        reports = [_report(row, desk[group[row["article_id"]]], full, place) for row in self.claims]
        return [
            Telling(
                row["article_id"],
                row["content_text"] or "",
                row["quotation"] == "direct",
                row["same"],
                report,
            )
            for row, report in zip(self.claims, origins.one_speaker(reports, self.close), strict=True)
        ]

    def _desks(self) -> dict[str, str]:
        """Where each copy group was written: its original's publisher, else the group itself."""
        desk: dict[str, str] = {}
        for article in self.articles:
            publisher = article["publisher"]
            own = origins.OUTLET + publisher if publisher else article["copy_group"]
            if article["copy_group"] not in desk or article["article_id"] == article["copy_group"]:
                desk[article["copy_group"]] = own
        return desk


def _report(row: Row, desk: str, full: Mapping[bool, Mapping[str, str]], place: Mapping[str, str]) -> origins.Report:
    outlets = [place[name] for name in _outlets(row)]
    through = tuple(dict.fromkeys(outlet for outlet in outlets if outlet != desk))
    origin = full[_is_person(row)][row["origin"]] if _is_named(row) else None
    return origins.Report(desk, origin, bool(row["anonymous"] or row["source_type"] == "anonymous"), through)


def _is_person(row: Row) -> bool:
    return bool(row["source_type"] == "person")


def _is_named(row: Row) -> bool:
    """Whether the origin is one that can be told from others: "a letter" or "several residents" is not."""
    if not row["origin"] or row["anonymous"] or row["source_type"] in {"anonymous", "media_outlet"}:
        return False
    described = row["source_type"] in {"document", "group", "other"}
    return not described or any(word[:1].isupper() for word in row["origin"].split()[1:])


def _outlets(row: Row) -> list[str]:
    own = [row["origin"]] if row["source_type"] == "media_outlet" and row["origin"] else []
    return own + [step["name"] for step in row["via"] or () if step["kind"] == "outlet" and step["name"]]


def _corroborated(tellings: Sequence[Telling], articles: Sequence[str]) -> tuple[list[dict[str, Any]], dict[str, int]]:
    """Claims that two or more articles make, best corroborated first, and each article's best count."""
    order = {article: place for place, article in enumerate(articles)}
    best = dict.fromkeys(articles, 0)
    groups: dict[int, list[Telling]] = {}
    for telling in tellings:
        groups.setdefault(telling.same, []).append(telling)
        if telling.report.origin or telling.report.anonymous or telling.report.outlets:
            best[telling.article] = 1
    shared: list[dict[str, Any]] = []
    for told in groups.values():
        makers = sorted({telling.article for telling in told}, key=order.__getitem__)
        if len(makers) < 2:
            continue
        number, names = origins.count(telling.report for telling in told)
        for article in makers:
            best[article] = max(best[article], number)
        first = min(told, key=lambda telling: (order[telling.article], -len(telling.content)))
        shared.append({"content": first.content, "origins": names, "articles": makers, "independent_origins": number})
    shared.sort(key=lambda claim: (-claim["independent_origins"], -len(claim["articles"]), claim["content"]))
    return shared, best
