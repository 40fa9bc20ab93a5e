"""How mutators change a text: spans replaced, sentences put in, sources given other names; and the phrases put in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from mutators import Clean

Edit = tuple[int, int, str]

PHRASES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))


def person(rng: Random) -> str:
    """An invented name."""
    return f"{rng.choice(PHRASES['first'])} {rng.choice(PHRASES['last'])}"


def outlets(case: Clean, number: int) -> list[str]:
    """Different outlets that are not the article's own."""
    own = f"{case.article['publisher'] or ''} {case.article['domain'] or ''}".lower()
    others = [name for name in PHRASES["outlets"] if name.split()[-1].lower() not in own]
    return case.rng.sample(others, number)


def replaced(text: str, edits: Iterable[Edit]) -> str:
    """The text with spans replaced, the later ones first; of two that overlap, the first."""
    pieces, done = [], 0
    for start, end, new in sorted(edits):
        if start >= done:
            pieces += [text[done:start], new]
            done = end
    return "".join([*pieces, text[done:]])


def as_begun(text: str, start: int, words: str) -> str:
    """The words with a capital where a sentence begins at `start`."""
    before = text[:start].rstrip("“\"‘' ")
    return words[:1].upper() + words[1:] if not before or before[-1] in ".!?\n:" else words


def sourced(case: Clean) -> list[Mapping[str, Any]]:
    """The claims whose source and cue are one span each of the text, as in a plain sentence."""
    return [
        claim
        for claim in case.claims
        if len(claim["source"] or ()) == 1
        and len(claim["cue"] or ()) == 1
        and claim["source_text"].lower() not in ("who", "which", "that", "whom", "whose")
    ]


def renamed(case: Clean, claims: Sequence[Mapping[str, Any]], name: Callable[[], str]) -> list[Edit]:
    """Edits that give these claims other sources, one for each place."""
    spans = dict.fromkeys(tuple(claim["source"][0]) for claim in claims)
    text = case.article["text"]
    return [(start, end, as_begun(text, start, name())) for start, end in spans]


def share(case: Clean, claims: Sequence[Mapping[str, Any]], of: float) -> list[Mapping[str, Any]]:
    """Some of the claims, in the order of the text."""
    chosen = sorted(case.rng.sample(range(len(claims)), min(len(claims), round(len(claims) * of + 0.5))))
    return [claims[n] for n in chosen]


def inserted(case: Clean, *sentences: str, text: str | None = None) -> str:
    """The text with these sentences put in: as paragraphs of their own, or behind a paragraph's last sentence."""
    lines = (case.article["text"] if text is None else text).split("\n")
    places = [n for n, line in enumerate(lines) if re.search(r"[.!?]['”\"]?\s*$", line)] or [len(lines) - 1]
    for sentence in sentences:
        at = case.rng.choice(places)
        if case.rng.random() < 0.5:
            lines[at] = f"{lines[at].rstrip()} {sentence}"
        else:
            lines[at] = f"{lines[at]}\n\n{sentence}"
    return "\n".join(lines)
