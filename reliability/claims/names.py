"""The people named in an article: every capitalised run once, folded by last name to the fullest form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reliability.claims.bodies import Bodies
from reliability.claims.roles import has_role
from reliability.resources import lexicon

_WORD = r"[^\W\d_a-zß-öø-ÿ](?:[\w-]*\w)?(?:['’](?![sS]\b)\w+)*"
_ABBREVIATED = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Gov|Rep|Gen|Col|Lt|Sgt|Capt|Cmdr|Rev|Hon|Maj|Adm|Amb|St|Jr|Sr|Pres|Sec|Del)\."
)
_TOKEN = rf"(?:(?!U\.[SNK]\.|D\.C\.)(?:[A-Z]\.){{1,3}}|{_ABBREVIATED}|{_WORD})"
_PARTICLES = r"(?:(?:de|la|van|von|der|den|bin|ibn|al|el|da|di|du|del|dos|ter)[ ]){0,3}"
_NICKNAME = r"(?:[\"“][^\W\d_]\w{1,12}[\"”] )?"
_RUN = re.compile(rf"(?<![\w@#]){_TOKEN}(?:[ \u00a0]{{1,2}}{_PARTICLES}{_NICKNAME}{_TOKEN}){{0,9}}")
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
LONGEST_NAME = 5
_DESCRIBING = ("-born", "-area", "-based", "-native", "-educated", "-raised", "-elect", "-era", "-style")
_PEOPLES = ("icans", "ians", "crats")
_BEFORE_NAMES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "sen", "rep", "gov", "prof"))


@dataclass(frozen=True, slots=True)
class Person:
    """One place where a person is named: `full` is the fullest name, without title; `gender` is 'm', 'f' or ''."""

    start: int
    end: int
    full: str
    last: str
    gender: str
    titles: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether a title, a given name or fame shows that this is a person."""
        return bool(self.gender or self.titles) or self.last in well_known()


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Titles in lower case without a final dot, each with the gender that it tells ('' for none)."""
    return dict(_pairs("claims/titles"))


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given names in lower case, each with its usual gender; '' where both use it."""
    names: dict[str, str] = {}
    for name, gender in _pairs("claims/given_names"):
        names[name] = gender if names.get(name, gender) == gender else ""
    return names


@lru_cache(maxsize=1)
def well_known() -> dict[str, tuple[str, str]]:
    """Last names in lower case of people known the world over, with the full name and the gender."""
    rows = (line.split(" | ") for line in lexicon("claims/well_known"))
    return {row[0].casefold(): (row[1], row[2]) for row in rows}


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Lower-case words that, capitalised, do not belong to a person's name."""
    listings = ("not_names", "organisation_words", "government_words", "places")
    return frozenset(word.casefold() for listing in listings for word in lexicon(f"claims/{listing}"))


@lru_cache(maxsize=1)
def openers() -> frozenset[str]:
    """Lower-case words that open a sentence and belong to no name: "while", "monday", but not "island"."""
    return frozenset(word.casefold() for word in {*lexicon("claims/not_names")} - {*lexicon("claims/outlet_parts")})


def _pairs(listing: str) -> list[tuple[str, str]]:
    rows = (line.split() for line in lexicon(listing))
    return [(row[0].casefold(), row[1] if len(row) > 1 else "") for row in rows]


def split_title(run: str) -> tuple[list[str], list[str], str]:
    """Split a capitalised run after its last title: words of the title, words of the name, gender that it tells.

    >>> split_title("Deputy Mayor Ursula Brandt")
    (['deputy', 'mayor'], ['Ursula', 'Brandt'], '')
    """
    words = run.replace("\u00a0", " ").split()
    gender, cut, known, before = "", 0, titles(), ""
    for place, word in enumerate(words):
        bare = word.casefold().rstrip(".")
        told = known.get(bare)
        # "King" is a title in "King Carl", a name in "Mr. King" and "Larry King".
        is_name = place + 1 == len(words) and (before in _BEFORE_NAMES or before in given_names())
        if told is not None and not is_name:
            cut, gender = place + 1, told or gender
        before = bare
    if len(words) - cut > 2 and len(words[cut]) > 2:
        # "Engineer Karl Voss": a word before the given name is no part of the name.
        cut = next((place for place in range(cut, len(words) - 1) if words[place].casefold() in given_names()), cut)
    if cut + 1 < len(words) and words[cut].endswith(_DESCRIBING):
        cut += 1
    return [word.casefold().rstrip(".") for word in words[:cut]], words[cut:], gender


def last_name(words: list[str]) -> str:
    """The family name of a name's words in lower case: 'vance' for Cyrus Vance Jr."""
    kept = [word for word in words if word.casefold() not in _SUFFIXES]
    return kept[-1].casefold() if kept else ""


class Names:
    """The people of one article."""

    def __init__(self, text: str) -> None:
        """Read all capitalised runs of `text` once."""
        self._text = text
        self.runs = [(run.start(), run.group()) for run in _RUN.finditer(text)]
        self.bodies = Bodies(text)
        seen = [found for start, run in self.runs if (found := _person(start, run))]
        self._forms: dict[str, Counter[str]] = {}
        self._gender: dict[str, str] = {}
        for person in seen:
            if " " in person.full:
                self._forms.setdefault(person.last, Counter())[person.full] += 1
            if person.gender:
                self._gender.setdefault(person.full, person.gender)
        self.mentions = [self._known(person) for person in seen if self._is_person(person)]
        self._starts = [person.start for person in self.mentions]

    def _is_person(self, person: Person) -> bool:
        return bool(person.gender or person.titles) or person.last in self._forms or person.last in well_known()

    def _known(self, person: Person) -> Person:
        full = self.fullest(person.full, person.gender)
        return Person(person.start, person.end, full, person.last, person.gender or self.gender(full), person.titles)

    def before(self, place: int) -> int:
        """How many of `mentions` start before `place`."""
        return bisect_left(self._starts, place)

    def runs_before(self, place: int) -> Iterator[tuple[int, str]]:
        """The capitalised runs before `place`, the last first, each with its start."""
        return (self.runs[index] for index in range(bisect_left(self.runs, (place, "")) - 1, -1, -1))

    def gender(self, full: str) -> str:
        """What titles and the given name tell: 'm', 'f' or ''."""
        told = self._gender.get(full) or given_names().get(full.split(" ", 1)[0].casefold(), "")
        if told or " " not in full:
            return told
        known = well_known().get(full.rsplit(" ", 1)[1].casefold())
        return known[1] if known and known[0] == full else ""

    def fullest(self, name: str, gender: str = "") -> str:
        """The fullest form of a person's name (without title) in this article; else a well-known one."""
        words = name.split()
        last = last_name(words)
        forms = self._forms.get(last)
        first = words[0].casefold() if len(words) > 1 else ""
        fits = [form for form in forms or () if self._fits(form, first, gender)]
        known = well_known().get(last)
        is_bare = len(words) == 1 and gender in ("", known[1] if known else "")
        if known and is_bare and known[0] not in (forms or ()) and not (fits and gender):
            return known[0]
        if forms and fits:
            best = max(fits, key=lambda form: (forms[form], form.count(" ")))
            return next((form for form in forms if _spells_out(form, best)), best)
        return name.title() if name.isupper() and len(last) > 3 else name

    def _fits(self, form: str, first: str, gender: str) -> bool:
        told = self.gender(form)
        return (not first or form.split(" ", 1)[0].casefold() == first) and (not gender or told in ("", gender))

    def uncapitalised(self, run: str) -> str:
        """A last name in capitals as the article writes it elsewhere: "LUND: Yes." -> "Lund"."""
        is_shouted = run.isupper() and len(run) > 3 and " " not in run
        return run.title() if is_shouted and run.title() in self._text else run

    def is_known(self, last: str) -> bool:
        """Whether a full name with this last name stands somewhere in the article."""
        return last.casefold() in self._forms

    def first_form(self, name: str) -> str:
        """The longer name that a body's name of two or more words is first a part of: "Vorne Harbour Council"."""
        place = self._text.find(name)
        index = bisect_left(self.runs, (place + 1, "")) - 1
        if place < 0 or index < 0:
            return name
        start, run = self.runs[index]
        lead = run[: max(0, place - start)].removeprefix("The ")
        words = {word.casefold().rstrip(".") for word in lead.split()}
        is_name = words and run.endswith(name) and words.isdisjoint(openers()) and words.isdisjoint(titles())
        return lead + name if is_name else name

    def holder(self, role: str, place: int) -> Person | None:
        """The person last named before `place` with this role, as a title or in apposition: "fire chief", "judge"."""
        asked = role.casefold().split()
        for index in range(self.before(place) - 1, max(-1, self.before(place) - 200), -1):
            person = self.mentions[index]
            if has_role(self._text, (person.start, person.end), person.titles, asked):
                return person
        return None


def _spells_out(form: str, short: str) -> bool:
    """Whether a form gives the nickname that a shorter one goes by: 'Ida "Dot" Lund' and 'Dot Lund'."""
    return form[-len(short.rpartition(" ")[2]) :] == short.rpartition(" ")[2] and f'"{short.partition(" ")[0]}"' in form


def _person(start: int, run: str) -> Person | None:
    told, words, gender = split_title(run)
    if not told:
        while words and words[0].casefold() in not_names():
            words = words[1:]
    if not words or len(words) > LONGEST_NAME or not not_names().isdisjoint(word.casefold() for word in words):
        return None
    last = last_name(words)
    if len(last) < 2 or last.endswith(_PEOPLES):
        return None
    place = start + run.replace("\u00a0", " ").rfind(words[0])
    gender = gender or (given_names().get(words[0].casefold(), "") if len(words) > 1 else "")
    return Person(place, start + len(run), " ".join(words), last, gender, tuple(told))
