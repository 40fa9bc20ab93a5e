"""One story as an HTML page that opens offline: no scripts, no outside links but those of the articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any

from reliability.reports.story import values, words
from reliability.reports.templating import rendered
from reliability.reports.views import interval, score_style

Row = Mapping[str, Any]

ENTRIES = 500  # of the timeline
ROWS = 200  # claims, conflicts and the like


@dataclass(frozen=True)
class Branch:
    """A step of a tree as nested lists: how many lists end after it."""

    step: words.Step
    closes: int


def render(story: Row, out: IO[bytes]) -> None:
    """Write the page; what comes from articles is escaped and cut.

    Args:
        story: what `recounting.recount` gives.
        out: a binary file.
    """
    story = values.shown(story)
    names = words.publishers(story)
    entries = story["timeline"]
    page = rendered(
        "story/page.html",
        filters={
            "clip": words.clipped,
            "quoted": words.quoted,
            "day": words.day,
            "origins": words.origins,
            "interval": interval,
            "style": score_style,
            "ways": lambda entry: words.ways(entry, names),
            "branches": lambda claim: list(branches(claim)),
            "title": values.title,
            "sides": values.sides,
            "alike": values.alike,
            "diff": values.diff,
            "teller": values.teller,
            "relays": values.relays,
            "circle": words.circle,
            "linkable": lambda url: isinstance(url, str) and url.startswith(("https://", "http://")),
        },
        title=words.clipped(entries[0]["title"] or "(no title)", 300),
        story=story,
        first=entries[0],
        names=names,
        totals=words.totals(story),
        explained=words.explained(story),
        places={entry["article_id"]: f"article-{place}" for place, entry in enumerate(entries[:ENTRIES], 1)},
        entries=ENTRIES,
        rows=ROWS,
    )
    out.write(page.encode())


def branches(claim: Row) -> Iterator[Branch]:
    """The steps of a claim's tree, each with the number of nested lists that end after it."""
    found = list(words.steps(claim))
    for place, step in enumerate(found):
        after = found[place + 1].depth if place + 1 < len(found) else 0
        yield Branch(step, 0 if step.inner else step.depth - after)
