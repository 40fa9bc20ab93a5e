"""From articles and ratings to an audit of how models are made: the path as far as features, then `scoring.audit`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

import polars as pl

from reliability import __version__, features, learning, records
from reliability.config import Config, cores
from reliability.intake import Progress
from reliability.learning.training import check_enough, check_splits
from reliability.readers import Intake
from reliability.scoring import audit as room

CHUNK = 250  # articles whose features are computed at a time


def audit(
    read: Callable[[], Iterable[Intake]],
    labels: learning.Labels,
    config: Config,
    *,
    splits: Sequence[str] = (),
    plan: room.Plan = room.FULL,
    seed: int = 0,
    made: dict[str, Any] | None = None,
    progress: Progress,
) -> dict[str, Any]:
    """Audit the model-making procedure on labelled articles: it is refitted again and again, always on other owners.

    Args:
        read: opens the articles; called twice, first to draw the sample, then to read it.
        labels: of publishers, with their owners and leans where known.
        config: the settings in force.
        splits: only publishers of these splits, or all.
        plan: how much to do.
        seed: of every draw.
        made: what to say of where the data come from.
        progress: called as work goes on.

    Returns:
        What `scoring.audit.KEYS` tells. The same data, settings and seed give the same figures.

    Raises:
        ReliabilityError: no label fits an article, a split is unknown, or there is too little to hold some back.
    """
    check_splits(labels, splits)
    if splits:
        labels = replace(labels, sources=labels.sources.filter(pl.col("split").is_in(list(splits))))
    sizes: Counter[str] = Counter()
    sampled = learning.sample(_counting(read(), sizes), labels, cap=plan.cap)
    check_enough(sampled)
    kept = _kept(read(), sampled, progress)
    found = learning.inputs(_slices(kept), sampled, config, progress)
    themes = {feature.name: feature.theme for feature in features.catalogue()}
    material = room.prepare(found, sampled, _about(kept, sizes), themes, plan=plan, seed=seed)
    attacked = _attacked(kept, room.targets(material), config, progress)
    done = room.measured(
        material,
        attacked,
        workers=config["workers"] or cores(),
        progress=lambda share: progress("audit", share, len(material.sample.source)),
    )
    said = {"version": __version__, "claims_model": config["claims_model"], "splits": list(splits)}
    return {"schema": done.pop("schema"), "made": said | (made or {}) | {"digest": _digest(kept, sampled)}} | done


def _counting(intakes: Iterable[Intake], sizes: Counter[str]) -> Iterator[Intake]:
    """The same, while `sizes` counts the articles of each domain."""
    for intake in intakes:
        sizes.update(domain for domain in intake.articles["domain"] if domain)
        yield intake


def _kept(intakes: Iterable[Intake], sampled: pl.DataFrame, progress: Progress) -> pl.DataFrame:
    """The sampled articles in the order of their ids, each once."""
    wanted = sampled["article_id"].implode()
    parts = []
    number = 0
    for intake in intakes:
        parts.append(intake.articles.filter(pl.col("article_id").is_in(wanted)))
        number += parts[-1].height
        progress("read", min(number / sampled.height, 1.0), number)
    return pl.concat(parts).unique("article_id", keep="first", maintain_order=True).sort("article_id")


def _slices(articles: pl.DataFrame) -> Iterator[Intake]:
    for part in articles.iter_slices(CHUNK):
        yield Intake(part, records.REJECTS.empty(), None)


def _about(articles: pl.DataFrame, sizes: Counter[str]) -> pl.DataFrame:
    """What the audit knows of each article, and no model sees."""
    size = pl.Series("size", [sizes.get(domain, 1) for domain in articles["domain"]], dtype=pl.Int64)
    return articles.select(
        "article_id",
        pl.concat_str(pl.col("title").fill_null(""), pl.lit("\n"), pl.col("text")).alias("text"),
        pl.col("section").alias("topic"),
        pl.col("published_at").dt.year().cast(pl.String).alias("year"),
        size,
    )


def _attacked(articles: pl.DataFrame, chosen: Sequence[str], config: Config, progress: Progress) -> pl.DataFrame:
    """Features of the chosen articles as they are and under each rewriting rule, with `original` and `rule`."""
    rows = []
    for row in articles.filter(pl.col("article_id").is_in(list(chosen))).iter_rows(named=True):
        forms = {room.AS_IT_WAS: (row["title"] or "", row["text"])}
        for rule, (title, text) in (forms | room.rewritten(row["title"] or "", row["text"])).items():
            name = f"{rule}\x1f{row['article_id']}"
            rows.append(row | {"article_id": name, "title": title if row["title"] else None, "text": text})
    frame = pl.DataFrame(rows, schema=articles.schema)
    shown: Progress = lambda stage, share, number: progress("rewrite", share, number)  # noqa: E731
    found = learning.inputs(_slices(frame), frame.select("article_id"), config, shown)
    parts = pl.col("article_id").str.splitn("\x1f", 2)
    return found.with_columns(rule=parts.struct.field("field_0"), original=parts.struct.field("field_1"))


def _digest(articles: pl.DataFrame, sampled: pl.DataFrame) -> str:
    """A digest of everything that the figures depend on, beside the program: it says whether data are the same."""
    digest = sha256()
    known = articles.select("article_id", "title", "text").join(sampled, on="article_id", how="inner")
    for row in known.sort("article_id").iter_rows():
        digest.update(repr(row).encode())
    return digest.hexdigest()
