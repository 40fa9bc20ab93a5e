"""Which articles to learn from: those with a label of their own or of their publisher, so many of each publisher."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import polars as pl

from reliability.addresses import normalised
from reliability.errors import ReliabilityError
from reliability.learning.labels import Labels
from reliability.readers import Intake
from reliability.readers.domains import domain_of

CAP = 200  # articles of one publisher: more of the same teach nothing about others

SAMPLE = {
    "article_id": pl.String,
    "source": pl.String,
    "rating": pl.Float64,
    "label": pl.Float64,
    "owner_group": pl.String,
    "split": pl.String,
    "lean": pl.String,
}


def sample(intakes: Iterable[Intake], labels: Labels, *, cap: int = CAP) -> pl.DataFrame:
    """Draw the articles to learn from or to measure on.

    Args:
        intakes: what a reader yields; an id that comes twice counts once.
        labels: of publishers, of articles, or of both.
        cap: articles of one publisher, at most: those with a label of their own first, then by a digest of the id.

    Returns:
        One row per article: article_id, source, rating (of its publisher, or null), label (its own, or null),
        owner_group, split, lean. At least one of rating and label is there. The source is the host that was rated,
        else the article's domain or publisher, else the article stands for itself.

    Raises:
        ReliabilityError: no article has a label.
    """
    parts = [_labelled(intake.articles, labels) for intake in intakes]
    found = pl.concat(parts or [pl.DataFrame(schema=SAMPLE)]).unique("article_id", keep="first", maintain_order=True)
    if not found.height:
        raise ReliabilityError(
            "No label fits an article.",
            "`domain` must be that of the articles, `article_id` their id, and `url` their address.",
        )
    digests = [blake2b(article.encode(), digest_size=8).hexdigest() for article in found["article_id"]]
    drawn = found.with_columns(pl.Series("digest", digests, dtype=pl.String))
    ordered = drawn.sort(pl.col("label").is_null(), "digest")
    return ordered.group_by("source", maintain_order=True).head(cap).select(*SAMPLE)


def _labelled(articles: pl.DataFrame, labels: Labels) -> pl.DataFrame:
    """The articles that have a label, in the columns of SAMPLE."""
    heads = articles.select("article_id", "url", "domain", "publisher").with_columns(
        url=pl.Series([normalised(url) if url else None for url in articles["url"]], dtype=pl.String)
    )
    # A rating of example.com is one of news.example.com too, unless that host has its own.
    hosts = heads.select(pl.col("domain").drop_nulls().unique()).with_columns(source=pl.col("domain"))
    within = [domain_of(host) for host in hosts["domain"]]
    rated = hosts.join(labels.sources.select("source"), on="source", how="semi")
    wider = hosts.with_columns(pl.Series("source", within, dtype=pl.String)).join(rated, on="domain", how="anti")
    rated = pl.concat([rated, wider.join(labels.sources.select("source"), on="source", how="semi")])
    own = labels.articles
    by_id = own.drop_nulls("article_id").select("article_id", by_id="label")
    by_url = own.drop_nulls("url").select("url", by_url="label")
    joined = (
        heads.join(rated, on="domain", how="left", maintain_order="left")
        .join(labels.sources, on="source", how="left", maintain_order="left")
        .join(by_id, on="article_id", how="left", maintain_order="left")
        .join(by_url, on="url", how="left", maintain_order="left")
        .with_columns(
            source=pl.coalesce("source", "domain", "publisher", "article_id"), label=pl.coalesce("by_id", "by_url")
        )
    )
    labelled = joined.filter(pl.col("rating").is_not_null() | pl.col("label").is_not_null())
    return labelled.with_columns(owner_group=pl.coalesce("owner_group", "source")).select(*SAMPLE)
