"""How a run's articles differ from what its model learned from, put together for reports and notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from reliability import features, scoring
from reliability.errors import ReliabilityError
from reliability.scoring import catalogue
from reliability.store import Reader, quality

SHOWN = 10
SAMPLE = 20_000
UNTOLD = "unknown"


def of_run(store: Reader, run_id: str, model: scoring.Model) -> scoring.Drift | None:
    """A run's articles against the model's training; None for a model that was stored without its reference.

    Of more than SAMPLE articles that many are looked at, the same ones each time: chance then makes next to nothing.

    Raises:
        ReliabilityError: the run's features are not those of the model.
    """
    if model.reference is None:
        return None
    return scoring.compare(model.reference, [quality.sample(store, run_id, SAMPLE)])


def told(store: Reader, run: Mapping[str, Any], setting: str) -> dict[str, Any]:
    """What a report says of a run's drift.

    Args:
        store: an open store.
        run: its row of records.RUNS.
        setting: the folder of the model in force, or an empty string for the newest shipped one.

    Returns:
        `level` (`none`, `some`, `major` or `unknown`), `said` (a sentence), `beyond` (share of the articles that are
        too far from training to be scored, or None) and `rows`: the features that differ most, each with feature,
        unit, help, here, trained, psi, expected and level.
    """
    try:
        model = _model(run["model"], setting)
        found = of_run(store, run["run_id"], model)
    except ReliabilityError as error:
        return {"level": UNTOLD, "said": f"{error.message} {error.hint}".strip(), "beyond": None, "rows": []}
    if found is None:
        said = f"The model {model.id} was stored without what it learned from; a newly trained one can tell."
        return {"level": UNTOLD, "said": said, "beyond": None, "rows": []}
    beyond = found.beyond if found.level != UNTOLD else None
    return {"level": found.level, "said": found.said, "beyond": beyond, "rows": _described(found.features)}


def _model(name: str | None, setting: str) -> scoring.Model:
    """The model that a run used, from the settings or from those shipped."""
    if name is None:
        raise ReliabilityError("The run scored nothing, so there is nothing to hold against training.")
    model = catalogue.by_id(name, setting)
    if model is None:
        raise ReliabilityError(f"The model {name} of this run is not at hand.", "Name its folder by --model.")
    return model


def _described(rows: pl.DataFrame) -> list[dict[str, Any]]:
    declared = {feature.name: feature for feature in features.catalogue()}
    shown = rows.head(SHOWN).to_dicts()
    for row in shown:
        feature = declared.get(row["feature"])
        row["unit"] = feature.unit if feature else ""
        row["help"] = feature.help.partition(" Why: ")[0] if feature else ""
    return shown
