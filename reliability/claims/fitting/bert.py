"""A BERT encoder in torch (Devlin et al. 2019), read from a folder, and written as an 8-bit ONNX network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from reliability.claims.fitting.examples import Example
from reliability.claims.fitting.layers import Looks
from reliability.claims.reading import Numbers
from reliability.claims.transformer import LONGEST, NETWORK, PIECES, Pieces, mark_up, side_by_side, stretches
from reliability.claims.words import case

WEIGHTS, SETTINGS = "model.safetensors", "config.json"

PACKAGES = ("safetensors.torch", "tokenizers", "onnx", "onnxruntime.quantization")
"""What reading a BERT and writing it again needs beside torch."""

_HEADS = 12  # where there are no settings
_TINY = 1e-12
_MARKS = 2  # pieces around each stretch of text
_PARTS = (
    ("query", "attention.self.query"),
    ("key", "attention.self.key"),
    ("value", "attention.self.value"),
    ("seen", "attention.output.dense"),
    ("first", "attention.output.LayerNorm"),
    ("wide", "intermediate.dense"),
    ("narrow", "output.dense"),
    ("second", "output.LayerNorm"),
)


class Layer(nn.Module):
    """One layer: attention, then a wide layer, each added and normalised."""

    def __init__(self, size: int, wide: int, heads: int) -> None:
        super().__init__()
        self._count = heads
        self.query, self.key, self.value, self.seen = (nn.Linear(size, size) for _ in range(4))
        self.first, self.second = nn.LayerNorm(size, _TINY), nn.LayerNorm(size, _TINY)
        self.wide, self.narrow = nn.Linear(size, wide), nn.Linear(wide, size)
        self.dropout = nn.Dropout(0.1)

    def forward(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """Stretches by pieces by size."""
        parts = [self._split(layer(vectors)) for layer in (self.query, self.key, self.value)]
        seen = functional.scaled_dot_product_attention(*parts, attn_mask=mask).transpose(1, 2).reshape(vectors.shape)
        vectors = self.first(vectors + self.dropout(self.seen(seen)))
        found: Tensor = self.second(vectors + self.dropout(self.narrow(functional.gelu(self.wide(vectors)))))
        return found

    def _split(self, vectors: Tensor) -> Tensor:
        return vectors.reshape(*vectors.shape[:2], self._count, vectors.shape[2] // self._count).transpose(1, 2)


class Bert(nn.Module):
    """The encoder: pieces to vectors."""

    def __init__(self, folder: Path) -> None:
        """Read a BERT of any depth.

        Raises:
            ValueError: it cannot do what is asked of it here.
        """
        super().__init__()
        stored, heads = _weights(folder / WEIGHTS), _heads(folder / SETTINGS)
        words = stored["embeddings.word_embeddings.weight"]
        places = stored["embeddings.position_embeddings.weight"] + stored["embeddings.token_type_embeddings.weight"][0]
        if len(places) < LONGEST + _MARKS:
            raise ValueError(f"it reads {len(places)} word pieces at a time, not {LONGEST + _MARKS}")
        if words.shape[1] % heads:
            raise ValueError(f"its {heads} attention heads do not share {words.shape[1]} columns evenly")
        self.word = nn.Embedding.from_pretrained(words, freeze=False)
        self.position = nn.Embedding.from_pretrained(places, freeze=False)
        self.norm = nn.LayerNorm(words.shape[1], _TINY)
        depth = 1 + max(int(name.split(".")[2]) for name in stored if name.startswith("encoder.layer."))
        wide = stored["encoder.layer.0.intermediate.dense.weight"].shape[0]
        self.layers = nn.ModuleList(Layer(words.shape[1], wide, heads) for _ in range(depth))
        self.dropout = nn.Dropout(0.1)
        _fill(self.norm, stored, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            for ours, theirs in _PARTS:
                _fill(getattr(layer, ours), stored, f"encoder.layer.{number}.{theirs}")

    def forward(self, pieces: Tensor, filled: Tensor) -> Tensor:
        """Vectors of pieces: stretches by pieces by size; `filled` is false where there is no piece."""
        vectors = self.norm(self.word(pieces) + self.position(torch.arange(pieces.shape[1]))[None])
        vectors = self.dropout(vectors)
        mask = (~filled)[:, None, None].to(vectors.dtype) * -1e4
        for layer in self.layers:
            vectors = layer(vectors, mask)
        return vectors


def _weights(path: Path) -> dict[str, Tensor]:
    """Weights by name; some files hold a BERT as the part `bert` of something larger."""
    from safetensors.torch import load_file

    return {name.removeprefix("bert."): weights for name, weights in load_file(path).items()}


def _heads(path: Path) -> int:
    return int(json.loads(path.read_text(encoding="utf-8"))["num_attention_heads"]) if path.is_file() else _HEADS


def _fill(layer: nn.Module, stored: Mapping[str, Tensor], name: str) -> None:
    layer.load_state_dict({"weight": stored[f"{name}.weight"], "bias": stored[f"{name}.bias"]})


class DeepLook(Looks):
    """First look of the deep model (`claims.transformer`)."""

    def __init__(self, folder: Path, size: int) -> None:
        super().__init__()
        self.bert = Bert(folder)
        self.projection = nn.Linear(self.bert.word.embedding_dim, size)
        self.add_tables(size)

    def pretrained(self) -> Iterator[nn.Parameter]:
        """What learns slowly."""
        return self.bert.parameters()

    def forward(self, batch: Mapping[str, Tensor]) -> Tensor:
        """Vectors of tokens: texts by tokens by size."""
        texts, tokens = batch["tag"].shape
        read = self.bert(batch["pieces"], batch["pieces_filled"]).flatten(0, 1)
        owner = batch["owner"]
        total = torch.zeros(texts * tokens, read.shape[1]).index_add(0, owner, read[batch["of_piece"]])
        count = torch.zeros(texts * tokens).index_add(0, owner, torch.ones(len(owner))).clamp(min=1.0)
        found = self.projection(total / count[:, None]).view(texts, tokens, -1)
        return self.with_looks(found, batch["case"], batch)


class Reader:
    """Examples to the word pieces of their tokens."""

    def __init__(self, folder: Path) -> None:
        """Read the tokenizer of a BERT.

        Raises:
            ValueError: there is none, or its marks have other numbers than BERT's.
        """
        if not (folder / PIECES).is_file():
            raise ValueError(f"it lacks {PIECES}")
        self._pieces = Pieces(folder / PIECES)

    @property
    def count(self) -> int:
        """How many word pieces there are."""
        return self._pieces.count

    def inputs(self, group: Sequence[Example]) -> dict[str, Tensor]:
        """Pieces by stretches, and for each piece of a token its place there and the token's row."""
        longest = max(len(one) for one in group)
        cut = [(number, ids, token) for number, one in enumerate(group) for ids, token in self._stretches(one)]
        pieces, filled = side_by_side([ids for _, ids, _ in cut])
        owner, place = [], []
        for row, (number, _, token) in enumerate(cut):
            owner.append(token + number * longest)
            place.append(row * pieces.shape[1] + 1 + np.arange(len(token)))
        cases = np.zeros((len(group), longest), dtype=np.int64)
        for line, one in zip(cases, group, strict=True):
            line[: len(one)] = [case(piece) for piece in one.pieces]
        return {
            "pieces": torch.from_numpy(pieces),
            "pieces_filled": torch.from_numpy(filled),
            "owner": torch.from_numpy(np.concatenate(owner)),
            "of_piece": torch.from_numpy(np.concatenate(place)),
            "case": torch.from_numpy(cases),
        }

    def _stretches(self, example: Example) -> Iterator[tuple[list[int], Numbers]]:
        split = [self._pieces.of(piece) for piece in example.pieces]
        for start, end in stretches(example.columns["paragraph"], [len(one) for one in split]):
            yield mark_up(split, start, end)


def write_onnx(look: DeepLook, folder: Path) -> None:
    """Write the BERT of a learned network with 8-bit weights."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    look.bert.eval()
    pieces = torch.ones(2, 8, dtype=torch.int64)
    filled = torch.ones(2, 8, dtype=torch.bool)
    free = {0: "stretches", 1: "pieces"}
    with TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        torch.onnx.export(
            look.bert,
            (pieces, filled),
            whole.as_posix(),
            input_names=["pieces", "filled"],
            output_names=["vectors"],
            dynamic_axes={"pieces": free, "filled": free, "vectors": free},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, folder / NETWORK, weight_type=QuantType.QInt8, per_channel=True)
