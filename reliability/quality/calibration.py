"""Whether scores mean what they say: the shares that a model predicted against those that were found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability import scoring
from reliability.scoring import metrics
from reliability.store import Reader
from reliability.store import quality as tables

FEWEST = 50
"""Decisions from which on a curve is drawn of them."""

MEASURED = "Held-out articles: the share that come from reliable publishers, none of which the model {id} had seen."
DECIDED = "Reviewers' decisions: the share of articles that they approved. They choose what they look at."
UNMEASURED = (
    "The model {id} was stored without figures on publishers that it had not seen, and reviewers have decided on "
    "{decided} of its articles; it takes {fewest}."
)
NO_MODEL = "The run scored nothing."
AWAY = "The model {id} of this run is not at hand."


def curve(store: Reader, model: scoring.Model | None, name: str | None) -> tuple[list[dict[str, Any]], str]:
    """The `calibration` of a report, and what it is of or why there is none.

    Args:
        store: an open store.
        model: the model that scored the articles; None where it is not at hand.
        name: its id; None where nothing was scored.

    Returns:
        Rows of predicted (mean score), observed (share found), low and high (mean ends of the scores' 90 % intervals)
        and articles; and a sentence.
    """
    if name is None:
        return [], NO_MODEL
    measured = model.about.get("measured") if model else None
    if isinstance(measured, Mapping) and measured.get("calibration"):
        return _rows(measured["calibration"]), MEASURED.format(id=name)
    decided = tables.decided_scores(store, name)
    if decided.height >= FEWEST:
        scores, approved, low, high = (decided[column].cast(float).to_numpy() for column in _COLUMNS)
        table = metrics.calibration(scores, approved, approved * 0 + 1, {"low": low, "high": high})
        return _rows(table), DECIDED
    if model is None:
        return [], AWAY.format(id=name)
    return [], UNMEASURED.format(id=name, decided=decided.height, fewest=FEWEST)


_COLUMNS = ("score", "approved", "low", "high")


def _rows(table: Sequence[Mapping[str, float]]) -> list[dict[str, Any]]:
    names = {"predicted": "score", "observed": "reliable", "low": "low", "high": "high"}
    return [{key: row[column] for key, column in names.items()} | {"articles": int(row["articles"])} for row in table]
