"""Finds the reasons: every file of this folder that holds a tuple REASONS."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from reliability.errors import ReliabilityError
from reliability.features import reasons
from reliability.features.reasons.declaration import Reason


@cache
def catalogue() -> tuple[Reason, ...]:
    """Every reason, by theme and in the order of declaration.

    Raises:
        ReliabilityError: two reasons have one name, or a feature belongs to two phrases.
    """
    modules = (import_module(f"{reasons.__name__}.{info.name}") for info in iter_modules(reasons.__path__))
    found = tuple(reason for module in modules for reason in getattr(module, "REASONS", ()))
    for kind, names in (
        ("reason", [reason.name for reason in found]),
        ("feature", [name for reason in found for name in (*reason.features, *reason.flagged)]),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ReliabilityError(f"The {kind} '{twice[0]}' is declared twice.", "Keep one of them.", exit_code=3)
    return found


@cache
def reason_of() -> dict[str, str]:
    """Feature -> the name of its reason, with the features that are made for flags."""
    return {name: reason.name for reason in catalogue() for name in (*reason.features, *reason.flagged)}
