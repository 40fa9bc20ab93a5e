"""Outlets in the words of a source: speaking as a whole, through their staff, or only passing something on."""

from __future__ import annotations

import re

from reliability.claims import heads, joint
from reliability.claims.gazetteer import Mention
from reliability.claims.heads import Phrase, Speaker, words
from reliability.claims.outlets_seen import LISTED, OutletsSeen
from reliability.claims.patterns import any_of

_OF_OUTLET = re.compile(
    rf"\b(?:by|from|in|for|at|with|of) (?:the |an? )?(?:(?:[a-z][\w-]* ){{0,2}}{any_of('media_nouns')} )?[\"“‘]?$"
)
_OUTLET_LEAD = 60
_PASSED_ON = re.compile(r"\b(?:quoted|cited|interviewed|reported|named) (?:by|in) (?:the )?$", re.IGNORECASE)
_WORKS = re.compile(
    r"\b(?:article|story|report|editorial|column|op-ed|investigation|profile|piece|news|newscast|editorial board)$"
)
_STAFF = re.compile(
    rf"\b(?:reporters?|journalists?|correspondents?|{any_of('hosts')}|columnists?|editors?|commentators?|witness"
    r"|photographers?|stringers?|crew)$"
)
_OWN_WORKS = re.compile(r"\b(?:database|tally|analysis|review|count|investigation|data|calculations)$")
_FORMERLY = re.compile(r"\b(?:former|ex)\b", re.IGNORECASE)


def speaks(text: str, mention: Mention, phrase: Phrase, seen: OutletsSeen) -> Speaker | None:
    """The outlet that a source's `phrase` gives the words to: itself, its reporter, its article or its own count."""
    outlet, noun = mention.outlet, phrase.noun.casefold()
    shown = text[mention.start : mention.end]
    if _PASSED_ON.search(phrase.text[: max(phrase.text.find(shown), 0)]) or shown not in heads.unhandled(phrase.text):
        return None
    name = heads.without_possessive(shown.removeprefix("The "))
    ending = name[-4:]
    whole = heads.without_possessive(phrase.head).endswith(ending) or heads.without_possessive(phrase.bare) == name
    if outlet.kind == "platform":
        return Speaker(outlet.name, "organisation") if whole else None
    if _OWN_WORKS.search(noun) and seen.is_own(outlet):
        return Speaker(phrase.bare, "self")
    if noun in words("outlet_words") or any(works.search(phrase.head) for works in (_WORKS, _STAFF, _OWN_WORKS)):
        whole = whole or shown.removeprefix("The ") in phrase.head or _is_of(text, mention)
    return _all(text, mention, phrase, seen) if whole else None


def _all(text: str, mention: Mention, phrase: Phrase, seen: OutletsSeen) -> Speaker:
    """The outlet, with those that a list names beside it: "an investigation by the Courier and Radio Vorne"."""
    found = [mention]
    for other in seen.within(mention.end, mention.end + len(phrase.text)):
        named = text[other.start : other.end]
        if named not in phrase.text or not LISTED.fullmatch(text, found[-1].end, other.start):
            break
        found.append(other)
    members = tuple(Speaker(one.outlet.shown, "media_outlet", "", one.outlet) for one in found)
    together = joint.together(members, [one.outlet.shown for one in found]) if len(members) > 1 else None
    return together or members[0]


def employs(text: str, mention: Mention, phrase: Phrase) -> bool:
    """Whether an outlet's name belongs to a person's: "Radio Vorne host Ida Lund", "Ida Lund of Radio Vorne"."""
    shown = text[mention.start : mention.end].removeprefix("The ")
    is_beside = phrase.text.startswith((f"{phrase.head} of {shown}", f"{phrase.head} of the {shown}"))
    is_news = mention.outlet.kind != "platform" and not _FORMERLY.search(phrase.text)
    return is_news and (is_beside or shown in phrase.head)


def _is_of(text: str, mention: Mention) -> bool:
    return bool(_OF_OUTLET.search(text, max(0, mention.start - _OUTLET_LEAD), mention.start))
