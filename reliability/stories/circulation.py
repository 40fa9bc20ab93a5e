"""Circular reporting over a whole database: the same claim that comes back, and who leans on whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import polars as pl

from reliability import records
from reliability.stories import names, sameness
from reliability.stories.circles import LONGEST_CLAIM, Citation, circles, found, path
from reliability.stories.names import OUTLET

FEWEST = 3  # outlets that lead to one root: two that cite a third are everyday work
LEAST_WORDS = 6  # "the news" is told everywhere
MOST = 1000  # circles and diamonds that are told
CLAIM_COLUMNS = ("article_id", "claim_id", "quotation", "content_text", "origin", "source_type", "via", "anonymous")


def circulating(claims: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Claims of any story and time that go round in a circle of outlets, or all lead to one outlet.

    That two newspapers cite each other over the years is no circle: only citations for one and the same claim are
    followed, and its wordings are told apart as within a story. A claim that somebody says by name is on record, and
    its relays are none of a doubtful root. Takes time about linear in the citations.

    Returns the fields of `records.CIRCULAR` as columns: circles first, each kind in order of its first date; at most
    1000.

    Args:
        claims: `records.CLAIMS`.
        articles: `article_id`, `publisher` and `published_at`.
    """
    cited = _citing(claims, articles).filter(pl.col("content_text").str.count_matches(r"\S+") >= LEAST_WORDS)
    if cited.is_empty():
        return _rows([])
    label: list[int] = sameness.compare(cited.with_columns(story_id=pl.lit(""))).label.tolist()
    themes: dict[int, list[tuple[Citation, str, bool]]] = {}
    rows = cited.select(
        "outlet", "cites", "article_id", "claim_id", "published_at", "content_text", "named"
    ).iter_rows()
    for theme, (outlet, cites, article, claim, when, content, named) in zip(label, rows, strict=True):
        way = [outlet, *reversed(cites)]
        for one, other in pairwise(way):
            step = Citation(one, other, article, claim, when)
            themes.setdefault(theme, []).append((step, content or "", named))
    rings, diamonds = [], []
    for told in themes.values():
        content = max((content for _, content, _ in told), key=lambda text: (len(text), text))[:LONGEST_CLAIM]
        rings += [found("circle", content, None, way) for way in circles([step for step, _, _ in told])]
        unnamed = [step for step, _, named in told if not named]
        diamonds += [found("diamond", content, root, way) for root, way in _diamonds_of_citations(unnamed)]
    return _rows([row for kind in (rings, diamonds) for row in sorted(kind, key=_first)][:MOST])


def joined(portions: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """What `circulating` found in portions of claims that overlap: what is in two of them once, as it is longest."""
    rows = pl.concat([_rows([]), *portions]).with_columns(steps=pl.col("path").list.len())
    best = rows.sort("steps", descending=True, maintain_order=True).unique(["kind", "claim", "root"], keep="first")
    first = pl.col("path").list.first().struct.field("published_at")
    return best.sort("kind", first, "claim", nulls_last=True).drop("steps").head(MOST)


def _rows(told: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    frame = records.STORIES.frame([{"circular": list(told)}]).select(pl.col("circular").explode())
    return frame.drop_nulls().unnest("circular")


def leaning(claims: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Which outlet cites which, and how often that one cites it in return.

    Returns outlet, cites, claims, articles, back (claims the other way round), first and last (dates), the most claims
    first. The arguments are those of `circulating`.
    """
    cited = _citing(claims, articles).with_columns(cites=pl.col("cites").list.last())
    pairs = (
        cited.group_by("outlet", "cites")
        .agg(
            claims=pl.len(),
            articles=pl.col("article_id").n_unique(),
            first=pl.col("published_at").min(),
            last=pl.col("published_at").max(),
        )
        .with_columns(pl.col("outlet", "cites").str.strip_prefix(OUTLET))
    )
    back = pairs.select(outlet="cites", cites="outlet", back="claims")
    return (
        pairs.join(back, on=["outlet", "cites"], how="left")
        .with_columns(pl.col("back").fill_null(0))
        .select("outlet", "cites", "claims", "articles", "back", "first", "last")
        .sort("claims", "outlet", "cites", descending=[True, False, False])
    )


def _citing(claims: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Claims that are from another outlet, with the place of the own one (`outlet`) and of those cited (`cites`)."""
    steps = pl.col("via").list.eval(
        pl.element().struct.field("name").filter(pl.element().struct.field("kind") == "outlet").drop_nulls()
    )
    own = pl.when(pl.col("source_type") == "media_outlet").then(pl.concat_list("origin")).otherwise(pl.lit([]))
    given = (
        claims.select(CLAIM_COLUMNS)
        .with_columns(given=pl.concat_list(own.list.drop_nulls(), steps.fill_null([])))
        .filter(pl.col("given").list.len() > 0)
        .join(articles.select("article_id", "publisher", "published_at"), on="article_id")
        .filter(pl.col("publisher").is_not_null())
    )
    publishers = {name: OUTLET + name for name in given["publisher"].unique()}
    cited = {name for of in given["given"].to_list() for name in of if names.is_outlet(name)}
    place = names.places(publishers, cited)
    ways = [
        [place[name] for name in of if name in place and place[name] != OUTLET + publisher]
        for of, publisher in given.select("given", "publisher").iter_rows()
    ]
    known = pl.col("origin").is_not_null() & pl.col("source_type").is_in(["person", "organisation", "government"])
    return given.with_columns(
        outlet=OUTLET + pl.col("publisher"),
        cites=pl.Series(ways, dtype=pl.List(pl.String)),
        named=known & ~pl.col("anonymous").fill_null(False),
    ).filter(pl.col("cites").list.len() > 0)


def _diamonds_of_citations(cited: Sequence[Citation]) -> list[tuple[str, list[Citation]]]:
    """Outlets that others cite for the claim and that cite nobody for it, with all that lead to them."""
    behind: dict[str, list[Citation]] = {}
    for step in cited:
        behind.setdefault(step.cites, []).append(step)
    told = []
    for root in sorted(behind.keys() - {step.outlet for step in cited}):
        seen, queue, steps = {root}, [root], []
        while queue:
            for step in behind.get(queue.pop(), ()):
                steps.append(step)
                if step.outlet not in seen:
                    seen.add(step.outlet)
                    queue.append(step.outlet)
        if len({step.article for step in steps}) >= FEWEST <= len(seen) - 1:
            told.append((root.removeprefix(OUTLET), path(steps)))
    return told


def _first(row: Mapping[str, Any]) -> tuple[str, str]:
    """The first date of a path, and the claim."""
    return str(row["path"][0]["published_at"] or "9999"), row["claim"]
