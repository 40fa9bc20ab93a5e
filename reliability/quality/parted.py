"""Measures of parts of a run's articles, each made where the part is, and of several parts as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, sqrt

import polars as pl

from reliability import drift, records
from reliability.flags import Suites
from reliability.quality import flagged, measures, publishers, retold, themes
from reliability.quality.summary import ARTICLES
from reliability.store import Reader
from reliability.store import quality as tables
from reliability.store.parted import over_frames

Measures = dict[str, pl.DataFrame]

OF_ARTICLES = (
    "abstentions",
    "articles",
    "counts",
    "feature_measures",
    "flag_counts",
    "flag_examples",
    "origins",
    "run_measures",
    "sampled",
    "score_bins",
    "span",
    "table_measures",
    "theme_counts",
)
OF_STORIES = (
    "story_circular",
    "story_conflicts",
    "story_counts",
    "story_measures",
    "story_rows",
    "story_totals",
)
OF_SOURCES = (
    "citations",
    "grades",
    "largest",
    "publisher_bins",
    "publisher_days",
    "publishers",
    "source_measures",
)
"""What rows of one name have to meet for: those of a publisher, or of an outlet that is cited."""

MOST = {
    "articles": ARTICLES,
    "citations": publishers.LINKS,
    "cited": publishers.CITED,
    "flag_examples": flagged.EXAMPLES,
    "largest": measures.PUBLISHERS,
    "publisher_days": publishers.DAYS,
    "publishers": publishers.SHOWN,
    "sampled": drift.SAMPLE,
    "story_circular": retold.EXAMPLES,
    "story_conflicts": retold.EXAMPLES,
    "story_rows": retold.STORIES,
}
ORDER = {
    "citations": ("claims", "publisher", "cited"),
    "cited": ("claims", "source"),
    "publishers": ("articles", "source"),
}
"""By what the first of all are chosen; beside them stands the number of all."""

SAMPLE = "sample"  # the features of `sampled`
PLACES = 2**64


@dataclass(frozen=True)
class Asked:
    """What is measured of a run.

    Args:
        run_id: the run.
        now: the moment as of which it is measured.
        articles: in all, once each.
        read: records that it read as articles.
        rejected: records that were set aside.
    """

    run_id: str
    now: datetime
    articles: int
    read: int
    rejected: int

    def params(self, name: str) -> dict[str, object]:
        """The parameters of a measure."""
        every: dict[str, object] = {"run_id": self.run_id, "since": None, "now": self.now, "latest": None}
        return every | {"read": self.read, "rejected": self.rejected, "most": MOST.get(name, 0)}

    @property
    def last_place(self) -> int:
        """Where about a sample of the run ends: beyond it lie articles that surely are not among its first."""
        wanted = drift.SAMPLE + 10 * sqrt(drift.SAMPLE)
        return PLACES - 1 if wanted >= self.articles else ceil(PLACES * (wanted / self.articles))


def of_articles(store: Reader, asked: Asked, suites: Suites) -> Measures:
    """The measures OF_ARTICLES of a part, and the features of those of its articles that may be in the sample."""
    members = tables.members(store, asked.run_id, None, None)
    if not members.height:
        return {}
    beside = {"feature_measures": {"ranges": measures.ranges()}, "theme_counts": {"themes": themes.codes(suites)}}
    found = {
        name: tables.part(store, name, members, asked.params(name), **beside.get(name, {})) for name in OF_ARTICLES
    }
    found["sampled"] = found["sampled"].filter(pl.col("place") <= asked.last_place)
    found[SAMPLE] = store.query("SELECT * FROM features SEMI JOIN chosen USING (article_id)", chosen=found["sampled"])
    return found


def of_stories(store: Reader, asked: Asked) -> Measures:
    """The measures OF_STORIES of a part that holds whole stories."""
    members = store.query("SELECT DISTINCT article_id FROM story_members")
    return {name: tables.part(store, name, members, asked.params(name)) for name in OF_STORIES}


def of_rejects(store: Reader, asked: Asked) -> Measures:
    """What was set aside of a part."""
    return {"rejects": tables.part(store, "rejects", None, asked.params("rejects"))}


def by_source(store: Reader, asked: Asked) -> Measures:
    """Of a part of the articles, what has to meet what other parts have of the same publisher or outlet."""
    members = tables.members(store, asked.run_id, None, None)
    shown = members.select("source").drop_nulls().unique()
    return {name: tables.part(store, name, members, asked.params(name), shown=shown) for name in OF_SOURCES}


def of_sources(asked: Asked, found: Mapping[str, pl.DataFrame], latest: datetime | None) -> Measures:
    """The measures of some sources, of which everything is there.

    Args:
        asked: what is measured.
        found: what `by_source` gave for all parts, and the tables `gaps`, `months` (see `rhythms`) and `sources`.
        latest: the newest date line of any publisher.
    """
    with over_frames({name: found[name] for name in ("sources", "gaps", "months")}) as store:
        told = {
            name: tables.together(store, name, found[name], asked.params(name))
            for name in OF_SOURCES
            if name != "source_measures"
        }
        told["cited"] = tables.together(store, "cited", found["citations"], asked.params("cited"))
        told["source_rows"] = tables.part(store, "source_rows", None)
        told["source_measures"] = tables.delivered(store, found["source_measures"], latest)
    shown = told["publishers"].select("source")
    for name in ("publisher_bins", "publisher_days"):
        told[name] = told[name].join(shown, on="source", how="semi", maintain_order="left")
    return told


def rhythms(dates: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Gaps and months of the date lines of publishers: see `store.quality.gaps` and `months`."""
    with over_frames({"dates": dates}) as store:
        return tables.gaps(store), tables.months(store)


def together(parts: Iterable[Mapping[str, pl.DataFrame]], asked: Asked) -> Measures:
    """The measures of several parts of articles, stories or rejects as those of one."""
    every: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        for name, frame in part.items():
            every.setdefault(name, []).append(frame)
    joined = {name: pl.concat(frames, how="diagonal_relaxed") for name, frames in every.items()}
    sample = joined.pop(SAMPLE, None)
    with over_frames({}) as store:
        found = {name: tables.together(store, name, frame, asked.params(name)) for name, frame in joined.items()}
    if sample is not None:
        found[SAMPLE] = sample.join(found["sampled"], on="article_id", how="semi")
    return found


def together_by_source(parts: Sequence[Mapping[str, pl.DataFrame]], asked: Asked) -> Measures:
    """The measures of all sources, of those of some: each source was in one of them."""
    every = {name: pl.concat([part[name] for part in parts], how="vertical_relaxed") for name in parts[0]}
    found = {name: _first(every[name], name, [part[name] for part in parts]) for name in ORDER}
    keys = ["source_reliability", "information_credibility"]
    found["grades"] = every["grades"].group_by(keys).agg(pl.col("articles").sum()).sort(keys)
    found["source_measures"] = largest(every["source_measures"])
    shown = found["publishers"].select("source")
    for name in ("publisher_bins", "publisher_days"):
        found[name] = every[name].join(shown, on="source", how="semi", maintain_order="left")
    with over_frames({}) as store:
        for name in ("largest", "source_rows"):
            found[name] = tables.together(store, name, every[name], asked.params(name))
    return found


def largest(delivered: pl.DataFrame) -> pl.DataFrame:
    """Of records.SOURCE_MEASURES those of the publishers with most articles, as many as a run keeps history of."""
    ordered = delivered.sort("articles", "source", descending=[True, False])
    return ordered.head(measures.PUBLISHERS).sort("source")


def no_dates() -> pl.DataFrame:
    """The date lines of publishers where there are none."""
    return pl.DataFrame(schema={"source": pl.String, "published_at": records.TIME, "articles": pl.Int64})


def _first(rows: pl.DataFrame, name: str, parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The first rows of all, by what each part has of its own, with the number of all in `total`."""
    total = sum(int(part["total"][0]) for part in parts if part.height)
    count, *keys = ORDER[name]
    ordered = rows.sort(count, *keys, descending=[True, *[False] * len(keys)])
    return ordered.head(MOST[name]).with_columns(total=pl.lit(total, pl.Int64))
