"""Stories: listed, found by what a person knows of one, and told with their articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import polars as pl

from reliability.errors import ReliabilityError, counted
from reliability.store.lookup import find_article
from reliability.store.reading import Reader
from reliability.store.session import ids_frame
from reliability.store.sql import query

ROWS = 5_000
FITTING = 1_000  # articles that words of a title may fit
SHOWN = 5  # stories that an error lists
HEADLINE = 60  # characters
FEW = 100  # articles of a story that are looked up one by one


def stories(store: Reader, ids: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
    """Yield these stories in their order, or all, the largest first.

    Yields:
        records.STORIES without run_id. At least one frame, be it empty.
    """
    if ids is None:
        ids = store.query("SELECT story_id FROM stories ORDER BY len(articles) DESC, story_id")["story_id"].to_list()
    for start in range(0, max(len(ids), 1), ROWS):
        yield store.table("stories", ids[start : start + ROWS]).drop("run_id")


def listed_stories(
    store: Reader,
    *,
    since: datetime | None = None,
    source: str | None = None,
    least: int = 2,
    conflicts: bool = False,
    circular: bool = False,
    newest: bool = False,
) -> pl.DataFrame:
    """Stories in short, the largest first.

    Args:
        store: an open store.
        since: only those of which an article appeared then or later; where none has a date, the day it was read counts.
        source: only those that a publisher has whose name or domain this is a part of, whatever its case.
        least: only those of so many articles.
        conflicts: only those with a conflict.
        circular: only those with circular reporting.
        newest: those with the newest article first instead.

    Returns:
        story_id; title, publisher and published_at of the first article; newest (when the last one appeared);
        articles, copies, independent_origins, conflicts and circular as numbers.
    """
    params = {
        "since": since,
        "source": source,
        "least": least,
        "conflicts": conflicts,
        "circular": circular,
        "newest": newest,
    }
    return store.query(query("stories/listed"), params)


def find_story(store: Reader, key: str) -> str:
    """The id of the story that `key` names: by an article of it, as `find_article` finds articles.

    Words that fit several articles name a story where all these articles belong to it.

    Raises:
        ReliabilityError: no article fits, those that fit tell several stories, or their story was never looked for.
    """
    wanted = key.strip()
    found = store.query(query("find_article"), {"key": wanted, "limit": FITTING}) if wanted else pl.DataFrame()
    if not found.height:
        find_article(store, key)  # which says that there is none, and which ones are near
    told = store.query(query("stories/of_articles"), ids=ids_frame(found["article_id"].to_list()))
    if not told.height:
        raise ReliabilityError(f"The story of '{wanted}' is not known yet.", "Run `reliability score` on the article.")
    if told.height > 1:
        some = "at least " if found.height == FITTING else ""
        raise ReliabilityError(
            f"'{wanted}' fits {some}{counted(told.height, 'story', 'stories')}: {_listed(told)}.",
            "Give the id of the one you mean, or more words of a headline.",
        )
    return str(told["story_id"][0])


def story_articles(store: Reader, story_id: str) -> pl.DataFrame:
    """The articles of a story in order of time, copies after their original.

    Returns:
        article_id, url, publisher, title, published_at, copy_group, is_original, credit, independent_origins,
        conflicts, score, low, high, abstained, information_credibility.
    """
    told = store.rows("SELECT article_id FROM story_members WHERE story_id = $story_id", {"story_id": story_id})
    named = {f"id_{number}": row["article_id"] for number, row in enumerate(told)} if len(told) <= FEW else {}
    ids = ", ".join(f"${name}" for name in named) or "SELECT article_id FROM members"
    return store.query(query("stories/members").replace("$ids", ids), {"story_id": story_id, **named})


def carriers(store: Reader, ids: Sequence[str]) -> pl.DataFrame:
    """Through or from which outlets and platforms these articles have claims: article_id, name, claims."""
    return store.query(query("stories/carriers"), ids=ids_frame(ids))


def relays(store: Reader, ids: Sequence[str]) -> dict[str, str]:
    """By which feed of somebody else these articles were handed on, of those that were."""
    return dict(store.query(query("stories/relays"), ids=ids_frame(ids)).iter_rows())


def with_origins(store: Reader, results: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Rows of `Reader.results` with `independent_origins`: how many corroborate each; null where it is alone."""
    for chunk in results:
        members = store.table("story_members", chunk["article_id"].to_list()).filter(pl.col("story_articles") > 1)
        told = members.select("article_id", "independent_origins")
        yield chunk.join(told, on="article_id", how="left", maintain_order="left")


def corroborated(store: Reader, run_id: str) -> int:
    """How many articles of a run have a claim behind which two or more independent origins stand."""
    return int(store.query(query("stories/corroborated"), {"run_id": run_id}).item())


def _listed(told: pl.DataFrame) -> str:
    names = [
        f"{row['story_id']} ({_short(row['title'] or 'no title')}, {counted(row['articles'], 'article')})"
        for row in told.head(SHOWN).to_dicts()
    ]
    return "; ".join(names) + ("; ..." if told.height > SHOWN else "")


def _short(title: str) -> str:
    plain = " ".join(title.split())
    return plain if len(plain) <= HEADLINE else f"{plain[: HEADLINE - 3]}..."
