"""Inputs of baselines and probes: standardised arrays, one-hot codes, word counts, and ridge on source means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from reliability.scoring.inputs import Matrix
from reliability.scoring.sample import Sample

CLIP = 4.0  # standard deviations
ALPHAS = tuple(10.0**power for power in range(-3, 5))
VOCABULARY = 20_000
LONGEST_TEXT = 20_000
RARE = 5
"""Words in fewer articles are left out, where there are some hundred articles."""


def standardised(train: Matrix, test: Matrix) -> tuple[Matrix, Matrix]:
    """Both arrays with missing values at the training median, and mean 0 and deviation 1 over the training rows."""
    known = np.isfinite(train).any(axis=0)
    median = np.zeros(train.shape[1])
    median[known] = np.nanmedian(train[:, known], axis=0)
    filled = [np.where(np.isfinite(values), values, median) for values in (train, test)]
    mean, scale = filled[0].mean(axis=0), filled[0].std(axis=0)
    scale[scale < 1e-12] = 1.0
    first, second = (np.clip((values - mean) / scale, -CLIP, CLIP) for values in filled)
    return first, second


def one_hot(values: Sequence[str | None]) -> Matrix:
    """A column per value that occurs; a missing one is a value of its own."""
    codes = np.unique([value or "" for value in values], return_inverse=True)[1]
    return np.eye(int(codes.max()) + 1)[codes] if len(codes) else np.zeros((0, 0))


def bins(values: Matrix, count: int) -> Matrix:
    """A column per bin of equal size, so that a linear probe can follow any shape."""
    edges = np.unique(np.quantile(values, np.linspace(0, 1, count + 1)[1:-1]))
    return np.eye(len(edges) + 1)[np.searchsorted(edges, values)]


def word_counts(texts: Sequence[str]) -> Any:
    """A sparse array of articles x words: how often each of the commonest words occurs, on a log scale."""
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(
        token_pattern=r"(?u)\b[^\W\d_]{2,}\b",
        max_features=VOCABULARY,
        min_df=RARE if len(texts) >= 40 * RARE else 1,
        dtype=np.float64,
    )
    found = counter.fit_transform(text[:LONGEST_TEXT] for text in texts)
    found.data = 1.0 + np.log(found.data)
    return found


def tf_idf(train: Any, test: Any) -> tuple[Any, Any]:
    """Both arrays of `word_counts` weighted by the rareness of words in training, rows of length 1."""
    from sklearn.feature_extraction.text import TfidfTransformer

    weigh = TfidfTransformer().fit(train)
    return weigh.transform(train), weigh.transform(test)


def source_means(values: Any, sample: Sample) -> Matrix:
    """The mean of the rows of each source that has articles, in the order of the sources' numbers."""
    from scipy.sparse import csr_array

    present, place = np.unique(sample.source, return_inverse=True)
    share = 1.0 / np.bincount(place)[place]
    means = csr_array((share, (place, np.arange(len(place)))), shape=(len(present), len(place))) @ values
    return np.asarray(means.toarray() if hasattr(means, "toarray") else means)


def source_targets(sample: Sample) -> Matrix:
    """The mean target of the articles of each source: its rating, where none has a label of its own; NaN for none."""
    return sample.means(sample.target)


def ridge_on_means(train: Any, sample: Sample, test: Any) -> Matrix:
    """Ratings of the test rows, 0..1, by ridge regression of the sources' ratings on their mean rows.

    The penalty is chosen by leave-one-source-out error.

    Args:
        train: the training articles' rows, dense or sparse.
        sample: of the training articles.
        test: rows to predict.
    """
    from sklearn.linear_model import RidgeCV

    present, articles = np.unique(sample.source, return_counts=True)
    model = RidgeCV(alphas=ALPHAS).fit(
        source_means(train, sample), source_targets(sample)[present], sample_weight=np.sqrt(articles)
    )
    return np.clip(np.asarray(test @ model.coef_ + model.intercept_, dtype=np.float64), 0.0, 1.0)
