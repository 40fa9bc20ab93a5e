"""Defects that are put into clean articles, one function per flag code, one file per suite.

Each file holds `MUTATORS`, a dictionary of code -> function. A function takes a `Clean` article and gives the articles
that come in instead (columns of records.ARTICLES), the one to be flagged first; None where the article does not lend
itself to the defect.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

Article = dict[str, Any]


@dataclass(frozen=True)
class Clean:
    """An article to be spoilt: its row, its claims (records.CLAIMS), chance, and other articles to borrow from."""

    article: Article
    claims: Sequence[Mapping[str, Any]]
    rng: random.Random
    others: Sequence[Article]

    def with_(self, **columns: Any) -> list[Article]:
        """The article alone, with these columns changed."""
        return [self.article | columns]


Mutator = Callable[[Clean], list[Article] | None]


def lines(name: str) -> list[str]:
    r"""The wordings of `lines/<name>.txt`, where `\n` is a line break; a line that opens with `//` is none."""
    path = Path(__file__).parent / "lines" / f"{name}.txt"
    wordings = path.read_text(encoding="utf-8").splitlines()
    return [wording.replace("\\n", "\n") for wording in wordings if wording and not wording.startswith("//")]


def mutators() -> dict[str, Mutator]:
    """Every mutator by code."""
    found: dict[str, Mutator] = {}
    for module in sorted(info.name for info in iter_modules(__path__)):
        found |= getattr(import_module(f"{__name__}.{module}"), "MUTATORS", {})
    return found
