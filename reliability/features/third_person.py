"""Quotations in which a person is quoted with a sentence about himself or herself, as a writer would put it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import entries
from reliability.features.reading import spans_of

TITLE_WORDS = (
    "mr mrs ms miss dr prof professor president vice senator sen governor gov representative rep congressman "
    "congresswoman minister chancellor secretary general gen judge justice mayor chief director chairman "
    "chairwoman king queen prince princess pope bishop archbishop cardinal father sir dame lord lady colonel "
    "col captain capt sergeant sgt officer detective attorney ambassador speaker candidate commissioner premier "
    "coach"
)
TITLES = frozenset(TITLE_WORDS.split())
SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
QUOTED = re.compile(r'“[^“”]*|"[^"]*')
OF_SELF = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself|[Mm]ine)\b")
NOT_SPOKEN = re.compile(r"\[[^\]]{0,200}\]")
ENDED = re.compile(r"(?<=[^\sA-Z.][^\s.][^\s.])[.!?]+[”\"’']?\s+(?=[“\"‘']?[A-ZÀ-Þ]|$)")
SENTENCE = 300  # characters of a sentence around a name
# Verbs that no third person has, at the beginning of a clause: a name was put in the place of 'I'.
FIRST_WORDS = (
    "think know believe want feel hope have love need mean guess don't don’t haven't haven’t agree understand say see "
    "’ve 've remember suppose wish consider expect stand support like hate work live thank welcome urge intend promise"
)
FIRST_PERSON = frozenset(FIRST_WORDS.split())
CLAUSE = re.compile(
    r"(?:^(?:\W*and\b)?|[,;:–—]|\b(?:but|because|that|what|so|if|when|as|where|whatever|how|why|until|before|after|"
    r"since|though|although|unless|while|whether|than|think|believe|know|hope|guess|wish|feel|suppose|sure|"
    r"yesterday|today|tonight|now|then|(?:last|this|that|every|one) [a-z]+))[\s“\"‘'_]*$",
    re.IGNORECASE,
)
# Verbs that 'I' has too: with these a name may have been put in the place of one 'I' while another stayed.
SHARED_WORDS = "is was has had will would can could did does must should may might"
NEGATED = "don doesn didn haven hasn hadn couldn wouldn shouldn can won isn wasn"
SHARED = frozenset([*SHARED_WORDS.split(), *(f"{verb}{mark}t" for verb in NEGATED.split() for mark in "'’")])
DESCRIBED = re.compile(r"[Tt]he ((?:[a-z]{3,20} ){0,2}[a-z]{3,20})$")
PIECE_ENDS = re.compile(r"[,.!?]['’”\"]\s*(?:[A-ZÀ-Þ][\w.’-]* )?$")
PIECE_BEGINS = re.compile(r"(?: \w+){0,2}[,:] ?['‘“\"](?=\w)")
BEFORE = 40  # characters before a name that may hold its title and first names


def find(case: Case) -> list[Place]:
    """The quoted sentences that tell of their own speaker, by name or by the words that name the source."""
    found = {
        place
        for claim in case.claims
        if claim["quotation"] != "indirect" and claim["source_type"] == "person"
        for place in _in_claim(case.text, claim)
    }
    return sorted(found, key=lambda place: place.start)


def _in_claim(text: str, claim: Mapping[str, Any]) -> Iterator[Place]:
    """The places of one claim at which its origin is a subject."""
    last = "" if _is_thing(text, claim["origin"] or "") else _last_name(claim["origin"])
    for start, end in _quoted(text, claim):
        said = NOT_SPOKEN.sub(lambda found: "_" * len(found[0]), text[start:end])
        found = [(match, last) for match in _named(last).finditer(said)] if last and last in said else []
        if described := DESCRIBED.search(claim["source_text"] or ""):
            found += [(match, "") for match in _called(described[1]).finditer(said)]
        for match, name in found:
            if not _tells(said, match, name) or not _between_marks(text, start + match.start()):
                continue
            if _of_writer(said, match):
                continue
            if not name or _is_origin(said[: match.start()], claim, lambda: _has_namesake(text, claim["origin"], last)):
                yield Place(start + match.start(), start + match.end())


def _is_thing(text: str, origin: str) -> bool:
    """Whether an origin of two words or more is no person's name: 'the Byrd Rule'."""
    words = origin.split()
    if len(words) < 2:
        return False
    return words[-1].lower() in entries("not_people") or re.search(rf"\b[Tt]he {re.escape(origin)}\b", text) is not None


def _between_marks(text: str, at: int) -> bool:
    """Whether the last mark before a place of a paragraph opens a quotation; single marks are not told apart."""
    begin = text.rfind("\n", 0, at) + 1
    mark = max(text.rfind(one, begin, at) for one in '"“”')
    if mark < 0 or text[mark] != '"':
        return mark < 0 or text[mark] == "“"
    return mark == begin or text[mark - 1].isspace() or text[mark - 1] in "(["


def _of_writer(said: str, match: re.Match[str]) -> bool:
    """Whether the name and its verb stand between two quoted pieces: ''... harbour,' Cohen shows, '...''."""
    before, after = said[max(0, match.start() - BEFORE) : match.start()], said[match.end() : match.end() + BEFORE]
    return PIECE_ENDS.search(before) is not None or PIECE_BEGINS.match(after) is not None


def _tells(said: str, match: re.Match[str], name: str) -> bool:
    """Whether a sentence tells of its own speaker: none that says 'I', or one in which the name stands for 'I'."""
    verb, before = match["verb"], _sentence_before(said, match)
    if name and _of_first_person(verb, before):
        return True
    if verb in _not_verbs():
        return False
    # A writer's 'Cohen said', and whole paragraphs, lie in a quotation only where its marks were mistaken.
    mistaken = "\n" in said or verb in ("said", "says", "told", "added")
    in_place = not mistaken and CLAUSE.search(before) is not None
    if OF_SELF.search(before) or OF_SELF.search(_sentence_after(said, match)):
        return bool(name) and in_place and verb in SHARED
    return not OF_SELF.search(said) or in_place


def _sentence_before(said: str, match: re.Match[str]) -> str:
    """The words of the sentence before the name; 'I' in another sentence of the quotation tells nothing of this one."""
    return ENDED.split(said[max(0, match.start() - SENTENCE) : match.start()])[-1]


def _sentence_after(said: str, match: re.Match[str]) -> str:
    return ENDED.split(said[match.end() : match.end() + SENTENCE], maxsplit=1)[0]


def _of_first_person(verb: str, before: str) -> bool:
    """Whether the name stands where 'I' stood: 'Cohen am', and 'Cohen think' at the beginning of a clause."""
    return verb in ("am", "'m", "’m") or (verb in FIRST_PERSON and CLAUSE.search(before) is not None)


def _quoted(text: str, claim: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks in the content."""
    for start, end in spans_of(claim, "content"):
        if claim["quotation"] == "direct":
            yield start, end
            continue
        for found in QUOTED.finditer(text, start, end):
            yield found.start(), found.end()


@lru_cache(1000)
def _named(last: str) -> re.Pattern[str]:
    negated = NEGATED.replace(" ", "|")
    return re.compile(
        rf"(?<![\w’'-]){re.escape(last)} ?(?P<verb>(?<= )(?:{negated})['’]t\b|(?<= )[a-z]{{2,20}}\b(?!['’])|"
        r"(?<! )['’](?:m|ve)\b)"
    )


@lru_cache(1000)
def _called(described: str) -> re.Pattern[str]:
    return re.compile(rf"^[“\"‘']?\s*[Tt]he {re.escape(described)} (?P<verb>[a-z]{{2,20}})\b")


@cache
def _not_verbs() -> frozenset[str]:
    return frozenset(entries("not_verbs"))


def _last_name(origin: str | None) -> str:
    words = SUFFIX.sub("", origin or "").split()
    last = words[-1] if words else ""
    return last if last[:1].isupper() and len(last) > 1 else ""


def _is_origin(before: str, claim: Mapping[str, Any], has_namesake: Callable[[], bool]) -> bool:
    """Whether the words before a last name belong to the speaker: a title, the first name, or nothing."""
    given = [word.strip(".,") for word in claim["origin"].split()[:-1]]
    words = before[-BEFORE:].split()
    word = words[-1].strip("“\"‘'(—–") if words else ""
    title = word.strip(".").lower() in TITLES
    if word.endswith((".", "?", "!", ",", ";", ":")) and not title:
        word = ""
    if word.lower() in ("and", "but", "so", "because", "if", "when", "that", "as"):
        word = ""
    if word in given:
        return True
    if word.lower() == "the" or (word[:1].isupper() and not title):
        return False
    return claim["source_text"] == _last_name(claim["origin"]) or not has_namesake()


def _has_namesake(text: str, origin: str, last: str) -> bool:
    """Whether the last name stands after another first name, and not more seldom than after the origin's."""
    given = Counter(found[1] for found in re.finditer(rf"\b([A-Z][a-zà-ÿ]+) {re.escape(last)}\b", text))
    people = {name: count for name, count in given.items() if name.lower() not in _no_first_names()}
    first = origin[:2]
    own = max((count for name, count in people.items() if name.startswith(first)), default=0)
    others = max((count for name, count in people.items() if not name.startswith(first)), default=0)
    return len(_people(set(people))) > 1 and others >= own


@cache
def _no_first_names() -> frozenset[str]:
    return TITLES | {*entries("not_people"), *entries("function_words")}


def _people(given: set[str]) -> Sequence[str]:
    """First names without short forms of each other."""
    kept: list[str] = []
    for name in sorted(given, key=len):
        if not any(name.startswith(short[:2]) for short in kept):
            kept.append(name)
    return kept


FEATURES = (
    Feature(
        "third_person_quotations",
        Finder(find, when=(pl.col("direct_share") + pl.col("mixed_share") > 0) & (pl.col("person_share") > 0)),
        "places",
        "Places in quotations at which the speaker is the subject of a sentence, by name or by the words that name the "
        "source, where no 'I' or 'my' is said. Why: people do not speak so; the words are the writer's or another's. "
        "Example: 1 for '\"Cohen stressed that talks go on,\" Eli Cohen said.'",
        scored=False,
    ),
)
