"""Claims in words: who said it, through whom it came, and how the article gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reliability.reports.circumstances import linked
from reliability.reports.story.words import clipped

Row = Mapping[str, Any]

KINDS = {"direct": "direct quotation", "indirect": "indirect quotation", "mixed": "partly in quotation marks"}
TYPES = {
    "person": "person",
    "anonymous": "unnamed person",
    "organisation": "organisation",
    "government": "government",
    "media_outlet": "media outlet",
    "document": "document",
    "group": "group",
    "self": "the article itself",
    "other": "origin",
}
NAME = 120  # characters
WORDS = 300


@dataclass(frozen=True)
class Step:
    """One who passed a claim on: the name and what that is."""

    name: str
    kind: str


@dataclass(frozen=True)
class Told:
    """A claim as the pages tell it."""

    number: int
    claim_id: str
    kind: str
    steps: Sequence[Step]
    marks: Sequence[str]
    classes: str
    source: str
    cue: str
    content: str

    @property
    def sentence(self) -> str:
        """The chain for who hears it: 'From Ada Lund, person, through press release, document, to this article.'"""
        first, *via = self.steps
        through = "".join(f", through {step.name} ({step.kind})" for step in via)
        return f"From {first.name} ({first.kind}){through}, to this article. {', '.join((self.kind, *self.marks))}."


def told(claims: Sequence[Row], article: Row) -> list[Told]:
    """records.CLAIMS rows of one article, in order; what it links to is a mark of its claims (records.ARTICLES)."""
    return [_told(number, claim, article) for number, claim in enumerate(claims, 1)]


def _told(number: int, claim: Row, article: Row) -> Told:
    given = linked(claim, article)
    names = ("second_hand", "anonymous", "hedged")
    return Told(
        number=number,
        claim_id=claim["claim_id"],
        kind=KINDS.get(claim["quotation"], "claim"),
        steps=(_origin(claim), *(_via(step) for step in claim["via"] or ())),
        marks=[name.replace("_", "-") for name in names if claim[name]]
        + ([f"linked: {clipped(given, NAME)}"] if given else []),
        classes=" ".join([claim["quotation"] or "indirect", *(name for name in names if claim[name])]),
        source=clipped(claim["source_text"], NAME),
        cue=clipped(claim["cue_text"], NAME),
        content=clipped(claim["content_text"], WORDS),
    )


def _origin(claim: Row) -> Step:
    name = claim["origin"] or claim["source_text"]
    return Step(clipped(name, NAME) or "nobody named", TYPES.get(claim["source_type"], "origin"))


def _via(step: Row) -> Step:
    return Step(clipped(step["name"], NAME) or f"unnamed {step['kind']}", str(step["kind"]))
