"""Folders of brat standoff pairs, `NAME.txt` and `NAME.ann` -> annotated articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reliability.errors import ReliabilityError

ROLES = ("source", "cue", "content")
_MOST_DIGITS = 12

Spans = list[list[int]]


def pairs(folder: Path) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
    """The articles of a folder: where each stands, 1, and its `id`, `text` and `attributions`.

    Raises:
        ReliabilityError: the folder has no `.ann` file, or one without its `.txt`.
    """
    files = sorted(folder.glob("*.ann"))
    if not files:
        raise ReliabilityError(f"The folder '{folder}' holds no .ann file.", "Give a folder of NAME.txt and NAME.ann.")
    for file in files:
        text = file.with_suffix(".txt")
        if not text.is_file():
            raise ReliabilityError(f"{file} has no {text.name} beside it.", "Put both into one folder.")
        article = text.read_bytes().decode("utf-8", "replace")
        lines = file.read_bytes().decode("utf-8", "replace").split("\n")
        yield str(file), 1, {"id": file.stem, "text": article, "attributions": _standoff(article, lines)}


def _standoff(text: str, lines: Sequence[str]) -> list[dict[str, Any]]:
    """The attributions of an .ann file: one for each cue that relations or an event tie to something."""
    bound: dict[str, tuple[str, Spans]] = {}
    ties: list[list[str]] = []
    for line in lines:
        label, _, rest = line.partition("\t")
        if label.startswith("T"):
            kind, _, places = rest.partition("\t")[0].partition(" ")
            pairs = (place.split() for place in places.split(";"))
            spans = [[_offset(at) for at in pair] for pair in pairs]
            bound[label] = (kind.lower(), _rejoined(text, spans))
        elif label.startswith(("R", "E")):
            arguments = (argument.rpartition(":")[2] for argument in rest.split())
            ties.append([end for end in arguments if end.startswith("T")])
    parts: dict[str, dict[str, set[str]]] = {}
    for ends in ties:
        known = [(bound[end][0], end) for end in ends if end in bound]
        for cue in (end for kind, end in known if kind == "cue"):
            roles = parts.setdefault(cue, {role: set() for role in ROLES})
            for kind, end in known:
                if kind in ("source", "content") or end == cue:
                    roles[kind].add(end)
    return [
        {"id": cue} | {role: [span for end in sorted(ends) for span in bound[end][1]] for role, ends in roles.items()}
        for cue, roles in parts.items()
    ]


def _offset(digits: str) -> int:
    """An offset of an .ann file; -1, which lies in no text, where it is no number or far too large."""
    return int(digits) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else -1


def _rejoined(text: str, spans: Spans) -> Spans:
    """Pieces that only a line break keeps apart, which brat demands, are one again; what is no pair stays as it is."""
    joined: Spans = []
    for span in spans:
        gap = text[joined[-1][1] : span[0]] if joined and len(joined[-1]) == len(span) == 2 else ""
        if gap.isspace() and "\n" in gap:
            joined[-1] = [joined[-1][0], span[1]]
        else:
            joined.append(span)
    return joined
