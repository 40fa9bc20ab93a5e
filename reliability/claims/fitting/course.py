"""From what a network starts with (word vectors, a BERT, an earlier model) to a learned one in its folder."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import torch
from torch import Tensor, nn

from reliability.claims.fitting.bert import PACKAGES, DeepLook, Reader, write_onnx
from reliability.claims.fitting.bert import WEIGHTS as BERT
from reliability.claims.fitting.examples import Example, capitals, examples, excerpts, word_numbers
from reliability.claims.fitting.layers import Forms, Network
from reliability.claims.fitting.learning import Inputs, Plan, Progress, learn
from reliability.claims.fitting.saving import restore, save, weights_of
from reliability.claims.model import DEEP, FAST, KINDS, SETTINGS, ClaimsModel, listed, load, reason
from reliability.claims.network import Vectors
from reliability.claims.tokens import tokenise
from reliability.claims.transformer import PIECES
from reliability.claims.words import Vocabulary, normal, prefix, suffix
from reliability.errors import ReliabilityError

Article = Mapping[str, Any]

SIZES = {
    FAST: {"size": 96, "wide": 128, "inner": 48, "dilations": [1, 2, 4, 8, 16, 1], "dropout": 0.2},
    DEEP: {"size": 128, "wide": 192, "inner": 64, "dilations": [1, 2, 4], "dropout": 0.1},
}
LONGEST = {FAST: 1400, DEEP: 700}
"""Tokens of an article that are learned from together."""

SILVER = 0.5
"""What an article labelled by another model counts for."""

AGAIN = 2
"""How often the annotated articles are seen in a pass over articles of which most are labelled by another model."""

_PREFIXES, _SUFFIXES = 3000, 1500
_FORGET = 0.1  # share of words that a network in training does not know


@dataclass(frozen=True)
class Course:
    """A network, what it needs of an example, and the settings by which it will be found again."""

    network: Network
    inputs: Inputs
    settings: Mapping[str, Any]
    epochs: int
    rate: float = 3e-3
    folder: Path | None = None


def begin(start: str, gold: Sequence[Article], seed: int) -> Course:
    """What `training.train` goes on from.

    Raises:
        ReliabilityError: `start` is none of the things that one can go on from.
        ImportError: a package is missing.
    """
    torch.manual_seed(seed)
    place = Path(start)
    if place.suffix == ".npz":
        return from_vectors(*_word_vectors(place), gold)
    if (place / BERT).is_file():
        return from_bert(place)
    if start not in KINDS and not (place / SETTINGS).is_file():
        raise ReliabilityError(
            f"There is nothing to start from in {start}.",
            f"Give fast, the folder of a fast model, the folder of a BERT ({BERT}, {PIECES}) or an .npz file.",
        )
    before = load(start)
    if before.settings["kind"] != FAST:
        raise ReliabilityError(
            "A deep model cannot be trained further: its weights are rounded.",
            f"Start from the folder of a BERT with {BERT} and {PIECES}.",
        )
    return from_model(before)


def from_model(before: ClaimsModel) -> Course:
    """Go on from a fast model."""
    settings = before.settings
    vocabulary = listed(settings)
    try:
        sizes = settings["sizes"]
        network = _network(_forms(torch.from_numpy(np.array(before.weights["word"])), vocabulary, sizes["size"]), sizes)
        restore(network, before.weights)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise ReliabilityError(
            f"The claims model {before.name} cannot be trained further: {reason(error)}.", "Start from fast."
        ) from error
    return Course(network, _word_inputs(vocabulary), settings, epochs=4, rate=1e-3)


def _word_vectors(path: Path) -> tuple[list[str], Vectors]:
    """Words and their vectors, one a row, from an `.npz` file."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            words, vectors = stored["words"], stored["vectors"]
        if words.ndim != 1 or words.dtype.kind != "U":
            raise ValueError("words is no list of strings")
        if vectors.shape[:-1] != words.shape or vectors.dtype.kind != "f" or not 0 < vectors.std() < np.inf:
            raise ValueError("vectors is no table of numbers with a row a word")
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ReliabilityError(
            f"{path} holds no word vectors that can be used: {reason(error)}.",
            "Give an .npz file with the arrays words (strings) and vectors (one row a word).",
        ) from error
    return words.tolist(), vectors


def from_vectors(words: Sequence[str], vectors: Vectors, gold: Sequence[Article]) -> Course:
    """Begin a fast model with vectors of words; prefixes and suffixes are the commonest of the annotated articles."""
    forms = Counter(normal(piece) for one in gold for piece in tokenise(one["text"]).pieces())
    prefixes = [part for part, _ in Counter(map(prefix, sorted(forms))).most_common(_PREFIXES + 1) if part]
    suffixes = [part for part, _ in Counter(map(suffix, sorted(forms))).most_common(_SUFFIXES + 1) if part]
    settings = {
        "kind": FAST,
        "sizes": SIZES[FAST],
        "dilations": SIZES[FAST]["dilations"],
        "words": list(words),
        "prefixes": prefixes,
        "suffixes": suffixes,
    }
    vocabulary = listed(settings)
    table = torch.zeros(len(words) + 1, vectors.shape[1])
    table[1:] = torch.from_numpy(vectors / vectors.std())
    network = _network(_forms(table, vocabulary, SIZES[FAST]["size"]), SIZES[FAST])  # type: ignore[arg-type]
    return Course(network, _word_inputs(vocabulary), settings, epochs=12)


def from_bert(folder: Path) -> Course:
    """Begin a deep model with a BERT: a folder with `model.safetensors`, `tokenizer.json` and maybe `config.json`.

    Raises:
        ReliabilityError: it cannot be used.
        ImportError: a package is missing that is needed now or when the model is written.
    """
    for package in PACKAGES:
        import_module(package)
    try:
        look, reader = DeepLook(folder, SIZES[DEEP]["size"]), Reader(folder)  # type: ignore[arg-type]
        if reader.count > look.bert.word.num_embeddings:
            raise ValueError(f"its tokenizer knows {reader.count} word pieces, it {look.bert.word.num_embeddings}")
    except Exception as error:  # safetensors and tokenizers raise nothing more exact
        raise ReliabilityError(
            f"{folder} holds no BERT that can be used: {reason(error)}.",
            f"Give a folder with {BERT} and {PIECES}, such as that of all-MiniLM-L6-v2.",
        ) from error
    settings = {"kind": DEEP, "sizes": SIZES[DEEP], "dilations": SIZES[DEEP]["dilations"]}
    return Course(_network(look, SIZES[DEEP]), reader.inputs, settings, epochs=4, rate=2e-3, folder=folder)


def run(
    course: Course,
    folder: Path,
    settings: Mapping[str, Any],
    *,
    gold: Sequence[Article],
    silver: Sequence[Article],
    progress: Progress,
) -> None:
    """Learn, and write the model into a folder, with a threshold that is still to be chosen."""
    longest = LONGEST[course.settings["kind"]]
    found = [
        *list(examples(gold, longest=longest)) * (AGAIN if silver else 1),
        *examples(silver, longest=longest, weight=SILVER),
        *examples(capitals(gold), longest=longest, weight=SILVER),
        *examples(excerpts(gold), longest=longest),
    ]
    learned = settings["learned"]
    learn(
        course.network, found, course.inputs, Plan(learned["epochs"], rate=course.rate, seed=learned["seed"]), progress
    )
    save(folder, weights_of(course.network), {**course.settings, "threshold": 0.4, **settings})
    if isinstance(course.network.look, DeepLook) and course.folder:
        write_onnx(course.network.look, folder)
        shutil.copyfile(course.folder / PIECES, folder / PIECES)


def _network(look: nn.Module, sizes: Mapping[str, Any]) -> Network:
    return Network(look, **sizes)


def _forms(words: Tensor, vocabulary: Vocabulary, size: int) -> Forms:
    return Forms(words, size, len(vocabulary.prefixes), len(vocabulary.suffixes), _FORGET)


def _word_inputs(vocabulary: Vocabulary) -> Callable[[Sequence[Example]], dict[str, Tensor]]:
    def inputs(group: Sequence[Example]) -> dict[str, Tensor]:
        longest = max(len(one) for one in group)
        found = np.zeros((len(group), 4, longest), dtype=np.int64)
        for row, one in zip(found, group, strict=True):
            row[:, : len(one)] = word_numbers(vocabulary, one)
        return {"words": torch.from_numpy(found)}

    return inputs
