"""The layers that both claims models share, on numpy arrays: rows are tokens, columns are what is known of them.

Large arrays are made once and written into again: taking them anew for every layer costs more than the arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from reliability.claims.layout import GAP, LOOKS, Layout

Vectors = NDArray[np.float32]
Weights = Mapping[str, Vectors]

_TINY = 1e-5
_SLAB = 2048  # rows that go through all layers together, so that they stay near the processor


def add_looks(vectors: Vectors, layout: Layout, weights: Weights) -> None:
    """Add to the vectors of the tokens, in order, what the tables of `LOOKS` know of each."""
    for name in LOOKS:
        vectors += weights[name][layout.column(name)[layout.rows]]


def normalise(vectors: Vectors, out: Vectors, spare: Vectors) -> None:
    """Give each row of `out` the mean 0 and the variance 1 (layer normalisation, Ba et al. 2016)."""
    np.subtract(vectors, vectors.mean(axis=1, keepdims=True), out=out)
    np.multiply(out, out, out=spare)
    out *= 1.0 / np.sqrt(spare.mean(axis=1, keepdims=True) + _TINY)


def convolve(padded: Vectors, reach: int, weights: Weights, name: str, *, out: Vectors, spare: Vectors) -> None:
    """Write into `out` what each row knows of itself and of the rows `reach` before and behind it, if above zero.

    Args:
        padded: rows by columns, with as many more rows before and behind those of `out`, at least `reach`.
        reach: distance in rows.
        weights: `<name>.weight` is 3 by columns by new columns (before, here, behind), `<name>.bias` new columns.
        name: of the layer.
        out: rows by new columns.
        spare: of the same shape; overwritten.
    """
    before, here, behind = weights[f"{name}.weight"]
    rows = len(out)
    first = (len(padded) - rows) // 2
    np.matmul(padded[first : first + rows], here, out=out)
    for start, kernel in ((first - reach, before), (first + reach, behind)):
        np.matmul(padded[start : start + rows], kernel, out=spare)
        out += spare
    out += weights[f"{name}.bias"]
    np.maximum(out, 0.0, out=out)


def encode(vectors: Vectors, layout: Layout, weights: Weights, dilations: Sequence[int]) -> Vectors:
    """Let every token look at its neighbours, further in each layer (dilated convolutions, Yu and Koltun 2016).

    Args:
        vectors: one row a row of `layout`; empty rows are zero.
        layout: the texts.
        weights: those of the layers `block.<n>` and of `out`.
        dilations: reach of each layer; none beyond `GAP`.

    Returns:
        The same shape; what is in empty rows means nothing.
    """
    if max(dilations, default=0) > GAP:
        raise ValueError("a layer reaches from one text into the next")
    seen = sum(dilations)
    work = _Work(min(_SLAB + 2 * seen, len(vectors)), vectors.shape[1], weights)
    filled = (layout.section >= 0).astype(np.float32)[:, None]
    found = np.empty_like(vectors)
    for start in range(0, len(vectors), _SLAB):
        low, high = max(start - seen, 0), min(start + _SLAB + seen, len(vectors))
        slab = work.layers(vectors[low:high], filled[low:high], weights, dilations)
        found[start : start + _SLAB] = slab[start - low : start - low + _SLAB]
    return found


class _Work:
    """The arrays that a slab is worked out in."""

    def __init__(self, rows: int, columns: int, weights: Weights) -> None:
        wide = weights["block.0.wide.bias"].shape[0] if "block.0.wide.bias" in weights else 0
        self._padded = np.zeros((rows + 2 * GAP, columns), dtype=np.float32)
        self._state, self._spare = (np.empty((rows, columns), dtype=np.float32) for _ in range(2))
        self._wide, self._wider = (np.empty((rows, wide), dtype=np.float32) for _ in range(2))

    def layers(self, vectors: Vectors, filled: Vectors, weights: Weights, dilations: Sequence[int]) -> Vectors:
        """All layers; the result is overwritten by the next call."""
        rows = len(vectors)
        padded = self._padded[: rows + 2 * GAP]
        inner = padded[GAP : GAP + rows]
        padded[GAP + rows :] = 0.0
        state, spare, wide, wider = (one[:rows] for one in (self._state, self._spare, self._wide, self._wider))
        state[:] = vectors
        for number, reach in enumerate(dilations):
            name = f"block.{number}"
            normalise(state, inner, spare)
            inner *= weights[f"{name}.norm.weight"]
            inner += weights[f"{name}.norm.bias"]
            inner *= filled
            convolve(padded, reach, weights, f"{name}.wide", out=wide, spare=wider)
            np.matmul(wide, weights[f"{name}.narrow.weight"], out=spare)
            spare += weights[f"{name}.narrow.bias"]
            spare *= filled
            state += spare
        normalise(state, inner, spare)
        inner *= weights["out.weight"]
        inner += weights["out.bias"]
        return inner
