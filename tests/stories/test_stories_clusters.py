from __future__ import annotations

import time
from itertools import pairwise

import numpy as np

from reliability.stories import origins
from reliability.stories.clusters import average_linkage, components
from reliability.stories.copies import containment
from reliability.stories.names import OUTLET
from reliability.stories.pairs import Pairs, join, sharing


def pairs(*rows: tuple[int, int, float]) -> Pairs:
    left, right, score = zip(*rows, strict=True)
    return Pairs(np.array(left), np.array(right), np.array(score, dtype=float))


def test_a_chain_of_neighbours_does_not_become_one_group() -> None:
    chain = pairs(*((place, place + 1, 0.5) for place in range(9)))
    groups = average_linkage(10, chain, 0.3)
    assert np.bincount(groups).max() <= 3
    assert len(set(components(10, chain).tolist())) == 1


def test_a_tight_group_takes_its_members_and_leaves_a_loose_one() -> None:
    tight = pairs((0, 1, 0.9), (0, 2, 0.8), (1, 2, 0.9), (2, 3, 0.4))
    assert average_linkage(4, tight, 0.3).tolist() == [0, 0, 0, 3]


def test_pairs_share_keys_only_within_reach_and_add_up() -> None:
    key = np.array([7, 7, 7, 8, 8])
    article = np.array([0, 1, 2, 0, 1])
    found = join(list(sharing(key, article, np.full(5, 2.0), np.array([2, 3, 3]), most=10)))
    assert sorted(zip(found.left.tolist(), found.right.tolist(), found.score.tolist(), strict=True)) == [
        (0, 1, 8.0),
        (1, 2, 4.0),
    ]


def test_common_keys_pair_only_neighbours() -> None:
    count = 50
    found = join(
        list(sharing(np.zeros(count), np.arange(count), np.ones(count), np.full(count, count), most=5, rest=1))
    )
    assert len(found.left) < 2 * 5 * count
    assert set(components(count, found).tolist()) == {0}


def test_containment_of_a_text_in_a_longer_one_is_whole() -> None:
    assert containment(np.array([0.25]), np.array([100]), np.array([400])).tolist() == [1.0]


def test_a_long_chain_of_relays_is_one_origin_and_followed_in_time() -> None:
    outlets = [f"{OUTLET}{number:05}" for number in range(20_001)]
    chain = [origins.Report(one, None, False, (other,)) for one, other in pairwise(outlets)]
    began = time.process_time()
    assert origins.count(chain) == (1, ["20000"])
    assert origins.count([*chain, origins.Report(outlets[-1], "Ada Holm", False, (outlets[0],))]) == (1, ["Ada Holm"])
    assert time.process_time() - began < 5
