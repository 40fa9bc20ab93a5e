"""The models at hand: those in `models/` of the working folder, those that are shipped, and the one in use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reliability import resources
from reliability.errors import ReliabilityError
from reliability.scoring.storage import FORMAT, JSON, Model, load

OWN = Path("models")
"""Where `train` puts a model unless it is told otherwise."""

SCORES, CLAIMS = "scores", "claims"
FIGURES = ("spearman", "auc", "mae")


@dataclass(frozen=True)
class Entry:
    """One model folder: what it is for, and what its `model.json` says.

    Attributes:
        id: as results carry it.
        kind: `scores` or `claims`.
        folder: where it lies.
        about: the content of its `model.json`; empty where that cannot be read.
        problem: why it cannot be used, as far as a look at `model.json` tells; null where nothing is seen.
    """

    id: str
    kind: str
    folder: Path
    about: Mapping[str, Any]
    problem: str | None

    @property
    def day(self) -> str | None:
        """The date in its name."""
        return self.id[:10] if self.id[:4].isdigit() and self.id[4:5] == "-" else None

    def learned(self, what: str) -> int | None:
        """How many `articles` or `sources` it learned from."""
        count = _inside(self.about, "training" if self.kind == SCORES else "learned", what)
        return count if isinstance(count, int) else None

    def figure(self, name: str) -> float | None:
        """A figure of its card, measured on held-out sources: one of FIGURES."""
        value = _inside(self.about, "measured", "results", "model", name, "value")
        return float(value) if isinstance(value, int | float) else None


def listed(extra: Iterable[Path] = ()) -> list[Entry]:
    """Every model folder at hand, those for scores first, the newest first; a folder counts once.

    Args:
        extra: further folders that hold model folders, or are such.
    """
    found: dict[Path, Entry] = {}
    for place in (*extra, OWN, resources.models()):
        for folder in _folders(place):
            found.setdefault(folder.resolve(), _entry(folder))
    return sorted(sorted(found.values(), key=lambda e: e.id, reverse=True), key=lambda e: e.kind, reverse=True)


def find(name: str, extra: Iterable[Path] = ()) -> Path:
    """The folder of a scoring model that is named by its folder or its id.

    Raises:
        ReliabilityError: there is none, or two different models have this id.
    """
    if (Path(name) / JSON).is_file():
        return Path(name)
    models = [entry for entry in listed(extra) if entry.kind == SCORES]
    fitting = [entry for entry in models if entry.id == name]
    if not fitting:
        at_hand = ", ".join(entry.id for entry in models[:5]) or "none"
        raise ReliabilityError(f"There is no scoring model '{name}'.", f"At hand: {at_hand}; or give a folder.")
    if len({json.dumps(entry.about, sort_keys=True) for entry in fitting}) > 1:
        places = " and ".join(str(entry.folder) for entry in fitting)
        raise ReliabilityError(f"Several models have the id {name}: {places}.", "Give the folder.")
    return fitting[0].folder


def open_model(setting: str) -> Model:
    """The model that the setting `model` names: a folder or an id; an empty one is the newest that is shipped.

    Raises:
        ReliabilityError: there is none, or it does not load.
    """
    return load(find(setting) if setting else None)


def by_id(name: str, setting: str = "") -> Model | None:
    """The model of this id, from the setting or from those at hand; None where it is not here, or does not load."""
    for place in filter(None, (setting, name)):
        try:
            model = load(find(place))
        except ReliabilityError:
            continue
        if model.id == name:
            return model
    return None


def _folders(place: Path) -> Iterator[Path]:
    """The model folders of a place: itself, those in it, and those in its folder `claims`."""
    if (place / JSON).is_file():
        yield place
        return
    for inner in (place, place / CLAIMS):
        yield from sorted(
            path.parent
            for path in inner.glob(f"*/{JSON}")
            if path.parent.suffix != ".partial" and not path.parent.name.startswith(".")
        )


def _entry(folder: Path) -> Entry:
    try:
        about = json.loads((folder / JSON).read_text(encoding="utf-8"))
        if not isinstance(about, dict):
            raise ValueError("it is no object")
    except (OSError, ValueError, RecursionError) as error:
        kind = CLAIMS if folder.parent.name == CLAIMS else SCORES
        return Entry(folder.name, kind, folder, {}, f"{JSON} cannot be read: {error}")
    if "learned" in about:
        return Entry(str(about.get("name", folder.name)), CLAIMS, folder, about, None)
    problem = None if about.get("format") == FORMAT else f"its format is {about.get('format')}, not {FORMAT}"
    return Entry(str(about.get("id", folder.name)), SCORES, folder, about, problem)


def _inside(found: Any, *keys: str) -> Any:
    for key in keys:
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found
