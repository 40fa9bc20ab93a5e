"""MinHash signatures of texts (Broder 1997, "On the resemblance and containment of documents")."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE = 3
PERMUTATIONS = 128
SCHEME = "affine32"  # values of another scheme cannot be compared with those that are stored

Hashes = npt.NDArray[np.uint64]


def shingle_hashes(words: Hashes) -> Hashes:
    """Distinct hashes of the runs of three words in one text, sorted.

    Args:
        words: a hash per word, in reading order. A text of one or two words is one shingle.
    """
    if len(words) == 0:
        return words
    size = min(SHINGLE, len(words))
    last = len(words) - size + 1
    total = np.zeros(last, dtype=np.uint64)
    for step in range(size):
        total = _mix(total ^ words[step : step + last])
    return np.unique(total)


def minhash(shingles: Hashes) -> npt.NDArray[np.uint32]:
    """The smallest value of each permutation over the shingles: the same in every run; empty for no shingle."""
    if len(shingles) == 0:
        return np.empty(0, dtype=np.uint32)
    sketch = _empty().copy()
    sketch.update_batch((shingles >> np.uint64(32)).tolist())
    values: npt.NDArray[np.uint32] = sketch.hashvalues
    return values


@cache
def _empty() -> MinHash:
    from datasketch import MinHash

    return MinHash(PERMUTATIONS, seed=1, hashfunc=_hashed, scheme=SCHEME)


def _hashed(shingle: int) -> int:
    """Shingles are hashed already."""
    return shingle


def digest(values: npt.NDArray[np.uint32]) -> str | None:
    """A short name of MinHash values, the same for texts of the same shingles; None where there are none."""
    return blake2b(values.astype("<u4").tobytes(), digest_size=8).hexdigest() if len(values) else None


def _mix(values: Hashes) -> Hashes:
    """The finaliser of splitmix64 (Steele et al. 2014): every bit of the input moves every bit of the result."""
    mixed = values + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
