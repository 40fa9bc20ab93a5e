"""CoNLL: one token a line, a blank line after each sentence, one column for each role of a claim.

The file is CoNLL-U Plus: its first line names the columns. Before an article's first sentence stand its id and, as
JSON, what is known of each claim besides its spans. Tokens are cut where a span begins or ends, so that START and END
give back every span; a claim within another one stands beside it in the same cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

import polars as pl

from reliability.errors import printable
from reliability.reports.documents import KEPT, ROLES, Row, Span, covered, pieces, rows, sentences

COLUMNS = {
    "ID": "Number of the token in its sentence, from 1.",
    "FORM": "The token.",
    "START": "Its first character: a Python string offset into the article's text.",
    "END": "The character after it.",
    "SOURCE": "Sources of claims: `B-3` opens a piece of claim 3's source, `I-3` goes on with it, also in the next "
    "sentence; `O` is outside; a token in several claims lists them, as `I-1|B-2`.",
    "CUE": "Cues of claims, likewise.",
    "CONTENT": "Contents of claims, likewise.",
}
TOLD = tuple(name for name in KEPT if name not in ROLES and not name.endswith("_text"))


def render(documents: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write the articles of `documents` (see `reports.documents`) to `out`."""
    out.write(f"# global.columns = {' '.join(COLUMNS)}\n".encode())
    for document in rows(documents):
        for line in _lines(document):
            out.write(line.encode("utf-8", "replace") + b"\n")
        out.flush()


def _lines(document: Row) -> Iterator[str]:
    text, claims = document["text"], document["claims"] or []
    yield f"# article_id = {printable(document['article_id'])}"
    for number, claim in enumerate(claims, 1):
        yield f"# claim {number} = {_json({name: claim[name] for name in TOLD})}"
    split = sentences(document)
    tags = _tags(claims, [token for tokens in split for token in tokens])
    done = 0
    for number, tokens in enumerate(split, 1):
        yield f"# sent_id = {number}"
        yield f"# text = {printable(text[tokens[0][0] : tokens[-1][1]])}"
        for index, (start, end) in enumerate(tokens):
            yield "\t".join((str(index + 1), text[start:end], str(start), str(end), *tags[done + index]))
        done += len(tokens)
        yield ""


def _json(value: object) -> str:
    """JSON on one line, whatever a reader takes for the end of a line."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


def _tags(claims: Sequence[Row], tokens: Sequence[Span]) -> list[list[str]]:
    """The cells of the role columns, token by token."""
    found: list[list[list[str]]] = [[[] for _ in ROLES] for _ in tokens]
    for number, claim in enumerate(claims, 1):
        for column, role in enumerate(ROLES):
            for piece in pieces(claim, role):
                for place, token in enumerate(covered(tokens, piece)):
                    found[token][column].append(f"{'I' if place else 'B'}-{number}")
    return [["|".join(cell) or "O" for cell in cells] for cells in found]
