"""Train a scoring model and store it, with its figures, in a dated folder."""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from reliability.errors import ReliabilityError
from reliability.scoring import card, evaluation, storage
from reliability.scoring.estimator import is_wording
from reliability.scoring.fitting import fit, one_thread, replicates
from reliability.scoring.inputs import EXCLUDED, inputs
from reliability.scoring.linear import Replicates
from reliability.scoring.prediction import judge
from reliability.scoring.reference import Reference, describe
from reliability.scoring.refining import behind, refine
from reliability.scoring.sample import FEWEST_GROUPS, RELIABLE, Sample, draw
from reliability.scoring.storage import Model, Parts

REPLICATES = 200
GROUPS_TO_REFINE = 1  # owner groups

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PACKAGES = ("reliability", "scikit-learn", "skops", "numpy", "polars")


def train(
    features: pl.DataFrame,
    labels: pl.DataFrame,
    folder: Path,
    *,
    groups: Mapping[str, str],
    name: str = "linear",
    data: str = "",
    day: date | None = None,
    cap: int = evaluation.CAP,
    threshold: float = RELIABLE,
    seed: int = 0,
    measure: bool = True,
    fit_on: Sequence[str] = (),
    start: Model | None = None,
) -> Path:
    """Fit, calibrate and measure a model, and write it to `folder/YYYY-MM-DD-<name>/`.

    The estimator is a ridge regression of ratings on clipped, standardised features and shares of words, on the levels
    of articles and of publishers at once (`scoring/ridge.py`), calibrated to the chance that the rating reaches
    `threshold`. Penalty and calibration are chosen on owner groups that were held out, intervals come from a bootstrap
    over owner groups. The same data and seed give the same numbers.

    Args:
        features: FEATURES frame: article_id and Float64 columns, null for missing. Which of them the model may see is
            declared in `scoring/inputs.py`. Articles on which scores abstain are left out.
        labels: article_id, source (registrable domain), rating (0..1), owner_group, and optionally label (0..1, the
            article's own, which counts before the rating), split and lean; split and lean only serve to measure.
        folder: where models lie.
        groups: feature -> theme, shown with contributions.
        name: last part of the folder's name: lower-case letters, digits and hyphens.
        data: sentences for the model card on where articles and ratings come from.
        day: the date in the folder's name; today in UTC by default.
        cap: articles used of one source, drawn by `seed`; sources weigh by the square root of that number.
        threshold: a rating from here on means reliable.
        seed: of every draw.
        fit_on: use only the sources of these splits; the others then test what was learned. None: all.
        start: refine this model instead: its weights are where the ridge begins, its inputs, calibration, prior and
            reference stay, and nothing is measured.
        measure: also do the leave-source-out measurement for the card; takes about a minute.

    Returns:
        The folder that was written.

    Raises:
        ReliabilityError: the folder exists, the name does not fit, columns are missing, or there are too few sources.
    """
    target = _target(folder, name, day or datetime.now(UTC).date())
    names = list(start.linear.names) if start else inputs(features)
    judged = features.filter(judge(features).is_null())
    inside = labels.filter(pl.col("split").is_in(fit_on)) if fit_on else labels
    fewest = GROUPS_TO_REFINE if start else FEWEST_GROUPS
    sample = draw(judged, inside, names, cap=cap, threshold=threshold, seed=seed, fewest=fewest)
    about = _about(target.name, sample, threshold=threshold, cap=cap, seed=seed, data=data)
    about["training"]["splits"] = list(fit_on)
    if start:
        refined = refine(sample, start)
        about |= {"calibration": start.about["calibration"], "start": start.id, "measured": None}
        about["training"]["penalty"] = start.about["training"]["penalty"]
        about["training"]["behind"] = behind(start) + len(sample.source)
        return _write(
            target, about, Parts(refined.estimator, refined.linear, start.prior), refined.replicates, start.reference
        )
    with one_thread():
        fitted = fit(sample, names, groups, seed=seed)
        repeated = replicates(sample, fitted, REPLICATES, seed=seed)
    figures = None
    if measure:
        figures = evaluation.evaluate(features, labels, cap=cap, threshold=threshold, seed=seed, fit_on=fit_on)
    about |= {"calibration": {"slope": fitted.slope, "offset": fitted.offset}, "measured": figures}
    about["training"]["penalty"] = fitted.penalty
    parts = Parts(fitted.estimator, fitted.linear, fitted.prior)
    return _write(target, about, parts, repeated, _reference(sample, names))


def _write(
    target: Path, about: Mapping[str, Any], parts: Parts, repeated: Replicates, reference: Reference | None
) -> Path:
    partial = target.with_name(target.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    storage.save(partial, about, parts, repeated, reference)
    (partial / storage.CARD).write_text(card.render(about, parts.linear, repeated), encoding="utf-8")
    partial.rename(target)
    return target


def _reference(sample: Sample, names: Sequence[str]) -> Reference:
    """What the training articles were like in their features; their words are left out, too many to look at."""
    columns = [place for place, name in enumerate(names) if not is_wording(name)]
    return describe(sample.values[:, columns], [names[place] for place in columns], sample.group)


def _target(folder: Path, name: str, day: date) -> Path:
    if not _NAME.fullmatch(name):
        raise ReliabilityError(f"'{name}' is no name for a model.", "Use lower-case letters, digits and hyphens.")
    target = folder / f"{day.isoformat()}-{name}"
    if target.exists():
        raise ReliabilityError(f"{target} exists already.", "Remove it or choose another name.")
    return target


def _about(model: str, sample: Sample, *, threshold: float, cap: int, seed: int, data: str) -> dict[str, Any]:
    rated = sample.ratings[np.isfinite(sample.ratings)]
    return {
        "id": model,
        "kind": "ridge",
        "versions": {"python": platform.python_version()} | {package: version(package) for package in _PACKAGES},
        "label": {"reliable_from_rating": threshold},
        "training": {
            "articles": len(sample.source),
            "labelled_articles": int(sample.own.sum()),
            "sources": len(sample.sources),
            "owner_groups": len(set(sample.owners)),
            "rated_sources": len(rated),
            "reliable_sources": int((rated >= threshold).sum()),
            "articles_per_source_at_most": cap,
            "seed": seed,
            "data": data,
            "digest": _digest(sample),
        },
        "excluded": EXCLUDED,
    }


def _digest(sample: Sample) -> str:
    digest = hashlib.sha256()
    for part in (sample.article_ids, sample.sources, sample.owners):
        digest.update("\x1f".join(part).encode() + b"\x1e")
    for array in (sample.values, sample.target):
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()
