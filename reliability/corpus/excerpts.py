"""The few articles that a report shows: read where they are, and put into a store of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from reliability.corpus.measuring import read_measures, write_measures
from reliability.corpus.pieces import bucket_of
from reliability.corpus.reading import current
from reliability.corpus.work import Job, Work
from reliability.parts.markers import Receipt
from reliability.quality.parted import SAMPLE, Measures
from reliability.store import Store

STEP = "excerpts"
TABLES = ("scores", "flags")


def fetch_shown(work: Work, known: Measures) -> list[Measures]:
    """The tables of the articles that measures name: `articles` and TABLES, in portions."""
    ids = pl.DataFrame({"article_id": _named(known)}, schema={"article_id": pl.String}).unique(maintain_order=True)
    placed = ids.with_columns(part=bucket_of(pl.col("article_id"), work.job.parts))
    wanted = {part: rows["article_id"].to_list() for (part,), rows in placed.partition_by("part", as_dict=True).items()}
    numbers = sorted(int(str(part)) for part in wanted)
    work.each(STEP, _Excerpt({number: wanted[number] for number in numbers}), numbers)
    return [read_measures(work.job.folder, STEP, number) for number in numbers]


def put_shown(store: Store, run_id: str, portions: Sequence[Measures], known: Measures) -> None:
    """Put these articles, and the features of the sample, into an empty store."""
    for portion in portions:
        articles = portion["articles"]
        store.add_articles(articles.drop("previous_title", "previous_text"), run_id)
        for name in TABLES:
            store.replace(name, portion[name], run_id, articles["article_id"].to_list())
    if SAMPLE in known:
        store.replace("features", known[SAMPLE], run_id, known[SAMPLE]["article_id"].to_list())


def _named(known: Measures) -> list[str]:
    """The articles that a report shows by name: the first ones, those of examples and of stories."""
    lists = [known[name]["article_id"] for name in ("articles", "flag_examples") if name in known]
    found = [article for ids in lists for article in ids]
    found += known["story_rows"]["first"].to_list()
    for name, told in (("story_conflicts", "values"), ("story_circular", "path")):
        for example in known[name]["example"].to_list():
            found += [row["article_id"] for row in example[told] or []]
    return [article for article in found if article]


@dataclass(frozen=True)
class _Excerpt:
    wanted: Mapping[int, Sequence[str]]

    def __call__(self, job: Job, number: int) -> Receipt:
        ids = pl.col("article_id").is_in(self.wanted[number])
        found = {"articles": current(job, number).filter(ids)}
        found |= {name: job.folder.read(name, number).filter(ids) for name in TABLES}
        write_measures(job.folder, STEP, number, found)
        return {"articles": found["articles"].height}
