"""The people named in an article: every capitalised run once, folded by last name to the fullest form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reliability.claims.bodies import Bodies
from reliability.claims.name_words import (
    given_names,
    last_name,
    never_in_names,
    not_names,
    openers,
    rarely_in_names,
    split_title,
    titles,
    well_known,
)
from reliability.claims.roles import has_role

_WORD = r"[^\W\d_a-zß-öø-ÿ](?:[\w-]*\w)?(?:['’](?![sS]\b)\w+)*"
_ABBREVIATED = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Gov|Rep|Gen|Col|Lt|Sgt|Capt|Cmdr|Rev|Hon|Maj|Adm|Amb|St|Jr|Sr|Pres|Sec|Del)\."
)
_TOKEN = rf"(?:(?!U\.[SNK]\.|D\.C\.)(?:[A-Z]\.){{1,3}}|{_ABBREVIATED}|{_WORD})"
_PARTICLES = r"(?:(?:de|la|van|von|der|den|bin|ibn|al|el|da|di|du|del|dos|ter)[ ]){0,3}"
_NICKNAME = r"(?:[\"“][^\W\d_]\w{1,12}[\"”] )?"
_RUN = re.compile(rf"(?<![\w@#]){_TOKEN}(?:[ \u00a0]{{1,2}}{_PARTICLES}{_NICKNAME}{_TOKEN}){{0,9}}")
_JOINING = ("of ", "for ", "of the ", "for the ")
_PART_BEFORE = re.compile(r"[^\W\d_a-z][\w’'-]* (?:of|for) (?:the )?$")
_LONGEST_LEAD = 40
LONGEST_NAME = 5
_PEOPLES = ("icans", "ians", "crats")


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


class Names:
    """The people of one article."""

    def __init__(self, text: str) -> None:
        """Read all capitalised runs of `text` once."""
        self._text = text
        self.runs = [(run.start(), run.group()) for run in _RUN.finditer(text)]
        self.bodies = Bodies(text)
        seen = [found for start, run in self.runs if (found := _person(start, run)) and not self._is_inside(found)]
        self._forms: dict[str, Counter[str]] = {}
        self._gender: dict[str, str] = {}
        for person in seen:
            if " " in person.full:
                self._forms.setdefault(person.last, Counter())[person.full] += 1
            if person.gender:
                self._gender.setdefault(person.full, person.gender)
        self.mentions = [self._known(person) for person in seen if self._is_person(person)]
        self._starts = [person.start for person in self.mentions]

    def _is_inside(self, person: Person) -> bool:
        """Whether words that nothing shows to be a person's name end a longer one: "Centre for Coastal Repair"."""
        lead = self._text[max(0, person.start - _LONGEST_LEAD) : person.start]
        return lead.endswith(_JOINING) and not person.sure and bool(_PART_BEFORE.search(lead))

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
        fits = [form for form in forms or () if self._fits(form, " ".join(words), gender)]
        known = well_known().get(last)
        is_bare = len(words) == 1 and gender in ("", known[1] if known else "")
        if known and is_bare and known[0] not in (forms or ()) and not (fits and gender):
            return known[0]
        if forms and fits:
            best = max(fits, key=lambda form: (forms[form], form.count(" ")))
            return next((form for form in forms if _spells_out(form, best)), best)
        return name.title() if name.isupper() and len(last) > 3 else name

    def _fits(self, form: str, name: str, gender: str) -> bool:
        """Whether a full form can be who goes by `name`: by the given name, or a last name of two words, "Le Roux"."""
        first = name.split(" ", 1)[0].casefold() if " " in name else ""
        told = self.gender(form)
        is_same = (
            not first or form.split(" ", 1)[0].casefold() == first or form.casefold().endswith(f" {name.casefold()}")
        )
        return is_same and (not gender or told in ("", gender))

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


def _is_given(words: Sequence[str]) -> bool:
    """Whether a word that is also a law, a faith or a country opens a name: "Bill Lund"; but "Will Lund resign?"."""
    return len(words) == 2 and words[0] != "Will" and words[0].casefold() in given_names()


def _person(start: int, run: str) -> Person | None:
    told, words, gender = split_title(run)
    if not told:
        while words and words[0].casefold() in not_names() and not _is_given(words):
            words = words[1:]
    is_given = bool(words) and words[0].casefold() in given_names()
    strange = never_in_names() if told or is_given else rarely_in_names()
    if not words or len(words) > LONGEST_NAME or not strange.isdisjoint(word.casefold() for word in words):
        return None
    last = last_name(words)
    if len(words) > 1 and words[-1].isupper() and not run.isupper() and words[-1].casefold() == last:
        return None  # "Junge HWU": an acronym is nobody's last name.
    if len(last) < 2 or last.endswith(_PEOPLES):
        return None
    place = start + run.replace("\u00a0", " ").rfind(words[0])
    gender = gender or (given_names()[words[0].casefold()] if is_given and len(words) > 1 else "")
    return Person(place, start + len(run), " ".join(words), last, gender, tuple(told))
