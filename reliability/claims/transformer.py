"""The first look of the deep model: a small BERT (MiniLM, Wang et al. 2020) reads the words in their sentences.

It runs through onnxruntime with 8-bit weights. onnxruntime and tokenizers are optional packages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reliability.claims.layout import Layout
from reliability.claims.network import Vectors, Weights, add_looks
from reliability.claims.reading import Numbers, Range
from reliability.claims.words import case
from reliability.errors import ReliabilityError
from reliability.resources import install

NETWORK, PIECES = "network.onnx", "tokenizer.json"

MARKS = {"[CLS]": 101, "[SEP]": 102, "[UNK]": 100}
"""Numbers of BERT's marks."""

LONGEST = 254
"""Word pieces in one piece of text, without the marks around it."""

OF_A_WORD = 6
"""Word pieces of a word that are looked at."""

_FULL = 0.6  # share of LONGEST from which a piece of text ends with its paragraph
_AT_ONCE = 16  # pieces of text that go through the network together
_KEPT = 100_000  # tokens whose pieces are held
_LONGEST_WORD = 100  # characters
_START, _END, _UNKNOWN = MARKS.values()


class Transformer:
    """Vectors of tokens by what the network makes of their word pieces, and by their looks."""

    def __init__(self, folder: Path, weights: Weights) -> None:
        """Load the network.

        Raises:
            ReliabilityError: onnxruntime or tokenizers is not installed.
        """
        self._weights = weights
        self._session = _session(folder / NETWORK)
        self._pieces = Pieces(folder / PIECES)

    def __call__(self, layout: Layout) -> Vectors:
        """One vector a row of the layout; empty rows are zero."""
        found = self._read(layout) @ self._weights["projection.weight"] + self._weights["projection.bias"]
        add_looks(found, layout, self._weights)
        found += self._weights["case"][[case(piece) for piece in layout.pieces()]]
        return layout.by_row(found)

    def _read(self, layout: Layout) -> Vectors:
        """Mean vector of the pieces of each token, texts one after the other."""
        total = np.zeros((len(layout.rows), self._weights["projection.weight"].shape[0]), dtype=np.float32)
        count = np.zeros(len(layout.rows), dtype=np.float32)
        for batch in self._batches(layout):
            ids, filled = side_by_side([ids for ids, _ in batch])
            (vectors,) = self._session.run(None, {"pieces": ids, "filled": filled})
            for number, (_, token) in enumerate(batch):
                np.add.at(total, token, vectors[number, 1 : len(token) + 1])
                np.add.at(count, token, 1.0)
        total /= np.maximum(count, 1.0)[:, None]
        return total

    def _batches(self, layout: Layout) -> Iterator[list[tuple[list[int], Numbers]]]:
        """Stretches of text of about equal length: word pieces with their marks, and the token of each piece."""
        found: list[tuple[list[int], Numbers]] = []
        written = layout.pieces()
        before = 0
        for section in layout.sections:
            split = [self._pieces.of(piece) for piece in written[before : before + len(section)]]
            for start, end in stretches(
                section.reading.paragraph[section.low : section.high], [len(one) for one in split]
            ):
                ids, token = mark_up(split, start, end)
                found.append((ids, token + before))
            before += len(section)
        found.sort(key=lambda one: len(one[0]))
        for at in range(0, len(found), _AT_ONCE):
            yield found[at : at + _AT_ONCE]


class Pieces:
    """Tokens to the numbers of their word pieces."""

    def __init__(self, path: Path) -> None:
        """Read a tokenizer.

        Raises:
            ReliabilityError: tokenizers is not installed.
            ValueError: BERT's marks have other numbers there.
        """
        self._tokenizer = _tokenizer(path)
        for mark, number in MARKS.items():
            if self._tokenizer.token_to_id(mark) != number:
                raise ValueError(f"its tokenizer does not give {mark} the number {number}")
        self._known: dict[str, list[int]] = {}

    @property
    def count(self) -> int:
        """How many word pieces there are."""
        return int(self._tokenizer.get_vocab_size())

    def of(self, token: str) -> list[int]:
        """The first word pieces of a token; a paragraph break is a mark of its own."""
        found = self._known.get(token)
        if found is None:
            found = self._split(token)
            if len(self._known) < _KEPT:
                self._known[token] = found
        return found

    def _split(self, token: str) -> list[int]:
        if token.isspace():
            return [_END]
        ids: list[int] = self._tokenizer.encode(token[:_LONGEST_WORD], add_special_tokens=False).ids[:OF_A_WORD]
        return ids or [_UNKNOWN]


def mark_up(split: Sequence[list[int]], start: int, end: int) -> tuple[list[int], Numbers]:
    """Word pieces of the tokens of a stretch between the network's marks, and the token of each piece."""
    ids = [_START, *(piece for one in split[start:end] for piece in one), _END]
    return ids, np.repeat(np.arange(start, end), [len(one) for one in split[start:end]])


def side_by_side(ids: Sequence[Sequence[int]]) -> tuple[Numbers, NDArray[np.bool_]]:
    """Stretches as rows of one table, filled up with 0, and where it holds a piece."""
    lengths = np.array([len(one) for one in ids])
    filled = np.arange(lengths.max()) < lengths[:, None]
    found = np.zeros(filled.shape, dtype=np.int64)
    found[filled] = np.concatenate(ids)
    return found, filled


def stretches(paragraph: Numbers, lengths: Sequence[int]) -> Iterator[Range]:
    """Cut a text into stretches of at most `LONGEST` pieces, at ends of paragraphs where they come late enough.

    Args:
        paragraph: number of the paragraph of each token.
        lengths: number of word pieces of each token.
    """
    start, count = 0, len(lengths)
    of = paragraph.tolist()
    while start < count:
        room, end, breaks = LONGEST, start, 0
        while end < count and lengths[end] <= room:
            room -= lengths[end]
            end += 1
            if end < count and LONGEST - room > _FULL * LONGEST and of[end] != of[end - 1]:
                breaks = end
        end = breaks if breaks and end < count else end
        yield start, end
        start = end


def _session(path: Path) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise _missing("onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path.as_posix(), options, providers=["CPUExecutionProvider"])


def _tokenizer(path: Path) -> Any:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise _missing("tokenizers") from error
    tokenizer = Tokenizer.from_file(path.as_posix())
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _missing(package: str) -> ReliabilityError:
    return ReliabilityError(f"The deep claims model needs the package {package}.", f"Run: {install('deep')}")
