"""Who made what a source names: "his website", "a Brandt tweet", "a speech that Lund gave"."""

from __future__ import annotations

import re
from dataclasses import replace

from reliability.claims import heads, kinds
from reliability.claims.heads import Phrase, Speaker
from reliability.claims.memory import GENDERS, Memory
from reliability.claims.names import Names

MADE = re.compile(
    r"(?:^|\b)(tweets?|posts?|website|web ?site|page|blog|video|ad|letter|e-?mail|memo|plan|statement)$", re.IGNORECASE
)
_BY = re.compile(r"\b(?:by|from|of)\s+(.+)", re.DOTALL)
_SUBJECT = re.compile(
    r"[^.!?\n]*?, (?:the )?((?:[^\W\d_a-z][\w.’'&-]* (?:(?:of|for|and) (?:the )?)?){1,8})"
    r"(?:called|said|says|praised|urged|warned|wrote|accused|announced|described|promised|demanded|welcomed)\b"
)
_DELIVERED = re.compile(
    r"(speech|remarks|testimony|address|lecture|interview|letter|e-?mail|memo|statement|essay|book|post|tweet) "
    r"(?:that |which )?(he|she|(?:[^\W\d_a-z][\w.’'-]* ){0,4}[^\W\d_a-z][\w.’'-]*) (?:had |has )?"
    r"(?:delivered|gave|given|made|wrote|written|sent|posted|published|released|issued)\b"
)
_EVENTS = frozenset(("speech", "remarks", "testimony", "address", "lecture", "interview"))
_SENTENCE = 400
_PLATFORMS = frozenset(("tweet", "tweets", "post", "posts", "website", "web site", "page", "blog"))


class Makers:
    """Finds in one article who made a document or a post."""

    def __init__(self, text: str, names: Names, memory: Memory) -> None:
        """Take the text, its people and the memory of who spoke."""
        self._text = text
        self._names = names
        self._memory = memory

    def maker(self, phrase: Phrase, place: int) -> Speaker | None:
        """Who made what `phrase`, at `place`, names; carried by it, where it is no event."""
        delivered = _DELIVERED.search(phrase.text)
        if delivered:
            return self._deliverer(delivered, place)
        made = MADE.search(phrase.head)
        if not made:
            return None
        by_way = carrier(made.group(1))
        owner = phrase.text.split(None, 1)[0].casefold()
        if phrase.head == made.group(1) and self._text[max(0, place - 3) : place].casefold() == "in ":
            follows = _SUBJECT.match(self._text, place, place + _SENTENCE)
            subject = kinds.proper(heads.parse(follows.group(1)), self._names) if follows else None
            return replace(subject, carrier=by_way) if subject else None
        if owner in GENDERS:
            return replace(self._memory.person(place, GENDERS[owner]), carrier=by_way)
        by = _BY.search(heads.unhandled(phrase.text)) if by_way[0] == "document" else None
        named = heads.parse(by.group(1) if by else phrase.head[: made.start()])
        if not heads.is_proper(named) or (by_way[0] == "document" and not by):
            return None
        return replace(kinds.proper(named, self._names), carrier=by_way)

    def _deliverer(self, delivered: re.Match[str], place: int) -> Speaker:
        """Who gave a speech or wrote a letter that the source's words tell of."""
        noun, who = delivered.group(1).casefold(), delivered.group(2)
        gender = GENDERS.get(who.casefold())
        found = self._memory.person(place, gender) if gender else kinds.proper(heads.parse(who), self._names)
        return found if noun in _EVENTS else replace(found, carrier=carrier(noun))


def carrier(made: str) -> tuple[str, str]:
    """The step that a thing made is, by its noun: a tweet is one on Twitter, a letter a document."""
    name = made.casefold()
    return ("platform" if name in _PLATFORMS else "document", "Twitter" if name.startswith("tweet") else name)
