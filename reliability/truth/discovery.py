"""Claims -> what is true and whom to trust: the path through this room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import polars as pl

from reliability.errors import ReliabilityError
from reliability.truth.arranging import Progress, arrange, silent
from reliability.truth.crh import crh
from reliability.truth.findings import Findings, findings
from reliability.truth.investment import investment, pooled_investment
from reliability.truth.latent import latent
from reliability.truth.majority import majority
from reliability.truth.problem import Estimate, Problem
from reliability.truth.truthfinder import truthfinder

KINDS = ("text", "set", "number", "date")
"""What values can be."""

METHODS: dict[str, Callable[[Problem], Estimate]] = {
    "latent": latent,
    "majority": majority,
    "truthfinder": truthfinder,
    "investment": investment,
    "pooled-investment": pooled_investment,
    "crh": crh,
}
"""How to weigh claims; the first is ours."""


def discover(
    claims: pl.DataFrame,
    kind: str = "text",
    method: str = "latent",
    *,
    tolerance: float = 0.0,
    progress: Progress | None = None,
) -> Findings:
    """Estimate from conflicting claims what is true and whom to trust.

    Args:
        claims: text columns `object` (what a claim is about), `source` (who claims) and `value` (what it claims).
        kind: how values are compared: `text`, `set` (lists of names), `number` or `date`.
        method: one of `METHODS`.
        tolerance: for numbers, the share of the larger up to which two are one value.
        progress: called with a stage, the share of it that is done, and objects.

    Raises:
        ReliabilityError: no such kind or method, a tolerance below 0 or above 1, no claim, or no value to be read.
    """
    check_asked(kind, method, tolerance)
    if claims.is_empty():
        raise ReliabilityError("There are no claims.", "Each needs an object, a source and a value.")
    show = progress or silent
    arranged = arrange(claims.select("object", "source", "value"), kind, tolerance, show)
    if kind == "number":  # of dates the month and the day in it are both right; of two numbers only one is
        arranged = replace(arranged, problem=arranged.problem.unlifted())
    if not arranged.problem.values:
        raise ReliabilityError(
            f"No value can be read as {_A[kind]}.",
            f"The first is '{claims['value'][0][:80]}'. Check --value and --kind.",
        )
    show("weighing", 0.0, arranged.problem.objects)
    weigh = partial(latent, progress=show) if method == "latent" else METHODS[method]
    return findings(arranged, weigh(arranged.problem), kind)


def check_asked(kind: str, method: str, tolerance: float) -> None:
    """Refuse what `discover` cannot do, before any claim is read.

    Raises:
        ReliabilityError: no such kind or method, or a tolerance below 0 or above 1.
    """
    if kind not in KINDS:
        raise ReliabilityError(f"There is no kind of value '{kind}'.", f"Use {', '.join(KINDS)}.")
    if method not in METHODS:
        raise ReliabilityError(f"There is no method '{method}'.", f"Use {', '.join(METHODS)}.")
    if not 0 <= tolerance <= 1:
        raise ReliabilityError(f"The tolerance {tolerance:g} is not between 0 and 1.", "0.05 is five percent.")


_A = {"text": "a text", "set": "a list of names", "number": "a number", "date": "a date"}
