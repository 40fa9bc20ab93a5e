"""brat standoff: the article as `NAME.txt` and its claims as `NAME.ann`, with an `annotation.conf` for brat.

Sources, cues and contents are text-bound annotations; those in several pieces are discontinuous. From a claim's cue,
relations lead to its source and its content, and on the cue stand its attributes and, as a note, its origin and chain.
Offsets are those of the article's text. brat allows no line break and no tab inside an annotation: a span that crosses
a line break is given in pieces, and in the `.txt` tabs, carriage returns and rare line separators become spaces or
line feeds one to one, since readers would fold or split at them and every offset behind would shift.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import polars as pl

from reliability.errors import printable
from reliability.records import QUOTATIONS, SOURCE_TYPES
from reliability.reports.documents import Row, Span, chain, pieces, rows
from reliability.reports.filenames import Names

CONFIGURATION = f"""\
[entities]
Source
Cue
Content

[relations]
SourceOf\tArg1:Cue, Arg2:Source
ContentOf\tArg1:Cue, Arg2:Content
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Quotation\tArg:Cue, Value:{"|".join(QUOTATIONS)}
SourceType\tArg:Cue, Value:{"|".join(SOURCE_TYPES)}
SecondHand\tArg:Cue
Anonymous\tArg:Cue
Hedged\tArg:Cue
"""
_FLAGS = {"second_hand": "SecondHand", "anonymous": "Anonymous", "hedged": "Hedged"}
_VALUES = {"quotation": "Quotation", "source_type": "SourceType"}
_LINES = str.maketrans(dict.fromkeys("\r\x85\u2028\u2029", "\n") | dict.fromkeys("\t\x0b\x0c\x1c\x1d\x1e\x1f", " "))
_LINE = re.compile(r"[^\n]+")


def render(documents: Iterable[pl.DataFrame]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file: `annotation.conf`, then `.txt` and `.ann` of each article."""
    yield "annotation.conf", CONFIGURATION.encode()
    names = Names()
    for document in rows(documents):
        name = names.name(document["article_id"])
        text = plain(document["text"])
        yield f"{name}.txt", text.encode("utf-8", "replace")
        lines = (f"{line}\n" for line in _annotations(text, document["claims"] or []))
        yield f"{name}.ann", "".join(lines).encode("utf-8", "replace")


def plain(text: str) -> str:
    """The text with line feeds as its only line ends and without tabs, every character at its place."""
    return text.replace("\r\n", " \n").translate(_LINES)


class _Numbers:
    """Numbers annotations by kind: T1, T2, R1, ..."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, kind: str) -> str:
        self._last[kind] = self._last.get(kind, 0) + 1
        return f"{kind}{self._last[kind]}"


def _annotations(text: str, claims: Sequence[Row]) -> Iterator[str]:
    numbers = _Numbers()
    shared: dict[tuple[str, tuple[Span, ...]], str] = {}
    for claim in claims:
        cue = ""
        for role in ("cue", "source", "content"):
            spans = tuple(_on_lines(text, pieces(claim, role)))
            if not spans:
                continue
            known = shared.get((role, spans)) if cue else None
            bound = known or numbers.next("T")
            if known is None:
                shared[role, spans] = bound
                places = ";".join(f"{start} {end}" for start, end in spans)
                yield f"{bound}\t{role.title()} {places}\t{' '.join(text[start:end] for start, end in spans)}"
            if role == "cue":
                cue = bound
            elif cue:
                yield f"{numbers.next('R')}\t{role.title()}Of Arg1:{cue} Arg2:{bound}"
        if cue:
            yield from _told(claim, cue, numbers)


def _told(claim: Row, cue: str, numbers: _Numbers) -> Iterator[str]:
    """Attributes and a note on the cue."""
    for name, attribute in _VALUES.items():
        if claim[name]:
            yield f"{numbers.next('A')}\t{attribute} {cue} {claim[name]}"
    for name, attribute in _FLAGS.items():
        if claim[name]:
            yield f"{numbers.next('A')}\t{attribute} {cue}"
    told = {"origin": claim["origin"], "via": chain(claim), "hops": claim["hops"]}
    note = "; ".join(f"{name}: {value}" for name, value in told.items() if value)
    if note:
        yield f"{numbers.next('#')}\tAnnotatorNotes {cue}\t{printable(note)}"


def _on_lines(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without line breaks and the white space at them."""
    for start, end in spans:
        for line in _LINE.finditer(text, start, end):
            left = len(line[0]) - len(line[0].lstrip())
            right = len(line[0].rstrip())
            if left < right:
                yield line.start() + left, line.start() + right
