"""Links new articles to the stored ones, and makes anew the stories that they touch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from reliability import records, stories
from reliability.store import Linked, Store, never_linked, unlinked
from reliability.stories import copies, events, grouping

BATCH = 30_000  # new articles that are linked at a time
SLICE = 20_000  # articles of neighbouring days that are compared at a time
PAIRS = 50_000  # pairs whose wording is compared at a time
STORY_ROWS = 5_000  # articles whose claims are compared at a time
WINDOW = timedelta(days=events.WINDOW_DAYS)


def relink(store: Store, run_id: str, *, others: bool = True) -> Iterator[int]:
    """Bring the new articles of a database into its stories, a batch at a time; yields how many each batch had.

    Others may link articles between two batches. Members of a story that is as it was keep their `run_id`, so that one
    sees whose scores are older than their story.
    Only the stories that a new article touches are made anew; the result is that of linking all articles at once,
    as long as no telling word is shared by more than 200 articles of four days or a MinHash value by more than 100.

    Args:
        store: the open store.
        run_id: the run that links.
        others: whether to link new articles of other runs too, such as one that was stopped.
    """
    before = records.STORY_MEMBERS.empty()
    if never_linked(store):
        before = store.table("story_members")
        store.replace_all("story_members", before.clear(), run_id)
        store.replace_all("stories", records.STORIES.empty(), run_id)
    while batch := unlinked(store, BATCH, None if others else run_id):
        yield _link(store, batch, before, run_id)


def _link(store: Store, batch: list[str], before: pl.DataFrame, run_id: str) -> int:
    linked = Linked(store, batch)
    old, new = _compared(linked, batch)
    key = ["left_id", "right_id", "kind", "score"]
    gone, added = old.join(new, on=key, how="anti"), new.join(old, on=key, how="anti")
    parted = store.table("story_members", [*gone["left_id"], *gone["right_id"]])
    store.change_links(gone, added, run_id)
    seeds = [*batch, *parted["article_id"], *added["left_id"], *added["right_id"]]
    articles = linked.reached(seeds, grouping.SAME_EVENT)
    ids = articles["article_id"].to_list()
    after = grouping.group(articles, linked.within(ids))
    held = store.table("story_members", ids)
    fresh = after.join(_unchanged(after, held), on="story_id", how="anti", maintain_order="left")
    known = pl.concat([parted, held, before.filter(pl.col("article_id").is_in(ids))])
    known = known.unique("article_id", keep="first", maintain_order=True)
    gone_stories = known.join(after, on="story_id", how="anti")["story_id"].unique().to_list()
    as_before = _unchanged(fresh, known)
    _tell(store, fresh.join(as_before, on="story_id", how="anti", maintain_order="left"), gone_stories, run_id)
    same = fresh.join(as_before, on="story_id", how="semi", maintain_order="left")
    if before.is_empty():  # else their stories are not told yet either
        store.put_back(known.join(same, on="article_id", how="semi", maintain_order="left"))
        return len(batch)
    teller = known.group_by("story_id").agg(pl.col("run_id").min().alias("_teller"))
    for (told_by,), members in same.join(teller, on="story_id").partition_by("_teller", as_dict=True).items():
        _tell(store, members.drop("_teller"), [], str(told_by))  # dropped and found the same: scores of it still hold
    return len(batch)


def _compared(linked: Linked, batch: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The stored links that a batch puts in question, and the links that there are now in their stead."""
    theirs = linked.of(batch)
    held = theirs.filter(pl.col("kind") == copies.SAME)
    alike = linked.same_wording([*batch, *held["left_id"], *held["right_id"]])
    days = alike.filter(pl.col("article_id").is_in(batch))["day"].unique()
    near_old, near = _of_events(linked, days)
    same_old, same = _same(linked, alike["article_id"].to_list()), copies.same_links(alike)
    firsts = alike["article_id"].filter(~alike["article_id"].is_in(same["right_id"].implode()))
    anew = firsts.filter(firsts.is_in([*batch, *same_old["right_id"]]))
    displaced = same_old["left_id"].filter(~same_old["left_id"].is_in(firsts.implode()))
    copy_old = linked.of([*anew, *displaced]).filter(pl.col("kind") == copies.COPY)
    fresh = linked.worded(anew.to_list())
    looked = copies.look_alike(fresh, linked.first_wordings(fresh))
    pairs = pl.concat([looked, _near(linked, near, anew, same)]).unique(maintain_order=True)
    found = (
        copies.copy_links(portion, linked.worded([*portion["left_id"], *portion["right_id"]]))
        for portion in pairs.iter_slices(PAIRS)
    )
    old = pl.concat([theirs, near_old, same_old, copy_old]).unique(["left_id", "right_id", "kind"])
    return old, pl.concat([near, same, *found])


def _of_events(linked: Linked, days: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The stored and the present links between articles about one event that articles of these days can change."""
    nothing = records.STORY_LINKS.empty().drop("run_id")
    old, new = [nothing], [nothing]
    for first, last in _slices(linked.days(), days):
        old.append(linked.of_days(first, last))
        new.append(events.event_links(linked.signed(first, last + WINDOW), (first, last)))
    return pl.concat(old), pl.concat(new)


def _same(linked: Linked, ids: list[str]) -> pl.DataFrame:
    return linked.of(ids).filter(pl.col("kind") == copies.SAME)


def _near(linked: Linked, near: pl.DataFrame, anew: pl.Series, same: pl.DataFrame) -> pl.DataFrame:
    """Pairs of articles about one event that may be copies: one is compared anew, neither repeats an earlier one."""
    asked = near.filter(pl.col("left_id").is_in(anew.implode()) | pl.col("right_id").is_in(anew.implode()))
    stored = _same(linked, [*asked["left_id"], *asked["right_id"]])["right_id"]
    repeats = pl.concat([same["right_id"], stored.filter(~stored.is_in(anew.implode()))]).implode()
    return asked.filter(~pl.col("left_id").is_in(repeats) & ~pl.col("right_id").is_in(repeats)).select(
        "left_id", "right_id"
    )


def _slices(counts: pl.DataFrame, days: pl.Series) -> Iterator[tuple[date, date]]:
    """The days whose articles may be linked to those of `days`, as the earlier ones: runs of about SLICE articles."""
    back = pl.concat([days - timedelta(days=gap) for gap in range(events.WINDOW_DAYS + 1)]).unique()
    here = counts.filter(pl.col("day").is_in(back.implode()))
    run = (pl.col("day").diff() > WINDOW).fill_null(False).cum_sum()
    part = here.with_columns(run=run, part=pl.col("articles").cum_sum().floordiv(SLICE))
    ends = part.group_by("run", "part", maintain_order=True).agg(first=pl.col("day").min(), last=pl.col("day").max())
    return ends.select("first", "last").iter_rows()


def _unchanged(after: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The story_id of stories that have the same members, copies and credits as before.

    The number of articles tells that one has gone: the row of a revised article is dropped before it is linked.
    """
    member = pl.concat_str(
        "article_id", "copy_group", pl.col("credit").fill_null(""), "story_articles", separator="\x1f"
    )
    keys = [f.group_by("story_id").agg(member.sort().str.join("\x1e").alias("members")) for f in (after, before)]
    return keys[0].join(keys[1], on=["story_id", "members"], how="semi").select("story_id")


def _tell(store: Store, members: pl.DataFrame, gone: list[str], run_id: str) -> None:
    """Store the members of whole stories, and what the articles of each story tell together."""
    alone = pl.col("story_articles") == 1
    told, filled = [records.STORIES.empty().drop("run_id")], [members.filter(alone)]
    for batch in _whole_stories(members.filter(~alone)):
        ids = batch["article_id"].to_list()
        found = stories.corroborate(batch, store.table("claims", ids), store.table("signatures", ids))
        told.append(found[0])
        filled.append(found[1])
    store.replace("stories", pl.concat(told), run_id, [*gone, *members["story_id"].unique()])
    store.replace("story_members", pl.concat(filled), run_id, members["article_id"].to_list())


def _whole_stories(members: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Batches of about STORY_ROWS members that never cut a story in two."""
    ordered = members.sort("story_id", "article_id")
    sizes = ordered.group_by("story_id", maintain_order=True).len()
    batches = sizes.with_columns((pl.col("len").cum_sum() // STORY_ROWS).alias("batch")).drop("len")
    for part in ordered.join(batches, on="story_id", maintain_order="left").partition_by("batch", maintain_order=True):
        yield part.drop("batch")
