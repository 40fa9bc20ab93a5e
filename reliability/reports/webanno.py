"""WebAnno TSV 3.3, which INCEpTION and WebAnno import: one file an article.

The span layer `webanno.custom.Attribution` holds one annotation for each piece of a source, cue or content: its `role`
and the number of its `claim`; on the first piece of a cue also what is known of the claim. The relation layer
`webanno.custom.AttributionLink` leads from that piece to every other one of the claim. All features are strings.
Offsets count UTF-16 code units, as the format wants; reserved characters are escaped with a backslash.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from reliability.reports.documents import Row, Span, chain, covered, pieces, rows, sentences
from reliability.reports.filenames import Names

SPAN_LAYER, LINK_LAYER = "webanno.custom.Attribution", "webanno.custom.AttributionLink"
FEATURES = {
    "anonymous": "`true` or `false`: the origin is an unnamed individual or official.",
    "claim": "Number of the claim in its article, from 1.",
    "hedged": "`true` or `false`: the cue or content marks doubt or denial.",
    "hops": "Outlets, platforms and persons between the origin and the article.",
    "origin": "Who first made the statement.",
    "quotation": "`direct`, `indirect` or `mixed`.",
    "role": "`source`, `cue` or `content`.",
    "secondHand": "`true` or `false`: `hops` is more than 0.",
    "sourceType": "Kind of the origin.",
    "via": "The intermediaries in order from the origin, as `press release > i24 NEWS`.",
}
HEADER = (
    f"#FORMAT=WebAnno TSV 3.3\n#T_SP={SPAN_LAYER}|{'|'.join(FEATURES)}\n#T_RL={LINK_LAYER}|role|BT_{SPAN_LAYER}\n\n"
)
_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n*]")
_CONTROL = re.compile(r"[\x00-\x08\t\n\x0c\r\x0e-\x1f\\]")
_NAMED = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b"}


@dataclass
class _Annotation:
    """One piece of a claim's role. `place` names its first token; `head` is the piece that leads to it."""

    number: int
    span: Span
    features: dict[str, str]
    place: str = ""
    head: _Annotation | None = field(default=None, repr=False)


def render(documents: Iterable[pl.DataFrame]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of the file of each article."""
    names = Names()
    for document in rows(documents):
        content = HEADER + "".join(_sentences(document))
        yield f"{names.name(document['article_id'])}.tsv", content.encode("utf-8", "replace")


def _sentences(document: Row) -> Iterator[str]:
    text = document["text"]
    units = _utf16(text)
    found, split = _annotations(document["claims"] or []), sentences(document)
    flat = [token for tokens in split for token in tokens]
    names = [f"{s}-{t}" for s, tokens in enumerate(split, 1) for t in range(1, len(tokens) + 1)]
    on: list[list[_Annotation]] = [[] for _ in flat]
    for one in found:
        inside = covered(flat, one.span)
        for token in inside:
            on[token].append(one)
        one.place = names[inside[0]] if inside else ""
    done = 0
    for tokens in split:
        lines = text[tokens[0][0] : tokens[-1][1]].split("\n")
        yield "\n" + "".join(f"#Text={_escaped_text(line)}\n" for line in lines)
        for at, (start, end) in enumerate(tokens, done):
            cells = (
                names[at],
                f"{units(start)}-{units(end)}",
                _escaped_text(text[start:end]),
                *_cells(names[at], on[at]),
            )
            yield "\t".join(cells) + "\t\n"
        done += len(tokens)


def _annotations(claims: Sequence[Row]) -> list[_Annotation]:
    """Every piece of every claim, each claim's head first."""
    found: list[_Annotation] = []
    for number, claim in enumerate(claims, 1):
        head = None
        for role in ("cue", "source", "content"):
            for span in pieces(claim, role):
                features = {"claim": str(number), "role": role} | (_told(claim) if head is None else {})
                found.append(_Annotation(len(found) + 1, span, features, head=head))
                head = head or found[-1]
    return found


def _told(claim: Row) -> dict[str, str]:
    told = {
        "hops": claim["hops"],
        "origin": claim["origin"],
        "quotation": claim["quotation"],
        "sourceType": claim["source_type"],
        "via": chain(claim) or None,
    }
    marks = {"anonymous": claim["anonymous"], "hedged": claim["hedged"], "secondHand": claim["second_hand"]}
    given = {name: str(value) for name, value in told.items() if value is not None}
    return given | {name: "true" if value else "false" for name, value in marks.items()}


def _cells(place: str, here: Sequence[_Annotation]) -> Iterator[str]:
    """The columns of a token: one for each feature, then the relations that end here and where they come from."""
    for name in FEATURES:
        yield "|".join(f"{_escaped(one.features.get(name)) or '*'}[{one.number}]" for one in here) or "_"
    ends = [one for one in here if one.place == place and one.head is not None and one.head.place]
    yield "|".join(_escaped(one.features["role"]) for one in ends) or "_"
    yield "|".join(f"{one.head.place}[{one.head.number}_{one.number}]" for one in ends if one.head) or "_"


def _escaped(value: str | None) -> str:
    """A feature value."""
    named = {"\t": "\\t", "\n": "\\n"}
    flat = (value or "").replace("\r", " ")
    return _RESERVED.sub(lambda found: named.get(found[0], f"\\{found[0]}"), flat)


def _escaped_text(text: str) -> str:
    return _CONTROL.sub(lambda found: "\\" + _NAMED.get(found[0], found[0]), text)


def _utf16(text: str) -> Callable[[int], int]:
    """A function from character offsets to offsets in UTF-16 code units."""
    wide = [at for at, character in enumerate(text) if character > "\uffff"] if not text.isascii() else []
    return lambda offset: offset + bisect_left(wide, offset)
