"""Stories: articles about one event."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import polars as pl
from fastapi import Path, Query, Request, Response
from pydantic import Field, create_model

from reliability import records, store
from reliability.records import Column
from reliability.web.api import _paging as paging
from reliability.web.api import _rows as rows
from reliability.web.api._kinds import Moment, Text, Yes
from reliability.web.api._route import noun
from reliability.web.desk import AtDesk
from reliability.web.problems import Refused
from reliability.web.who import Reader

_COUNTS = ("articles", "copies", "independent_origins", "conflicts", "circular")
IN_SHORT = rows.model(
    "StoryInShort",
    "A story in short: its first article, when the last one appeared, and numbers.",
    [
        *rows.pick(records.STORIES, "story_id"),
        *rows.pick(records.ARTICLES, "title", "publisher", "published_at"),
        Column("newest", records.TIME, "When its last article appeared.", "UTC"),
        *(Column(name, pl.Int64, f"How many {name.replace('_', ' ')}.", "count") for name in _COUNTS),
    ],
    certain=("story_id",),
)
TELLER = rows.model(
    "StoryArticle",
    "An article of a story.",
    [
        *rows.pick(records.ARTICLES, "article_id", "url", "publisher", "title", "published_at"),
        *rows.pick(records.STORY_MEMBERS, "copy_group", "is_original", "independent_origins", "conflicts"),
        *rows.pick(records.SCORES, "score", "low", "high", "abstained", "information_credibility"),
    ],
    certain=("article_id",),
)
WHOLE: Any = create_model(
    "StoryWithArticles",
    __doc__="A story and its articles.",
    story=(rows.of_table("Story", records.STORIES), Field(description="As a line of `reliability stories`.")),
    articles=(rows.many(TELLER), Field(description="Its articles in the order of time, copies after their original.")),
)

router = noun("stories")


@router.get("/stories", response_model=rows.listing("Stories", "stories", IN_SHORT))
def stories(
    request: Request,
    desk: AtDesk,
    user: Reader,
    since: Annotated[Moment | None, Query(description="An article of it appeared then or later.")] = None,
    source: Annotated[Text | None, Query(description="Part of the name or domain of one of its publishers.")] = None,
    least: Annotated[int, Query(ge=2, le=1_000_000, description="Articles that it has at least.")] = 2,
    conflicts: Annotated[Yes, Query(description="Only those with a conflict.")] = False,
    circular: Annotated[Yes, Query(description="Only those with circular reporting.")] = False,
    after: paging.After = None,
    limit: paging.Limit = paging.MOST,
) -> Response:
    """Stories of two articles or more, those with the newest article first."""
    key = paging.read(request, after, datetime, str)
    found = store.stories_page(
        desk.store,
        limit + 1,
        key,
        since=since,
        source=source or None,
        least=least,
        conflicts=conflicts,
        circular=circular,
    )
    return paging.page(request, "stories", found.to_dicts(), limit, ["newest", "story_id"])


@router.get("/stories/{story_id:path}", response_model=WHOLE)
def story(
    story_id: Annotated[str, Path(description="Its id, percent-encoded as one segment.")], desk: AtDesk, user: Reader
) -> Response:
    """A story with what its articles say alike and otherwise, how its claims travelled, and its articles."""
    found = desk.store.table("stories", [story_id])
    if not found.height:
        raise Refused("not-found", f"There is no story '{story_id[:200]}'; an id is that of its first article.")
    told = store.story_articles(desk.store, story_id)
    return rows.json({"story": found.drop("run_id").row(0, named=True), "articles": told.to_dicts()})
