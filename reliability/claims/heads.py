"""The noun phrase of a source, and its head: the word that says what kind of speaker it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reliability.claims.gazetteer import Outlet
from reliability.claims.name_words import openers, split_title, titles
from reliability.claims.patterns import any_of
from reliability.resources import lexicon

TRIM = " \t\n\u00a0'\"“”‘’.,:;-–—()[]"
_CUT = re.compile(rf"[,;(\u2014\u2013:]| - |\s(?:{any_of('phrase_breaks')}|{any_of('handling')})\b")
_HANDLED = re.compile(rf"\s{any_of('handling')}\b")
_DETERMINERS = re.compile(
    rf"(?:(?:{any_of('determiners')}|(?!(?:1[5-9]|20)\d\d\b)\d[\d,.]*)\s+"
    r"(?!(?:in|of|at|on|from|who|with|among)\b(?! \d)))+",
    re.IGNORECASE,
)
_QUANTITY = re.compile(rf"(?:an? |the )?(?:\w+ ){{0,2}}(?:{any_of('quantities')}|\d+) of (?:the )?", re.IGNORECASE)
_STATE_TITLE = re.compile(
    r"\b(Secretary|Minister|Chief|Speaker|Director|Chairman|Chairwoman|President)"
    r" of (?:the )?[A-Z]\w+ (?=[A-Z]\S+ [A-Z])"
)
_CLAUSE = re.compile(
    r"(?<=\w) (?:shows?|says?|reveals?|suggests?|claims|states) (?:the|that|how|an?|his|her|its|their)\b"
)
_STATE_TV = re.compile(r"\b[a-z]+ TV$")
_CONTRACTED = re.compile(r"['’](?:ve|d|ll|re|m)$", re.IGNORECASE)
_COUNTED = re.compile(
    r"^(?:each|every|either|neither|any|no|(?!(?:1[5-9]|20)\d\d\b)\d[\d,.]*)(?: of (?:the )?| )(?!(?:in|out)\b)(?=\w)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:i|he|she|we|they|it|who)(?:['’]\w+)? ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_HANDLING = re.compile(r"\b([a-z][\w-]+)\s+[a-z]\w*(?:ing|ed)\b")
_COMMON = ("anonymous", "documents", "organisation_words", "government_words", "groups")
_PARTISANS = frozenset(("republican", "democrat", "conservative", "libertarian", "socialist", "independent"))
VAGUE = frozenset(lexicon("claims/vague"))
PRONOUNS = frozenset(
    """i|me|my|mine|we|us|our|ours|you|your|yours|he|him|his|she|her|hers|it|its|they|them|their|theirs|this
|that|these|those|who|whom|which|what|there|here""".replace("\n", "").split("|")
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: resolved name, one of `records.SOURCE_TYPES`, gender 'm', 'f', 'p' (plural) or ''.

    `outlet` is set where a news outlet speaks, `employer` where a person is named as an outlet's, `carrier` where the
    words name a platform or document on the way. `members` are those who speak together, as in "Lind and Moreno".
    """

    origin: str | None
    source_type: str
    gender: str = ""
    outlet: Outlet | None = None
    carrier: tuple[str, str] | None = None
    employer: Outlet | None = None
    members: tuple[Speaker, ...] = ()

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets that speak."""
        return tuple(one.outlet for one in self.members or (self,) if one.outlet)


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


def without_contraction(word: str) -> str:
    """The pronoun of "I've" or "they'd"."""
    return _CONTRACTED.sub("", word)


def uncounted(name: str) -> str:
    """A description without the number or quantifier that it opens with: "neither newspaper" -> "newspaper"."""
    return _COUNTED.sub("", name, count=1)


def unhandled(name: str) -> str:
    """A document's name without what was done with it: "memo seen by the Courier" -> "memo"."""
    handled = _HANDLED.search(name)
    return name[: handled.start()] if handled else name


def parse(source: str) -> Phrase:
    """Find the head of a source's words.

    >>> parse("a spokesman for the mayor, Ivo Lenk").head
    'spokesman'
    """
    text = _STATE_TITLE.sub(r"\1 ", source.strip(TRIM))
    clause = _CLAUSE.search(text)
    text = text[: clause.start()] if clause else text
    inner = _QUANTITY.match(text)
    rest = text[inner.end() :] if inner and inner.end() < len(text) else text
    determined = _DETERMINERS.match(rest)
    bare = rest[determined.end() :] if determined and determined.end() < len(rest) else rest
    cut = _CUT.search(bare)
    while cut and (_is_title(bare[: cut.start()]) or _is_trade(bare[: cut.start()], cut.group())):
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


def _is_trade(lead: str, cut: str) -> bool:
    """Whether a head so far is the first of two trades: "Filmmaker | and author Ida Lund"."""
    return cut.strip() == "and" and lead.casefold() in words("roles")


def is_noun(phrase: Phrase) -> bool:
    """Whether the head can name somebody: no pronoun, quantifier, contraction or number."""
    noun = phrase.noun.casefold()
    bare = without_contraction(noun)
    is_acronym = phrase.definite and phrase.noun.isupper() and len(noun) > 1
    is_function = bare == phrase.head.casefold() and (bare in PRONOUNS or bare in VAGUE) and not is_acronym
    is_word = bare == noun and any(letter.isalpha() for letter in noun)
    return is_word and not (is_function or _SUBJECT.match(phrase.text))


def is_opener(phrase: Phrase) -> bool:
    """Whether the phrase is one word that only opens a sentence: "Moreover", but not "Republicans"."""
    noun = phrase.noun.casefold()
    return phrase.text == phrase.noun and noun in openers() and not noun.endswith("s")


def is_proper(phrase: Phrase) -> bool:
    """Whether the head ends in a capital that is not just the start of the sentence."""
    noun = phrase.noun
    if not noun[:1].isupper() or noun.casefold() in words("documents") or _STATE_TV.search(phrase.head):
        return False
    alone = phrase.head.casefold() == noun.casefold() and phrase.text.startswith(phrase.head)
    return not (
        alone
        and not noun.isupper()
        and any(noun.casefold() in words(name) for name in ("anonymous", "documents", "groups"))
    )
