"""The outlets and platforms that an article names: short forms resolved, everyday words left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from reliability.claims.gazetteer import Gazetteer, Mention, Outlet, plain
from reliability.claims.names import Names, given_names, titles

_TELLING_LEAD = re.compile(
    r"(?:\b(?:told|tells|telling|tell|informed|interview with|interview in|according to|reported by"
    r"|published (?:in|by)|writing (?:in|for)|wrote (?:in|for)|op-ed (?:in|for)|column (?:in|for)|essay (?:in"
    r"|for)|article in|editor of"
    r"|editor at|reporter (?:for|at|with)|columnist (?:for|at)|appearing on|appearance on"
    r"|interview on)\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_TELLING_REST = re.compile(
    r"(?:['’]s?)?,?\s+(?:(?:magazine|newspaper|newspapers|news site|website|also|first|has|had|later|previously"
    r"|recently|exclusively)\s+){0,3}(?:reported|reports|reporter|wrote|editorial|editor|columnist|learned"
    r"|quoted|journalist"
    r"|magazine|newspaper|story|correspondent|host|anchor|first reported)\b"
)
_PLATFORM_LEAD = re.compile(r"\b(?:on|via|over|to)\s+(?:(?:his|her|its|their|the|social network|messaging app)\s+)?$")
_PLATFORM_REST = re.compile(
    r"(?:['’]s)?,?\s+(?:posts?|account|channel|messages?|page|user|users|thread|chat|group|app|platform|feed|video"
    r"|formerly)\b"
)
_NOT_PLATFORM_REST = re.compile(r"\s+[A-Z0-9]|[-\u2013'’]\w*[a-z]{2}")
_CALLED_LIKE_ONE = re.compile(
    r"(?<![\w@#])(?:The )?(?:[^\W\d_a-z][\w'’&.-]{0,30} ){1,3}"
    r"(?:Times|Post|News|Herald|Gazette|Tribune|Chronicle|Journal|Observer|Courier|Dispatch|Examiner|Register"
    r"|Telegraph|Mirror|Express|Bulletin|Sentinel|Globe|Inquirer|Argus|Echo|Mail|Radio"
    r"|TV|Television|FM|Magazine|Podcast|Broadcasting|Weekly|Daily|Press|Newspaper|News Agency)(?![\w-]| [^\W\d_a-z])"
    r"|(?<![\w@#])(?:Radio|Channel) (?:\d{1,2}|[^\W\d_a-z]\w+)(?![\w-])|(?<![\w@#])[KW][A-Z]{2,3}-(?:TV|FM|AM)\b"
)
_OPENERS = frozenset(
    ("In", "At", "On", "The", "But", "And", "For", "From", "With", "While", "When", "As", "If", "After", "Before")
)
_PLACE_BEFORE = re.compile(r"([^\W\d_][\w'’-]*\.?)\s+$")


def own_names(gazetteer: Gazetteer, publisher: str | None, domain: str | None) -> frozenset[str]:
    """The plain names by which an article's own publisher goes."""
    known = (gazetteer.publisher(None, domain), gazetteer.publisher(publisher, None))
    names = [name for outlet in known if outlet for name in (outlet.name, outlet.owner)]
    return frozenset(plain(name) for name in (*names, publisher, domain) if name and plain(name))


class OutletsSeen:
    """The mentions of one article, and which of them are the article's own publisher."""

    def __init__(self, text: str, title: str, names: Names, gazetteer: Gazetteer, own: frozenset[str]) -> None:
        """Find the names in `text`; a headline that spells a name out explains its short forms; `own`: `own_names`."""
        self._own = own
        self._text = text
        self._names = names
        spelled = {one.outlet: None for one in gazetteer.find(title) if not one.weak}
        self.mentions: list[Mention] = []
        for mention in _all(text, gazetteer.find(text)):
            kept = self._kept(mention, spelled)
            if kept:
                self.mentions.append(kept)
                spelled[kept.outlet] = None
        self._starts = [mention.start for mention in self.mentions]
        self.initials = {_initials(outlet.name): outlet for outlet in spelled if outlet.name.count(" ") > 1}

    def is_own(self, outlet: Outlet) -> bool:
        """Whether the article's publisher is this outlet, or airs this programme."""
        return plain(outlet.name) in self._own or (bool(outlet.owner) and plain(outlet.owner) in self._own)

    def last(self, place: int) -> Outlet | None:
        """The outlet named last before `place`."""
        for index in range(bisect_left(self._starts, place) - 1, -1, -1):
            outlet = self.mentions[index].outlet
            if outlet.kind != "platform":
                return outlet
        return None

    def _kept(self, mention: Mention, spelled: dict[Outlet, None]) -> Mention | None:
        if self._is_person(mention):
            return None
        if not mention.weak:
            return mention
        for outlet in mention.outlets:
            if outlet.kind == "platform":
                return mention if self._is_platform(mention) else None
        last = f" {self._text[mention.start : mention.end].rpartition(' ')[2]}"
        known = [outlet for outlet in reversed(spelled) if outlet in mention.outlets or outlet.name.endswith(last)]
        known += [outlet for outlet in mention.outlets if self.is_own(outlet)]
        if not known and self._is_telling(mention):
            known = [mention.outlet]
        return replace(mention, outlets=(known[0],), weak=False) if known else None

    def _is_telling(self, mention: Mention) -> bool:
        lead = self._text[max(0, mention.start - 40) : mention.start]
        return bool(_TELLING_LEAD.search(lead) or _TELLING_REST.match(self._text, mention.end))

    def _is_platform(self, mention: Mention) -> bool:
        rest = self._text[mention.end : mention.end + 24]
        if _PLATFORM_REST.match(rest):
            before = _PLACE_BEFORE.search(self._text[max(0, mention.start - 20) : mention.start])
            return not (before and before.group(1)[:1].isupper())
        lead = self._text[max(0, mention.start - 40) : mention.start]
        return bool(_PLATFORM_LEAD.search(lead)) and not _NOT_PLATFORM_REST.match(rest)

    def _is_person(self, mention: Mention) -> bool:
        """A name such as 'Michael Bloomberg' or 'Mr. Bloomberg' is not the outlet."""
        shown = self._text[mention.start : mention.end]
        if " " in shown or mention.outlet.kind == "platform":
            return False
        before = _PLACE_BEFORE.search(self._text[max(0, mention.start - 20) : mention.start])
        word = before.group(1).casefold().rstrip(".") if before and before.group(1)[:1].isupper() else ""
        if word in given_names() or word in titles():
            return word not in ("president", "former", "host", "reporter", "anchor", "democrat", "republican")
        return self._names.is_known(shown) and not self._is_telling(mention)


def _all(text: str, listed: list[Mention]) -> list[Mention]:
    """The listed names and those that only end like an outlet's: "the Oldbridge Gazette", "Radio Vorne"."""
    ends = [mention.end for mention in listed]
    found: list[Mention] = []
    covered: set[int] = set()
    for match in _CALLED_LIKE_ONE.finditer(text):
        start, name = match.start(), match.group()
        while (first := name.partition(" ")[0].rstrip(".")) in _OPENERS and name.count(" ") > 1:
            start, name = start + len(first) + 1, name.partition(" ")[2].lstrip(". ")
            start = text.index(name, start - 1)
        inside = range(bisect_right(ends, start), bisect_right(ends, match.end()))
        if first not in _OPENERS and all(listed[index].weak for index in inside):
            covered.update(inside)
            found.append(Mention(start, match.end(), (Outlet(name),)))
    if found:
        kept = [mention for index, mention in enumerate(listed) if index not in covered]
        return sorted([*kept, *found], key=lambda one: one.start)
    return listed


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper() and word != "The")
