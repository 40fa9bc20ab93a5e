"""The noun phrase of a source to a kind of speaker: its head decides between person, office, document and crowd."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reliability.claims.gazetteer import Outlet
from reliability.claims.names import LONGEST_NAME, Names, given_names, split_title, titles, well_known
from reliability.resources import lexicon

TRIM = " \t\n\u00a0'\"“”‘’.,:;-–—()[]"
_CUT = re.compile(
    r"[,;(\u2014\u2013:]| - |\s(?:who|whom|whose|which|that|of|from|in|at|for|with|on|by|to|against|about|among|between"
    r"|close|familiar|backing|supporting|opposed|speaking|including|based|led|called|known|working|near|inside|outside"
    r"|as|briefed|involved|conducted|released|published|issued|filed|obtained|and|or|around|after|before|during|under"
    r"|over|than|is|was|are|were|has|had|have)\b",
)
_DETERMINERS = re.compile(
    r"(?:(?:the|a|an|one|another|this|that|these|those|some|many|several|most|two|three|four|five|six|other|its|his|her"
    r"|their|our|my|any|every|each|no|all|both|few|more|at least|multiple|numerous|various|certain|dozens of|hundreds of"
    r"|thousands of|a number of|a group of|a handful of|a majority of|a couple of|members of)\s+)+",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"(?:an? |the )?(?:\w+ ){0,2}(?:groups?|number|handful|majority|plurality|dozens|hundreds|thousands|some|many|most"
    r"|couple|percent|thirds?|half|quarters?|all|several|both|each|one|two|three|none|members|lots?|few|\d+) of (?:the )?",
    re.IGNORECASE,
)
_STATE_TITLE = re.compile(
    r"\b(Secretary|Minister|Chief|Speaker|Director|Chairman|Chairwoman|President) of (?:the )?[A-Z]\w+ (?=[A-Z]\S+ [A-Z])"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_CAPITAL = r"[^\W\d_a-z][\w.’'&/-]*"
_SMALL = r"(?:(?:de|la|van|von|der|den|al|el|bin|ibn|da|di|du|del)\s+){0,2}"
_RUN_LAST = re.compile(rf"{_CAPITAL}(?:\s+{_SMALL}(?:[\"“]\w{{1,12}}[\"”]\s+)?{_CAPITAL}){{0,9}}$")
_FULL_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:of|for|and|on|the|to|in|a|an|&)\s+){{0,2}}{_CAPITAL}){{0,11}}")
_HANDLING = re.compile(r"\b([a-z][\w-]+)\s+[a-z]\w*(?:ing|ed)\b")
_OWNER = re.compile(r"^(.*\S)['’]s?\s+(?=[^\W\d_a-z])")
_FRESH = re.compile(
    r"^(?:(?:new|recent|latest|previous|separate|earlier|own|same|other|national|recently|released|annual)\s+)+"
)
_LISTED_NAME = re.compile(rf"{_CAPITAL}(?:\s+{_SMALL}(?:[\"“]\w{{1,12}}[\"”]\s+)?{_CAPITAL}){{1,6}}")
_COMMON = ("anonymous", "documents", "organisation_words", "government_words", "groups")
_AFTERTHOUGHT = re.compile(
    r",|–|—|\s(?:released|conducted|published|issued|commissioned|compiled|taken|unveiled|obtained|that|which|who|to)\b"
)
_ABBREVIATIONS = {"UN": "United Nations", "EU": "European Union", "US": "United States", "UK": "United Kingdom"}
_DOTTED = re.compile(r"(?:[A-Z]\.){1,6}[A-Z]\.?")
_OUTLETS = frozenset(
    ("newspaper", "newspapers", "papers", "tabloid", "tabloids", "broadcaster", "newscast", "magazine")
)
_PARTISANS = frozenset(("republican", "democrat", "conservative", "libertarian", "socialist", "independent"))
_ASSOCIATED = frozenset(("parenthood", "nations", "islamic"))
_SOCIETIES = frozenset(
    "party committee campaign pac university college institute association foundation union federation".split()
)
VAGUE = frozenset(
    (
        "all",
        "none",
        "no one",
        "nobody",
        "everyone",
        "everybody",
        "someone",
        "somebody",
        "anyone",
        "many",
        "some",
        "others",
        "most",
        "few",
        "several",
        "both",
        "those",
        "one",
        "another",
        "these",
        "a few",
        "any",
        "half",
    )
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: resolved name, one of `records.SOURCE_TYPES`, gender 'm', 'f', 'p' (plural) or ''.

    `outlet` is set where a news outlet speaks, `employer` where a person is named as an outlet's, `carrier` where the
    words name a platform or document on the way.
    """

    origin: str | None
    source_type: str
    gender: str = ""
    outlet: Outlet | None = None
    carrier: tuple[str, str] | None = None
    employer: Outlet | None = None


NOBODY = Speaker(None, "other")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source's noun phrase: whole, without determiners, and its head up to the first break."""

    text: str
    bare: str
    head: str

    @property
    def noun(self) -> str:
        """The last word of the head, without possessive."""
        return _POSSESSIVE.sub("", (self.head.split() or [""])[-1])

    @property
    def definite(self) -> bool:
        """Whether it opens with "the"."""
        return self.text[:4].casefold() == "the "


@lru_cache(maxsize=32)
def words(listing: str) -> frozenset[str]:
    """The first words of the entries of a word list of this room, in lower case."""
    return frozenset(entry.casefold().split(" ")[0] for entry in lexicon(f"claims/{listing}"))


def without_possessive(name: str) -> str:
    """Drop a final 's: "the ministry's" -> "the ministry"."""
    return _POSSESSIVE.sub("", name.strip()).strip(TRIM)


def parse(source: str) -> Phrase:
    """Find the head of a source's words.

    >>> parse("a spokesman for the mayor, Ivo Lenk").head
    'spokesman'
    """
    text = _STATE_TITLE.sub(r"\1 ", source.strip(TRIM))
    inner = _QUANTITY.match(text)
    rest = text[inner.end() :] if inner and inner.end() < len(text) else text
    determined = _DETERMINERS.match(rest)
    bare = rest[determined.end() :] if determined and determined.end() < len(rest) else rest
    cut = _CUT.search(bare)
    while cut and _is_title(bare[: cut.start()]):
        cut = _CUT.search(bare, cut.end())
    head = bare[: cut.start()] if cut else bare
    handling = _HANDLING.search(head)
    if handling and any(handling.group(1) in words(listing) for listing in _COMMON):
        head = head[: handling.end(1)]
    return Phrase(text, bare, head.strip(TRIM))


def _is_title(lead: str) -> bool:
    """Whether a head so far is all title: "Governor and Party Chairman Ida Lund"."""
    last = lead.split()[-1:] or [""]
    return last[0][:1].isupper() and last[0].casefold().rstrip(".") in titles() and not split_title(lead)[1]


def is_proper(phrase: Phrase) -> bool:
    """Whether the head ends in a capital that is not just the start of the sentence."""
    noun = phrase.noun
    if not noun[:1].isupper() or noun.casefold() in words("documents"):
        return False
    alone = phrase.head.casefold() == noun.casefold() and phrase.text.startswith(phrase.head)
    return not (
        alone
        and not noun.isupper()
        and any(noun.casefold() in words(name) for name in ("anonymous", "documents", "groups"))
    )


def proper(phrase: Phrase, names: Names) -> Speaker:
    """A head that ends in a capital: a person, a body, an organisation or a capitalised crowd."""
    if phrase.noun.casefold() in words("groups") and phrase.head != "United States":
        return Speaker(phrase.text, "group", "p")
    owner = _OWNER.match(phrase.head)
    run = _RUN_LAST.search(without_possessive(phrase.head[owner.end() :] if owner else phrase.head))
    _, name, gender = split_title(run.group() if run else phrase.noun)
    if name and _is_person(name, gender, names):
        shown = names.fullest(" ".join(name[-LONGEST_NAME:]), gender)
        return Speaker(shown, "person", gender or names.gender(shown))
    begin = phrase.bare.find(run.group()) if run else -1
    long = _FULL_NAME.match(phrase.bare, max(begin, 0))
    full = _spelled(without_possessive(long.group() if long else phrase.head))
    body = _body(full, phrase.definite)
    if body or not name:
        return Speaker(full, body or "person", "" if body else gender)
    shown = names.fullest(" ".join(name), gender)
    return Speaker(shown, "person", gender or names.gender(shown))


def _is_person(name: list[str], gender: str, names: Names) -> bool:
    if gender or names.is_known(name[-1]) or (len(name) == 1 and name[0].casefold() in well_known()):
        return True
    parts = [part.casefold() for part in name]
    if not words("organisation_words").isdisjoint(parts) or not words("government_words").isdisjoint(parts):
        return False
    return len(name) > 1 and parts[0] in given_names()


def _body(full: str, definite: bool) -> str:
    """'government' or 'organisation' where a proper name is not a person's, else ''."""
    lowered = [word.strip(".,").casefold() for word in full.split()]
    if lowered[-1:] == ["states"] or lowered[-1:] == ["kingdom"]:
        return "government"
    if not words("government_words").isdisjoint(lowered) and _ASSOCIATED.isdisjoint(lowered):
        return "government" if lowered[-1] not in _SOCIETIES else "organisation"
    if not words("organisation_words").isdisjoint(lowered):
        return "organisation"
    if words("places").issuperset(lowered):
        return "government"
    acronym = len(lowered) == 1 and full.isupper() and 1 < len(full) < 8
    return "organisation" if acronym or definite else ""


def common(phrase: Phrase, names: Names) -> Speaker:
    """A head that is a common noun: a document, an office, an unnamed insider or a crowd."""
    noun, bare = phrase.noun.casefold(), phrase.bare
    if noun in words("anonymous"):
        return _apposed(phrase, names) or Speaker(phrase.text, "anonymous")
    if noun in _OUTLETS:
        return Speaker(phrase.text, "media_outlet", "p", Outlet(phrase.text))
    if noun in words("documents"):
        return Speaker(_document(phrase), "document")
    for listing, kind in (
        ("organisation_words", "organisation"),
        ("government_words", "government"),
    ):
        if noun in words(listing):
            return Speaker(_named(phrase), kind)
    if noun in words("groups") or noun.endswith(("ists", "ers", "ors", "ians")):
        return Speaker(phrase.text, "group", "p")
    return _apposed(phrase, names) or Speaker(phrase.text, "other")


def _document(phrase: Phrase) -> str:
    """A document's name: without "new", and without when and where it was published."""
    cut = _AFTERTHOUGHT.search(phrase.bare)
    return _FRESH.sub("", phrase.bare[: cut.start()] if cut else phrase.bare).strip(TRIM)


def _spelled(name: str) -> str:
    """An acronym without dots; those of states in full."""
    bare = name.replace(".", "") if _DOTTED.fullmatch(name) else name
    return _ABBREVIATIONS.get(bare, bare)


def _named(phrase: Phrase) -> str:
    """A common-noun body as its name: head with what 'of' or 'for' adds."""
    cut = re.search(r",|\s(?:which|that|who|in|on|by)\b", phrase.bare)
    return without_possessive(phrase.bare[: cut.start()] if cut else phrase.bare)


def _apposed(phrase: Phrase, names: Names) -> Speaker | None:
    """The name that a comma adds: 'a spokesman for the port, Ivo Lenk,'."""
    for part in phrase.text.split(", ")[1:3]:
        run = _LISTED_NAME.search(part.partition("(")[0].strip(TRIM))
        _, name, gender = split_title(run.group()) if run else ([], [], "")
        if 1 < len(name) <= LONGEST_NAME:
            shown = names.fullest(" ".join(name), gender)
            return Speaker(shown, "person", gender or names.gender(shown))
    return None
