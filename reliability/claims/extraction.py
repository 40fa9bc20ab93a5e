"""Articles to claims: spans, then provenance, as rows of `records.CLAIMS`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
import polars as pl

from reliability.claims import gazetteer, provenance
from reliability.claims.attribution import Attribution, words_of
from reliability.claims.model import FAST, load
from reliability.claims.reading import read
from reliability.records import CLAIMS

READ = ("article_id", "text", "title", "publisher", "domain")
"""The columns of articles on which their claims depend."""
_SCHEMA = pl.Schema({name: dtype for name, dtype in CLAIMS.schema.items() if name != "run_id"})


def attributions(text: str, *, model: str = FAST) -> list[Attribution]:
    """Find who says what in a text, in order of the cues. Time is linear in the text's length.

    Args:
        text: any text.
        model: `fast`, `deep`, or the folder of a claims model.
    """
    return next(load(model).attributions([read(text)]))


def extract(articles: pl.DataFrame, *, outlets: Sequence[Mapping[str, Any]] = (), model: str = FAST) -> pl.DataFrame:
    """Find the claims of articles.

    Args:
        articles: rows of `records.ARTICLES`; `article_id` and `text` are needed, `title`, `publisher` and `domain`
            help. A null or empty text has no claims.
        outlets: the user's own outlets (`name`, optionally `domain` and `aliases`), added to the known ones.
        model: `fast`, `deep`, or the folder of a claims model.

    Returns:
        `records.CLAIMS` without `run_id`, in the order of the articles and of the cues in each text.
    """
    known = gazetteer.load(outlets)
    columns: dict[str, list[Any]] = {name: [] for name in _SCHEMA.names()}
    rows = articles.select(name for name in READ if name in articles.columns).filter(pl.col("text") != "")
    readings = map(read, rows["text"])
    for article, found in zip(rows.iter_rows(named=True), load(model).attributions(readings), strict=True):
        text = article["text"]
        origins = provenance.resolve(
            text,
            found,
            publisher=article.get("publisher"),
            domain=article.get("domain"),
            title=article.get("title"),
            gazetteer=known,
        )
        for number, (one, origin) in enumerate(zip(found, origins, strict=True), 1):
            _append(columns, text, one, origin, article_id=article["article_id"], number=number)
    return _frame(columns)


def _frame(columns: dict[str, list[Any]]) -> pl.DataFrame:
    """The claims as a frame; nested columns go through JSON, which is ten times faster than Python lists."""
    return pl.DataFrame(
        [
            pl.Series(name, map(_json, columns[name]), dtype=pl.String).str.json_decode(dtype)
            if isinstance(dtype, pl.List)
            else pl.Series(name, columns[name], dtype=dtype)
            for name, dtype in _SCHEMA.items()
        ]
    )


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _append(
    columns: dict[str, list[Any]],
    text: str,
    one: Attribution,
    origin: provenance.Provenance,
    *,
    article_id: str,
    number: int,
) -> None:
    """Add one claim to the columns."""
    columns["claim_id"].append(f"{article_id}#{number}")
    columns["article_id"].append(article_id)
    columns["quotation"].append(one.quotation)
    for role, spans in (("source", one.source), ("cue", one.cue), ("content", one.content)):
        columns[role].append(spans)
        columns[f"{role}_text"].append(words_of(text, spans))
    columns["via"].append([{"kind": kind, "name": name} for kind, name in origin.via])
    for name in ("origin", "source_type", "hops", "second_hand", "anonymous", "hedged"):
        columns[name].append(getattr(origin, name))
