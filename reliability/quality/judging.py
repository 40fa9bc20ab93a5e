"""Findings about a slice: those that its run stored; of other articles, or a run that measured nothing, judged anew."""

from __future__ import annotations

import polars as pl

from reliability import flags
from reliability.quality import themes
from reliability.quality.slices import Slice
from reliability.records import THEME_MEASURES
from reliability.store import Reader
from reliability.store import quality as tables

OF_ARTICLES = ("theme", "source")


def findings_of(
    store: Reader, cut: Slice, suites: flags.Suites, counted: pl.DataFrame, delivered: pl.DataFrame
) -> pl.DataFrame:
    """records.FINDINGS without run_id about a slice, by what they are about.

    What is found in themes and publishers is about the articles of the slice. What is found in tables, features and
    the run is about all that the run saw, so that it is left out where one publisher is looked at.

    Args:
        store: an open store.
        cut: the slice.
        suites: the expectations in force.
        counted: what `themes.counts` gives for it.
        delivered: records.SOURCE_MEASURES.
    """
    stored = tables.recorded(store, "findings", cut.run_id).drop("run_id")
    if cut.whole and tables.recorded(store, "quality_measures", cut.run_id).height:
        return stored
    here = delivered.join(cut.members.select("source").unique(), on="source", how="semi", maintain_order="left")
    measured = {
        THEME_MEASURES.name: themes.measures(counted, cut.articles, tables.nothing_measured()),
        "source_measures": here,
    }
    found = flags.find(measured, suites)
    if cut.source is not None:
        return found
    return pl.concat([found, stored.filter(~pl.col("about").is_in(OF_ARTICLES))])
