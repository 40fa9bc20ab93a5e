"""Claims models: a folder with weights, settings and a card, and the way from texts to attributions through one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from reliability import resources
from reliability.claims.attribution import Attribution
from reliability.claims.continuing import carry
from reliability.claims.forms import Forms
from reliability.claims.layout import GAP, LOOKS, Layout, Section, grouped, lay_out, sections
from reliability.claims.linking import label
from reliability.claims.merging import merge
from reliability.claims.network import Vectors, Weights, encode
from reliability.claims.reading import Reading, read
from reliability.claims.spans import Link, apart, attribution, links
from reliability.claims.tagger import find_cues
from reliability.claims.transformer import Transformer
from reliability.claims.turns import turns
from reliability.claims.words import CASES, Vocabulary
from reliability.errors import ReliabilityError

SETTINGS, WEIGHTS, CARD = "model.json", "weights.npz", "CARD.md"
FORMAT = 1
"""Version of the folder's format."""

FAST, DEEP = KINDS = ("fast", "deep")

_LISTED = {"word": "words", "prefix": "prefixes", "suffix": "suffixes"}  # tables of the fast model, and their rows
_TRIED = "The bridge is safe, Ana Lind said. “Not so,” he told us."


class FirstLook(Protocol):
    """What a network knows of each token before its layers: one vector a row of a layout."""

    def __call__(self, layout: Layout) -> Vectors:
        """Empty rows are zero."""


@dataclass(frozen=True)
class ClaimsModel:
    """A trained model: finds who says what in texts."""

    name: str
    settings: Mapping[str, Any]
    weights: Weights
    look: FirstLook

    def attributions(self, readings: Iterable[Reading]) -> Iterator[list[Attribution]]:
        """The attributions of each text, in order of their cues."""
        return (found for (found,) in self.by_threshold(readings, (self.settings["threshold"],)))

    def by_threshold(
        self, readings: Iterable[Reading], thresholds: Sequence[float]
    ) -> Iterator[list[list[Attribution]]]:
        """The attributions of each text, once for each of some thresholds; the network reads a text only once."""
        found: list[list[Link]] = [[] for _ in thresholds]
        for group in grouped(sections(readings)):
            for section, *new in zip(group, *self._links(group, thresholds), strict=True):
                for links_of_text, ones in zip(found, new, strict=True):
                    links_of_text.extend(ones)
                if section.last:
                    yield [_finished(section.reading, ones) for ones in found]
                    found = [[] for _ in thresholds]

    def _links(self, group: Sequence[Section], thresholds: Sequence[float]) -> Iterator[list[list[Link]]]:
        """For each threshold the links of each section."""
        layout = lay_out(group)
        vectors = encode(self.look(layout), layout, self.weights, self.settings["dilations"])
        for threshold in thresholds:
            cues = find_cues(vectors, layout, self.weights, threshold)
            yield links(layout, cues, label(vectors, layout, cues, self.weights))


def _finished(reading: Reading, found: list[Link]) -> list[Attribution]:
    """What the network found in a text, with what its layout tells."""
    apart(found)
    carry(reading, found)
    spoken = turns(reading.tokens, reading.quotations)
    return [attribution(reading, one) for one in merge(len(reading), found, spoken)]


@lru_cache(maxsize=4)
def load(which: str = FAST) -> ClaimsModel:
    """Load a claims model; it is read once.

    Args:
        which: `fast`, `deep`, or a folder that `reliability train claims` wrote.

    Raises:
        ReliabilityError: there is no such model, it is damaged or of another version, or its packages are missing.
    """
    return open_model(shipped(which) if which in KINDS else Path(which))


def open_model(folder: Path) -> ClaimsModel:
    """Read the model of a folder, and try it on a few words.

    Raises:
        ReliabilityError: it is damaged or of another version, or its packages are missing.
    """
    try:
        settings = _settings(folder / SETTINGS)
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            weights = unpacked({name: stored[name] for name in stored.files})
        _check_rows(settings, weights)
        model = ClaimsModel(settings["name"], settings, weights, _look(folder, settings, weights))
        list(model.by_threshold([read(_TRIED)], (0.0,)))
    except ReliabilityError:
        raise
    except Exception as error:  # the packages that read networks and tokenizers raise nothing more exact
        raise ReliabilityError(
            f"{folder} holds no claims model that can be used: {reason(error)}.",
            "Give fast, deep or a folder written by: reliability train claims.",
        ) from error
    return model


def _settings(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict):
        raise ValueError(f"{path.name} holds no settings")
    if found["format"] != FORMAT:
        raise ValueError(f"its format is {found['format']}, not {FORMAT}")
    if found["kind"] not in KINDS:
        raise ValueError(f"its kind is {found['kind']}, not {' or '.join(KINDS)}")
    if not all(isinstance(one, int) and 1 <= one <= GAP for one in found["dilations"]):
        raise ValueError(f"its dilations are not whole numbers from 1 to {GAP}")
    if not 0 <= found["threshold"] <= 1:
        raise ValueError("its threshold is not between 0 and 1")
    return found


def _check_rows(settings: Mapping[str, Any], weights: Weights) -> None:
    """Let no table lack a row that some text will ask for."""
    rows = {**LOOKS, "case": len(CASES), "pair.places": LOOKS["place"] ** 2}
    if settings["kind"] == FAST:
        rows |= {name: 1 + len(settings[plural]) for name, plural in _LISTED.items()}
    for name, count in rows.items():
        if len(weights[name]) != count:
            raise ValueError(f"its table {name} has {len(weights[name])} rows, not {count}")


def shipped(kind: str) -> Path:
    """Folder of the newest shipped model of a kind; one without settings, weights or card is not finished.

    Raises:
        ReliabilityError: none is shipped.
    """
    folders = sorted(resources.models().glob(f"claims/*-{kind}"), reverse=True)
    for folder in folders:
        if all((folder / name).is_file() for name in (SETTINGS, WEIGHTS, CARD)):
            return folder
    raise ReliabilityError(f"No claims model '{kind}' is installed.", f"Models are: {', '.join(KINDS)}, or a folder.")


def _look(folder: Path, settings: Mapping[str, Any], weights: Weights) -> FirstLook:
    if settings["kind"] == DEEP:
        return Transformer(folder, weights)
    return Forms(listed(settings), weights)


def listed(settings: Mapping[str, Any]) -> Vocabulary:
    """The words, prefixes and suffixes that a fast model knows."""
    return Vocabulary(*(settings[name] for name in _LISTED.values()))


def unpacked(stored: Mapping[str, Any]) -> dict[str, Vectors]:
    """Weights as 32-bit numbers; a table `t` stored as whole numbers has the scale of each row in `t.scale`."""
    found = {}
    for name, array in stored.items():
        if not name.endswith(".scale"):
            scale = stored.get(f"{name}.scale")
            found[name] = array.astype(np.float32) * (1.0 if scale is None else scale.astype(np.float32)[:, None])
    return found


def reason(error: Exception) -> str:
    """Why something could not be read, on one line and without a stop."""
    said = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
    return " ".join(said.split()).rstrip(".") or type(error).__name__
