"""The people named in an article: every capitalised run once, folded by last name to the fullest form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from reliability.resources import lexicon

_WORD = r"[^\W\d_a-zß-öø-ÿ](?:[\w-]*\w)?(?:['’](?![sS]\b)\w+)*"
_ABBREVIATED = r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Gov|Rep|Gen|Col|Lt|Sgt|Capt|Cmdr|Rev|Hon|Maj|Adm|Amb|St|Jr|Sr|Pres|Sec)\."
_TOKEN = rf"(?:(?!U\.[SNK]\.|D\.C\.)(?:[A-Z]\.){{1,3}}|{_ABBREVIATED}|{_WORD})"
_PARTICLES = r"(?:(?:de|la|van|von|der|den|bin|ibn|al|el|da|di|du|del|dos|ter)[ ]){0,3}"
_NICKNAME = r"(?:[\"“][^\W\d_]\w{1,12}[\"”] )?"
_RUN = re.compile(rf"(?<![\w@#]){_TOKEN}(?:[ \u00a0]{{1,2}}{_PARTICLES}{_NICKNAME}{_TOKEN}){{0,9}}")
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Person:
    """One place where a person is named. `full` is the name there, without title; `gender` is 'm', 'f' or ''."""

    start: int
    end: int
    full: str
    last: str
    gender: str


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Titles in lower case without a final dot, each with the gender that it tells ('' for none)."""
    return _pairs("claims/titles")


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Given names in lower case, each with its usual gender ('' for both)."""
    return _pairs("claims/given_names")


@lru_cache(maxsize=1)
def not_names() -> frozenset[str]:
    """Lower-case words that, capitalised, do not belong to a person's name."""
    listings = ("not_names", "organisation_words", "government_words", "places")
    return frozenset(word.casefold() for listing in listings for word in lexicon(f"claims/{listing}"))


def _pairs(listing: str) -> dict[str, str]:
    rows = (line.split() for line in lexicon(listing))
    return {row[0].casefold(): row[1] if len(row) > 1 else "" for row in rows}


def split_title(run: str) -> tuple[list[str], str]:
    """The words of a capitalised run after its last title, and the gender that its titles tell.

    >>> split_title("Mayor Ursula Brandt")
    (['Ursula', 'Brandt'], '')
    """
    words = run.replace("\u00a0", " ").split()
    gender, cut, known = "", 0, titles()
    for place, word in enumerate(words):
        told = known.get(word.casefold().rstrip("."))
        if told is not None:
            cut, gender = place + 1, told or gender
    return words[cut:], gender


def last_name(words: list[str]) -> str:
    """The family name of a name's words, lower case: 'Vance' for 'Cyrus Vance Jr.'."""
    kept = [word for word in words if word.casefold() not in _SUFFIXES]
    return kept[-1].casefold() if kept else ""


class Names:
    """The people of one article."""

    def __init__(self, text: str) -> None:
        """Read all capitalised runs of `text` once."""
        seen = [found for run in _RUN.finditer(text) if (found := _person(run.start(), run.group()))]
        self._forms: dict[str, Counter[str]] = {}
        self._gender: dict[str, str] = {}
        for person in seen:
            if " " in person.full:
                self._forms.setdefault(person.last, Counter())[person.full] += 1
            if person.gender:
                self._gender.setdefault(person.full, person.gender)
        self.mentions = [self._known(person) for person in seen if self._is_known(person)]

    def _is_known(self, person: Person) -> bool:
        return bool(person.gender) or person.last in self._forms or person.full.casefold() in self._forms

    def _known(self, person: Person) -> Person:
        full = self.fullest(person.full, person.gender)
        return Person(person.start, person.end, full, person.last, self.gender(full) or person.gender)

    def gender(self, full: str) -> str:
        """What titles and the given name tell: 'm', 'f' or ''."""
        told = self._gender.get(full)
        return told if told is not None else given_names().get(full.split(" ", 1)[0].casefold(), "")

    def fullest(self, name: str, gender: str = "") -> str:
        """The fullest form in this article of a person's name without title."""
        words = name.split()
        forms = self._forms.get(last_name(words))
        if not forms:
            return name
        first = words[0].casefold() if len(words) > 1 else ""
        best = [form for form in forms if _agree(form, first) and self._fits(form, gender)]
        if not best:
            return name
        return max(best, key=lambda form: (forms[form], len(form.split())))

    def _fits(self, form: str, gender: str) -> bool:
        return not gender or self.gender(form) in ("", gender)

    def is_known(self, last: str) -> bool:
        """Whether a full name with this last name stands somewhere in the article."""
        return last.casefold() in self._forms


def _agree(form: str, first: str) -> bool:
    return not first or form.split(" ", 1)[0].casefold() == first


def _person(start: int, run: str) -> Person | None:
    words, gender = split_title(run)
    titled = len(words) < len(run.split())
    while words and (words[0].casefold() in not_names() and not titled):
        words = words[1:]
    if not words or len(words) > LONGEST_NAME or any(word.casefold() in not_names() for word in words):
        return None
    last = last_name(words)
    if len(last) < 2:
        return None
    name = " ".join(words)
    place = start + run.replace("\u00a0", " ").rfind(words[0])
    told = gender or (given_names().get(words[0].casefold(), "") if len(words) > 1 else "")
    return Person(place, start + len(run), name, last, told)
