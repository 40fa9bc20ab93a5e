"""What `reliability doctor` looks at."""

from __future__ import annotations

import importlib.metadata
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reliability.cli import _surroundings
from reliability.cli._checking import Check, tried
from reliability.config import CLAIMS_MODELS, Config
from reliability.errors import ReliabilityError, counted

LIBRARIES = ("great-expectations", "polars", "duckdb", "scikit-learn", "typer", "pandas", "pyarrow", "skops")
SENTENCE = "The pier is safe, Ada Holm said."


def examine(options: Mapping[str, Any]) -> Iterator[Check]:
    """Look at everything, one check after another; a failing one does not stop the rest."""
    from reliability import __version__, config

    yield Check("reliability", True, f"{__version__}, {platform.platform()}")
    for name in LIBRARIES:
        yield tried(name, lambda name=name: importlib.metadata.version(name))  # type: ignore[misc]
    try:
        settings = config.load(options)
    except ReliabilityError as error:
        yield Check("settings", False, str(error))
        settings = config.Config({s.name: s.default for s in config.SETTINGS}, {})
    else:
        changed = [name for name, origin in settings.origins.items() if origin != "default"]
        yield Check("settings", True, f"set: {', '.join(changed)}" if changed else "all at their defaults")
    yield from _surroundings.around(settings["db"], settings["claims_model"])
    yield tried("model", lambda: _model(settings))
    yield from _claims_models(settings["claims_model"])
    yield tried("suites", lambda: _suites(settings))
    yield tried("outlets", lambda: _outlets(settings))
    yield tried("database", lambda: _database(settings))
    yield from _of_nobody(settings)


def _model(settings: Config) -> str:
    from reliability import pipeline

    return pipeline.open_model(settings["model"]).id


def _claims_models(wanted: str) -> Iterator[Check]:
    """Which claims models work; what is missing is wrong only where the settings ask for it."""
    for name in dict.fromkeys((*CLAIMS_MODELS, wanted)):
        seen = tried(f"claims model {name}", lambda name=name: _claims_found(name))  # type: ignore[misc]
        yield Check(seen.name, seen.ok or (False if name == wanted else None), seen.found)


def _claims_found(name: str) -> str:
    import polars as pl

    from reliability import claims
    from reliability.claims.model import load

    found = claims.extract(pl.DataFrame({"article_id": ["a"], "text": [SENTENCE]}), model=name)
    return load(name).name if found.height else f"{load(name).name} finds no claim in '{SENTENCE}'"


def _suites(settings: Config) -> str:
    from reliability import rulebook

    suites = rulebook.suites(settings)
    return f"{len(suites.codes)} expectations, digest {suites.hash[:12]}{_silences(settings)}"


def _silences(settings: Config) -> str:
    ended = [silence for silence in settings.silences if not silence.holds(datetime.now(UTC).date())]
    said = f"; {counted(len(settings.silences), 'silence')}" if settings.silences else ""
    return said + (f", of which {len(ended)} ended" if ended else "")


def _outlets(settings: Config) -> str:
    from reliability.claims import gazetteer

    return f"{len(gazetteer.load(settings.outlets)):,} names known"


def _database(settings: Config) -> str:
    from reliability import store

    path = settings["db"]
    if path != ":memory:" and not Path(path).exists():
        return f"{path}: not there yet; the first `score` or `ingest` makes it"
    with store.open_store(path, read_only=True) as opened:
        rows = store.row_counts(opened)
    return f"{path}: " + ", ".join(f"{count:,} {name}" for name, count in rows.items() if count)


def _of_nobody(settings: Config) -> Iterator[Check]:
    """Silences of sources of which no stored article is: a name may be misspelt."""
    from reliability import store
    from reliability.store import quality

    named = [silence for silence in settings.silences if silence.source != "*"]
    if not named or not Path(settings["db"]).exists():
        return
    with store.open_store(settings["db"], read_only=True) as opened:
        for silence in named:
            if not quality.articles_of(opened, silence.source):
                near = quality.near_publishers(opened, silence.source)
                like = f"; most like it: {', '.join(near)}" if near else ""
                yield Check(f"silence {silence.code}", None, f"no article is of {silence.source}{like}")
