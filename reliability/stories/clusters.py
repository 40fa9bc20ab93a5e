"""Groups: connected components, average linkage that does not chain, and what can all be reached from each other."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from reliability.stories.pairs import Pairs, Whole

Place = TypeVar("Place", bound=Hashable)


def components(size: int, pairs: Pairs) -> Whole:
    """The smallest member of the connected component of each of `size` items."""
    label = np.arange(size, dtype=np.int64)
    while True:
        lower = np.minimum(label[pairs.left], label[pairs.right])
        before = label.copy()
        np.minimum.at(label, pairs.left, lower)
        np.minimum.at(label, pairs.right, lower)
        np.minimum.at(label, before[pairs.left], lower)
        np.minimum.at(label, before[pairs.right], lower)
        label = label[label]
        if np.array_equal(label, before):
            return label


def average_linkage(size: int, pairs: Pairs, threshold: float) -> Whole:
    """Merge items while the mean score over all pairs between two groups is at least `threshold` (UPGMA).

    Pairs that are not given score 0, so a group does not grow along a chain of neighbours.
    Returns the smallest member of each item's group. Equal means merge the lowest numbers first.
    """
    strong = components(size, pairs.where(pairs.score >= threshold))
    inside = pairs.where(strong[pairs.left] == strong[pairs.right])
    links: dict[int, dict[int, float]] = {}
    for left, right, score in zip(inside.left.tolist(), inside.right.tolist(), inside.score.tolist(), strict=True):
        links.setdefault(left, {})[right] = score
        links.setdefault(right, {})[left] = score
    label = np.arange(size, dtype=np.int64)
    for kept, gone in _merges(links, threshold):
        label[gone] = kept
    while not np.array_equal(label, label[label]):
        label = label[label]
    return label


def _merges(links: dict[int, dict[int, float]], threshold: float) -> list[tuple[int, int]]:
    """Merge `links` (sums of scores between groups) in place; returns (kept, gone) in the order of merging."""
    weight = dict.fromkeys(links, 1)
    queue = [(-total, left, right) for left, row in links.items() for right, total in row.items() if left < right]
    queue = [entry for entry in queue if -entry[0] >= threshold]
    heapq.heapify(queue)
    merged = []
    while queue:
        mean, left, right = heapq.heappop(queue)
        if left not in links or right not in links[left]:
            continue
        if -mean != links[left][right] / (weight[left] * weight[right]):
            continue
        merged.append((left, right))
        row = links.pop(right)
        weight[left] += weight.pop(right)
        del links[left][right]
        for other, total in row.items():
            if other == left:
                continue
            del links[other][right]
            both = links[left].get(other, 0.0) + total
            links[left][other] = links[other][left] = both
        for other, total in links[left].items():
            value = total / (weight[left] * weight[other])
            if value >= threshold:
                heapq.heappush(queue, (-value, min(left, other), max(left, other)))
    return merged


def strongly_connected(onward: Mapping[Place, Sequence[Place]]) -> list[list[Place]]:
    """Groups of nodes that can all be reached from each other (Tarjan 1972), in time linear in nodes and edges.

    >>> sorted(map(sorted, strongly_connected({"a": ["b"], "b": ["a"], "c": ["a"]})))
    [['a', 'b'], ['c']]

    Args:
        onward: every node with those that it leads to.
    """
    number: dict[Place, int] = {}
    low: dict[Place, int] = {}
    stack: list[Place] = []
    open_nodes: set[Place] = set()
    groups: list[list[Place]] = []
    for start in onward:
        if start in number:
            continue
        number[start] = low[start] = len(number)
        stack.append(start)
        open_nodes.add(start)
        path = [(start, iter(onward[start]))]
        while path:
            node, rest = path[-1]
            other = next(rest, None)
            if other is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == number[node]:
                    groups.append(_closed(node, stack, open_nodes))
            elif other not in number:
                number[other] = low[other] = len(number)
                stack.append(other)
                open_nodes.add(other)
                path.append((other, iter(onward[other])))
            elif other in open_nodes:
                low[node] = min(low[node], number[other])
    return groups


def _closed(node: Place, stack: list[Place], open_nodes: set[Place]) -> list[Place]:
    group = [stack.pop()]
    while group[-1] != node:
        group.append(stack.pop())
    open_nodes.difference_update(group)
    return group
