"""A text as the network sees it: tokens, quotations, and one number a token for each thing it may look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reliability.claims.quotation import Quotations, find, without_apostrophes
from reliability.claims.tokens import PARAGRAPH, Tokens, tokenise

Range = tuple[int, int]
"""Half-open token indices."""

Numbers = NDArray[np.int64]

OUTSIDE, OPENS, INSIDE, CLOSES = range(4)
"""Places of a token with respect to quotations: `Reading.place`."""


@dataclass(frozen=True)
class Reading:
    """One text, read. The arrays hold one number a token.

    `place` is one of `OUTSIDE`, `OPENS`, `INSIDE`, `CLOSES`. `quotation` counts the quotations that opened up to here,
    `sentence` and `paragraph` the breaks before it. `tag` is the character code of the token's tag. `title` is 1 in
    the first paragraph.
    """

    tokens: Tokens
    quotations: Quotations
    place: Numbers
    quotation: Numbers
    sentence: Numbers
    paragraph: Numbers
    tag: Numbers
    title: Numbers

    def __len__(self) -> int:
        return len(self.tokens)


def read(text: str) -> Reading:
    """Read a text. Time is linear in its length."""
    plain = tokenise(text)
    quotations = find(plain)
    tokens = without_apostrophes(plain, quotations)
    count = len(tokens)
    tag = np.frombuffer(tokens.tags.encode("ascii"), dtype=np.uint8).astype(np.int64)
    sentence = np.zeros(count, dtype=np.int64)
    sentence[tokens.sentences[1:-1]] = 1
    title = np.zeros(count, dtype=np.int64)
    title[: max(tokens.tags.find(PARAGRAPH, 1), 0)] = 1
    return Reading(
        tokens=tokens,
        quotations=quotations,
        place=_places(quotations, count),
        quotation=_opened(quotations, count),
        sentence=np.cumsum(sentence),
        paragraph=np.cumsum(tag == ord(PARAGRAPH)),
        tag=tag,
        title=title,
    )


def _places(quotations: Quotations, count: int) -> Numbers:
    place = np.zeros(count, dtype=np.int64)
    for start, end, closed in zip(quotations.starts, quotations.ends, quotations.closed, strict=True):
        place[start:end] = INSIDE
        place[start] = OPENS
        if closed:
            place[end - 1] = CLOSES
    return place


def _opened(quotations: Quotations, count: int) -> Numbers:
    opened = np.zeros(count, dtype=np.int64)
    opened[quotations.starts] = 1
    return np.cumsum(opened)
