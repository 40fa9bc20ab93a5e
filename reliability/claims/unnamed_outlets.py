"""Outlets that a sentence mentions without their name: "told the newspaper", "on a radio show", "local media"."""

from __future__ import annotations

import re

from reliability.claims.outlet_forms import outlet_heads
from reliability.claims.outlets_seen import OutletsSeen
from reliability.claims.patterns import any_of

_NOUNS = (
    "paper",
    "network",
    "magazine",
    "station",
    "outlet",
    "website",
    "publication",
    "agency",
    "broadcast",
    "channel",
)
_DEFINITE = re.compile(
    r"\b(?:told|tells|telling|to|with)\s+the\s+(?:news\s+)?((?:news)?paper|network|magazine|station|outlet|website"
    r"|publication|agency|broadcaster|channel)\b",
    re.IGNORECASE,
)
_SHOW = re.compile(r"\b[Ii]nterview(?:ed)? (?:with|on|by) (?:the )?((?:[^\W\d_a-z][\w’'-]* ){1,5}[^\W\d_a-z][\w’'-]*)")
_SOMEWHERE = re.compile(
    rf"\b{any_of('media_kinds')}\s+(?:news\s+)?(?:interviews?|appearances?)\b"
    rf"|\b(?:on|to|with|by)\s+(?:[\w’'-]+\s+){{0,4}}?(?<!reality ){any_of('media_places')}\b"
    rf"|(?:(?<=told )|\b(?:on|to|with) )(?:[\w’'-]+ ){{0,2}}{any_of('media_audiences')}\b"
    r"|(?<=told )(?:an? |one |two |several |some )?(?:(?:(?-i:[^\W\d_a-z])[\w’'-]*|local|state|public|private|army"
    rf"|national|foreign|regional|semi-official|news) ){{1,3}}{any_of('media_told')}\b",
    re.IGNORECASE,
)
_ON_AIR = ("radio", "tv", "televi", "podcast", "news", "media", "cable", "broadcast", "talk", "magazine", "on-air")
_OWN = re.compile(r"\b(?:this|our) ", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:on|to|with|by)\s+(?=\S)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)


def unnamed_outlets(region: str, start: int, seen: OutletsSeen) -> list[str]:
    """The outlet that `region`, at `start` in the text, speaks of without a name; none where it is the publisher."""
    lowered = region.casefold()
    definite = _DEFINITE.search(region) if any(noun in lowered for noun in _NOUNS) else None
    if definite:
        named = seen.last(start + definite.start(), definite.group(1).casefold())
        return [named.outlet.shown] if named and not seen.is_own(named.outlet) else []
    show = _SHOW.search(region) if "interview" in lowered else None
    if show and any(word in outlet_heads() for word in show.group(1).split()):
        return [show.group(1)]
    somewhere = _SOMEWHERE.search(region) if any(word in lowered for word in _ON_AIR) else None
    if somewhere is None or _OWN.search(somewhere.group()):
        return []
    return [_ARTICLE.sub("", _PREPOSITION.sub("", somewhere.group()))]
