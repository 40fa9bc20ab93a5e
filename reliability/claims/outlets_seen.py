"""The outlets and platforms that an article names: short forms resolved, everyday words left out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reliability.claims.gazetteer import Gazetteer, Mention, Outlet, plain
from reliability.claims.introduced import introduced
from reliability.claims.name_words import given_names, titles
from reliability.claims.names import Names
from reliability.claims.outlet_forms import outlet_heads, shaped, shortened, spelled_out
from reliability.claims.patterns import any_of

_TELLING_LEAD = re.compile(rf"\b{any_of('telling_before')}\s+(?:the\s+)?$", re.IGNORECASE)
_TELLING_REST = re.compile(
    rf"(?:['’]s?)?,?\s+(?:{any_of('telling_how')}\s+){{0,3}}(?:{any_of('telling_after')}|{any_of('media_nouns')})\b"
)
MOST = 12
LISTED = re.compile(r",? and (?:the )?|, (?:the )?")
_SPEAKING = re.compile(r",? (?:said|says|claimed|claims|added|understands|has learned|revealed|reveals)\b")
_SHOWS = ("Show", "Podcast", "Tonight")
_SHOW_LEAD = re.compile(r"\b(?:[Oo]n|to|with) (?:[Tt]he )?$")
_STAFFED = re.compile(r"(?:['’]s?)? (?:reporter|editor|journalist|correspondent|magazine|newspaper|reports|reported)\b")
_PLATFORM_LEAD = re.compile(r"\b(?:on|via|over|to)\s+(?:(?:his|her|its|their|the|social network|messaging app)\s+)?$")
_PLATFORM_REST = re.compile(
    r"(?:['’]s)?,?\s+(?:posts?|account|channel|messages?|page|user|users|thread|chat|group|app|platform|feed|video"
    r"|formerly)\b"
)
_NOT_PLATFORM_REST = re.compile(r"\s+[A-Z0-9]|[-\u2013'’]\w*[a-z]{2}")
_WIRES = frozenset(("agency", "wire", "newswire"))
_PRINTED = frozenset(("newspaper", "paper", "daily", "weekly", "tabloid", "broadsheet", "magazine"))
_AIRED = frozenset(("network", "channel", "station", "broadcaster"))
_ON_AIR = re.compile(r"\b(?:TV|Television|Radio|FM|Channel|Broadcasting|Agency)\b")
_IN_PRINT = re.compile(r"\b(?:Times|Post|Gazette|Courier|Herald|Tribune|Journal|Chronicle|Magazine|Agency)$")
_PLACE_BEFORE = re.compile(r"([^\W\d_][\w'’-]*\.?)\s+$")


@dataclass(frozen=True, slots=True)
class Own:
    """An article's own publisher: the plain `names` by which it goes, its name as `given`, '' for a slug, and the
    outlets that its `initials` mean in its own columns: "the ABC" in Australia is not the one in New York."""

    names: frozenset[str]
    given: str = ""
    initials: Mapping[str, Outlet] = field(default_factory=dict)


def own(gazetteer: Gazetteer, publisher: str | None, domain: str | None) -> Own:
    """The publisher of an article, given as a name, slug or domain."""
    known = (gazetteer.publisher(None, domain), gazetteer.publisher(publisher, None))
    names = [name for outlet in known if outlet for name in (outlet.name, outlet.owner)]
    given = (publisher or "").strip()
    is_name = given[:1].isupper() and " " in given
    short = [
        name.split()[-1] for name in (*names, given if is_name else "") if name and name.split()[-1] in outlet_heads()
    ]
    return Own(
        frozenset(plain(name) for name in (*names, *short, publisher, domain) if name and plain(name)),
        given if is_name else "",
        {_initials(outlet.name): outlet for outlet in known if outlet and outlet.name.count(" ") > 1},
    )


class OutletsSeen:
    """The mentions of one article, and which of them are the article's own publisher."""

    def __init__(self, text: str, title: str, names: Names, gazetteer: Gazetteer, own: Own) -> None:
        """Find the names in `text`; a headline that spells a name out explains its short forms."""
        self._own = own
        self._text = text
        self._names = names
        spelled = {one.outlet: None for one in gazetteer.find(title) if not one.weak}
        self.mentions: list[Mention] = []
        for mention in self._found(gazetteer):
            kept = self._kept(mention, spelled) or self._listed(mention)
            if kept:
                self.mentions.append(kept)
                spelled[kept.outlet] = None
        self._starts = [mention.start for mention in self.mentions]
        self.initials = {_initials(outlet.name): outlet for outlet in spelled if outlet.name.count(" ") > 1}

    def _found(self, gazetteer: Gazetteer) -> list[Mention]:
        """Listed names, names of an outlet's form, the publisher's, and the short forms of the last two."""
        text, runs, given = self._text, self._names.runs, self._own.given
        formed = list(shaped(text, runs))
        told = introduced(text, runs)
        listed = _joined(_affirmed(_joined(gazetteer.find(text), formed), told), told)
        kept = set(listed).intersection(formed)
        named = [mention.outlet for mention in kept if not mention.weak or self._is_telling(mention)]
        if given:
            named.append(Outlet(given))
            listed = _joined(listed, spelled_out(text, given))
        return _joined(listed, shortened(text, runs, named))

    def is_own(self, outlet: Outlet) -> bool:
        """Whether the article's publisher is this outlet, or airs this programme."""
        return plain(outlet.name) in self._own.names or (bool(outlet.owner) and plain(outlet.owner) in self._own.names)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that start in `[start, end)`, at most `MOST` of them: no sentence of news has more."""
        first = bisect_left(self._starts, start)
        return self.mentions[first : min(bisect_left(self._starts, end), first + MOST)]

    def last(self, place: int, noun: str = "") -> Mention | None:
        """The outlet named last before `place` that can be called `noun`: "the agency" is no newspaper."""
        for index in range(bisect_left(self._starts, place) - 1, -1, -1):
            mention = self.mentions[index]
            if mention.outlet.kind != "platform" and _can_be(mention.outlet, noun):
                return mention
        return None

    def _kept(self, mention: Mention, spelled: dict[Outlet, None]) -> Mention | None:
        if self._is_person(mention):
            return None
        initialled = self._own.initials.get(self._text[mention.start : mention.end])
        if initialled:
            return replace(mention, outlets=(initialled,), weak=False)
        if not mention.weak:
            return mention
        for outlet in mention.outlets:
            if outlet.kind == "platform":
                return mention if self._is_platform(mention) else None
        last = f" {self._text[mention.start : mention.end].rpartition(' ')[2]}"
        known = [outlet for outlet in mention.outlets if self.is_own(outlet)]
        known += [outlet for outlet in reversed(spelled) if outlet in mention.outlets or outlet.name.endswith(last)]
        if not known and self._is_telling(mention):
            known = [self._unnamed(mention)]
        return replace(mention, outlets=(known[0],), weak=False) if known else None

    def _listed(self, mention: Mention) -> Mention | None:
        """An everyday word that follows an outlet in a list: "seen by Der Spiegel and the Guardian"."""
        before = self.mentions[-1] if self.mentions else None
        if before is None or not LISTED.fullmatch(self._text, before.end, mention.start) or self._is_person(mention):
            return None
        return replace(mention, outlets=(self._unnamed(mention),), weak=False)

    def _unnamed(self, mention: Mention) -> Outlet:
        """What a short form means whose full name the article never gives: no one paper where many go by it."""
        shown = self._text[mention.start : mention.end].removeprefix("The ")
        exact = next((outlet for outlet in mention.outlets if plain(outlet.name) == plain(shown)), None)
        if exact or shown.isupper() or not mention.outlet.name.endswith(f" {shown}"):
            return exact or mention.outlet
        return Outlet(f"The {shown}", mention.outlet.kind)

    def _is_telling(self, mention: Mention) -> bool:
        lead = self._text[max(0, mention.start - 40) : mention.start]
        if mention.outlet.name.endswith(_SHOWS) and _SHOW_LEAD.search(lead):
            return True
        shown = self._text[mention.start : mention.end]
        has_article = shown.startswith("The ") or lead[-4:].casefold() == "the "
        if has_article and shown.rpartition(" ")[2] in outlet_heads() and _SPEAKING.match(self._text, mention.end):
            return True
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
        if not self._names.is_known(shown) or self._names.fullest(shown) == mention.outlet.name:
            return False
        lead = self._text[max(0, mention.start - 40) : mention.start]
        return not (_STAFFED.match(self._text, mention.end) or _TELLING_LEAD.search(lead))


def _joined(listed: list[Mention], formed: Iterable[Mention]) -> list[Mention]:
    """The listed names and those of an outlet's form; the form wins over everyday words inside it."""
    ends = [mention.end for mention in listed]
    found: list[Mention] = []
    covered: set[int] = set()
    for mention in formed:
        inside = range(bisect_right(ends, mention.start), bisect_right(ends, mention.end))
        after = listed[inside.stop] if inside.stop < len(listed) else None
        is_clear = after is None or after.start >= mention.end
        if is_clear and all(_is_part(listed[index], mention) for index in inside):
            covered.update(inside)
            found.append(mention)
    if found:
        kept = [mention for index, mention in enumerate(listed) if index not in covered]
        return sorted([*kept, *found], key=lambda one: one.start)
    return listed


def _affirmed(listed: list[Mention], introduced: Sequence[Mention]) -> list[Mention]:
    """The listed names; an everyday word that the article introduces as an outlet needs no further context."""
    told = {(mention.start, mention.end) for mention in introduced}
    if not told:
        return listed
    return [replace(one, weak=False) if one.weak and (one.start, one.end) in told else one for one in listed]


def _is_part(listed: Mention, mention: Mention) -> bool:
    """Whether a listed name is only an everyday word of a longer one."""
    return listed.weak and listed.end - listed.start < mention.end - mention.start


def _can_be(outlet: Outlet, noun: str) -> bool:
    """Whether an outlet's kind and name allow a common noun for it."""
    if noun in _WIRES:
        return outlet.kind == "wire" or outlet.name.endswith(("Agency", "Newswire"))
    if noun in _PRINTED:
        return outlet.kind != "wire" and not _ON_AIR.search(outlet.name)
    return noun not in _AIRED or not _IN_PRINT.search(outlet.name)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper() and word != "The")
