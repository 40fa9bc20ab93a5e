"""Where the bands of a Sankey diagram run: who is on each side, in which order, and each band as sampled points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SHOWN = 18  # names on a side; the rest is one node
PITCH = 20  # pixels that a label needs
GAP = 4
SAMPLES = 12
SWEEPS = 4

Links = Mapping[tuple[str, str], float]
Extent = tuple[float, float]


@dataclass(frozen=True)
class Node:
    """A name on one side (0 left, 1 right), with its weight and its extent in pixels from the top."""

    name: str
    side: int
    weight: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Band:
    """What runs from a left to a right name: its weight, and points (0..1 across, upper and lower edge in pixels)."""

    left: str
    right: str
    weight: float
    points: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True)
class Layout:
    """A diagram: nodes, bands, height in pixels."""

    nodes: tuple[Node, ...]
    bands: tuple[Band, ...]
    height: float


def layout(links: Links, shown: int = SHOWN) -> Layout:
    """Place weighted links between two sides of names.

    Args:
        links: weight of each pair of a left and a right name.
        shown: names kept on each side, the heaviest; the others become one node `n others` at the bottom.
    """
    folded = _folded(links, shown)
    sides = _ordered(folded)
    scale = _scale(sides, folded)
    heights = [sum(_slot(_weight(folded, side, name), scale) for name in names) for side, names in enumerate(sides)]
    nodes = tuple(
        node
        for side, names in enumerate(sides)
        for node in _stacked(names, side, folded, scale, (max(heights) - heights[side]) / 2)
    )
    return Layout(nodes, _bands(folded, nodes, scale), round(max(heights), 1))


def _weight(links: Links, side: int, name: str) -> float:
    return sum(weight for pair, weight in links.items() if pair[side] == name)


def _folded(links: Links, shown: int) -> dict[tuple[str, str], float]:
    """The links with all but the heaviest names of each side under one name."""
    names: list[dict[str, str]] = []
    for side in (0, 1):
        weights: dict[str, float] = defaultdict(float)
        for pair, weight in links.items():
            weights[pair[side]] += weight
        ranked = sorted(weights, key=lambda name: (-weights[name], name))
        others = f"{len(ranked) - shown:,} others"
        # A node for a single other name would save nothing.
        rest = ranked[shown:] if len(ranked) > shown + 1 else []
        names.append({name: others if name in rest else name for name in ranked})
    folded: dict[tuple[str, str], float] = defaultdict(float)
    for (left, right), weight in links.items():
        folded[names[0][left], names[1][right]] += weight
    return dict(folded)


def _ordered(links: Links) -> tuple[list[str], list[str]]:
    """The names of both sides, each near the middle of those it is linked to, which leaves few crossings."""
    sides = [
        sorted({pair[side] for pair in links}, key=lambda name: (-_weight(links, side, name), name)) for side in (0, 1)
    ]
    for sweep in range(SWEEPS):
        side = 1 - sweep % 2
        places = {name: place for place, name in enumerate(sides[1 - side])}
        middle = {
            name: sum(places[pair[1 - side]] * weight for pair, weight in links.items() if pair[side] == name)
            / _weight(links, side, name)
            for name in sides[side]
        }
        sides[side].sort(key=lambda name: (name.endswith(" others"), middle[name], name))
    return sides[0], sides[1]


def _scale(sides: tuple[list[str], list[str]], links: Links) -> float:
    """Pixels per unit of weight: so that the longer side has room for its labels."""
    room = max(max(map(len, sides)) * (PITCH + GAP), 8 * PITCH)
    return room / sum(links.values())


def _slot(weight: float, scale: float) -> float:
    return max(weight * scale, PITCH) + GAP


def _stacked(names: Sequence[str], side: int, links: Links, scale: float, top: float) -> list[Node]:
    nodes = []
    for name in names:
        weight = _weight(links, side, name)
        slot, thick = _slot(weight, scale), weight * scale
        start = top + (slot - thick) / 2
        nodes.append(Node(name, side, weight, round(start, 1), round(start + thick, 1)))
        top += slot
    return nodes


def _bands(links: Links, nodes: Sequence[Node], scale: float) -> tuple[Band, ...]:
    at = {(node.side, node.name): node.top for node in nodes}
    starts: dict[tuple[str, str], list[float]] = {pair: [0.0, 0.0] for pair in links}
    for side in (0, 1):
        used: dict[str, float] = defaultdict(float)
        for pair in sorted(links, key=lambda pair: at[1 - side, pair[1 - side]]):
            starts[pair][side] = at[side, pair[side]] + used[pair[side]]
            used[pair[side]] += links[pair] * scale
    return tuple(
        Band(*pair, weight, _curve(starts[pair][0], starts[pair][1], weight * scale)) for pair, weight in links.items()
    )


def _curve(left: float, right: float, thick: float) -> tuple[tuple[float, float, float], ...]:
    """Points of a band that leaves and arrives level."""
    points = []
    for step in range(SAMPLES + 1):
        across = step / SAMPLES
        upper = left + (right - left) * across * across * (3 - 2 * across)
        points.append((round(across, 4), round(upper, 1), round(upper + thick, 1)))
    return tuple(points)
