"""What a model has to beat: shortcuts that know almost nothing, and the best known content-only stack.

Each predicts the sources' ratings by ridge regression on the means over a source's articles (`ridge_on_means`); each is
fitted and tested on the same rounds as the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reliability.scoring.audit.designs import one_hot, ridge_on_means, source_targets, standardised, tf_idf, word_counts
from reliability.scoring.audit.material import Material
from reliability.scoring.estimator import WORDING
from reliability.scoring.heldout import Method, Prediction
from reliability.scoring.inputs import Matrix
from reliability.scoring.sample import Sample


@dataclass(frozen=True)
class Baseline:
    """A method with what it looks at, in words."""

    name: str
    what: str
    method: Method


def baselines(material: Material) -> list[Baseline]:
    """The baselines that the material allows: no topic or lean without such labels."""
    words = _Rows(material, word_counts(material.texts))
    lengths = np.log1p([len(text.split()) for text in material.texts])
    hand = [number for number, theme in enumerate(material.themes) if theme != WORDING]
    found = [
        Baseline("constant", "the mean rating, for every article", _constant),
        Baseline("length", "the number of words", _dense(material, np.stack([lengths, lengths**2], axis=1))),
    ]
    if len(set(material.topics)) > 1:
        found.append(Baseline("topic", "what the article is about", _dense(material, one_hot(material.topics))))
    leans = [material.sample.leans[number] for number in material.sample.source]
    if len(set(leans)) > 1:
        found.append(
            Baseline("lean label", "the publisher's political lean, as a label", _dense(material, one_hot(leans)))
        )
    found += [
        Baseline("words", "TF-IDF of the words, averaged per source, ridge", _words(words)),
        Baseline("peer stack", "TF-IDF and the hand-made features, averaged per source, ridge", _stack(words, hand)),
    ]
    return found


class _Rows:
    """Rows of an array by article, wherever a round has put the article."""

    def __init__(self, material: Material, values: Any) -> None:
        self._values = values
        self._place = {name: number for number, name in enumerate(material.sample.article_ids)}

    def of(self, sample: Sample) -> Any:
        return self._values[[self._place[name] for name in sample.article_ids]]


def _constant(train: Sample, test: Sample) -> Prediction:
    return Prediction(np.full(len(test.source), np.nanmean(source_targets(train))))


def _dense(material: Material, values: Matrix) -> Method:
    rows = _Rows(material, values)

    def method(train: Sample, test: Sample) -> Prediction:
        seen, unseen = standardised(rows.of(train), rows.of(test))
        return Prediction(ridge_on_means(seen, train, unseen))

    return method


def _words(rows: _Rows) -> Method:
    def method(train: Sample, test: Sample) -> Prediction:
        seen, unseen = tf_idf(rows.of(train), rows.of(test))
        return Prediction(ridge_on_means(seen, train, unseen))

    return method


def _stack(rows: _Rows, hand: list[int]) -> Method:
    def method(train: Sample, test: Sample) -> Prediction:
        from scipy.sparse import csr_array, hstack

        blocks = [
            tf_idf(rows.of(train), rows.of(test)),
            standardised(train.select(hand).values, test.select(hand).values),
        ]
        scales = [_spread(seen) for seen, _ in blocks]
        pair = [
            hstack([csr_array(block[side]) / scale for block, scale in zip(blocks, scales, strict=True)]).tocsr()
            for side in (0, 1)
        ]
        return Prediction(ridge_on_means(pair[0], train, pair[1]))

    return method


def _spread(values: Any) -> float:
    """The root of a block's total variance: both blocks weigh the same before ridge chooses."""
    square = values.multiply(values).sum() if hasattr(values, "multiply") else (values**2).sum()
    total = square / values.shape[0] - float((np.asarray(values.mean(axis=0)) ** 2).sum())
    return float(np.sqrt(max(total, 1e-12)))
