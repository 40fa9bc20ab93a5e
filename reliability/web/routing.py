"""Finds routes: every module of a package that has a `router`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from fastapi import APIRouter


def routers(package: ModuleType) -> Iterator[APIRouter]:
    """The `router` of each module in `package`, by name; modules that begin with `_` have none."""
    for info in pkgutil.iter_modules(package.__path__):
        if not info.name.startswith("_"):
            yield importlib.import_module(f"{package.__name__}.{info.name}").router
