"""Paragraphs that open with an outlet: "In the Courier's long profile, friends spoke. "He sings," said Ida Lund."."""

from __future__ import annotations

import re

from reliability.claims.attribution import Attribution
from reliability.claims.outlets_seen import OutletsSeen
from reliability.claims.relays import Via

_PARAGRAPH = 700
_OPENING = 30
_LEAD = re.compile(
    r"In (?:an?|the|his|her) (?:[\w-]+ ){0,2}(?:interview|profile|article|story) (?:in|with|for|by) (?:the )?"
)
_REST = re.compile(r"(?:['’]s?)? (?:[\w-]+ ){0,3}(?:interview|profile|article|story|documentary|report|series)\b")
_QUOTES = ('"', "“", "‘")


def frame(text: str, attribution: Attribution, seen: OutletsSeen) -> Via:
    """The outlet that a quotation's paragraph opens with, as `via`; the publisher itself is none."""
    first = min((start for start, _ in attribution.content), default=0)
    opening = text.rfind("\n", max(0, first - _PARAGRAPH), first) + 1
    if text[first : first + 1] not in _QUOTES or opening == 0:
        return ()
    for mention in seen.within(opening, min(opening + _OPENING, first))[:1]:
        lead = text[opening : mention.start]
        is_framing = _LEAD.fullmatch(lead) or (lead in ("In ", "In the ") and _REST.match(text, mention.end))
        if is_framing and mention.outlet.kind != "platform" and not seen.is_own(mention.outlet):
            return (("outlet", mention.outlet.shown),)
    return ()
