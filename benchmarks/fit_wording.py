"""Choose the words whose use is counted and learn the directions of their vectors.

    python benchmarks/fit_wording.py VECTORS.npz

Reads `sources/articles.parquet` of the data and the word vectors that `fit_claims.py vectors` wrote; writes
`reliability/features/lexicon/wording.npz`. No rating is looked at. About a minute on one core.

- Words one by one: those that most publishers' articles use, without those of `not_wording.txt` and those of which
  topic explains more than 5 % or year more than 2.5 % of the variance within publishers.
- Vectors: of the 8,000 commonest words, times their inverse document frequency. Directions of which topic or year
  explain more than 15 % of the variance of articles within publishers are projected out (nuisance attribute
  projection, Solomonoff et al. 2005).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.linalg import eigh

from reliability import resources
from reliability.features.wording import NPZ, counts

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "data" / "sources"
LEXICON = resources.PACKAGE / "features" / "lexicon" / NPZ
CAP = 200  # articles of a publisher
COMMON, ALL, CANDIDATES = 800, 8_000, 2_500
TOPIC, YEAR, DIRECTION = 0.05, 0.025, 0.15
FEWEST = 20  # articles of a topic or year
CLIP = 0.999

Matrix = NDArray[np.float64]
Codes = NDArray[np.int64]


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=Path, help="vectors.npz of fit_claims.py")
    parser.add_argument("--sources", type=Path, default=SOURCES)
    parser.add_argument("--out", type=Path, default=LEXICON)
    options = parser.parse_args()
    articles = sampled(options.sources / "articles.parquet")
    with np.load(options.vectors, allow_pickle=False) as stored:
        vectors = dict(zip(map(str, stored["words"]), stored["vectors"].astype(np.float64), strict=True))
    counted, total = counts(articles)
    known = ranked(counted, articles, vectors)
    table = shares(counted, total, known[:CANDIDATES])
    publisher, topic, year = (codes(articles[name]) for name in ("domain", "topic", "year"))
    free = (explained(table, topic, publisher) <= TOPIC) & (explained(table, year, publisher) <= YEAR)
    common = [word for word, kept in zip(known, free, strict=False) if kept][:COMMON]
    words = common + [word for word in known[:ALL] if word not in set(common)]
    senses, idf = directions(counted, words, vectors, publisher=publisher, nuisances=(topic, year))
    share, mean, weight = usual(counted, total, words, senses, idf)
    scale = (np.abs(senses).max(axis=0) / 127).astype(np.float32)
    stored_senses = np.rint(senses / scale).astype(np.int8)
    np.savez_compressed(
        options.out,
        words=np.array(words),
        common=np.array(COMMON),
        idf=idf.astype(np.float32),
        vectors=stored_senses,
        scale=scale,
        share=share,
        mean=mean,
        weight=np.array(weight),
    )
    print(f"{COMMON} common words of {len(words)}, {senses.shape[1]} directions, {options.out.stat().st_size} bytes")


def sampled(path: Path) -> pl.DataFrame:
    """At most CAP articles of each publisher."""
    wanted = pl.read_parquet(path, columns=["id", "domain", "publisher", "text", "topic", "published_at"])
    order = np.random.default_rng(0).permutation(wanted.height)
    ordered = wanted.sort("id").with_columns(order=pl.Series(order), year=pl.col("published_at").str.head(4))
    return (
        ordered.filter(pl.col("order").rank("ordinal").over("domain") <= CAP)
        .drop_nulls("domain")
        .rename({"id": "article_id"})
    )


def ranked(counted: pl.DataFrame, articles: pl.DataFrame, vectors: dict[str, Matrix]) -> list[str]:
    """Words that have a vector and may count, by the mean over publishers of the share of articles that use them."""
    unwanted = resources.lexicon("features/not_wording")
    owner = articles.select("domain").with_row_index("row")
    sizes = owner.group_by("domain").len("articles")
    used = (
        counted.filter(pl.col("word").is_in(list(vectors)) & ~pl.col("word").is_in(unwanted))
        .join(owner, on="row")
        .group_by("domain", "word")
        .len("using")
        .join(sizes, on="domain")
    )
    share = used.group_by("word").agg((pl.col("using") / pl.col("articles")).sum().alias("share"))
    return share.sort(["share", "word"], descending=[True, False])["word"].to_list()


def shares(counted: pl.DataFrame, total: Codes, words: list[str]) -> Matrix:
    """Share of each word in each article, clipped and standardised."""
    place = pl.DataFrame({"word": words, "place": np.arange(len(words))})
    found = counted.join(place, on="word")
    table = np.zeros((len(total), len(words)))
    table[found["row"].to_numpy(), found["place"].to_numpy()] = found["count"].to_numpy()
    table /= np.maximum(total, 1)[:, None]
    table = np.minimum(table, np.quantile(table, CLIP, axis=0))
    return np.asarray((table - table.mean(axis=0)) / np.maximum(table.std(axis=0), 1e-12))


def codes(labels: pl.Series) -> Codes:
    """Labels as numbers; missing ones are one label."""
    return np.unique(labels.fill_null("none").to_numpy(), return_inverse=True)[1].astype(np.int64)


def within(table: Matrix, publisher: Codes) -> Matrix:
    """Each row less the mean of its publisher's rows."""
    return table - means(table, publisher)[publisher]


def means(table: Matrix, group: Codes) -> Matrix:
    """The mean row of each group."""
    sums = np.zeros((int(group.max()) + 1, table.shape[1]))
    np.add.at(sums, group, table)
    return np.asarray(sums / np.maximum(np.bincount(group), 1)[:, None])


def large(group: Codes) -> NDArray[np.bool_]:
    """Which groups have enough articles."""
    return np.bincount(group) >= FEWEST


def explained(table: Matrix, group: Codes, publisher: Codes) -> Matrix:
    """Adjusted share of the variance within publishers that groups explain, by column."""
    kept = large(group)[group]
    rows, group = within(table, publisher)[kept], np.unique(group[kept], return_inverse=True)[1].astype(np.int64)
    middle, size = means(rows, group), np.bincount(group)
    between = (size[:, None] * (middle - rows.mean(axis=0)) ** 2).sum(axis=0)
    whole = np.maximum(((rows - rows.mean(axis=0)) ** 2).sum(axis=0), 1e-12)
    return np.asarray(1 - (1 - between / whole) * (len(rows) - 1) / (len(rows) - len(size)))


def directions(
    counted: pl.DataFrame,
    words: list[str],
    vectors: dict[str, Matrix],
    *,
    publisher: Codes,
    nuisances: tuple[Codes, ...],
) -> tuple[Matrix, Matrix]:
    """Word vectors times inverse document frequency, along directions that topics and years say little of."""
    articles = len(publisher)
    table = np.stack([vectors[word] for word in words])
    table -= table.mean(axis=0)
    place = pl.DataFrame({"word": words, "place": np.arange(len(words))})
    found = counted.join(place, on="word").sort("row")
    row, column = found["row"].to_numpy(), found["place"].to_numpy()
    weight = np.log1p(found["count"].to_numpy())
    idf = np.log(articles / (np.bincount(column, minlength=len(words)) + 1))
    sums = np.zeros((articles, table.shape[1]))
    for start in range(0, len(row), 500_000):
        part = slice(start, start + 500_000)
        np.add.at(sums, row[part], (weight[part] * idf[column[part]])[:, None] * table[column[part]])
    norm = np.bincount(row, weight * idf[column], minlength=articles)
    inside = within(sums / np.maximum(norm, 1e-6)[:, None], publisher)
    scatter = np.zeros((table.shape[1],) * 2)
    for group in nuisances:
        size, middle = np.bincount(group), means(inside, group)
        kept = large(group)
        scatter += (middle[kept] * size[kept, None]).T @ middle[kept] / size[kept].sum()
    whole = inside.T @ inside / articles
    share, basis = eigh(scatter, whole + 1e-6 * np.trace(whole) * np.eye(len(whole)))
    return idf[:, None] * (table @ basis[:, share < DIRECTION]), idf


def usual(
    counted: pl.DataFrame, total: Codes, words: list[str], senses: Matrix, idf: Matrix
) -> tuple[Matrix, Matrix, float]:
    """Mean share of each common word, mean of the articles' vectors, and mean weight of one word of a text."""
    place = pl.DataFrame({"word": words, "place": np.arange(len(words))})
    found = counted.join(place, on="word").sort("row")
    row, column, number = (found[name].to_numpy() for name in ("row", "place", "count"))
    share = np.zeros(len(words))
    np.add.at(share, column, number / np.maximum(total, 1)[row])
    times = np.log1p(number)
    norm = np.bincount(row, times * idf[column], minlength=len(total))
    mean = np.zeros(senses.shape[1])
    for start in range(0, len(row), 500_000):
        part = slice(start, start + 500_000)
        mean += (times[part] / np.maximum(norm, 1e-6)[row[part]]) @ senses[column[part]]
    return share[:COMMON] / len(total), mean / len(total), float(norm.sum() / total.sum())


if __name__ == "__main__":
    main()
