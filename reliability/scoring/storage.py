"""Models on disk: a dated folder with `model.json`, `model.skops`, two `.npz` and `CARD.md`; never a pickle.

`model.skops` is the scikit-learn pipeline. Since the model is linear, `model.json` holds the same numbers as one exact
linear form, and scoring needs only that and NumPy: loading takes about 10 ms, while importing scikit-learn and skops
takes 2 s. A test holds both to the same scores within 1e-9. `Model.estimator()` gives the pipeline itself.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reliability import resources
from reliability.errors import ReliabilityError
from reliability.scoring import trust
from reliability.scoring.linear import Linear, Replicates
from reliability.scoring.reference import Reference, pack, unpack
from reliability.scoring.shrinkage import Prior

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

FORMAT = 2
JSON, SKOPS, REPLICATES, CARD = "model.json", "model.skops", "replicates.npz", "CARD.md"
REFERENCE = "reference.npz"

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+")
_PER_FEATURE = ("median", "low", "high", "mean", "scale", "weight")
_LARGEST = 20_000_000


@dataclass(frozen=True)
class Model:
    """A loaded model.

    Attributes:
        id: the name of its folder, which every result carries.
        linear: features in order and what each adds.
        replicates: of a bootstrap over owner groups.
        prior: what is known of a source before its articles are read.
        about: the whole of `model.json`.
        folder: where it lies.
        reference: what its training articles were like; None for a model that was stored without.
    """

    id: str
    linear: Linear
    replicates: Replicates
    prior: Prior
    about: Mapping[str, Any]
    folder: Path
    reference: Reference | None = None

    def estimator(self) -> Pipeline:
        """The calibrated scikit-learn pipeline; imports scikit-learn and skops.

        Its `predict` takes articles x features in the order of `linear.names`, NaN for missing, and gives log-odds.

        Raises:
            ReliabilityError: the file is damaged, holds other types, or does not fit this scikit-learn.
        """
        from skops.io import loads

        data = _read(self.folder / SKOPS, self.about["files"][SKOPS])
        try:
            trust.check(data)
            return loads(data, trusted=list(trust.TRUSTED))
        except ReliabilityError:
            raise
        except Exception as error:
            raise _damaged(self.folder, f"its estimator cannot be read: {error}") from error


@dataclass(frozen=True)
class Parts:
    """What a training found: the calibrated pipeline, the same as a `Linear`, and what is known of sources."""

    estimator: Pipeline
    linear: Linear
    prior: Prior


def save(
    folder: Path,
    about: Mapping[str, Any],
    fitted: Parts,
    replicates: Replicates,
    reference: Reference | None = None,
) -> None:
    """Write `model.skops`, `replicates.npz`, `reference.npz` and `model.json` into a folder that exists.

    `about` is what else `model.json` says; it must hold `id`.
    """
    from skops.io import dumps

    (folder / SKOPS).write_bytes(dumps(fitted.estimator))
    weights = replicates.weights.astype(np.float32)
    np.savez_compressed(folder / REPLICATES, bases=replicates.bases, weights=weights)
    stored = [SKOPS, REPLICATES]
    if reference is not None:
        (folder / REFERENCE).write_bytes(pack(reference))
        stored.append(REFERENCE)
    linear = fitted.linear
    columns = (linear.median, linear.low, linear.high, linear.mean, linear.scale, linear.weights)
    features = [
        {"name": name, "group": group} | dict(zip(_PER_FEATURE, (float(v) for v in row), strict=True))
        for name, group, *row in zip(linear.names, linear.groups, *columns, strict=True)
    ]
    content = {
        "format": FORMAT,
        **about,
        "base": linear.base,
        "features": features,
        "sources": asdict(fitted.prior),
        "files": {name: _digest((folder / name).read_bytes()) for name in stored},
    }
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / JSON).write_text(text + "\n", encoding="utf-8")


def load(folder: Path | None = None) -> Model:
    """Load a model without importing scikit-learn.

    Args:
        folder: of the model; None takes the newest shipped one.

    Raises:
        ReliabilityError: there is none, it is damaged, it was made for another version, or it holds untrusted types.
    """
    place = folder if folder is not None else _newest(resources.models())
    if not (place / JSON).is_file():
        raise ReliabilityError(f"{place} is not a model folder.", f"It must hold {JSON}, {SKOPS} and {REPLICATES}.")
    try:
        about = json.loads(_read(place / JSON, None))
        if about["format"] != FORMAT:
            raise ReliabilityError(
                f"The model in {place} has format {about['format']}; this version reads format {FORMAT}.",
                "Use the model that is shipped with this version, or train one.",
            )
        trust.check(_read(place / SKOPS, str(about["files"][SKOPS])))
        replicates = _replicates(_read(place / REPLICATES, str(about["files"][REPLICATES])))
        prior, reference = _prior(about["sources"]), _reference(place, about["files"])
        model = Model(str(about["id"]), _linear(about), replicates, prior, about, place, reference)
        _fits(model)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, OSError) as error:
        raise _damaged(place, str(error)) from error
    return model


def _newest(folder: Path) -> Path:
    dated = sorted(p for p in folder.iterdir() if _DATED.fullmatch(p.name) and (p / JSON).is_file())
    if not dated:
        raise ReliabilityError(
            "No scoring model is shipped.",
            "Run `reliability train scores`, or give a folder with --model.",
            exit_code=3,
        )
    return dated[-1]


def _read(path: Path, digest: str | None) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"{path.name} is far larger than a model")
    data = path.read_bytes()
    if digest is not None and _digest(data) != digest:
        raise _damaged(path.parent, f"{path.name} is not the file that was stored")
    return data


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _replicates(data: bytes) -> Replicates:
    trust.members(data)
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            return Replicates(np.asarray(stored["bases"], np.float64), np.asarray(stored["weights"], np.float64))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise ValueError(f"{REPLICATES} cannot be read") from error


def _reference(folder: Path, files: Mapping[str, Any]) -> Reference | None:
    """What training was like, where the model was stored with it."""
    return unpack(_read(folder / REFERENCE, str(files[REFERENCE]))) if REFERENCE in files else None


def _linear(about: Mapping[str, Any]) -> Linear:
    rows = about["features"]
    median, low, high, mean, scale, weights = (np.array([float(r[key]) for r in rows]) for key in _PER_FEATURE)
    names, groups = tuple(str(r["name"]) for r in rows), tuple(str(r["group"]) for r in rows)
    return Linear(names, groups, median, low, high, mean, scale, weights, float(about["base"]))


def _prior(stored: Mapping[str, Any]) -> Prior:
    return Prior(**{name: float(value) for name, value in stored.items()})


def _fits(model: Model) -> None:
    linear, replicates = model.linear, model.replicates
    size = len(linear.names)
    arrays = (linear.median, linear.low, linear.high, linear.mean, linear.scale, linear.weights)
    numbers = np.concatenate(
        [*arrays, [linear.base], replicates.bases, replicates.weights.ravel(), list(asdict(model.prior).values())]
    )
    if len(set(linear.names)) != size or "base" in linear.names or not np.isfinite(numbers).all():
        raise ValueError("its features or numbers make no sense")
    if (
        replicates.bases.ndim != 1
        or not len(replicates.bases)
        or replicates.weights.shape != (len(replicates.bases), size)
    ):
        raise ValueError("its replicates do not match its features")
    if (linear.low > linear.high).any() or (linear.scale <= 0).any() or model.prior.between <= 0:
        raise ValueError("its scales make no sense")


def _damaged(folder: Path, why: str) -> ReliabilityError:
    return ReliabilityError(
        f"The model in {folder} is damaged: {why}.", "Restore the folder, or train the model again."
    )
