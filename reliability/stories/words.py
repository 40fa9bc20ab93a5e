"""Texts as one flat array of word numbers, so that counting and hashing need no Python loop over words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
import polars as pl

from reliability import resources

MAX_CHARACTERS = 200_000
MAX_WORD = 40
UNSEEN = 0.001
TOKEN = r"\p{N}+(?:[.,]\p{N}+)*\p{L}*|\p{L}[\p{L}\p{N}]*(?:['’.&][\p{L}\p{N}]+)*|[.!?\n:“\"]"


@dataclass(frozen=True)
class Words:
    """All words of some texts in reading order; sentence marks are left out but set `opening`.

    `article`, `word` and `opening` have one entry per running word: the row of its article, the row of its
    normal form in `vocabulary`, and whether it opens a sentence (or follows a quotation mark or colon).
    `capital` says whether it is written with a capital. `vocabulary` has the columns `word` (lower case, without
    possessive and plural s), `hash`, `share` (share of general news articles that use it), `number`.
    """

    article: npt.NDArray[np.int64]
    word: npt.NDArray[np.int64]
    opening: npt.NDArray[np.bool_]
    capital: npt.NDArray[np.bool_]
    vocabulary: pl.DataFrame


@cache
def background() -> pl.DataFrame:
    """Words of general news English with the `share` of articles that use them (`lexicon/background.txt`)."""
    pairs = [line.rsplit(" ", 1) for line in resources.lexicon("stories/background")]
    return pl.DataFrame(
        {"word": [word for word, _ in pairs], "share": [float(share) for _, share in pairs]},
        schema={"word": pl.String, "share": pl.Float64},
    )


def read(texts: pl.Series) -> Words:
    """Split `texts` (strings, null for none) into words. Looks at the first 200,000 characters of each."""
    tokens = texts.fill_null("").str.slice(0, MAX_CHARACTERS).str.extract_all(TOKEN)
    article = np.repeat(np.arange(len(texts), dtype=np.int64), tokens.list.len().to_numpy())
    flat = tokens.explode(empty_as_null=False, keep_nulls=False)
    hashes = flat.hash(seed=0).to_numpy()
    _, first, written = np.unique(hashes, return_index=True, return_inverse=True)
    forms = _forms(flat.gather(first))
    normal = forms["word"].unique(maintain_order=True)
    vocabulary = _describe(normal)
    place = forms.join(vocabulary.with_row_index("place"), on="word", how="left", maintain_order="left")
    mark = forms["mark"].to_numpy()[written]
    opening = np.ones(len(flat), dtype=np.bool_)
    opening[1:] = mark[:-1] | (article[1:] != article[:-1])
    keep = ~mark
    return Words(
        article[keep],
        place["place"].to_numpy().astype(np.int64)[written][keep],
        opening[keep],
        forms["capital"].to_numpy()[written][keep],
        vocabulary,
    )


def _forms(written: pl.Series) -> pl.DataFrame:
    """Normal form of each distinct written form: `written` -> `word`, `capital`, `mark`."""
    word = pl.col("written").str.slice(0, MAX_WORD).str.to_lowercase().str.replace_all("’", "'", literal=True)
    plain = (
        word.str.replace(r"'s?$", "")
        .str.replace_all(".", "", literal=True)
        .str.replace(r"^(\p{L}{3,})ies$", "${1}y")
        .str.replace(r"^(\p{L}{2,}[^siu\d])s$", "${1}")
    )
    is_number = pl.col("written").str.contains(r"^\p{N}")
    return pl.DataFrame({"written": written}).select(
        word=pl.when(is_number).then(word.str.replace_all(",", "", literal=True)).otherwise(plain),
        capital=pl.col("written").str.contains(r"^\p{Lu}"),
        mark=pl.col("written").str.contains(r"^[.!?\n:“\"]"),
    )


def _describe(normal: pl.Series) -> pl.DataFrame:
    known = background()
    return (
        pl.DataFrame({"word": normal})
        .join(known, on="word", how="left", maintain_order="left")
        .with_columns(
            hash=pl.Series([crc32(word.encode()) for word in normal.to_list()], dtype=pl.UInt64),
            share=pl.col("share").fill_null(UNSEEN),
            number=pl.col("word").str.contains(r"^\p{N}"),
        )
    )
