"""The network in torch, to learn its weights; `claims.network` and `claims.linking` run it on numpy.

Modules and parameters are named so that `saving.py` can write them as the numpy side reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from reliability.claims.fitting.examples import KINDS_OF_TOKEN
from reliability.claims.layout import LOOKS
from reliability.claims.linking import (
    BEFORE,
    BEHIND,
    BETWEEN,
    CUES_BETWEEN,
    HALVES,
    MARGIN,
    NEVER,
    NOTHING,
    buckets,
    forbidden,
)
from reliability.claims.words import CASES

LABELS = len(forbidden())


def table(rows: int, columns: int, spread: float) -> nn.Embedding:
    """A table of small random vectors."""
    found = nn.Embedding(rows, columns)
    nn.init.normal_(found.weight, std=spread)
    return found


class Looks(nn.Module):
    """Tables that both first looks have: of how a token is written, and of its tag and place."""

    def add_tables(self, size: int) -> None:
        """Make the tables."""
        for name, rows in {"case": len(CASES), **LOOKS}.items():
            self.add_module(name, table(rows, size, 0.1))

    def with_looks(self, found: Tensor, case: Tensor, batch: Mapping[str, Tensor]) -> Tensor:
        """Vectors of tokens, with what the tables know of them."""
        found = found + self.case(case)
        for name in LOOKS:
            found = found + getattr(self, name)(batch[name])
        return found


class Block(nn.Module):
    """One layer: each token looks `reach` tokens to both sides, and adds what it learns to what it knows."""

    def __init__(self, size: int, wide: int, reach: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.wide = nn.Conv1d(size, wide, 3, padding=reach, dilation=reach)
        self.narrow = nn.Linear(wide, size)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.narrow.weight, std=0.01)

    def forward(self, vectors: Tensor, filled: Tensor) -> Tensor:
        """Texts by tokens by size; `filled` is 1 where there is a token."""
        inner = self.wide((self.norm(vectors) * filled).transpose(1, 2)).transpose(1, 2)
        added: Tensor = self.narrow(self.dropout(functional.relu(inner)))
        return (vectors + added) * filled


class Forms(Looks):
    """First look of the fast model (`claims.forms`): word, parts, looks and place of each token."""

    def __init__(self, words: Tensor, size: int, prefixes: int, suffixes: int, forget: float) -> None:
        super().__init__()
        self.word = nn.Embedding.from_pretrained(words, freeze=False)
        self.projection = nn.Linear(words.shape[1], size, bias=False)
        self.prefix = table(prefixes + 1, size, 0.05)
        self.suffix = table(suffixes + 1, size, 0.1)
        self.add_tables(size)
        self.forget = forget

    def forward(self, batch: Mapping[str, Tensor]) -> Tensor:
        """Vectors of tokens: texts by tokens by size."""
        word, prefix, suffix, case = batch["words"].unbind(1)
        if self.training:
            forgotten = torch.rand(word.shape) < self.forget
            # it does not know some cues, so that it learns to go by the place
            unknown = (batch["cue"] > 0) & (torch.rand(word.shape) < self.forget)
            word = word.masked_fill(forgotten | unknown, 0)
            prefix = prefix.masked_fill(unknown | (forgotten & (torch.rand(word.shape) < 0.5)), 0)
            suffix = suffix.masked_fill(unknown | (torch.rand(word.shape) < self.forget / 2), 0)
        found = self.projection(self.word(word)) + self.prefix(prefix) + self.suffix(suffix)
        return self.with_looks(found, case, batch)


class Pairs(nn.Module):
    """Scores of the roles of the tokens around cues, and the chain that joins them (`claims.linking`)."""

    def __init__(self, size: int, inner: int) -> None:
        super().__init__()
        self.cue = nn.Linear(2 * size, inner)
        self.token = nn.Linear(size, inner)
        self.distance = table(2 * HALVES, inner, 0.3)
        most = [number for _, number in BETWEEN] + [CUES_BETWEEN]
        self.between = nn.ModuleList(table(2 * number + 1, inner, 0.3) for number in most)
        self.places = table(LOOKS["place"] ** 2, inner, 0.3)
        self.near = nn.Conv1d(inner, inner, 3, padding=1)
        self.far = nn.Conv1d(inner, inner, 3, padding=MARGIN, dilation=MARGIN)
        self.out = nn.Linear(inner, LABELS)
        self.steps = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.start = nn.Parameter(torch.zeros(LABELS))
        self.dropout = nn.Dropout(0.1)
        self.register_buffer("forbidden", torch.from_numpy(forbidden()), persistent=False)

    def forward(
        self, vectors: Tensor, batch: Mapping[str, Tensor], text: Tensor, start: Tensor, end: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of cues by places by labels, and whether a place may have a role."""
        offsets = torch.arange(-BEFORE, BEHIND + 1)
        at = start[:, None] + offsets
        inside = (at >= 0) & (at < vectors.shape[1])
        at = at.clamp(0, vectors.shape[1] - 1)
        which = text[:, None]
        inside = inside & (batch["filled"][which, at] > 0)
        cue = self.cue(torch.cat([vectors[text, start], vectors[text, end - 1]], -1))
        found = cue[:, None] + self.token(vectors)[which, at] + self.distance(torch.tensor(buckets(offsets.numpy())))
        names = [name for name, _ in BETWEEN] + ["cues"]
        for name, numbers in zip(names, self.between, strict=True):
            most = numbers.num_embeddings // 2
            passed = batch[name][which, at] - batch[name][text, start][:, None]
            found = found + numbers(passed.clamp(-most, most) + most)
        found = found + self.places(batch["place"][which, at] * LOOKS["place"] + batch["place"][text, start][:, None])
        found = self.dropout(functional.relu(found))
        filled = inside[..., None]
        for layer in (self.near, self.far):
            found = found + functional.relu(layer((found * filled).transpose(1, 2)).transpose(1, 2))
        scores: Tensor = self.out(found)
        allowed = inside & ~((at >= start[:, None]) & (at < end[:, None]))
        blocked = scores[..., 1:].masked_fill(~allowed[..., None], NEVER)
        return torch.cat([scores[..., :1], blocked], -1), allowed

    def loss(self, scores: Tensor, labels: Tensor) -> Tensor:
        """Negative log-likelihood of the labels of each chain."""
        steps = self.steps + self.forbidden
        total = scores[:, 0] + (self.start + self.forbidden[NOTHING])  # a chain begins as it goes on behind nothing
        right = total.gather(1, labels[:, :1])[:, 0] + scores.gather(2, labels[..., None])[:, 1:, 0].sum(1)
        right = right + steps[labels[:, :-1], labels[:, 1:]].sum(1)
        for at in range(1, scores.shape[1]):
            total = torch.logsumexp(total[:, :, None] + steps, 1) + scores[:, at]
        return torch.logsumexp(total, 1) - right


class Network(nn.Module):
    """First look, layers, and what is asked of the vectors: cues, roles, and what each token is in general."""

    def __init__(
        self, look: nn.Module, *, size: int, wide: int, inner: int, dilations: Sequence[int], dropout: float
    ) -> None:
        super().__init__()
        self.look = look
        self.block = nn.ModuleList(Block(size, wide, reach, dropout) for reach in dilations)
        self.out = nn.LayerNorm(size)
        self.cue = nn.Linear(size, 3)
        self.kind = nn.Linear(size, len(KINDS_OF_TOKEN))
        self.pair = Pairs(size, inner)
        self.dropout = nn.Dropout(dropout)

    def forward(self, batch: Mapping[str, Tensor]) -> Tensor:
        """Vectors of tokens: texts by tokens by size."""
        filled = batch["filled"][..., None].float()
        vectors = self.dropout(self.look(batch)) * filled
        for block in self.block:
            vectors = block(vectors, filled)
        found: Tensor = self.out(vectors)
        return found


def continued(roles: Tensor) -> Tensor:
    """Labels in which a token behind one of the same role has the label for being inside it."""
    before = functional.pad(roles, (1, 0))[:, :-1]
    return torch.where((roles > 0) & (roles == before), roles + 1, roles)


def as_array(parameter: Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """A parameter as a numpy array of 32-bit numbers."""
    return parameter.detach().cpu().numpy().astype(np.float32)
