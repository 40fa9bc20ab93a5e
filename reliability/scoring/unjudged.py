"""Why an article has no score, in one sentence with its numbers: for the terminal, reports and pages alike."""

from __future__ import annotations

import polars as pl

from reliability.abstentions import meaning
from reliability.scoring import abstention
from reliability.scoring.reference import Reference


def reason(code: str, features: pl.DataFrame, reference: Reference | None = None) -> str:
    """The reason behind an `abstained`, with the numbers that decided it where they are at hand.

    Args:
        code: the article's `abstained`.
        features: its row of FEATURES; may be empty.
        reference: of the model that abstained.
    """
    if code != abstention.BEYOND or reference is None or not features.height:
        return abstention.reason(code, features)
    far = [
        f"{name.replace('_', ' ')} {value:.3g} (usual {usual:.3g})"
        for name, value, usual in reference.strangest(features)
    ]
    return f"{meaning(code)} Furthest out: {', '.join(far)}." if far else meaning(code)
