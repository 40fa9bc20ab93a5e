"""Source spans to origins: names, titles, pronouns, "the ministry", "it"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache

from reliability.claims import heads
from reliability.claims.gazetteer import Mention
from reliability.claims.heads import NOBODY, Phrase, Speaker, words
from reliability.claims.memory import Memory
from reliability.claims.names import Names
from reliability.claims.outlets_seen import OutletsSeen
from reliability.resources import lexicon

GENDERS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
AUTHOR = frozenset(("i", "me", "my", "mine", "we", "us", "our", "ours", "myself", "ourselves"))
READER = frozenset(("you", "your", "yours", "yourself"))
WHO = frozenset(("who", "whom", "whose"))
WHICH = frozenset(("which", "that", "where"))
_QUOTE_MARKS = re.compile("[\"“”«»]|''")
_BY = re.compile(r"\b(?:by|from|of)\s+(.+)", re.DOTALL)
_MADE = re.compile(
    r"(?:^|\b)(tweets?|posts?|website|web ?site|page|blog|video|ad|letter|e-?mail|memo|plan|statement)$", re.IGNORECASE
)
_ARTICLES = frozenset(("article", "story", "editorial", "op-ed", "piece"))
_PLATFORMS = frozenset(("tweet", "tweets", "post", "posts", "website", "web site", "page", "blog"))
_TRAILING = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their) )?(?:[^\W\d_a-z][\w.’'&-]*(?: (?:of|for|and) | )){0,6}[^\W\d_a-z][\w.’'&-]*$"
    r"|(?:\b(?:the|an?|his|her|its|their) )(?:[\w’'-]+ ){0,3}[\w’'-]+$"
)
_HANDLE = re.compile(r"(?<![\w@])@\w{2,30}")
_OF_OUTLET = re.compile(r"\b(?:by|from|in|for|at|with|of) (?:the )?$")
_OF_OUTLETS = frozenset(
    "article story report editorial column op-ed investigation profile piece headline reporter reporters journalist"
    " correspondent host anchor columnist editor editors board".split()
)
_FORMERLY = ("former", "ex-", "Former")
_OWN_WORK = frozenset("database tally analysis review count investigation data calculations estimate".split())
_BEFORE_ACRONYM = re.compile(
    r"((?:[^\W\d_a-z][\w’'&-]*)(?: (?:(?:of|for|and|the|to|in|on) ){0,2}[^\W\d_a-z][\w’'&-]*){1,7}) $"
)
_FAR = 4_000


class Cast:
    """The speakers of one article, resolved in text order."""

    def __init__(self, text: str, names: Names, seen: OutletsSeen, memory: Memory) -> None:
        """Take the people and the outlets named in `text`, and the memory of who spoke."""
        self._seen = seen
        self.text = text
        self.names = names
        self._memory = memory
        self._mentions = seen.mentions
        self._starts = [mention.start for mention in seen.mentions]

    def speaker(self, start: int, end: int) -> Speaker:
        """Who the source span `[start, end)` names, given who spoke before; remembers the answer."""
        found = self._resolve(start, end)
        self._memory.keep(start, found)
        return found

    def again(self, place: int) -> Speaker:
        """The speaker before `place`, for "..., adding that ..."."""
        return self._memory.last(place, lambda one: True, 300) or NOBODY

    def _resolve(self, start: int, end: int) -> Speaker:
        word = heads.without_possessive(self.text[start:end].casefold())
        if word in GENDERS:
            return self._memory.person(start, GENDERS[word])
        if word in AUTHOR:
            return self._author(start)
        if word in READER or not word:
            return NOBODY
        if word in heads.VAGUE:
            return Speaker(None, "group", "p")
        if word in NEUTER:
            kinds = ("person", "group", "anonymous")
            return self._memory.last(start, lambda one: one.source_type not in kinds) or NOBODY
        if word in PLURAL:
            found = self._memory.last(start, lambda one: one.source_type not in ("person", "document"), 800)
            return found or Speaker(None, "group", "p")
        if word in WHO or word in WHICH:
            return self._antecedent(start, word)
        return self._phrase(start, end)

    def _author(self, place: int) -> Speaker:
        """ "I" and "we": who speaks in the open quotation, else the article's author."""
        opening = self.text.rfind("\n", 0, place) + 1
        marks = sum(1 for _ in _QUOTE_MARKS.finditer(self.text, opening, place))
        if marks % 2:
            return self._memory.last(place, lambda one: one.source_type == "person", 600) or NOBODY
        return Speaker(None, "self")

    def _antecedent(self, place: int, word: str) -> Speaker:
        """The noun phrase right before a relative pronoun."""
        person = self._memory.just_before(place) if word in WHO else None
        if person:
            return Speaker(person.full, "person", person.gender)
        opening = max(self.text.rfind("\n", 0, place) + 1, place - 120)
        lead = self.text[opening:place].rstrip(heads.TRIM)
        trailing = _TRAILING.search(lead)
        return self._phrase(opening + trailing.start(), opening + len(lead)) if trailing else NOBODY

    def _phrase(self, start: int, end: int) -> Speaker:
        phrase = heads.parse(self.text[start:end])
        if not phrase.noun:
            return NOBODY
        handle = _HANDLE.search(phrase.text)
        if handle:
            return Speaker(handle.group(), "person")
        mention = self._mention(start, end)
        spoken = self._outlet(mention, phrase) if mention else None
        if spoken:
            return spoken
        if mention and phrase.noun.casefold() in _OWN_WORK and self._seen.is_own(mention.outlet):
            return Speaker(phrase.bare, "self")
        if not heads.is_proper(phrase):
            return self._back(phrase, start) or self._made(phrase, start) or heads.common(phrase, self.names)
        initials = self._seen.initials.get(phrase.noun)
        if initials:
            return Speaker(initials.shown, "media_outlet", "", initials)
        found = heads.proper(phrase, self.names)
        if found.source_type in ("organisation", "government") and phrase.noun.isupper():
            found = replace(found, origin=self._spelled_out(phrase.noun) or found.origin)
        if mention and found.source_type == "person" and self._employs(mention, phrase):
            return replace(found, employer=mention.outlet)
        return found

    def _spelled_out(self, acronym: str) -> str | None:
        """The name that an article gives with its acronym: "the Harbour Workers Union (HWU)"."""
        place = self.text.find(f"({acronym})")
        name = _BEFORE_ACRONYM.search(self.text, max(0, place - 120), place) if place > 0 else None
        return name.group(1) if name else None

    def _employs(self, mention: Mention, phrase: Phrase) -> bool:
        """Whether an outlet's name belongs to a person's: "Radio Vorne host Ida Lund", "CNN's Ida Lund"."""
        is_current = not any(mark in phrase.head for mark in _FORMERLY)
        return (
            mention.outlet.kind != "platform" and is_current and self.text[mention.start : mention.end] in phrase.head
        )

    def _mention(self, start: int, end: int) -> Mention | None:
        index = bisect_left(self._starts, start)
        is_inside = index < len(self._mentions) and self._mentions[index].end <= end
        return self._mentions[index] if is_inside else None

    def _outlet(self, mention: Mention, phrase: Phrase) -> Speaker | None:
        """An outlet that speaks as a whole, through its reporter, or in an article of its own."""
        shown = self.text[mention.start : mention.end]
        whole = heads.without_possessive(phrase.head).endswith(heads.without_possessive(shown)[-4:])
        if mention.outlet.kind == "platform":
            return Speaker(mention.outlet.name, "organisation") if whole else None
        noun = phrase.noun.casefold()
        if noun in words("outlet_words") or noun in _OF_OUTLETS:
            of_outlet = shown in phrase.head or _OF_OUTLET.search(self.text, mention.start - 12, mention.start)
            whole = whole or bool(of_outlet)
        return Speaker(mention.outlet.shown, "media_outlet", "", mention.outlet) if whole else None

    def _back(self, phrase: Phrase, place: int) -> Speaker | None:
        """ "The governor", "the newspaper", "the poll": who was named before."""
        noun = phrase.noun.casefold()
        if not phrase.definite:
            return None
        if noun in words("outlet_words") | _ARTICLES and phrase.head.casefold() == noun:
            for mention in reversed(self._mentions[: bisect_left(self._starts, place)]):
                if mention.outlet.kind != "platform":
                    return Speaker(mention.outlet.shown, "media_outlet", "", mention.outlet)
        if noun in _roles():
            return self._role(noun, place)
        made = _MADE.search(noun)
        spoke = (
            self._memory.last(place, lambda one: one.source_type in ("person", "organisation"), 800) if made else None
        )
        if made and spoke:
            return replace(spoke, carrier=_carrier(made.group(1)))
        named = (
            _document_named(noun).findall(self.text, max(0, place - _FAR), place) if noun in words("documents") else []
        )
        if named:
            return Speaker(named[-1], "document")
        if noun in words("organisation_words") or noun in words("government_words") or noun in words("documents"):
            return self._memory.last(place, lambda one: (one.origin or "").casefold().endswith(" " + noun), _FAR)
        return None

    def _role(self, noun: str, place: int) -> Speaker | None:
        holder = self.names.holder(noun, place)
        if holder and place - holder.start < _FAR:
            return Speaker(holder.full, "person", holder.gender)
        genders = ("", _roles()[noun])
        return self._memory.last(
            place, lambda one: one.source_type == "person" and (one.gender in genders or not genders[1])
        )

    def _made(self, phrase: Phrase, start: int) -> Speaker | None:
        """ "A Brandt tweet", "his website", "a video by the party": its maker, carried by it."""
        made = _MADE.search(phrase.head)
        if not made:
            return None
        carrier = _carrier(made.group(1))
        owner = phrase.text.split(None, 1)[0].casefold()
        if owner in GENDERS:
            return replace(self._memory.person(start, GENDERS[owner]), carrier=carrier)
        by = _BY.search(phrase.text) if carrier[0] == "document" else None
        inner = heads.parse(by.group(1) if by else phrase.head[: made.start()])
        if not inner.noun[:1].isupper():
            return None
        maker = heads.proper(inner, self.names)
        return replace(maker, carrier=carrier) if carrier[0] == "platform" or by else None


def _carrier(made: str) -> tuple[str, str]:
    name = made.casefold()
    return ("platform" if name in _PLATFORMS else "document", "Twitter" if name.startswith("tweet") else name)


@lru_cache(maxsize=64)
def _document_named(noun: str) -> re.Pattern[str]:
    """Names such as "Vorne College poll"; bounded, as nouns come from a word list."""
    return re.compile(
        rf"(?<![\w.])(?!The |A |An |New |In |According )"
        rf"((?:[^\W\d_a-z][\w.&’'-]*[ /-]){{1,6}}(?:[a-z]+ ){{0,2}}{re.escape(noun)})\b"
    )


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    return {row[0]: row[1] if len(row) > 1 else "" for row in (entry.split() for entry in lexicon("claims/roles"))}
