"""Write `reliability/stories/lexicon/background.txt`: how common each word is in general news.

Run: `python benchmarks/stories_background.py ARTICLES.parquet` (columns `text`, `split`; only `train` is counted).
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import polars as pl

from reliability.stories import words

TARGET = Path(__file__).resolve().parents[1] / "reliability/stories/lexicon/background.txt"
LEAST = 60
HEADER = """# Words of English-language news and the share of articles that use them at least once.
# Why: a name or word that few articles use tells more about an event; small inputs cannot tell this themselves.
# Counted on {articles} articles of 2012-2020 by benchmarks/stories_background.py; words in fewer than {least} of
# them are left out.
# A word is in lower case, without possessive and plural s. Format: word share.
"""


def main(path: str) -> None:
    """Count article frequencies of words in the training split of `path`."""
    texts = pl.read_parquet(path, columns=["text", "split"]).filter(pl.col("split") == "train")["text"]
    counts = []
    for start in range(0, len(texts), 1000):
        read = words.read(texts[start : start + 1000])
        size = len(read.vocabulary)
        pairs = np.unique(read.article * size + read.word)
        counts.append(read.vocabulary.select("word", count=pl.Series(np.bincount(pairs % size, minlength=size))))
    total = (
        pl.concat(counts)
        .group_by("word")
        .agg(pl.col("count").sum())
        .filter(pl.col("count") >= LEAST)
        .sort("count", "word", descending=[True, False])
    )
    lines = [f"{word} {count / len(texts):.3g}" for word, count in total.iter_rows()]
    TARGET.write_text(HEADER.format(articles=len(texts), least=LEAST) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words of {len(texts)} articles")


if __name__ == "__main__":
    main(sys.argv[1])
