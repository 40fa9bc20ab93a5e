"""A learned network to a folder: weights without pickle, and settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from reliability.claims.fitting.folder import write_settings
from reliability.claims.fitting.layers import Network, as_array
from reliability.claims.model import WEIGHTS
from reliability.claims.network import Vectors

_TABLES = ("word", "prefix", "suffix")  # large tables are stored as 8-bit numbers with a scale a row

Axes = tuple[int, ...]


def named(network: Network) -> Iterator[tuple[str, nn.Parameter, Axes]]:
    """Parameters by the names of the numpy side, and the order in which that side has their axes.

    Matrices are rows in, columns out there; convolutions are distance, in, out.
    """
    for name, module in network.look.named_children():
        if isinstance(module, nn.Embedding):
            yield name, module.weight, (0, 1)
        elif isinstance(module, nn.Linear):
            yield from _layer(name, module)
    for number, block in enumerate(network.block):
        for name, layer in block.named_children():
            yield from _layer(f"block.{number}.{name}", layer)
    yield from _layer("out", network.out)
    yield from _layer("cue", network.cue)
    pair = network.pair
    for name in ("cue", "token", "out", "near", "far"):
        yield from _layer(f"pair.{name}", getattr(pair, name))
    for name in ("distance", "places"):
        yield f"pair.{name}", getattr(pair, name).weight, (0, 1)
    for number, table in enumerate(pair.between):
        yield f"pair.between.{number}", table.weight, (0, 1)  # type: ignore[misc]
    yield "chain.steps", pair.steps, (0, 1)
    yield "chain.start", pair.start, (0,)


def _layer(name: str, layer: nn.Module) -> Iterator[tuple[str, nn.Parameter, Axes]]:
    for part, parameter in layer.named_parameters():
        yield f"{name}.{part}", parameter, tuple(reversed(range(parameter.ndim)))


def weights_of(network: Network) -> dict[str, Vectors]:
    """The weights of a network as the numpy side has them."""
    return {name: np.ascontiguousarray(as_array(one).transpose(axes)) for name, one, axes in named(network)}


def restore(network: Network, weights: Mapping[str, Vectors]) -> None:
    """Give a network the weights of a stored model, in place."""
    with torch.no_grad():
        for name, parameter, axes in named(network):
            array = weights[name].transpose(np.argsort(axes))
            parameter.copy_(torch.from_numpy(np.ascontiguousarray(array)))


def packed(weights: Mapping[str, Vectors]) -> dict[str, NDArray[Any]]:
    """Weights as they are stored: large tables as 8-bit numbers, `<table>.scale` holds what a row is multiplied by."""
    found: dict[str, NDArray[Any]] = {}
    for name, array in weights.items():
        if name in _TABLES:
            scale = np.abs(array).max(axis=1) / 127
            found[name] = np.round(array / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
            found[f"{name}.scale"] = scale
        else:
            found[name] = array
    return found


def save(folder: Path, weights: Mapping[str, Vectors], settings: Mapping[str, Any]) -> None:
    """Write what `claims.model` reads into a folder."""
    np.savez_compressed(folder / WEIGHTS, **packed(weights))  # type: ignore[arg-type]
    write_settings(folder, settings)
