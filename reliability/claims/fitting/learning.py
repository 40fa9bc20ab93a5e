"""Examples to weights: the loop that teaches a network."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from reliability.claims.fitting.examples import COLUMNS, PLACES, Example
from reliability.claims.fitting.layers import Network, continued
from reliability.claims.tagger import FIRST

Progress = Callable[[int, int, float], None]
"""Called with steps done, steps in all, and the loss."""

Inputs = Callable[[Sequence[Example]], dict[str, Tensor]]
"""What the first look of a network needs of some examples."""

_TOGETHER = 6  # examples in a step
_CHAINS = 150  # cues whose roles are learned in a step
_CUE, _KIND, _ROLES = 10.0, 1.0, 0.2  # weights of the three losses
_MISSED, _INVENTED = 0.1, 0.002  # share of cues that are left out, or added, in the count of cues between
_LONGEST_GRADIENT = 1.0


@dataclass(frozen=True)
class Plan:
    """How to learn: passes over the examples, highest rate of learning, and the rate for pretrained layers."""

    epochs: int
    rate: float = 3e-3
    pretrained_rate: float = 2e-4
    seed: int = 0


def learn(network: Network, examples: Sequence[Example], inputs: Inputs, plan: Plan, progress: Progress) -> None:
    """Teach a network, in place. The same examples, plan and machine give the same weights: one thread does all."""
    torch.set_num_threads(1)
    chance = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    steps = plan.epochs * -(-len(examples) // _TOGETHER)
    optimiser, rates = _optimiser(network, plan)
    total = steps + 1 + (steps == 9)  # a tenth of ten steps is no ramp, and the schedule divides by it
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=total, pct_start=0.1)
    done = 0
    for _ in range(plan.epochs):
        network.train()
        for group in _groups(examples, chance):
            loss = losses(network, group, inputs)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_GRADIENT)
            optimiser.step()
            schedule.step()
            done += 1
            progress(done, steps, loss.item())
    network.eval()


def _optimiser(network: Network, plan: Plan) -> tuple[torch.optim.Optimizer, list[float]]:
    """AdamW; what `pretrained` of the first look names learns at its own rate."""
    slow = {id(one) for one in getattr(network.look, "pretrained", list)()}
    parts = [
        {"params": [one for one in network.parameters() if id(one) not in slow], "lr": plan.rate},
        {"params": [one for one in network.parameters() if id(one) in slow], "lr": plan.pretrained_rate},
    ]
    parts = [one for one in parts if one["params"]]
    return torch.optim.AdamW(parts, weight_decay=0.01), [one["lr"] for one in parts]  # type: ignore[misc]


def _groups(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Examples of about equal length together, in random order."""
    order = sorted(examples, key=lambda one: len(one) + chance.random() * 200)
    groups = [order[at : at + _TOGETHER] for at in range(0, len(order), _TOGETHER)]
    chance.shuffle(groups)
    yield from groups


def losses(network: Network, group: Sequence[Example], inputs: Inputs) -> Tensor:
    """The loss of some examples."""
    batch = columns(group) | inputs(group)
    vectors = network(batch)
    weight = torch.tensor([one.weight for one in group])
    filled = batch["filled"].float() * weight[:, None]
    found = torch.zeros(())
    for share, layer, name in ((_CUE, network.cue, "cue"), (_KIND, network.kind, "kind")):
        each = functional.cross_entropy(layer(vectors).transpose(1, 2), batch[name], reduction="none")
        found = found + share * (each * filled).sum() / filled.sum()
    text, start, end, roles = chains(group)
    if not len(text):
        return found
    batch["cues"] = _counted(batch["cue"] == FIRST)
    if len(text) > _CHAINS:
        some = torch.randperm(len(text))[:_CHAINS]
        text, start, end, roles = text[some], start[some], end[some], roles[some]
    scores, allowed = network.pair(vectors, batch, text, start, end)
    each = network.pair.loss(scores, continued(torch.where(allowed, roles, 0)))
    return found + _ROLES * (each * weight[text]).sum() / weight[text].sum()


def _counted(cue: Tensor) -> Tensor:
    """Cues counted from the start of each text, some missed and some invented, as the network itself will do."""
    chance = torch.rand(cue.shape)
    return torch.cumsum(((cue & (chance > _MISSED)) | (chance < _INVENTED)).long(), 1)


def columns(group: Sequence[Example]) -> dict[str, Tensor]:
    """Columns, answers and `filled` of examples: texts by tokens, shorter texts filled up with 0."""
    longest = max(len(one) for one in group)
    found = {}
    for name in (*COLUMNS, "cue", "kind", "filled"):
        table = np.zeros((len(group), longest), dtype=np.int64)
        for row, one in zip(table, group, strict=True):
            row[: len(one)] = 1 if name == "filled" else one.columns[name] if name in COLUMNS else getattr(one, name)
        found[name] = torch.from_numpy(table)
    return found


def chains(group: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Text, first and last token, and labels of the window of every cue."""
    text = np.repeat(np.arange(len(group)), [len(one.starts) for one in group])
    starts = np.concatenate([one.starts for one in group])
    ends = np.concatenate([one.ends for one in group])
    roles = np.concatenate([one.roles for one in group]).reshape(-1, PLACES)
    return torch.from_numpy(text), torch.from_numpy(starts), torch.from_numpy(ends), torch.from_numpy(roles)
