"""Words that report speech and do not fit the one who speaks: 'Cohen say', 'they says', 'I said Cohen'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import entries, holds
from reliability.features.reading import QUOTATIONS

BASE = (
    "say|add|tell|note|explain|argue|claim|insist|warn|reply|stress|emphasi[sz]e|declare|remark|recall|admit|"
    "conclude|continue|announce|confirm|deny|believe|think|write|point out|have said|have told|have added|"
    "are saying|were saying"
)
THIRD = (
    "says|adds|tells|notes|explains|argues|claims|insists|warns|replies|stresses|emphasi[sz]es|declares|states|"
    "remarks|recalls|admits|concludes|continues|announces|confirms|denies|believes|thinks|writes|has said|has told|"
    "has added|is saying|was saying"
)
PAST = (
    "said|added|told|noted|explained|argued|claimed|insisted|warned|replied|stressed|emphasi[sz]ed|declared|stated|"
    "remarked|recalled|admitted|concluded|continued"
)
CLOSED = r"(?:”[,.]?|(?<=[a-z][,!?])['’])\s*"  # in a text whose quotations are blank to their closing mark
NAME = (
    r"(?!(?:I|We|You|They|He|She|It|But|And|When|What|That|Then|So|Don)\b)(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|"
    r"Gov)\.? )?[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ]?[a-zà-ÿ'’]+)?(?: [A-ZÀ-Þ][a-zà-ÿ'’.-]*){0,2}"
)
MANY = (
    r"(?:they|we|you|these|those|both|(?:the |many |some |several |other |local |two |"
    r"three )?[a-z]{3,15}(?<![si])s(?<!ss)(?<!us))"
)
LONGEST = 60_000  # characters of a text that are looked through
# Words of saying that an article makes a noun: 'The remark', 'an apparent claim'.
NOUNS = (
    r"(?:(?:apparent|latest|last|first|final|second|same|new|similar|offhand|brief|controversial|public|recent|joint|"
    r"formal|official|written|short|rare|angry) )?(?:claim|note|remark|reply|recall)"
)
END = r"(?=[\s,.:;!?—–-]|$)"
ROLE = r"(?:the|a|an|his|her|their|its) [a-z-]{3,20}(?<!s)(?: [a-z]{3,15}(?<!s))?"
# The speaker and the words of reporting, after a quotation.
PERSON_AND_NAME = re.compile(
    rf"{CLOSED}(?P<cue>(?:I|[Ww]e|you|they) (?:{PAST}|{BASE}) (?:{NAME}|the [a-z]{{3,20}}))(?=[\s]*[.,;:\n]|$|"
    rf" (?:on|in|at|after|during|who|of|when|told)\b)"
)
ONE_AND_BASE = re.compile(
    rf"{CLOSED}(?!(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]h(?:is|at)) {NOUNS}\b)"
    rf"(?P<cue>(?P<who>{NAME}|he|she|it|{ROLE}) (?:{BASE})){END}(?! that\b)"
)
BASE_AND_ONE = re.compile(rf"{CLOSED}(?P<cue>(?:{BASE}) (?P<who>he|she|{NAME})){END}(?!,? and\b)")
MANY_AND_THIRD = re.compile(rf"{CLOSED}(?P<cue>{MANY} (?:{THIRD})){END}")
THIRD_AND_MANY = re.compile(rf"{CLOSED}(?P<cue>(?:{THIRD}) (?:they|we|you|I)){END}")
OPENING = re.compile(
    rf"(?P<cue>[HSITWY](?<!\w.)(?:(?:(?<=H)e|(?<=S)he|(?<=I)t) (?:{BASE})|(?:(?<=T)hey|(?<=W)e|(?<=I)|(?<=Y)ou)"
    rf" (?:{THIRD})|"
    rf"(?:(?<=I)|(?<=W)e) said {NAME}))(?=:|,?  |\s*”| that\b)"
)
BEGUN = re.compile(r"(?:^|[.!?][”\"]?\s+|\n)$")
FIRST = re.compile(rf"{CLOSED}(?P<cue>(?:I|we|you) (?:{PAST})|(?:{PAST}) (?:I|we|you)){END}(?! [A-ZÀ-Þ])")
# At the beginning of a sentence: 'Ostrander are telling reporters', 'Vale, the mayor, say that'.
HELPED = (
    r"(?:are|were) (?:saying|telling|adding|claiming|insisting|warning|arguing|explaining)|have (?:said|told|added|"
    r"claimed|insisted|warned|argued|explained|stressed|confirmed|denied|admitted)"
)
APPOSED = re.compile(
    rf"(?P<who>{NAME}), (?P<article>(?:the|a|an|who|now|head|its)\b)?[^,.;:()\nA-Z][^,.;:()\n]{{1,80}}(?<!s), "
    rf"(?P<cue>{BASE}|{HELPED})"
    rf"{END}(?:(?= that\b| the\b| reporters\b| he\b| she\b|[:.,])|(?= on\b))"
)
AIDED = re.compile(rf"(?P<cue>(?P<who>{NAME}) (?:{HELPED})){END}")
APPOSED_AT = re.compile(rf", (?:{BASE}|{HELPED})\b")
AIDED_AFTER = re.compile(rf"{CLOSED}(?P<cue>(?P<who>{NAME}) (?:{HELPED})){END}")
AIDED_AT = re.compile(HELPED)
BEGINS = re.compile(r"(?:^|[.!?”][ \n]|[\n”])(?=[A-ZÀ-Þ])")
CLOSE = re.compile(r"[”'’]")
REACH = 170  # characters before a cue in which its sentence may begin
FIRST_SINGULAR = re.compile(r"\b(?:I(?!\.)|[Mm]y|[Mm]e|[Mm]yself)\b")
SELF = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s|[Yy]ou|[Yy]our)\b(?!\.)")
PLURAL = re.compile(
    r"(?:s|police|people|men|women|children|media|staff|crew|public|majority|both|others?|many|some|few|most|and|"
    r"mps|team|family|couple|group|government|committee|company|press|board|union|council|party|court|band|club|"
    r"administration|opposition|army|pair|duo|panel|squad|(?-i:[A-Z]{2,}))$",
    re.IGNORECASE,
)


def find(case: Case) -> list[Place]:
    """Cues of another person or number than their speaker, in reading order."""
    own = QUOTATIONS.sub(lambda found: f"{' ' * (len(found[0]) - 1)}”", case.text[:LONGEST])
    people = _people(case)
    found = {*_disagreeing(own, people), *_alone(own), *_of_one(own, people)}
    return sorted(found, key=lambda place: place.start)


def _closed(own: str) -> Iterator[int]:
    """Where quotations close."""
    for found in CLOSE.finditer(own):
        at = found.start()
        if own[at] == "”" or own[max(at - 1, 0)] in ",!?":
            yield at


def _disagreeing(own: str, people: frozenset[str]) -> Iterator[Place]:
    for at in _closed(own):
        for pattern in (PERSON_AND_NAME, ONE_AND_BASE, BASE_AND_ONE, MANY_AND_THIRD, THIRD_AND_MANY, AIDED_AFTER):
            found = pattern.match(own, at)
            who = found and found.groupdict().get("who")
            if found and (not who or who.split()[-1] in people or PLURAL.search(who) is None):
                yield Place(found.start("cue"), found.end("cue"))
    for found in OPENING.finditer(own):
        if BEGUN.search(own, max(0, found.start() - 6), found.start()):
            yield Place(found.start("cue"), found.end("cue"))


def _of_one(own: str, people: frozenset[str]) -> Iterator[Place]:
    """'Vale, the mayor, say', and 'Vale are saying' where Vale is a person."""
    for found in _at_beginnings(own, APPOSED_AT, APPOSED):
        if found["article"] or found["who"].split()[-1] in people:
            yield Place(found.start("cue"), found.end("cue"))
    for found in _at_beginnings(own, AIDED_AT, AIDED):
        if found["who"].split()[-1] in people:
            yield Place(found.start("cue"), found.end("cue"))


def _at_beginnings(own: str, key: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches that begin a sentence, not far before a match of the key, which is quickly looked for."""
    for here in key.finditer(own):
        for begun in BEGINS.finditer(own, max(0, here.start() - REACH), here.start()):
            if (found := pattern.match(own, begun.end())) and found.end() >= here.end() - 1:
                yield found


def _people(case: Case) -> frozenset[str]:
    """The last names of those whom the article cites as persons by two names, which it gives somewhere."""
    origins = {claim["origin"] for claim in case.claims if claim["source_type"] == "person" and claim["origin"]}
    names = [name.split() for name in origins if name in case.text]
    return frozenset(name[-1] for name in names if len(name) > 1 and name[-1].lower() not in entries("not_people"))


def _alone(own: str) -> Iterator[Place]:
    """'I said' where the writer never speaks of himself or herself otherwise, and 'we said', to the reader either."""
    cues = [found for at in _closed(own) if (found := FIRST.match(own, at))]
    if not cues:
        return
    single = all(re.search(r"\bI\b", found["cue"]) for found in cues)
    if len((FIRST_SINGULAR if single else SELF).findall(own)) <= len(cues):
        yield from (Place(found.start("cue"), found.end("cue")) for found in cues)


CLOSING = r"(?:[,.!?…][”\"’']{1,2}|[”\"][,.])\s*"
REPORTED = (
    rf"{CLOSING}(?:(?:[\w.'’-]+ ){{0,3}}(?:{BASE})\b|(?:I|[Ww]e|[Yy]ou|they|(?:\w+ )?\w+s) (?:{THIRD}|{PAST})\b|"
    rf"(?:{THIRD}|{PAST}) (?:they|we|you|I)\b)"
)
APART = rf", (?:{BASE}|{HELPED})\b|[a-zà-ÿ] (?:{HELPED})\b"
OPENED = rf"\b(?:He|She|It) (?:{BASE})\b|\b(?:They|We|I|You) (?:{THIRD})\b"

FEATURES = (
    Feature(
        "cues_in_wrong_person",
        Finder(find, when=holds("text", REPORTED) | holds("text", OPENED) | holds("text", APART)),
        "places",
        "Words that report speech in another person or number than the one who speaks, and 'I said' where the writer "
        "never speaks as I otherwise. Why: the speaker was changed, or the text was put together by a machine. "
        "Example: 1 for '\"We will win,\" Cohen say'.",
        scored=False,
    ),
)
