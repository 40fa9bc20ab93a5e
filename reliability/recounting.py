"""One story put together: who had it first, who copied and cited whom, its claims, conflicts and circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from reliability.records import STORIES
from reliability.store import Reader, carriers, find_story, relays, stories, story_articles
from reliability.stories.agencies import same
from reliability.stories.names import OUTLET, is_outlet, places
from reliability.stories.spoken import spoken

Row = Mapping[str, Any]

LEADS = ("article", "outlet", "platform")
"""Kinds of nodes of a tree from which an article has a claim; persons and documents are passed over."""

VALUED = ("conflicts", "updates", "agreements")

MEMBER = (
    "article_id",
    "url",
    "publisher",
    "title",
    "published_at",
    "independent_origins",
    "conflicts",
    "score",
    "low",
    "high",
    "abstained",
    "information_credibility",
)


def recount(store: Reader, key: str) -> dict[str, Any]:
    """Everything that is known of the story that `key` names.

    Args:
        store: an open store.
        key: id, URL, start of the id or words of the title of any of its articles.

    Returns:
        The columns of records.STORIES less `run_id`, as plain values, and `timeline`: its articles in order of time,
        each with article_id, url, publisher, title, published_at, score, low, high, abstained,
        information_credibility, `independent_origins` behind its best corroborated claim, `conflicts` that it is in,
        `first` (no other article of the story has an earlier date), `copy_of` (an article id or null), `credit` (the
        agency that it, or a copy, credits with its text; null for the agency's own article), `relay` (the feed of
        somebody else that handed it on, or null) and `cites` (from whom it has claims: name, claims, and article_id of
        that one's latest article in the story that is no later, else its first one, or null).

    Raises:
        ReliabilityError: no article or articles of several stories fit.
    """
    story_id = find_story(store, key)
    members = story_articles(store, story_id).to_dicts()
    told = next(stories(store, [story_id])).to_dicts()
    story = told[0] if told else _alone(story_id, members)
    return {**story, "timeline": _timeline(store, story, members)}


def in_words(story: Row) -> dict[str, Any]:
    """The story for people: each of its values has `said`, the words that give it ("a dozen" for 11-13), or null."""
    told = {name: [dict(row) for row in story[name] or []] for name in VALUED}
    asked = [row for rows in told.values() for row in rows]
    given = [(row["kind"], row["what"] or "", value) for row in asked for value in row["values"] or []]
    said = iter(
        spoken(
            [kind for kind, _, _ in given],
            [what for _, what, _ in given],
            [value["value"] or "" for _, _, value in given],
            [value["words"] or "" for _, _, value in given],
        )
    )
    for row in asked:
        row["values"] = [{**value, "said": next(said)} for value in row["values"] or []]
    return {**story, **told}


def _alone(story_id: str, members: Sequence[Row]) -> dict[str, Any]:
    """The story of an article that no other article tells."""
    nothing: dict[str, Any] = {name: [] for name in STORIES.schema if name != "run_id"}
    ids = [member["article_id"] for member in members]
    return nothing | {"story_id": story_id, "articles": ids, "independent_origins": None}


def _timeline(store: Reader, story: Row, members: Sequence[Row]) -> list[dict[str, Any]]:
    originals = {member["copy_group"]: member["article_id"] for member in members if member["is_original"]}
    cited = _cited(store, story, members)
    handed_on = relays(store, [member["article_id"] for member in members])
    dated = [member["article_id"] for member in members if member["published_at"] is not None]
    return [
        {
            **{name: member[name] for name in MEMBER},
            "first": member["article_id"] in dated[:1],
            "copy_of": None if member["is_original"] else originals.get(member["copy_group"]),
            "credit": _credit(member),
            "relay": handed_on.get(member["article_id"]),
            "cites": cited[member["article_id"]],
        }
        for member in members
    ]


def _credit(member: Row) -> str | None:
    own = member["credit"] and member["publisher"] and same(member["credit"], member["publisher"])
    return None if own else member["credit"]


def _cited(store: Reader, story: Row, members: Sequence[Row]) -> dict[str, list[dict[str, Any]]]:
    """By article, from whom it has claims: those of the story's own articles first, then those of most claims."""
    publishers = {member["article_id"]: member["publisher"] for member in members}
    leads = [(article, lead) for article, lead in _leads(story) if article in publishers]
    carried = [row for row in carriers(store, list(publishers)).to_dicts() if is_outlet(row["name"])]
    named = {name for name in publishers.values() if name}
    known = {*named, *(lead["name"] for _, lead in leads), *(row["name"] for row in carried)}
    place = places({name: OUTLET + name for name in named}, known)
    own = _written(members, place)
    when = {member["article_id"]: member["published_at"] for member in members}
    found: dict[str, dict[str, dict[str, Any]]] = {article: {} for article in publishers}
    for article, lead in leads:
        at = place[lead["name"]]
        found[article].setdefault(at, _citation(lead["name"], own.get(at, []), when[article]))
    for row in carried:
        at = place[row["name"]]
        given = _citation(row["name"], own.get(at, []), when[row["article_id"]])
        found[row["article_id"]].setdefault(at, given)["claims"] += row["claims"]
    return {
        article: sorted(
            (row for at, row in cited.items() if at != place.get(publishers[article])),
            key=lambda row: (row["article_id"] is None, -row["claims"], row["name"]),
        )
        for article, cited in found.items()
    }


def _written(members: Sequence[Row], place: Mapping[str, str]) -> dict[str, list[Row]]:
    """The articles of each outlet, in order of time."""
    own: dict[str, list[Row]] = {}
    for member in members:
        if member["publisher"]:
            own.setdefault(place[member["publisher"]], []).append(member)
    return own


def _citation(name: str, written: Sequence[Row], when: datetime | None) -> dict[str, Any]:
    """Whom an article of `when` cites, with the latest of that one's articles that it can have read."""
    dated = [row for row in written if when is not None and row["published_at"] is not None]
    before = [row for row in dated if row["published_at"] <= when]
    read = before[-1:] or written[:1]
    return {"name": name, "article_id": read[0]["article_id"] if read else None, "claims": 0}


def _leads(story: Row) -> list[tuple[str, Row]]:
    """Articles with the article, outlet or platform that they have a claim from, by the trees of its claims."""
    found = []
    for claim in story["claims"] or []:
        nodes = {node["node"]: node for node in claim["tree"] or []}
        for node in nodes.values():
            lead = nodes.get(node["parent"])
            while lead is not None and lead["kind"] not in LEADS:
                lead = nodes.get(lead["parent"])
            if node["kind"] == "article" and lead is not None and lead["name"]:
                found.append((node["article_id"], lead))
    return found
