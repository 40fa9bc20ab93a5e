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
from reliability.claims.linking import (
    BEFORE,
    BEHIND,
    BETWEEN,
    CONTENT,
    CONTENT_FIRST,
    CUES_BETWEEN,
    HALVES,
    SOURCE,
    SOURCE_FIRST,
    buckets,
)

NEVER = -1e4
LABELS = 5


def table(rows: int, columns: int, spread: float) -> nn.Embedding:
    """A table of small random vectors."""
    found = nn.Embedding(rows, columns)
    nn.init.normal_(found.weight, std=spread)
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


class Forms(nn.Module):
    """First look of the fast model (`claims.forms`): word, parts, looks and place of each token."""

    def __init__(self, words: Tensor, size: int, prefixes: int, suffixes: int, forget: float) -> None:
        super().__init__()
        self.word = nn.Embedding.from_pretrained(words, freeze=False)
        self.projection = nn.Linear(words.shape[1], size, bias=False)
        self.prefix = table(prefixes + 1, size, 0.05)
        self.suffix = table(suffixes + 1, size, 0.1)
        self.case = table(5, size, 0.1)
        self.tag = table(128, size, 0.1)
        self.place = table(4, size, 0.1)
        self.title = table(2, size, 0.1)
        self.forget = forget

    def forward(self, batch: Mapping[str, Tensor]) -> Tensor:
        """Vectors of tokens: texts by tokens by size."""
        word, prefix, suffix, case = batch["words"].unbind(1)
        if self.training:
            forgotten = torch.rand(word.shape) < self.forget
            unknown = (batch["cue"] > 0) & (
                torch.rand(word.shape) < self.forget
            )  # so that it learns to go by the place
            word = word.masked_fill(forgotten | unknown, 0)
            prefix = prefix.masked_fill(unknown | (forgotten & (torch.rand(word.shape) < 0.5)), 0)
            suffix = suffix.masked_fill(unknown | (torch.rand(word.shape) < self.forget / 2), 0)
        found: Tensor = self.projection(self.word(word)) + self.prefix(prefix) + self.suffix(suffix) + self.case(case)
        return found + self.tag(batch["tag"]) + self.place(batch["place"]) + self.title(batch["title"])


class Pairs(nn.Module):
    """Scores of the roles of the tokens around cues, and the chain that joins them (`claims.linking`)."""

    def __init__(self, size: int, inner: int) -> None:
        super().__init__()
        self.cue = nn.Linear(2 * size, inner)
        self.token = nn.Linear(size, inner)
        self.distance = table(2 * HALVES, inner, 0.3)
        most = [number for _, number in BETWEEN] + [CUES_BETWEEN]
        self.between = nn.ModuleList(table(2 * number + 1, inner, 0.3) for number in most)
        self.places = table(16, inner, 0.3)
        self.near = nn.Conv1d(inner, inner, 3, padding=1)
        self.far = nn.Conv1d(inner, inner, 3, padding=4, dilation=4)
        self.out = nn.Linear(inner, LABELS)
        self.steps = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.start = nn.Parameter(torch.zeros(LABELS))
        self.dropout = nn.Dropout(0.1)
        forbidden = torch.zeros(LABELS, LABELS)
        for inside, first in ((SOURCE, SOURCE_FIRST), (CONTENT, CONTENT_FIRST)):
            forbidden[[one for one in range(LABELS) if one not in (inside, first)], inside] = NEVER
        self.register_buffer("forbidden", forbidden, persistent=False)

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
        found = found + self.places(batch["place"][which, at] * 4 + batch["place"][text, start][:, None])
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
        begin = self.start + torch.tensor([0.0, 0.0, NEVER, 0.0, NEVER])
        total = scores[:, 0] + begin
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
