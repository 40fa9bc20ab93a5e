"""Great Expectations' own pages on the articles of a report, for those who are used to them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from reliability import flags, rulebook
from reliability.config import Config
from reliability.errors import ReliabilityError
from reliability.quality.measures import measure
from reliability.quality.slices import cut
from reliability.records import ARTICLES
from reliability.store import Reader

ROWS = 20_000  # articles that are judged once more for the pages, which takes about 10 s
KEEP = 10  # runs that stay in a folder of pages


def data_docs(store: Reader, settings: Config, of: Mapping[str, Any], folder: Path, keep: int = KEEP) -> Path:
    """Judge the articles of a report once more, and what was measured of its run, and write the result as Data Docs.

    Of more than 20,000 articles every second (third, ...) is judged, as the pages say: the database has all flags.

    Args:
        store: an open store.
        settings: the settings in force, which name the suites.
        of: the `slice` of the report: run, since, source.
        folder: where the pages go: new, empty, or one with the pages of earlier runs.
        keep: runs that stay in the folder.

    Returns:
        The page to open first.

    Raises:
        ReliabilityError: the folder holds something else, a suite does not fit, or the articles were scored by a
            version that did not compute what the suites judge.
    """
    suites = rulebook.suites(settings)
    chosen = cut(store, of["run"], of["since"], of["source"])
    every = max(-(-chosen.articles // ROWS), 1)
    ids = chosen.members["article_id"].gather_every(every).to_list()
    tables = {name: store.table(name, ids) for name in ("features", "scores")}
    check_features(tables["features"], suites)
    tables["articles"] = pl.concat([articles.drop("text") for articles in store.articles(ids)] or [_NONE])
    if chosen.whole:
        tables |= measure(store, chosen.run_id, int(chosen.run["articles"] or 0), suites, chosen.now)
    parts = (chosen.run_id, of["since"] and f"since {of['since']}", of["source"])
    return flags.data_docs(tables, suites, folder, " ".join(filter(None, parts)), every=every, keep=keep)


def check_features(stored: pl.DataFrame, suites: flags.Suites) -> None:
    """Refuse stored features that lack what the suites judge.

    Raises:
        ReliabilityError: a column is missing.
    """
    needed = (name for entry in suites.entries if entry.table == "features" for name in entry.columns)
    if missing := [name for name in needed if name not in stored.columns]:
        raise ReliabilityError(
            f"The articles were scored by an earlier version, which did not compute '{missing[0]}'.",
            "Score them again with this version, then ask for the pages.",
        )


_NONE = pl.DataFrame(schema={name: dtype for name, dtype in ARTICLES.schema.items() if name != "text"})
