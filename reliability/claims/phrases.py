"""Tags to short phrases: the pieces from which sources and contents are put together.

A phrase starts after punctuation and at words that open a clause or a noun phrase, so that nearly every edge of a
source or a content is the edge of a phrase.
"""

from __future__ import annotations

import re

_PHRASE = re.compile(r"""[,;:().*|"-]|Y+|[CSITWot]|H|P|O|[BhmdR]+|p|[DNnEG#s]s?[NnEG#s]*|v""")


def edges(tags: str) -> list[int]:
    """Index of the first token of every phrase, in order; tag `v` marks a word that may be a cue, `p` a possessive."""
    return [match.start() for match in _PHRASE.finditer(tags)]
