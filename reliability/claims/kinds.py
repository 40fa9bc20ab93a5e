"""A noun phrase to a kind of speaker: person, office, organisation, outlet, document or crowd."""

from __future__ import annotations

import re
from itertools import pairwise

from reliability.claims import media
from reliability.claims.bodies import company_nouns
from reliability.claims.heads import TRIM, Phrase, Speaker, parse, uncounted, unhandled, without_possessive, words
from reliability.claims.name_words import given_names, not_names, split_title, titles, well_known
from reliability.claims.names import LONGEST_NAME, Names
from reliability.claims.patterns import any_of

_CAPITAL = r"[^\W\d_a-z][\w.’'&/-]*"
_SMALL = r"(?:(?:de|la|van|von|der|den|al|el|bin|ibn|da|di|du|del)\s+){0,2}"
_RUN_LAST = re.compile(rf"{_CAPITAL}(?:\s+{_SMALL}(?:[\"“]\w{{1,12}}[\"”]\s+)?{_CAPITAL}){{0,9}}$")
_FULL_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:of|for|and|on|the|to|in|a|an|&)\s+){{0,2}}{_CAPITAL}){{0,11}}")
_OWNER = re.compile(r"^(.*\S)['’]s?\s+(?=[^\W\d_a-z])")
_FRESH = re.compile(
    r"^(?:(?:new|recent|latest|previous|separate|earlier|own|same|other|national|recently|released|annual)\s+)+"
)
_LISTED_NAME = re.compile(
    rf"((?:[a-z][\w-]*\s+){{0,2}})({_CAPITAL}(?:\s+{_SMALL}(?:[\"“]\w{{1,12}}[\"”]\s+)?{_CAPITAL}){{0,6}})"
)
_DATA_FROM = re.compile(
    r"(?:data|figures|numbers|statistics|results|findings) (?:from|of|in) (?:the )?(.*?[A-Z].*?(\w+))$", re.I
)
_JUDGING = re.compile(
    r"^(?:(?:so-called|lying|corrupt|crooked|disgraced|failing|embattled|shameless|same|own) )+(?=\S)"
)
_AFTERTHOUGHT = re.compile(r",|–|—|\s(?:that|which|who|to)\b")
_ABBREVIATIONS = {"UN": "United Nations", "EU": "European Union", "US": "United States", "UK": "United Kingdom"}
_DOTTED = re.compile(r"(?:[A-Z]\.){1,6}[A-Z]\.?")
_ASSOCIATED = frozenset(("parenthood", "nations", "islamic"))
_SOCIETIES = frozenset(
    (
        "party",
        "committee",
        "campaign",
        "pac",
        "university",
        "college",
        "institute",
        "association",
        "foundation",
        "union",
    )
)
_NAME_ENDS = re.compile(r",|\s(?:which|that|who|in|on|by)\b")
LEAST_CROWD, LONGEST_CROWD = 3, 8
_SOME = re.compile(rf"{any_of('crowd_words')} (?:of|in|on|at|from|with|who|among) ", re.IGNORECASE)
CROWDS = ("ists", "ers", "ors", "ians")
_AGENTS = ("er", "or", "ist", "ian", "eer", "man", "woman")
_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)", re.IGNORECASE)
_CLAUSE = re.compile(r", (?:who|whom|whose|which|all|both|many|most|some)\b")
_TOWNS = frozenset(("city", "town", "county", "borough", "province", "district", "village", "state", "country"))
_PEOPLE = frozenset(("people", "persons", "individuals", "those"))
_KNOWING = re.compile(
    r" (?:familiar with|briefed|with (?:\w+ )?knowledge|close to|involved in|aware of|privy to"
    r"|who (?:spoke|asked|declined))\b"
)
_COUNTED = re.compile(r"(?:two|three|four|five|six|several) (?!(?:in|out|of)\b)", re.IGNORECASE)
_A_FEW = re.compile(r"(?:two|three|four) (?:people|persons|men|women|individuals)\b", re.IGNORECASE)


def proper(phrase: Phrase, names: Names) -> Speaker:
    """A head that ends in a capital: a person, a body, an organisation or a capitalised crowd."""
    noun = phrase.noun.casefold()
    is_named = " " in phrase.head and noun in words("organisation_words")
    if noun in words("groups") and not is_named and phrase.head != "United States":
        return Speaker(phrase.text, "group", "p")
    owner = _OWNER.match(phrase.head)
    run = _RUN_LAST.search(without_possessive(phrase.head[owner.end() :] if owner else phrase.head))
    _, name, gender = split_title(names.uncapitalised(run.group() if run else phrase.noun))
    is_body = bool(name) and not gender and _acts_as_body(name, names)
    if name and not is_body and _is_person(name, gender, names):
        return person(name, gender, names)
    begin = phrase.bare.find(run.group()) if run else -1
    long = _FULL_NAME.match(phrase.bare, max(begin, 0))
    full = _spelled(names.uncapitalised(without_possessive(long.group() if long else phrase.head)))
    body = _body(full, phrase.definite)
    if is_body:
        body = body or "organisation"
    if body and " " in full:
        full = names.first_form(full)
    if body or not name:
        return Speaker(full, body or "person", "" if body else gender)
    return person(name, gender, names)


def person(name: list[str], gender: str, names: Names) -> Speaker:
    """A person by the words of the name, in the fullest form that the article has."""
    shown = names.fullest(" ".join(name[-LONGEST_NAME:]), gender)
    return Speaker(shown, "person", gender or names.gender(shown))


def _acts_as_body(name: list[str], names: Names) -> bool:
    """Whether the article treats a name without a known given name as an organisation's."""
    first, last = name[0].casefold(), name[-1].casefold()
    if first in given_names() or last in well_known() or last.endswith(CROWDS):
        return False
    if len(name) > 1:
        return names.bodies.verdict(" ".join(name)) > 0
    return not names.is_known(last) and len(last) > 2 and names.bodies.verdict(name[0]) >= 0


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
    noun = phrase.noun.casefold()
    if noun in words("anonymous") or noun in words("roles") or _is_insider(phrase):
        return Speaker(unarticled(phrase.text), "anonymous", titles().get(noun, ""))
    told = media.unnamed(phrase)
    if told:
        return told
    if noun in words("documents"):
        return Speaker(_document(phrase), "document")
    office = _office(noun)
    if office:
        return Speaker(_named(phrase), office)
    if noun in words("groups") or noun.endswith(CROWDS) or _is_plural(noun):
        return Speaker(unarticled(phrase.text), "group", "p")
    return Speaker(unarticled(phrase.text), "anonymous" if noun.endswith(_AGENTS) else "other")


def some(phrase: Phrase) -> Speaker:
    """Nobody in particular: "many" alone has no name, "many in the town" is a description."""
    shown = _CLAUSE.split(phrase.text, maxsplit=1)[0]
    is_told = _SOME.match(shown) and LEAST_CROWD <= len(shown.split()) <= LONGEST_CROWD
    return Speaker(shown if is_told else None, "group", "p")


def _is_insider(phrase: Phrase) -> bool:
    """Whether people are a few who know, and no crowd: "two people", "people briefed on the plan"."""
    noun = phrase.noun.casefold()
    if _COUNTED.match(phrase.text) and noun.removesuffix("s") in words("anonymous"):
        return True
    return bool(_A_FEW.match(phrase.text) or (noun in _PEOPLE and _KNOWING.search(phrase.text)))


def _office(noun: str) -> str:
    """'organisation' or 'government' for a common noun that names such a body, else ''."""
    if noun in words("organisation_words"):
        return "organisation"
    return "government" if noun in words("government_words") or noun in _TOWNS else ""


def _is_plural(noun: str) -> bool:
    return len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ics", "news", "works"))


def unarticled(name: str) -> str:
    """A description without its article and what a clause adds: "the pilot, who sang" -> "pilot"."""
    cut = _CLAUSE.search(name)
    return uncounted(_ARTICLE.sub("", name[: cut.start()] if cut else name)) or name


def _document(phrase: Phrase) -> str:
    """A document's name: without "new", and without when and where it was published."""
    bare = unhandled(phrase.bare)
    cut = _AFTERTHOUGHT.search(bare)
    name = _FRESH.sub("", bare[: cut.start()] if cut else bare).strip(TRIM)
    within = _DATA_FROM.match(name)
    return within.group(1) if within and within.group(2).casefold() in words("documents") else name


def _spelled(name: str) -> str:
    """An acronym without dots; those of states in full."""
    bare = name.replace(".", "") if _DOTTED.fullmatch(name) else name
    return _ABBREVIATIONS.get(bare, bare)


def _named(phrase: Phrase) -> str:
    """A common-noun body as its name: head with what 'of' or 'for' adds."""
    cut = _NAME_ENDS.search(phrase.bare)
    return _JUDGING.sub("", without_possessive(phrase.bare[: cut.start()] if cut else phrase.bare))


def apposed(phrase: Phrase, names: Names) -> Speaker | None:
    """The name that a comma adds to a description: "a spokesman for the port, Ivo Lenk"."""
    noun = phrase.noun.casefold()
    if noun in words("groups") or noun in words("documents"):
        return None
    parts = phrase.text.split(", ")[:5]
    for before, part in pairwise(parts):
        is_body = _is_body_noun(parse(before).noun.casefold())
        run = _LISTED_NAME.fullmatch(part.partition("(")[0].strip(TRIM))
        told, name, gender = split_title(run.group(2)) if run else ([], [], "")
        if run and run.group(1) and not told:
            continue
        if not name or len(name) > LONGEST_NAME or not (gender or is_body or _is_name(name)):
            continue
        if is_body and not gender and name[0].casefold() not in given_names():
            return Speaker(" ".join(name), "organisation")
        if len(name) > 1 or gender:
            return proper(parse(part), names)
    return None


def _is_body_noun(noun: str) -> bool:
    return noun in company_nouns() or noun in words("organisation_words")


def _is_name(name: list[str]) -> bool:
    return len(name) > 1 and not_names().isdisjoint(word.casefold() for word in name)
