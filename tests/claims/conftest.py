"""Marked sentences: `[S who] [C said] [T what]` in a text are one attribution, `[2S who]` belongs to the second."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reliability.claims import gazetteer
from reliability.claims.attribution import Attribution
from reliability.claims.provenance import Provenance, resolve

MARK = re.compile(r"\[(\d*)([SCT]) ([^\[\]]*)\]")
ROLES = {"S": "source", "C": "cue", "T": "content"}

Brief = tuple[str | None, str, tuple[tuple[str, str], ...], int]


def _unmark(marked: str) -> tuple[str, list[Attribution]]:
    text, place = "", 0
    found: dict[int, dict[str, list[tuple[int, int]]]] = {}
    for mark in MARK.finditer(marked):
        text += marked[place : mark.start()]
        roles = found.setdefault(int(mark[1] or 1), {"source": [], "cue": [], "content": []})
        roles[ROLES[mark[2]]].append((len(text), len(text) + len(mark[3])))
        text += mark[3]
        place = mark.end()
    spans = [[tuple(found[number][role]) for role in ROLES.values()] for number in sorted(found)]
    return text + marked[place:], [Attribution(*one, quotation="indirect") for one in spans]


def _read(marked: str, publisher: str | None = None, domain: str | None = None) -> list[Provenance]:
    text, attributions = _unmark(marked)
    return resolve(text, attributions, publisher=publisher, domain=domain, title=None, gazetteer=gazetteer.load())


@pytest.fixture(scope="session")
def read() -> Callable[..., list[Provenance]]:
    """Resolve a marked text, given maybe `publisher` and `domain`."""
    return _read


@pytest.fixture(scope="session")
def one() -> Callable[..., Provenance]:
    """Resolve the last attribution of a marked text."""
    return lambda marked, **of: _read(marked, **of)[-1]


@pytest.fixture(scope="session")
def brief() -> Callable[[Provenance], Brief]:
    """Origin, kind, way and hops."""
    return lambda found: (found.origin, found.source_type, found.via, found.hops)


@pytest.fixture(scope="session")
def ways() -> Callable[..., list[list[str]]]:
    """The names of the steps on the way of each attribution of a marked text."""
    return lambda marked, **of: [[name for _, name in found.via] for found in _read(marked, **of)]
