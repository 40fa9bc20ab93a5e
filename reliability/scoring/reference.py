"""What a model's training articles were like: kept with the model, so that new ones can be held against them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reliability.scoring import trust
from reliability.scoring.inputs import Matrix, matrix
from reliability.scoring.novelty import Space, learn

HEAP = 0.05  # share of articles with one value, from which on it has a bin of its own
DECILES = np.arange(0.1, 0.95, 0.1)
WIDER = 3.0  # times the range of training, beyond which a value is an accident that must not move a mean
WORDS = "words"
FAR = 2.0  # standard deviations, from which on a value is named

_NUMBERS = ("floor", "scatter", "limit")


@dataclass(frozen=True)
class Reference:
    """Arrays over the features `names`, of `articles` training articles.

    `edges` are the upper ends of a feature's bins, deciles of training; a last bin holds larger values. `counts` are
    its training articles by bin, the last of them those without a value. `mean` is to be held against that of other
    articles with values clipped to `low` and `high`, which lie far beyond all that training held.
    """

    names: tuple[str, ...]
    articles: int
    edges: tuple[Matrix, ...]
    counts: tuple[NDArray[np.int64], ...]
    low: Matrix
    high: Matrix
    mean: Matrix
    space: Space | None

    def beyond(self, features: pl.DataFrame) -> pl.Series:
        """Whether each row of a FEATURES frame is too far from training to be scored.

        Raises:
            ReliabilityError: a feature is missing.
        """
        if self.space is None:
            return pl.Series("beyond", [False]).new_from_index(0, features.height)
        found = self.space.beyond(matrix(features, self.names), matrix(features, [WORDS])[:, 0])
        return pl.Series("beyond", found)

    def strangest(self, features: pl.DataFrame, most: int = 3) -> list[tuple[str, float, float]]:
        """The features of one article that lie furthest from training: name, value, training's median."""
        if self.space is None:
            return []
        values = matrix(features.head(1), self.names)
        far = np.abs(self.space.deviations(values)[0])
        chosen = [int(place) for place in np.argsort(-far, kind="stable")[:most] if far[place] >= FAR]
        columns = self.space.columns
        return [(self.names[columns[c]], float(values[0, columns[c]]), float(self.space.median[c])) for c in chosen]

    def bins(self, values: Matrix, feature: int) -> NDArray[np.int64]:
        """How many of a column's values lie in each bin of a feature; the last counts those that are missing."""
        return binned(values, self.edges[feature])

    def averages(self, values: Matrix) -> tuple[Matrix, NDArray[np.int64]]:
        """For each column of articles x features the sum of its values, accidents clipped, and their number."""
        known = ~np.isnan(values)
        return np.where(known, np.clip(values, self.low, self.high), 0.0).sum(axis=0), known.sum(axis=0)


def describe(values: Matrix, names: Sequence[str], groups: NDArray[np.int64]) -> Reference:
    """The reference of training articles.

    Args:
        values: articles x features, NaN for missing.
        names: of the features.
        groups: a number for the owner of each article's publisher.
    """
    edges = tuple(bin_ends(values[:, column]) for column in range(len(names)))
    counts = tuple(binned(values[:, column], ends) for column, ends in enumerate(edges))
    known = [column[~np.isnan(column)] for column in values.T]
    least, most, mean = (np.array([of(c) if len(c) else 0.0 for c in known]) for of in (np.min, np.max, np.mean))
    margin = WIDER * np.where(most > least, most - least, 1.0)
    space = learn(values, values[:, list(names).index(WORDS)], groups) if WORDS in names else None
    return Reference(tuple(names), len(values), edges, counts, least - margin, most + margin, mean, space)


def bin_ends(column: Matrix) -> Matrix:
    """Upper ends of bins that each hold an article; a value that many articles share has its own bin."""
    known = column[~np.isnan(column)]
    if not len(known):
        return np.zeros(0)
    deciles = np.quantile(known, DECILES, method="inverted_cdf")
    heaps = deciles[[(known == value).mean() >= HEAP for value in deciles]]
    ends = np.unique(np.concatenate([deciles, np.nextafter(heaps, -np.inf)]))
    filled = np.diff(np.searchsorted(np.sort(known), ends, side="right"), prepend=0) > 0
    ends = ends[filled]
    return ends[: np.searchsorted(ends, known.max())]


def binned(column: Matrix, edges: Matrix) -> NDArray[np.int64]:
    """How many values lie in each bin; a last one is for those above all ends, one more for missing ones."""
    known = column[~np.isnan(column)]
    bins = np.bincount(np.searchsorted(edges, known, side="left"), minlength=len(edges) + 1)
    return np.append(bins, len(column) - len(known)).astype(np.int64)


def pack(reference: Reference) -> bytes:
    """The reference as an archive of plain arrays."""
    lengths = [len(ends) for ends in reference.edges]
    arrays = {
        "names": np.array(reference.names, dtype=str),
        "articles": np.array(reference.articles),
        "lengths": np.array(lengths, dtype=np.int64),
        "edges": np.concatenate([np.zeros(0), *reference.edges]),
        "counts": np.concatenate([np.zeros(0, np.int64), *reference.counts]),
        **{name: getattr(reference, name) for name in ("low", "high", "mean")},
    }
    if reference.space is not None:
        arrays |= {f"space_{part.name}": np.asarray(getattr(reference.space, part.name)) for part in fields(Space)}
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=False, **arrays)
    return out.getvalue()


def unpack(data: bytes) -> Reference:
    """Read what `pack` wrote.

    Raises:
        ValueError: it is damaged or its parts do not fit each other.
        KeyError: a part is missing.
    """
    trust.members(data)
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            parts = {name: stored[name] for name in stored.files}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise ValueError("the reference cannot be read") from error
    names, lengths = tuple(str(name) for name in parts["names"]), parts["lengths"].astype(np.int64)
    edges = np.split(np.asarray(parts["edges"], np.float64), np.cumsum(lengths)[:-1])
    counts = np.split(np.asarray(parts["counts"], np.int64), np.cumsum(lengths + 2)[:-1])
    low, high, mean = (np.asarray(parts[name], np.float64) for name in ("low", "high", "mean"))
    reference = Reference(
        names, int(parts["articles"]), tuple(edges), tuple(counts), low, high, mean, _space(parts, len(names))
    )
    sizes = {len(names), len(lengths), len(low), len(high), len(mean)}
    if len(sizes) > 1 or not names or any(len(c) != n + 2 for c, n in zip(counts, lengths, strict=True)):
        raise ValueError("the parts of its reference do not fit each other")
    return reference


def _space(parts: dict[str, NDArray[np.generic]], features: int) -> Space | None:
    if "space_columns" not in parts:
        return None
    arrays = {part.name: np.asarray(parts[f"space_{part.name}"], np.float64) for part in fields(Space)}
    columns = arrays.pop("columns").astype(np.int64)
    numbers = {name: float(arrays.pop(name)) for name in _NUMBERS}
    wide = len(columns)
    fits = arrays["whiten"].shape == (wide, wide) and all(len(array) == wide for array in arrays.values())
    if not fits or not wide or columns.min() < 0 or columns.max() >= features or (arrays["scale"] <= 0).any():
        raise ValueError("the space of its reference makes no sense")
    return Space(columns, **arrays, **numbers)  # type: ignore[arg-type]
