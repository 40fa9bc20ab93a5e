"""What stands for a text in the index of claims: its telling words, and pairs of its common ones."""

from __future__ import annotations

import numpy as np
import polars as pl

from reliability.stories import words

COMMON = 0.25
"""Share of general news articles from which on a word tells nothing on its own."""

PAIRED = np.uint64(0x9E3779B1)  # 2**32 divided by the golden ratio: spreads the first word over the digest


def terms(texts: pl.Series) -> pl.DataFrame:
    """The terms of some texts (strings, null for none), each once a text, in no order.

    A term is the digest of a word in its normal form that fewer than a quarter of news articles use, or of two commoner
    words in a row: so "we will not do it" is found too. Different terms may have one digest: a search compares words.

    Returns:
        text (UInt32, the row in `texts`), term (UInt32).
    """
    read = words.read(texts)
    digest = read.vocabulary["hash"].to_numpy()[read.word]
    common = (read.vocabulary["share"].to_numpy() >= COMMON)[read.word]
    paired = common[:-1] & common[1:] & (read.article[:-1] == read.article[1:])
    pairs = (digest[:-1] * PAIRED + digest[1:])[paired]
    text = np.concatenate([read.article[~common], read.article[:-1][paired]])
    term = np.concatenate([digest[~common], pairs]) & np.uint64(0xFFFFFFFF)
    found = pl.DataFrame({"text": text.astype(np.uint32), "term": term.astype(np.uint32)})
    return found.unique()
