"""Labels from CSV files: what raters say of publishers, and what fact checkers or reviewers say of single articles."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from reliability import records
from reliability.addresses import normalised
from reliability.errors import ReliabilityError
from reliability.ratings import Cells, Scale, reject, rows, shown
from reliability.readers.domains import host_of

SOURCES = {"source": pl.String, "rating": pl.Float64, "owner_group": pl.String, "lean": pl.String, "split": pl.String}
ARTICLES = {"article_id": pl.String, "url": pl.String, "label": pl.Float64}

ARTICLE_KEYS = ("article_id", "id", "url")
SOURCE_KEYS = ("domain", "source")
ARTICLE_VALUES, SOURCE_VALUES = ("label", "rating"), ("rating", "label")

WORDS = {
    **dict.fromkeys(("true", "yes", "reliable", "credible", "trusted", "real"), 1.0),
    **dict.fromkeys(("false", "no", "unreliable", "not credible", "untrusted", "fake"), 0.0),
    "mixed": 0.5,
}
"""What a word is worth as a label, on every scale."""

_BESIDE = ("owner_group", "lean", "split")


@dataclass(frozen=True)
class Labels:
    """What is known of publishers and of single articles.

    Attributes:
        sources: source (a host as articles have it in `domain`), rating 0..1, owner_group, lean, split; each once.
        articles: article_id or url (as `readers.domains.normalised` makes it), label 0..1; each once.
        rejects: records.REJECTS of the rows that were set aside.
    """

    sources: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SOURCES))
    articles: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ARTICLES))
    rejects: pl.DataFrame = field(default_factory=records.REJECTS.empty)

    def __or__(self, other: Labels) -> Labels:
        """Both; where they label the same, `self` counts."""
        return Labels(
            pl.concat([self.sources, other.sources]).unique("source", keep="first", maintain_order=True),
            pl.concat([self.articles, other.articles]).unique(("article_id", "url"), keep="first", maintain_order=True),
            pl.concat([self.rejects, other.rejects]),
        )


@dataclass(frozen=True)
class _Columns:
    """Which columns of a file say what: the key, its label, and what is known beside it."""

    key: str
    value: str
    beside: tuple[str, ...]

    @property
    def of_articles(self) -> bool:
        return self.key in ARTICLE_KEYS


def read_labels(path: Path, scale: Scale, column: str | None = None) -> Labels:
    """Read a file of labels.

    Args:
        path: a CSV file with a header. With a column `article_id`, `id` or `url` it labels articles, by `label`, else
            `rating`; without, and with `domain` or `source`, it labels publishers, by `rating`, else `label`.
            `owner_group`, `lean` and `split` of publishers are read along.
        scale: what the labels are given in; the words of WORDS count on every scale.
        column: the column of the labels, where it has another name.

    Raises:
        ReliabilityError: the file cannot be read, a column is missing, or no row is usable.
    """
    found: dict[str, dict[str, Any]] = {}
    rejects = []
    chosen: list[_Columns] = []

    def choose(header: Sequence[str]) -> Sequence[str]:
        chosen.append(_columns(path, header, column))
        return (chosen[0].key, chosen[0].value, *chosen[0].beside)

    for number, row in rows(path, choose):
        try:
            if isinstance(row, csv.Error):
                raise ValueError(f"The row is no valid CSV: {row}.")
            entry = _entry(row, chosen[0], scale)
            if entry["key"] in found:
                raise ValueError(f"An earlier row labels {entry['key'][:60]} already.")
            found[entry["key"]] = entry
        except ValueError as reason:
            rejects.append(reject(path, number, row, reason))
    if not found:
        first = f" The first row was set aside: {rejects[0]['reason']}" if rejects else ""
        raise ReliabilityError(f"{path} holds no usable label.{first}", "Check the columns and --scale.")
    aside = records.REJECTS.frame(rejects)
    if chosen[0].of_articles:
        return Labels(articles=pl.DataFrame(list(found.values()), schema=ARTICLES), rejects=aside)
    return Labels(sources=pl.DataFrame(list(found.values()), schema=SOURCES), rejects=aside)


def _columns(path: Path, header: Sequence[str], column: str | None) -> _Columns:
    if column is not None and column not in header:
        raise ReliabilityError(f"{path} has no column '{column}'.", f"Its columns: {shown(header)}.")
    key = next((name for name in (*ARTICLE_KEYS, *SOURCE_KEYS) if name in header and name != column), None)
    if key is None:
        raise ReliabilityError(
            f"{path} has no column that names a publisher or an article; its columns: {shown(header)}.",
            "Publishers need the columns `domain` and `rating`, articles `article_id` or `url` and `label`.",
        )
    values = ARTICLE_VALUES if key in ARTICLE_KEYS else SOURCE_VALUES
    value = column or next((name for name in values if name in header), None)
    if value is None:
        raise ReliabilityError(
            f"{path} has no column '{values[0]}'; its columns: {shown(header)}.", "Name the labels' by --column."
        )
    return _Columns(key, value, tuple(name for name in _BESIDE if name in header and key in SOURCE_KEYS))


def _entry(row: Cells, columns: _Columns, scale: Scale) -> dict[str, Any]:
    """A row as SOURCES or ARTICLES has it, with its `key`."""
    cell = row[columns.key].strip()
    if not cell:
        raise ValueError(f"There is no {columns.key}.")
    value = _value(row[columns.value], scale)
    if columns.of_articles:
        key = "url" if columns.key == "url" else "article_id"
        name = normalised(cell) if key == "url" else cell
        return {"key": name, "article_id": None, "url": None, "label": value} | {key: name}
    host = host_of(cell)
    if host is None:
        raise ValueError(f"'{cell[:60]}' is no domain.")
    beside = {name: row[name].strip() or None for name in columns.beside}
    owner = beside.get("owner_group") or host
    return {"key": host, "source": host, "rating": value, "lean": None, "split": None} | beside | {"owner_group": owner}


def _value(cell: str, scale: Scale) -> float:
    word = " ".join(cell.lower().split())
    return WORDS[word] if word in WORDS else scale.rating(cell)
