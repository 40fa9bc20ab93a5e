"""Which words the publisher's own voice uses: shares of common words, and the mean of word vectors.

What counts are lower-case words outside quotation marks, and those that open a sentence. Names, numbers, the
publisher's own name, remains of pages and names of political camps do not, nor words that follow the topic or the
year rather than the writer. `benchmarks/fit_wording.py` chooses the words and learns the vectors, without ratings.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reliability import resources
from reliability.features.patterns import QUOTED
from reliability.records import SENSE, WORD

LONGEST = 30_000
"""Characters of a text that are read; the manner of writing shows long before."""

STEADY = 300
"""Words of usual text that are added to each article's own: what a short text happens to say tells little."""

NPZ = "wording.npz"

_OPENING = r"(^|\n\s*|[.!?:][”’')\]]*\s+)([A-Z])([a-z' ])"  # the first word of a sentence
_TOKEN = r"\x01?[A-Za-z][A-Za-z'\-]*"

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Vocabulary:
    """What is known of words; arrays over `words`.

    `idf` is the inverse document frequency, `vectors` (words x senses) holds word vectors times that, with the
    directions left out that follow topics and years. The first `common` words are counted one by one; `share` is how
    often they are used, `mean` the mean vector, and `weight` what one word of a text weighs in it, all of them usual.
    """

    words: tuple[str, ...]
    common: int
    idf: Vectors
    vectors: Vectors
    share: Vectors
    mean: Vectors
    weight: float


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    with np.load(resources.PACKAGE / "features" / "lexicon" / NPZ, allow_pickle=False) as stored:
        vectors = stored["vectors"].astype(np.float32) * stored["scale"]
        words = tuple(str(word) for word in stored["words"])
        share, mean = (stored[name].astype(np.float32) for name in ("share", "mean"))
        idf, weight = stored["idf"].astype(np.float32), float(stored["weight"])
        return Vocabulary(words, int(stored["common"]), idf, vectors, share, mean, weight)


def columns() -> list[str]:
    """Names of the columns of `wording`, in order."""
    known = vocabulary()
    words = [f"{WORD}{word}" for word in known.words[: known.common]]
    return words + [f"{SENSE}{number:02}" for number in range(1, known.vectors.shape[1] + 1)]


def wording(articles: pl.DataFrame) -> pl.DataFrame:
    """How often each article uses each common word, and the mean vector of all its words.

    Args:
        articles: records.ARTICLES; `text` is needed, `publisher` and `domain` may be missing.

    Returns:
        `article_id`, `word:<word>` (share of the words, 0..1, drawn to the usual one) and `sense:<number>`, Float32,
        one row per article in order; null for an article without words of its own.
    """
    known = vocabulary()
    counted, total = counts(articles)
    place = pl.DataFrame({"word": known.words, "place": np.arange(len(known.words))})
    found = counted.join(place, on="word", how="inner", maintain_order="left")
    row, column = found["row"].to_numpy(), found["place"].to_numpy()
    number = found["count"].to_numpy().astype(np.float32)
    values = np.zeros((articles.height, known.common + known.vectors.shape[1]), dtype=np.float32)
    one_by_one = column < known.common
    values[row[one_by_one], column[one_by_one]] = number[one_by_one]
    values[:, : known.common] += STEADY * known.share
    values[:, : known.common] /= (total + STEADY)[:, None]
    times = np.log1p(number)
    sums = _sums(row, times[:, None] * known.vectors[column], times * known.idf[column], len(total))
    usual = STEADY * known.weight
    values[:, known.common :] = (sums[:, :-1] + usual * known.mean) / (sums[:, -1:] + usual)
    values[total == 0] = np.nan
    frame = pl.DataFrame(values, schema=dict.fromkeys(columns(), pl.Float32)).fill_nan(None)
    return pl.concat([articles.select("article_id"), frame], how="horizontal")


def counts(articles: pl.DataFrame) -> tuple[pl.DataFrame, NDArray[np.int64]]:
    """The publisher's own words: `row`, `word` (lower case) and `count`; and how many words each article has in all.

    Names count in the whole but are no words here, and neither are words of the publisher's own name.
    """
    own = pl.col("text").fill_null("").str.head(LONGEST).str.replace_all("[\x00-\x09\x0b-\x1f]", " ")
    marked = own.str.replace_all(QUOTED, " ").str.replace_all("’", "'").str.replace_all(_OPENING, "${1}\x01${2}${3}")
    tokens = (
        articles.select(token=marked.str.extract_all(_TOKEN))
        .with_row_index("row")
        .explode("token")
        .drop_nulls("token")
        .group_by("row", "token")
        .len("count")
    )
    total = np.zeros(articles.height, dtype=np.int64)
    sums = tokens.group_by("row").agg(pl.col("count").sum())
    total[sums["row"].to_numpy()] = sums["count"].to_numpy()
    word = pl.col("token").str.strip_chars("\x01").str.to_lowercase().str.strip_chars("'-")
    counted = (
        tokens.filter(~pl.col("token").str.contains("^[A-Z]"))
        .select("row", word.alias("word"), "count")
        .join(_named(articles), on=["row", "word"], how="anti")
        .group_by("row", "word")
        .agg(pl.col("count").sum())
        .sort("row", "word")
    )
    return counted, total


def _named(articles: pl.DataFrame) -> pl.DataFrame:
    """The words of each publisher's name and domain: `row`, `word`."""
    given = [pl.col(name).fill_null("") for name in ("publisher", "domain") if name in articles.columns]
    name = pl.concat_str(given, separator=" ") if given else pl.lit("")
    return (
        articles.select(word=name.str.to_lowercase().str.extract_all("[a-z]+"))
        .with_row_index("row")
        .explode("word")
        .drop_nulls("word")
        .unique()
    )


def _sums(row: NDArray[np.int64], vectors: Vectors, weight: Vectors, articles: int) -> Vectors:
    """The sums of vectors, and of weights in the last column, by row; rows are sorted."""
    sums = np.zeros((articles, vectors.shape[1] + 1), dtype=np.float32)
    if len(row):
        starts = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
        sums[row[starts]] = np.add.reduceat(np.column_stack([vectors, weight]), starts, axis=0)
    return sums
