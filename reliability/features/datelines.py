"""The place in the dateline against the places that the text tells of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.places import countries_of, plain

HEAD = 400  # characters at the start in which a dateline may stand
LONGEST = 20_000  # characters whose places are counted
LEAST = 3  # times that a text names a place of another country
AGENCY = r"(?: ?[,.]? ?\([A-Z][\w/ .&’'-]{1,30}\))?"
DATED = r"(?:,? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?)?"
CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30}[A-ZÀ-Þ.]"
TITLED = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:de |la |el |al-|of |of the )?[A-ZÀ-Þ][\w.'’-]+){0,2}"
DATELINE = re.compile(
    rf"(?:^|\n)[\s*_>#-]*(?:(?:By|Von) [^\n]{{3,60}}\n+\s*)?(?P<place>{CITY}(?:, {TITLED}\.?)?|"
    rf"{TITLED}(?:, {TITLED}\.?)?(?={DATED}{AGENCY} ?[—–]|{DATED} \())"
    rf"{DATED}{AGENCY}{DATED}\s?(?:[—–:]|-{{1,2}})\s?(?=[\"“‘'(\w])"
)
SHORT_STATES = (
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev nh nj nm "
    "ny nc nd okla ore pa ri sc sd tenn tex vt va wash wva wis wyo dc al ak az ar ca co ct fl ia id il in ks ma "
    "me mi mn ms mt ne nv oh ok or tn tx ut wa wi wv wy"
)
STATES = frozenset(SHORT_STATES.split())
LONGEST_NAME = 4  # words of a place
CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w.'’-]*(?: (?:of the |of |and |de |es )?[A-ZÀ-Þ][\w.'’-]*){0,7}")
DASHED = r"(?m)^[^\n]{0,4}\p{Lu}[^\n]+[—–:-]"  # letters of all tongues, counted, take long to prepare
HERE = re.compile(
    rf"\b[Hh]ere in (?P<place>(?:the )?{TITLED})|\b(?:in|at) (?:this|the) [a-z]{{3,12}} (?:city|capital|"
    rf"town) of (?P<city>{TITLED})"
)


def find(case: Case) -> list[Place]:
    """The dateline, where its country is never named in the text while three places or more of another one are."""
    found = DATELINE.search(case.text[:HEAD])
    place = found["place"] if found else ""
    owners = _owners(place)
    if found is None or not owners:
        return []
    named = _named(case.text[found.end("place") : LONGEST])
    if owners & named.keys():
        return []
    here = [there for there in _heres(case.text) if not there & owners]
    if sum(named.values()) < LEAST and not here:
        return []
    start = found.start("place")
    return [Place(start, start + len(place))]


def _owners(place: str) -> frozenset[str]:
    """The countries that a dateline may lie in."""
    city, _, land = (plain(part).strip() for part in place.partition(","))
    if land.replace(" ", "") in STATES:
        return countries_of()["us"]
    return countries_of().get(land) or countries_of().get(city) or frozenset()


def _named(text: str) -> Counter[str]:
    """How often a text names each country, its people or a city of it; of names in a row the longest."""
    times: Counter[str] = Counter()
    known = countries_of()
    for found in CAPITALISED.finditer(text):
        words = plain(found[0]).removesuffix("'s").split(" ")
        first = 0
        while first < len(words):
            for last in range(min(len(words), first + LONGEST_NAME), first, -1):
                if owners := known.get(" ".join(words[first:last])):
                    times.update(owners)
                    first = last - 1
                    break
            first += 1
    return times


def _heres(text: str) -> Iterator[frozenset[str]]:
    """The countries of places that the text calls 'here'."""
    for found in HERE.finditer(text[:LONGEST]):
        owners = countries_of().get(plain(found["place"] or found["city"]))
        if owners:
            yield owners


FEATURES = (
    Feature(
        "dateline_elsewhere",
        Finder(find, when=pl.col("text").str.head(HEAD).str.contains(DASHED)),
        "datelines",
        "A dateline whose country the text never names, while it names another one three times or more or calls "
        "another place 'here'. Why: the text was put together from another report, or nobody was there. "
        "Example: 1 for 'NAIROBI (Reuters) - ...' above a text about a council in Lisbon and the Portuguese "
        "government.",
        high=1,
        scored=False,
    ),
)
