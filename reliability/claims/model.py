"""Claims models: a folder with weights, settings and a card, and the way from texts to attributions through one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

import numpy as np

from reliability import resources
from reliability.claims.attribution import Attribution
from reliability.claims.continuing import carry
from reliability.claims.forms import Forms
from reliability.claims.layout import Layout, Section, grouped, lay_out, sections
from reliability.claims.linking import label
from reliability.claims.merging import merge
from reliability.claims.network import Vectors, Weights, encode
from reliability.claims.reading import Reading
from reliability.claims.spans import Link, attribution, links
from reliability.claims.tagger import find_cues
from reliability.claims.transformer import Transformer
from reliability.claims.turns import turns
from reliability.claims.words import Vocabulary
from reliability.errors import ReliabilityError

SETTINGS, WEIGHTS = "model.json", "weights.npz"
FORMAT = 1
"""Version of the folder's format."""

FAST, DEEP = KINDS = ("fast", "deep")


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
        found: list[Link] = []
        for group in grouped(sections(readings)):
            for section, ones in zip(group, self._links(group), strict=True):
                found.extend(ones)
                if section.last:
                    yield _finished(section.reading, found)
                    found = []

    def _links(self, group: Sequence[Section]) -> list[list[Link]]:
        layout = lay_out(group)
        vectors = encode(self.look(layout), layout, self.weights, self.settings["dilations"])
        cues = find_cues(vectors, layout, self.weights, self.settings["threshold"])
        return links(layout, cues, label(vectors, layout, cues, self.weights))


def _finished(reading: Reading, found: list[Link]) -> list[Attribution]:
    """What the network found in a text, with what its layout tells."""
    carry(reading, found)
    spoken = turns(reading.tokens, reading.quotations)
    return [attribution(reading, one) for one in merge(len(reading), found, spoken)]


@lru_cache(maxsize=4)
def load(which: str = FAST) -> ClaimsModel:
    """Load a claims model.

    Args:
        which: `fast`, `deep`, or a folder that `reliability train claims` wrote.

    Raises:
        ReliabilityError: there is no such model, it is damaged or of another version, or its packages are missing.
    """
    folder = shipped(which) if which in KINDS else Path(which)
    try:
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        if settings["format"] != FORMAT:
            raise _wrong(folder, f"its format is {settings['format']}, not {FORMAT}")
        with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
            weights = unpacked({name: stored[name] for name in stored.files})
        return ClaimsModel(settings["name"], settings, weights, _look(folder, settings, weights))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise _wrong(folder, str(error) or type(error).__name__) from error


def shipped(kind: str) -> Path:
    """Folder of the newest shipped model of a kind.

    Raises:
        ReliabilityError: none is shipped.
    """
    found = sorted(resources.models().glob(f"claims/*-{kind}"))
    if not found:
        raise ReliabilityError(
            f"No claims model '{kind}' is installed.", f"Models are: {', '.join(KINDS)}, or a folder."
        )
    return found[-1]


def _look(folder: Path, settings: Mapping[str, Any], weights: Weights) -> FirstLook:
    if settings["kind"] == DEEP:
        return Transformer(folder, weights)
    return Forms(Vocabulary(settings["words"], settings["prefixes"], settings["suffixes"]), weights)


def unpacked(stored: Mapping[str, Any]) -> dict[str, Vectors]:
    """Weights as 32-bit numbers; a table `t` stored as whole numbers has the scale of each row in `t.scale`."""
    found = {}
    for name, array in stored.items():
        if not name.endswith(".scale"):
            scale = stored.get(f"{name}.scale")
            found[name] = array.astype(np.float32) * (1.0 if scale is None else scale.astype(np.float32)[:, None])
    return found


def _wrong(folder: Path, why: str) -> ReliabilityError:
    return ReliabilityError(
        f"{folder} holds no claims model that can be used: {why}.",
        "Give fast, deep or a folder written by: reliability train claims.",
    )
