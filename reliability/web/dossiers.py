"""What the page of one article shows, read in few questions to the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reliability import review, store
from reliability.errors import ReliabilityError
from reliability.reports import circumstances
from reliability.reports.story import values
from reliability.store import single
from reliability.stories.spoken import spoken
from reliability.web.chains import Told, told
from reliability.web.changes import changes
from reliability.web.marking import MOST_CHARACTERS, MOST_CLAIMS, Paragraph, marked
from reliability.web.points import Bar, waterfall

Row = Mapping[str, Any]

OTHERS = 12  # reports of the story that are shown
LEAD = 320  # characters of another report
DISAGREEMENTS = 20


@dataclass(frozen=True)
class Dossier:
    """One article for a template; the rows are those of the tables that records declares."""

    article: Row
    result: Row
    standing: review.Standing
    claims: Sequence[Told]
    unseen_claims: int
    flags: Sequence[Row]
    text: Sequence[Paragraph]
    unseen_characters: int
    bars: Sequence[Bar]
    member: Row | None
    others: Sequence[Row]
    conflicts: Sequence[Row]
    events: Sequence[Row]
    changes: Sequence[tuple[str, str]]
    came_with: Sequence[tuple[str, str]]

    @property
    def verdicts(self) -> dict[str, Row]:
        """What the decision that holds says of claims, by their id."""
        held = (event for event in self.events if event["event_id"] == self.standing.decision_id)
        return {row["claim_id"]: row for event in held for row in event["claims"] or ()}

    @property
    def replies(self) -> list[Row]:
        """What the publisher said."""
        return [event for event in self.events if event["event"] == "reply"]


def dossier(opened: store.Reader, article_id: str) -> Dossier:
    """All that the page of an article shows.

    Raises:
        ReliabilityError: no article has this id.
    """
    events = store.events(opened, article_id)
    if not events["revisions"]:  # an article of this very id is not searched for
        article_id = str(store.find_article(opened, article_id)["article_id"][0])
        events = store.events(opened, article_id)
    article = single.article(opened, article_id, events["revisions"])
    assert article is not None  # none is ever deleted
    key, text = article["article_id"], article["text"] or ""
    result = single.result(opened, article, events["scores"])
    found = opened.rows_of("claims", key)
    claims = found[:MOST_CLAIMS]
    member = next(iter(opened.rows_of("story_members", key)), None)
    shared = member if member is not None and member["story_articles"] > 1 else None
    return Dossier(
        article=article,
        result=result,
        standing=review.replay(key, events, datetime.now(UTC)),
        claims=told(claims, article),
        unseen_claims=len(found) - len(claims),
        flags=result["flags"],
        text=marked(text, claims, result["flags"]),
        unseen_characters=max(len(text) - MOST_CHARACTERS, 0),
        bars=waterfall(result["contributions"]),
        member=shared,
        others=_others(opened, shared, key) if shared else [],
        conflicts=_conflicts(opened, shared, key) if shared else [],
        events=review.history_rows(opened, key, events)[::-1],
        changes=changes(article["previous_text"], text),
        came_with=[(circumstances.LABELS[row["name"]], row["text"]) for row in circumstances.told(article)],
    )


def decided(opened: store.Reader, article_id: str) -> dict[str, Any] | None:
    """What was just decided, for the line that offers to undo it: `standing`, `title`; None where nothing was."""
    if not article_id:
        return None
    try:
        standing = review.state(opened, article_id)
    except ReliabilityError:
        return None
    if standing.decision_id is None:
        return None
    return {"standing": standing, "title": store.find_article(opened, article_id)["title"][0]}


def _others(opened: store.Reader, member: Row, article_id: str) -> list[dict[str, Any]]:
    """The story's other reports in order of time, each with how its text begins."""
    rows = store.story_articles(opened, member["story_id"]).to_dicts()
    names = {row["article_id"]: row["publisher"] for row in rows if row["is_original"]}
    group = {row["copy_group"]: row["article_id"] for row in rows if row["is_original"]}
    others = [row for row in rows if row["article_id"] != article_id][:OTHERS]
    texts = single.leads(opened, [row["article_id"] for row in others], LEAD + 1)
    return [
        {
            **row,
            "lead": texts.get(row["article_id"], ""),
            "copy_of": None if row["is_original"] else names.get(group.get(row["copy_group"])),
            "same_text": row["copy_group"] == member["copy_group"],
        }
        for row in others
    ]


def _conflicts(opened: store.Reader, member: Row, article_id: str) -> list[dict[str, Any]]:
    """Conflicts of the story in which this article gives one of the values, in words, its own value first."""
    if not member["conflicts"]:
        return []
    found = single.conflicts(opened, member["story_id"])
    rows = [row for row in found if _gives(row, article_id)][:DISAGREEMENTS]
    given = [(row["kind"], row["what"] or "", value) for row in rows for value in row["values"]]
    said = iter(
        spoken(
            [kind for kind, _, _ in given],
            [what for _, what, _ in given],
            [value["value"] or "" for _, _, value in given],
            [value["words"] or "" for _, _, value in given],
        )
    )
    shown = [{**row, "values": [{**value, "said": next(said)} for value in row["values"]]} for row in rows]
    return [
        {
            "title": values.title(row),
            "sides": sorted(values.sides(row), key=lambda side: not _own(side, article_id)),
            "own": article_id,
        }
        for row in shown
    ]


def _gives(row: Row, article_id: str) -> bool:
    return any(value["article_id"] == article_id for value in row["values"] or ())


def _own(side: values.Side, article_id: str) -> bool:
    rows = [*(row for row, _ in side.tellers), *side.relays]
    return any(row["article_id"] == article_id for row in rows)
