"""Finds the themes: every file of this folder that holds a tuple FEATURES."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from reliability import features
from reliability.errors import ReliabilityError
from reliability.features.declaration import Feature


def catalogue() -> list[Feature]:
    """Every feature, by theme and in the order of declaration.

    Raises:
        ReliabilityError: two features have one name.
    """
    return list(_declared())


@cache
def _declared() -> tuple[Feature, ...]:
    found: dict[str, Feature] = {}
    for module in sorted(info.name for info in iter_modules(features.__path__)):
        declared = getattr(import_module(f"{features.__name__}.{module}"), "FEATURES", ())
        for feature in declared:
            if feature.name in found:
                raise ReliabilityError(
                    f"The feature '{feature.name}' is declared twice, in {found[feature.name].theme} and {module}.",
                    "Give one of them another name.",
                    exit_code=3,
                )
            found[feature.name] = replace(feature, theme=module)
    return tuple(found.values())
