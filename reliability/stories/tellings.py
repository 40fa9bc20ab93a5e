"""The claims of one story as tellings: who tells what, from whom, and through whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reliability.stories import agencies, names, origins
from reliability.stories.origins import Report

BODIES = frozenset({
    "administration", "agency", "army", "authority", "board", "brigade", "bureau", "coastguard", "commission",
    "committee", "council", "court", "department", "embassy", "government", "hospital", "jury", "ministry", "navy",
    "office", "parliament", "police", "prosecutors", "senate", "service",
})  # fmt: skip
"""Bodies of which a story has one of a kind, so that they need no name: "the district office"."""

ANYBODY = frozenset({
    "official", "source", "spokesman", "spokeswoman", "spokesperson", "aide", "officer", "lawyer", "attorney", "person",
    "woman", "individual", "witness", "resident", "employee", "worker", "member", "leader", "expert", "analyst",
    "friend", "colleague",
})  # fmt: skip
"""What many people of one story are."""

MOST_WORDS = 40  # of a source's description

_UP_TO = re.compile(r"\b(?:of|at|in|for|from|with|who|whose|near|on|close|familiar|involved|briefed)\b|,")

Row = Mapping[str, Any]


class Step(NamedTuple):
    """Through whom a claim came: kind and name as in `via`; `place` is where an outlet's own reports are written."""

    kind: str
    name: str
    place: str | None = None


class Telling(NamedTuple):
    """What an article tells.

    Args:
        article: its id.
        claim: the claim's id.
        content: the words of the claim.
        quotation: `direct`, `indirect` or `mixed`.
        same: the number of the group of claims that say the same.
        report: who said it, through whom.
        described: how the article words an origin without a name.
        steps: its way from the origin, the article's own outlet left out.
    """

    article: str
    claim: str
    content: str
    quotation: str
    same: int
    report: Report
    described: str | None = None
    steps: tuple[Step, ...] = ()

    @property
    def quoted(self) -> bool:
        """Whether all of it is a direct quotation."""
        return self.quotation == "direct"


def read(articles: Sequence[Row], claims: Sequence[Row], close: Sequence[tuple[int, int]]) -> list[Telling]:
    """One telling for each claim of a story, in their order.

    Args:
        articles: rows with `article_id`, `copy_group`, `credit` and `publisher`, earliest first.
        claims: rows of `records.CLAIMS` with `same`.
        close: pairs of places in `claims` that quote the same words.
    """
    credited = _agencies(articles)
    desk = _desks(articles, credited)
    group = {article["article_id"]: article["copy_group"] for article in articles}
    own_texts_last = sorted(articles, key=lambda row: row["credit"] is None)
    publishers = credited | {row["publisher"]: desk[row["copy_group"]] for row in own_texts_last if row["publisher"]}
    at = names.places(
        publishers,
        [outlet for row in claims if row["via"] or row["source_type"] == "media_outlet" for outlet in _outlets(row)],
    )
    full = _full_names(claims)
    ways, reports = [], []
    for row in claims:
        own = desk[group[row["article_id"]]]
        name = _named(row, full)
        steps = _steps(row, own, at) if row["via"] or row["source_type"] == "media_outlet" else []
        ways.append(tuple(step for step in steps if step.place != own))
        through = _through(ways[-1], name) if ways[-1] else ()
        reports.append(Report(own, name, bool(row["anonymous"] or row["source_type"] == "anonymous"), through))
    reports = origins.one_speaker(_introduced(claims, reports), close)
    return [
        Telling(
            row["article_id"],
            row["claim_id"],
            row["content_text"] or "",
            row["quotation"],
            row["same"],
            report,
            row["origin"],
            steps,
        )
        for row, report, steps in zip(claims, reports, ways, strict=True)
    ]


def _through(steps: Sequence[Step], name: str | None) -> tuple[str, ...]:
    """The places of the way; a platform is one only where nobody is named."""
    given = [step.place for step in steps if step.kind == "outlet" or not name]
    return tuple(dict.fromkeys(place for place in given if place))


def _agencies(articles: Sequence[Row]) -> dict[str, str]:
    """Where the agencies that a story's articles credit report: at their own desk where they have an article here."""
    publishers = {row["publisher"]: names.OUTLET + row["publisher"] for row in articles if row["publisher"]}
    credited = sorted({row["credit"] for row in articles if row["credit"]})
    place = names.places(publishers, credited)
    for agency in credited:
        own = next((place for name, place in publishers.items() if agencies.same(agency, name)), None)
        place[agency] = own or place[agency]
    return place


def _desks(articles: Sequence[Row], credited: Mapping[str, str]) -> dict[str, str]:
    """Where each copy group was written: by the agency that it credits, else by its original's publisher.

    A group of neither is its own place.
    """
    desk: dict[str, str] = {}
    for article in articles:
        publisher = article["publisher"]
        own = names.OUTLET + publisher if publisher else article["copy_group"]
        if article["copy_group"] not in desk or article["article_id"] == article["copy_group"]:
            desk[article["copy_group"]] = credited[article["credit"]] if article["credit"] else own
    return desk


def _outlets(row: Row) -> list[str]:
    own = [row["origin"]] if row["source_type"] == "media_outlet" and row["origin"] else []
    given = own + [step["name"] for step in row["via"] or () if step["kind"] == "outlet" and step["name"]]
    return [name for name in given if names.is_outlet(name)]


def _steps(row: Row, own: str, place: Mapping[str, str]) -> list[Step]:
    """The way of a claim; an outlet without a name is the article's own, or no place at all."""
    given = [(step["kind"], step["name"]) for step in row["via"] or () if step["name"]]
    if row["source_type"] == "media_outlet" and row["origin"]:
        given.insert(0, ("outlet", row["origin"]))
    steps = []
    for kind, name in given:
        at = None
        if kind == "outlet":
            at = own if names.is_own_outlet(name) else place.get(name)
        elif kind == "platform":  # where nobody is named, one platform is one origin
            at = names.OUTLET + name
        steps.append(Step(kind, name, at))
    return steps


def _full_names(claims: Sequence[Row]) -> dict[bool, dict[str, str]]:
    """The fullest form of each origin's name, of persons and of others."""
    given: dict[bool, list[str]] = {True: [], False: []}
    for row in claims:
        if row["origin"] and not row["anonymous"]:
            given[_is_person(row)].append(row["origin"])
    return {person: names.fold_names(told) for person, told in given.items()}


def _is_person(row: Row) -> bool:
    return bool(row["source_type"] == "person")


def _named(row: Row, full: Mapping[bool, Mapping[str, str]]) -> str | None:
    """The origin's full name, where it can be told from others: "a letter" or "the company" is none."""
    if not row["origin"] or row["anonymous"] or row["source_type"] in {"anonymous", "media_outlet"}:
        return None
    name = full[_is_person(row)][row["origin"]]
    words = name.split()
    if row["source_type"] in {"document", "group", "other"}:
        words = words[1:]  # the first may begin a sentence
    elif not BODIES.isdisjoint(map(str.lower, words)):
        return name
    known = names.titles()
    telling = any((word[:1].isupper() or word[:1].isdigit()) and word.lower().strip(".") not in known for word in words)
    return name if telling else None


def _introduced(claims: Sequence[Row], reports: list[Report]) -> list[Report]:
    """Give people without a name the name they have elsewhere: "an engineer" is the engineer Piet Okoro.

    So it is where the article says the same by a name too, or where one person of the story is described by the word.
    """
    unnamed = [place for place, report in enumerate(reports) if report.origin is None and _is_somebody(claims[place])]
    if not unnamed:
        return reports
    roles = {place: _role(claims[place]["origin"] or "") for place in unnamed}
    sought = {role for role in roles.values() if role} - ANYBODY
    by_claim: dict[tuple[str, int], str] = {}
    by_role: dict[str, set[str]] = {}
    for row, report in zip(claims, reports, strict=True):
        if report.origin and _is_person(row):
            by_claim.setdefault((row["article_id"], row["same"]), report.origin)
            for role in sought.intersection((row["source_text"] or "").split()[:MOST_WORDS]) if sought else ():
                by_role.setdefault(role, set()).add(report.origin)
    told = list(reports)
    for place in unnamed:
        known = by_role.get(roles[place], set())
        name = by_claim.get((claims[place]["article_id"], claims[place]["same"])) if reports[place].anonymous else None
        name = name or (next(iter(known)) if len(known) == 1 else None)
        if name:
            told[place] = reports[place]._replace(origin=name)
    return told


def _is_somebody(row: Row) -> bool:
    return bool(row["anonymous"] or (row["origin"] and row["source_type"] in {"anonymous", "other"}))


def _role(described: str) -> str:
    """What somebody is: `engineer` of "chief engineer at the dam"; nothing where many are meant."""
    words = re.findall(r"[^\W\d_]+", _UP_TO.split(described.casefold(), maxsplit=1)[0])
    return words[-1] if words and len(words[-1]) > 3 and not words[-1].endswith("s") else ""
