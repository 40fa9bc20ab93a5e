"""Several models of one descent as one: the mean of their weights (model soups, Wortsman et al. 2022)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reliability.claims.fitting.folder import new_folder
from reliability.claims.fitting.saving import save
from reliability.claims.fitting.training import finish
from reliability.claims.model import open_model
from reliability.errors import ReliabilityError


def average(
    folders: Sequence[Path], folder: Path, *, held: Sequence[Mapping[str, Any]], limits: Sequence[str] = ()
) -> Path:
    """Write the mean of fast models that went on from each other, with a threshold and figures of its own.

    Args:
        folders: the models; the first one gives the settings.
        folder: where the new model is made.
        held: annotated articles that none of them has learned from.
        limits: further known failures for the card.

    Raises:
        ReliabilityError: the models have different words or layers.
    """
    models = [open_model(one) for one in folders]
    first = models[0]
    if any(one.settings["words"] != first.settings["words"] for one in models):
        raise ReliabilityError("Models of different words have no mean.", "Give models that went on from each other.")
    weights = {name: np.mean([one.weights[name] for one in models], axis=0) for name in first.weights}
    learned = first.settings["learned"] | {"averaged": len(models)}
    with new_folder(folder) as place:
        save(place, weights, {**first.settings, "name": folder.name, "learned": learned})
        finish(place, held, limits)
    return folder
