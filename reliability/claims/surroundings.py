"""What stands around a cue and its source: a clause before them, and what follows behind addressee and circumstances.

In `The bridge is shut, she told the Courier on Monday.` nothing follows but the addressee and a time, and a clause
stands before: the content is on the left. The pieces are told by their tags alone.
"""

from __future__ import annotations

import re

from reliability.claims.reading import Reading

_TELL = frozenset(
    ("tell", "tells", "told", "telling", "remind", "reminds", "reminded", "assure", "assures", "assured", "informed")
)
_NOUNS = r"[#NnEGs*-]{1,8}"
_PHRASE = rf"D{{0,2}}{_NOUNS}(?:oD{{0,2}}{_NOUNS}){{0,2}}"
_CIRCUMSTANCES = re.compile(rf"(?:E?[It](?:Y+#?|{_PHRASE})|Y+#?|R){{1,4}}")
_ADDRESSEE = re.compile(rf"O|{_PHRASE}")
_FINITE = re.compile(r"[BhmdE]")
_FAR = 60


def behind(reading: Reading, head: int, start: int, high: int) -> tuple[int, str]:
    """First token behind the addressee and the circumstances that follow a cue, and what kind of thing starts there.

    Kinds: `end` of the sentence, `“` a quotation, a comma with the tag after it, or the tag of the word, with `+` if a
    finite verb follows before the next comma or stop.
    """
    tags, quoted = reading.tokens.tags, reading.quoted
    at = start
    if reading.tokens.words[head] in _TELL and (addressee := _ADDRESSEE.match(tags, at, high)):
        at = _unquoted(reading, at, addressee.end())
    if circumstances := _CIRCUMSTANCES.match(tags, at, high):
        at = _unquoted(reading, at, circumstances.end())
    if at >= high or tags[at] in ".|)":
        return at, "end"
    if tags[at] == '"':
        return at, "“" if quoted[at] and not quoted[head] else "end"
    if tags[at] in ",;-":
        return at, tags[at] + tags[at + 1 : at + 2]
    finite = _FINITE.search(tags, at, min(_stop(tags, at, high), at + _FAR))
    return at, tags[at] + ("+" if finite else "")


def _unquoted(reading: Reading, start: int, end: int) -> int:
    """The end of a phrase, cut where a quotation opens."""
    opened = reading.tokens.tags.find('"', start, end)
    return end if opened < 0 else opened


_STOP = re.compile(r"[,;:.|]")


def _stop(tags: str, start: int, high: int) -> int:
    found = _STOP.search(tags, start, high)
    return found.start() if found else high


def before(reading: Reading, start: int, low: int) -> str:
    """What stands in the sentence before a cue or its source: nothing, a quotation, a clause and a comma, or a tag."""
    tags, quoted = reading.tokens.tags, reading.quoted
    if start <= low:
        return "“" if start and quoted[start - 1] and tags[start - 1] != "|" else "0"
    if quoted[start - 1] or (start > 1 and quoted[start - 2]):
        return "“"
    last = tags[start - 1]
    if last != ",":
        return last
    length = start - low
    return (",+" if _FINITE.search(tags, max(low, start - _FAR), start) else ",") + ("" if length > 2 else "s")


def clause_before(reading: Reading, at: int, low: int) -> str:
    """What stands before the comma that precedes a word, if only a noun phrase lies between."""
    tags = reading.tokens.tags
    comma = tags.rfind(",", max(low, at - 14), at)
    if comma < 0:
        return "-"
    return "x" if _FINITE.search(tags, comma, at) else before(reading, comma + 1, low)
