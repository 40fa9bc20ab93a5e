"""Flags by code, each with a few examples: the sentence around the place that it points at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reliability.claims.tokens import tokenise
from reliability.flags import Entry
from reliability.quality.slices import Slice
from reliability.quality.themes import trend
from reliability.store import Reader
from reliability.store import quality as tables

EXAMPLES = 3
AROUND = 1_000  # characters of the text in which the sentence is looked for
BESIDE, MARKED = 130, 160  # characters that are shown
HEADLINE = 300
CHUNK = 100

_BLANK = re.compile(r"\s+")


def by_code(store: Reader, cut: Slice, entries: Mapping[str, Entry], past: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows `flags` of a report: worst and most frequent first.

    Args:
        store: an open store.
        cut: what the report is about.
        entries: the expectations in force, by code; a flag of an earlier one is known by its code alone.
        past: run_id, at, subject, measure, value of codes over the last runs; empty where there is no trend.
    """
    found = tables.totals(store, "flag_counts", cut.members)
    examples = _examples(store, cut)
    rows = []
    for row in found.to_dicts():
        entry = entries.get(row["code"])
        rows.append(
            {
                "code": row["code"],
                "name": entry.name if entry else row["code"],
                "theme": entry.suite if entry else "",
                "severity": row["severity"],
                "articles": row["articles"],
                "share": row["articles"] / max(cut.articles, 1),
                "why": entry.why if entry else "",
                "action": entry.action if entry else "",
                "trend": trend(past.filter(pl.col("subject") == row["code"]), ("share",)),
                "examples": examples.get(row["code"], []),
            }
        )
    return rows


def _examples(store: Reader, cut: Slice) -> dict[str, list[dict[str, Any]]]:
    chosen = tables.totals(store, "flag_examples", cut.members, {"most": EXAMPLES})
    ids = chosen["article_id"].unique(maintain_order=True).to_list()
    texts: dict[str, dict[str, Any]] = {}
    for articles in store.articles(ids, CHUNK):
        flags = chosen.join(articles.select("article_id"), on="article_id", how="semi")
        told = articles.select("article_id", "title", "url", "text")
        for row in flags.join(told, on="article_id", maintain_order="left").to_dicts():
            texts[f"{row['code']} {row['article_id']}"] = _example(row)
    found: dict[str, list[dict[str, Any]]] = {}
    for code, article in chosen.select("code", "article_id").iter_rows():
        if example := texts.get(f"{code} {article}"):
            found.setdefault(code, []).append(example)
    return found


def _example(row: Mapping[str, Any]) -> dict[str, Any]:
    before, marked, after = around(row["text"] or "", row["spans"] or [])
    named = {name: row[name] for name in ("article_id", "title", "source", "url", "message")}
    named["title"] = headline(row["title"])
    return {**named, "before": before, "marked": marked, "after": after}


def headline(title: str | None) -> str | None:
    """A headline on one line, cut where it is none."""
    return None if title is None else _beginning(_line(title).strip(), HEADLINE)


def around(text: str, spans: Sequence[Sequence[int]]) -> tuple[str, str, str]:
    """The sentence around the first place in a text: what is before, the place, what is after, each cut to a line.

    All three are empty without a place. Line breaks and control characters become spaces.

    Example:

        >>> around("It rained. The dam, he said, holds. It is old.", [[15, 18]])
        ('The ', 'dam', ', he said, holds.')
    """
    if not spans:
        return "", "", ""
    start, end = spans[0][0], spans[0][1]
    first = max(start - AROUND, 0)
    window = text[first : end + AROUND]
    left, right = _sentence(window, start - first, end - first)
    before, marked, after = (
        window[left : start - first],
        window[start - first : end - first],
        window[end - first : right],
    )
    return _ending(_line(before)), _beginning(_line(marked), MARKED), _beginning(_line(after), BESIDE)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """From the start of the sentence that `start` lies in to the end of the one that `end` lies in."""
    tokens = tokenise(text)
    starts = [tokens.starts[place] for place in tokens.sentences if place < len(tokens.starts)]
    left = max((place for place in starts if place <= start), default=0)
    right = min((place for place in starts if place >= max(end, start + 1)), default=len(text))
    return left, max(end, start + len(text[start:right].rstrip()))


def _line(text: str) -> str:
    return _BLANK.sub(" ", "".join(char if char.isprintable() else " " for char in text))


def _beginning(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _ending(text: str) -> str:
    return text if len(text) <= BESIDE else "… " + text[-BESIDE:].split(" ", 1)[-1]
