"""Links -> stories: components into stories and copy groups, and what the articles of each story tell together."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from reliability import records, stories
from reliability.corpus.components import LABELS
from reliability.corpus.linking import LINKS, WORDED
from reliability.corpus.pieces import bucket_of, gather, scatter
from reliability.corpus.telling import stamped
from reliability.corpus.work import WORK, Job, Work
from reliability.engines import Piece
from reliability.parts.markers import Receipt
from reliability.stories import grouping
from reliability.stories.corroboration import ARTICLE_COLUMNS, CLAIM_COLUMNS

MEMBERS, PLACED, TOLD = (f"{WORK}/{name}" for name in ("members", "placed", "told"))
GROUPED = (*grouping.ASKED, "part", "place")
MEMBER = records.STORY_MEMBERS.empty().drop("run_id").with_columns(part=pl.lit(0, pl.Int32), group=pl.lit(0, pl.Int32))


def tell_stories(work: Work) -> None:
    """Group the articles of each component, corroborate what each story claims, and give each article its row."""
    parts = range(work.job.parts)
    work.exchange("groups", _emit_components, parts, _combine_components, parts)
    work.exchange("placed", _emit_members, parts, _combine_placed, parts)
    work.exchange("stories", _emit_said, parts, _combine_said, parts)
    work.exchange("members", _emit_told, parts, _combine_told, parts)


def _emit_components(job: Job, number: int) -> Iterator[Piece]:
    """Articles and links go where their component goes; a link that holds nothing together is of no use there."""
    labels = job.folder.read(LABELS, number)
    articles = job.folder.read(WORDED, number, GROUPED).join(labels, on="place", how="left", maintain_order="left")
    alone = pl.coalesce("component", "place")
    yield from scatter(articles.with_columns(component=alone), bucket_of(alone, job.parts), "articles", number)
    links = job.folder.read(LINKS, number).join(labels, left_on="left_place", right_on="place", maintain_order="left")
    yield from scatter(links, bucket_of(pl.col("component"), job.parts), "links", number)


def _combine_components(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    articles = gather(pieces, "articles", _NO_ARTICLES)
    links = gather(pieces, "links", _NO_LINKS)
    there = articles.select(right_place="place", right_component="component")
    inside = links.join(there, on="right_place", maintain_order="left").filter(
        pl.col("component") == pl.col("right_component")
    )
    found = grouping.group(articles, inside.select("left_id", "right_id", "kind", "score"))
    home = articles.select("article_id", "part")
    members = found.join(home, on="article_id", maintain_order="left").with_columns(group=pl.lit(number, pl.Int32))
    job.folder.write(MEMBERS, number, members.select(MEMBER.columns))
    return {"members": members.height}


def _emit_members(job: Job, number: int) -> Iterator[Piece]:
    yield from scatter(job.folder.read(MEMBERS, number), pl.col("part"), "members", number)


def _combine_placed(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    placed = gather(pieces, "members", MEMBER).filter(pl.col("story_articles") > 1)
    job.folder.write(PLACED, number, placed.select("article_id", "group"))
    return {"members": placed.height}


def _emit_said(job: Job, number: int) -> Iterator[Piece]:
    """What the articles say whose story others tell too, to the bucket of their story."""
    placed = job.folder.read(PLACED, number)
    for table, columns in (("claims", CLAIM_COLUMNS), ("signatures", ARTICLE_COLUMNS)):
        rows = job.folder.read(table, number, columns).join(placed, on="article_id", maintain_order="left")
        yield from scatter(rows.drop("group"), rows["group"], table, number)


def _combine_said(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    members = job.folder.read(MEMBERS, number).drop("group")
    homes = members.select("article_id", "part")
    claims = gather(pieces, "claims", records.CLAIMS.empty().select(CLAIM_COLUMNS))
    signatures = gather(pieces, "signatures", records.SIGNATURES.empty().select(ARTICLE_COLUMNS))
    alone = pl.col("story_articles") == 1
    told, filled = stories.corroborate(members.filter(~alone).drop("part"), claims, signatures)
    job.folder.write("stories", number, stamped(records.STORIES, told, job))
    rows = stamped(records.STORY_MEMBERS, pl.concat([members.filter(alone).drop("part"), filled]), job)
    job.folder.write(TOLD, number, rows.join(homes, on="article_id", maintain_order="left"))
    return {"stories": told.height}


def _emit_told(job: Job, number: int) -> Iterator[Piece]:
    told = job.folder.read(TOLD, number)
    yield from scatter(told.drop("part"), told["part"], "members", number)


def _combine_told(job: Job, number: int, pieces: list[Piece]) -> Receipt:
    members = gather(pieces, "members", records.STORY_MEMBERS.empty()).sort("article_id")
    job.folder.write("story_members", number, members)
    return {"members": members.height}


_ID = {"component": pl.Int64, "part": pl.Int32, "place": pl.Int64}
_NO_ARTICLES = (
    records.SIGNATURES.empty()
    .select(grouping.ASKED)
    .with_columns(pl.lit(None, kind).alias(name) for name, kind in _ID.items())
)
_NO_LINKS = records.STORY_LINKS.empty().with_columns(
    pl.lit(None, pl.Int64).alias(name) for name in ("left_place", "right_place", "component")
)
