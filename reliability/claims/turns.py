"""Turns: speech that the layout of a text gives to its speaker, where no verb reports it.

These are transcripts and interviews (`LIND: We lost everything.`, `Q: ...`), posts (`We lost. — Mara Lind (@lind)`),
signed quotations (`“We lost.” — Mara Lind, mayor`) and headlines (`Lind: Bridge is safe`). Reported speech with a verb,
also that behind a dash (`— We lost — said Lind`), is the network's; `merging.py` makes one list of what both find.
Time is linear in the number of tokens.
"""

from __future__ import annotations

from reliability.claims.headlines import headline
from reliability.claims.quotation import Quotations
from reliability.claims.signed import signed
from reliability.claims.tokens import Tokens
from reliability.claims.transcripts import transcripts
from reliability.claims.turn import Turn, paragraphs

__all__ = ["Turn", "turns"]


def turns(tokens: Tokens, quotations: Quotations) -> list[Turn]:
    """The turns of a text, in text order, without overlap.

    Args:
        tokens: from `tokens.tokenise`.
        quotations: from `quotation.find` on the same tokens.

    Returns:
        Turns whose source, cue and content are half-open token ranges. The cue is the colon or dash; it is empty,
        where the source starts, if only a line break tells who speaks.
    """
    parts = list(paragraphs(tokens))
    found = [
        *transcripts(tokens, quotations, parts),
        *signed(tokens, quotations, parts),
        *headline(tokens, quotations, parts),
    ]
    return _apart(tokens, found)


def _apart(tokens: Tokens, found: list[Turn]) -> list[Turn]:
    """Turns in text order; of two that share a token the first found stays."""
    taken = bytearray(len(tokens))
    kept = []
    for turn in found:
        pieces = (turn.source, turn.cue, *turn.content)
        if any(1 in taken[start:end] for start, end in pieces):
            continue
        for start, end in pieces:
            taken[start:end] = b"\x01" * (end - start)
        kept.append(turn)
    return sorted(kept, key=lambda turn: min(turn.source, *turn.content))
