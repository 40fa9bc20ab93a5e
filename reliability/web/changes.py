"""What a revision of a text changed, sentence by sentence."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

MOST_SENTENCES = 400  # of each text; comparing takes the product of both
SHOWN = 40  # changed pieces
LONGEST = 600  # characters of a piece
SAME, GONE, COME = "same", "gone", "come"
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+[\"'”’)]*\s*|[^.!?\n]+$")


def changes(before: str | None, now: str) -> list[tuple[str, str]]:
    """Pieces in reading order: what is `gone`, what has `come`, and `…` as `same` for what stands between.

    Args:
        before: the text of the revision before; None for a first revision.
        now: the current text. Of both the first MOST_SENTENCES sentences are compared.
    """
    if before is None or before == now:
        return []
    old, new = _sentences(before), _sentences(now)
    found: list[tuple[str, str]] = []
    for kind, start, end, begin, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((SAME, " … "))
            continue
        pieces = ((GONE, "".join(old[start:end])), (COME, "".join(new[begin:until])))
        found += [(change, words[:LONGEST]) for change, words in pieces if words.strip()]
    return found[: 2 * SHOWN]


def _sentences(text: str) -> list[str]:
    bounded = text[: MOST_SENTENCES * LONGEST]
    return [match[0] for match, _ in zip(_SENTENCE.finditer(bounded), range(MOST_SENTENCES), strict=False)]
