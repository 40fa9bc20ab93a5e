"""The claims of one story as tellings: who tells what, from whom, and through whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reliability.stories import names, origins
from reliability.stories.origins import Report

BODIES = frozenset({"police", "government", "ministry", "court", "army", "navy", "parliament", "prosecutors"})
"""Bodies of which a story has one, so that they need no name."""

ANYBODY = frozenset({
    "official", "source", "spokesman", "spokeswoman", "spokesperson", "aide", "officer", "lawyer", "attorney", "person",
    "woman", "individual", "witness", "resident", "employee", "worker", "member", "leader", "expert", "analyst",
    "friend", "colleague",
})  # fmt: skip
"""What many people of one story are."""

MOST_WORDS = 40  # of a source's description

_UP_TO = re.compile(r"\b(?:of|at|in|for|from|with|who|whose|near|on|close|familiar|involved|briefed)\b|,")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """Through whom a claim came: kind and name as in `via`; `place` is where an outlet's own reports are written."""

    kind: str
    name: str
    place: str | None = None


@dataclass(frozen=True)
class Telling:
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
        articles: rows with `article_id`, `copy_group` and `publisher`, earliest first.
        claims: rows of `records.CLAIMS` with `same`.
        close: pairs of places in `claims` that quote the same words.
    """
    desk = _desks(articles)
    group = {article["article_id"]: article["copy_group"] for article in articles}
    publishers = {row["publisher"]: desk[row["copy_group"]] for row in articles if row["publisher"]}
    at = names.places(publishers, [outlet for row in claims for outlet in _outlets(row)])
    full = _full_names(claims)
    told = []
    for row in claims:
        own = desk[group[row["article_id"]]]
        steps = tuple(step for step in _steps(row, own, at) if step.place != own)
        name = _named(row, full)
        given = [step.place for step in steps if step.kind == "outlet" or not name]
        through = tuple(dict.fromkeys(place for place in given if place))
        unnamed = bool(row["anonymous"] or row["source_type"] == "anonymous")
        report = Report(own, name, unnamed, through)
        about = (row["article_id"], row["claim_id"], row["content_text"] or "", row["quotation"], row["same"])
        told.append(Telling(*about, report, row["origin"], steps))
    reports = origins.one_speaker(_introduced(claims, told, full), close)
    return [replace(telling, report=report) for telling, report in zip(told, reports, strict=True)]


def _desks(articles: Sequence[Row]) -> dict[str, str]:
    """Where each copy group was written: its original's publisher, else the group itself."""
    desk: dict[str, str] = {}
    for article in articles:
        publisher = article["publisher"]
        own = names.OUTLET + publisher if publisher else article["copy_group"]
        if article["copy_group"] not in desk or article["article_id"] == article["copy_group"]:
            desk[article["copy_group"]] = own
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
    elif not BODIES.isdisjoint(word.lower() for word in words):
        return name
    telling = [word for word in words if word.lower().strip(".") not in names.titles()]
    return name if any(word[:1].isupper() or word[:1].isdigit() for word in telling) else None


def _introduced(claims: Sequence[Row], told: Sequence[Telling], full: Mapping[bool, Mapping[str, str]]) -> list[Report]:
    """Give people without a name the name they have elsewhere: "an engineer" is the engineer Piet Okoro.

    So it is where the article says the same by a name too, or where one person of the story is described by the word.
    """
    by_claim: dict[tuple[str, int], str] = {}
    by_role: dict[str, set[str]] = {}
    for row, telling in zip(claims, told, strict=True):
        if telling.report.origin and _is_person(row):
            by_claim.setdefault((telling.article, telling.same), telling.report.origin)
            for word in re.findall(r"[a-z]{4,}", row["source_text"] or "")[:MOST_WORDS]:
                by_role.setdefault(word, set()).add(telling.report.origin)
    reports = []
    for row, telling in zip(claims, told, strict=True):
        report = telling.report
        if report.origin is None and not _is_person(row) and (row["origin"] or report.anonymous):
            role = _role(row["origin"] or "")
            known = by_role.get(role, set()) if role not in ANYBODY else set()
            name = by_claim.get((telling.article, telling.same)) if report.anonymous else None
            name = name or (next(iter(known)) if len(known) == 1 else None)
            report = replace(report, origin=name) if name else report
        reports.append(report)
    return reports


def _role(described: str) -> str:
    """What somebody is: `engineer` of "chief engineer at the dam"; nothing where many are meant."""
    words = re.findall(r"[^\W\d_]+", _UP_TO.split(described.casefold(), maxsplit=1)[0])
    return words[-1] if words and len(words[-1]) > 3 and not words[-1].endswith("s") else ""
