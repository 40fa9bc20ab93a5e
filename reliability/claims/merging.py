"""What the network finds and what the layout of a text tells, as one list of links."""

from __future__ import annotations

from reliability.claims.spans import Link
from reliability.claims.turn import Turn

VERBATIM = ("transcript", "post")
"""Forms of turns whose content is told word for word."""

_SHARED = 0.5  # share of a content inside a turn's content from which both are the same speech


def merge(length: int, links: list[Link], turns: list[Turn]) -> list[Link]:
    """Links of a text of `length` tokens in the order of their cues, where turns win over links of the same speech.

    A link that lies inside a turn's content stays: it is what the speaker reports of others.
    """
    if not turns:
        return links
    signs, spoken = bytearray(length), bytearray(length)
    for turn in turns:
        for start, end in (turn.source, turn.cue):
            signs[start:end] = b"\x01" * (end - start)
        for start, end in turn.content:
            spoken[start:end] = b"\x01" * (end - start)
    kept = [one for one in links if not _same(one, signs, spoken)]
    kept.extend(Link(turn.cue, turn.source, list(turn.content), turn.form in VERBATIM) for turn in turns)
    return sorted(kept, key=lambda one: (one.cue, one.content))


def _same(link: Link, signs: bytearray, spoken: bytearray) -> bool:
    """Whether a link tells what a turn tells: its cue is a turn's sign, or it gives a turn's content to somebody."""
    if 1 in signs[slice(*link.cue)]:
        return True
    if spoken[link.cue[0]]:
        return False
    inside = sum(spoken.count(1, start, end) for start, end in link.content)
    return inside >= _SHARED * sum(end - start for start, end in link.content)
