"""A text as the taggers see it: tokens, quotations, phrases, and the names by which neighbours are known."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from reliability.claims.phrases import edges
from reliability.claims.quotation import Quotations, find, without_apostrophes
from reliability.claims.tokens import PARAGRAPH, Tokens, tokenise
from reliability.resources import lexicon

REACH = 4
"""Neighbours that a feature may look at: `keys` is padded by so many paragraph breaks at both ends."""

STRONG = 0.6
"""Share of its uses as a cue from which a word is one that mostly reports."""

Range = tuple[int, int]
"""Half-open token indices."""

_POSSESSIVES = frozenset(("his", "her", "its", "their", "my", "our", "your", "whose"))
_NAMED_BY_TAG = frozenset("NnEGR#s*|")


@dataclass(frozen=True)
class Reading:
    """One text, read.

    `keys` names each token as a neighbour: a closed-class word as itself, a word that may be a cue as `~` and its tag,
    a quotation mark by whether it opens or closes, any other token by its tag. Token i has key i + `REACH`.
    `beside` says for a word that stands where a quotation has its verb on which side it is.
    `quoted` is 1 for tokens inside a quotation, marks included. `edges` are the first tokens of the phrases.
    `title_end` is the end of the first paragraph.
    """

    tokens: Tokens
    quotations: Quotations
    keys: list[str]
    candidates: list[int]
    beside: dict[int, str]
    quoted: bytearray
    edges: list[int]
    title_end: int

    def at_candidate(self, token: int) -> int:
        """Number of the first candidate at or after a token."""
        return bisect_left(self.candidates, token)


@cache
def cue_words() -> dict[str, float]:
    """Word forms that may be cues, and how often each is one."""
    rows = (line.split() for line in lexicon("claims/cues"))
    return {word: int(cues) / int(uses) for word, cues, uses in rows}


@cache
def stem(word: str) -> str:
    """A cue word without its inflection, roughly: `announces`, `announced`, `announcing` -> `announc`."""
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def bucket(length: int) -> int:
    """A length in tokens, coarsely."""
    return length if length < 4 else 5 if length < 7 else 8 if length < 12 else 13 if length < 20 else 20


def read(text: str) -> Reading:
    """Read a text. Time is linear in its length."""
    plain = tokenise(text)
    quotations = find(plain)
    tokens = without_apostrophes(plain, quotations)
    words, tags = tokens.words, tokens.tags
    forms = cue_words()
    found = {at for at, word in enumerate(words) if word in forms or word == ":"}
    beside = _beside(tokens, quotations)
    candidates = sorted(found.union(beside))
    keys = [tag if tag in _NAMED_BY_TAG else word for word, tag in zip(words, tags, strict=True)]
    for at in candidates:
        if words[at] != ":":
            keys[at] = "~" + tags[at]
    quoted = bytearray(len(words))
    for start, end, closed in zip(quotations.starts, quotations.ends, quotations.closed, strict=True):
        quoted[start:end] = b"\x01" * (end - start)
        keys[start] = "“"
        if closed:
            keys[end - 1] = "”"
    pad = [PARAGRAPH] * REACH
    title_end = max(tags.find(PARAGRAPH), 0)
    return Reading(
        tokens, quotations, [*pad, *keys, *pad], candidates, beside, quoted, _edges(tokens, candidates), title_end
    )


_INVERTED = re.compile(r",?([nE])(?=[NDP])")
_SPEAKS = re.compile(r",?(?:P|D?[NnEG#s-]{0,6}N|D[n-]{1,4})R?([nE])")
_LEADS = re.compile(r"(?:N|P)R?([nE])[,:]?$")


def _beside(tokens: Tokens, quotations: Quotations) -> dict[int, str]:
    """Words, whatever they are, in the place of a quotation's verb: `“...,” Lind wheezed`, `Lind wheezed: “...”`."""
    tags = tokens.tags
    found = {}
    for start, end, closed in zip(quotations.starts, quotations.ends, quotations.closed, strict=True):
        if before := _LEADS.search(tags[max(start - 4, 0) : start]):
            found[max(start - 4, 0) + before.start(1)] = "before"
        if closed and tags[end - 2] in ",." and end < len(tags):
            if after := _INVERTED.match(tags, end):
                found[after.start(1)] = "inverted"
            elif after := _SPEAKS.match(tags, end):
                found[after.start(1)] = "after"
    return found


def _edges(tokens: Tokens, candidates: list[int]) -> list[int]:
    """First tokens of the phrases, where words that may be cues and possessives are phrases of their own."""
    words, tags = tokens.words, tokens.tags
    marked = ["p" if word in _POSSESSIVES else tag for word, tag in zip(words, tags, strict=True)]
    for at in candidates:
        if tags[at] in "nEG":
            marked[at] = "v"
    return edges("".join(marked))
