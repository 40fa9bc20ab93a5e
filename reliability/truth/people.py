"""Persons as several lists about one thing write them -> one roster, in which each person stands once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import OSA

from reliability.resources import short_names
from reliability.truth.decoding import Person
from reliability.truth.names import folded
from reliability.truth.vocabulary import PARTICLES

_INNER_CAPITAL = re.compile(r"[^\W\d_][A-Z]")
_USUAL = 0.15  # share of those who name a person that makes a spelling usual
_CUT = 4  # letters of a last name that is cut short
_COMPARED = 200  # members, those whose last names are mentioned most, that a name is compared with letter by letter


@dataclass
class Member:
    """One person of a roster: the key of the last name, initials and given names seen, and every spelling."""

    key: str
    initials: set[str]
    spellings: Counter[Person]


def key_of(person: Person) -> str:
    """What a last name is compared by: its last word, folded."""
    return folded(person.last[-1]) if person.last else ""


def roster(mentions: Mapping[Person, float]) -> tuple[list[Member], dict[Person, tuple[int, ...]]]:
    """Merge mentions: compatible initials, misspelled or cut last names, given and last name in the wrong order.

    Args:
        mentions: persons as written, with how many sources write them so.

    Returns:
        The members, most mentioned last names first, and the place of each mention among them; two places where what
        was read as one person is two last names.
    """
    weight: dict[str, float] = defaultdict(float)
    for person, count in mentions.items():
        weight[key_of(person)] += count
    order = sorted(
        mentions, key=lambda one: (not one.last, -weight[key_of(one)], -len(initials(one)), -mentions[one], str(one))
    )
    members: list[Member] = []
    by_key: dict[str, list[int]] = defaultdict(list)
    by_given: dict[str, int] = {}
    places: dict[Person, int] = {}
    for person in order:
        place = _place(person, members, by_key, by_given)
        if place is None:
            place = len(members)
            members.append(Member(key_of(person), set(), Counter()))
            by_key[members[place].key].append(place)
        places[person] = place
        for word in map(folded, person.given):
            by_given[word] = min(place, by_given.get(word, place))
        members[place].spellings[person] += mentions[person]  # type: ignore[assignment]  # weights are no whole numbers
        if key_of(person) == members[place].key:
            members[place].initials |= initials(person)
    return members, {person: _two(person, place, members, by_key) or (place,) for person, place in places.items()}


def _two(person: Person, place: int, members: list[Member], by_key: Mapping[str, list[int]]) -> tuple[int, int] | None:
    """'Lind Holm', where others name a Per Lind and an Ada Holm more often, is both of them."""
    if len(person.given) != 1 or len(person.last) != 1:
        return None

    def named(key: str) -> int | None:
        often = [other for other in by_key.get(key, ()) if other != place and _mentions(members[other]) >= own]
        return often[0] if often else None

    own = _mentions(members[place])
    first, second = named(folded(person.given[0])), named(key_of(person))
    return None if first is None or second is None else (first, second)


def _mentions(member: Member) -> float:
    return sum(member.spellings.values())


def initials(person: Person) -> set[str]:
    """First letters of the given names, long forms put for short ones."""
    plain = (folded(word) for word in person.given)
    found = {word[0] for word in plain if word}
    return found | {name[0] for word in map(folded, person.given) for name in short_names().get(word, ())}


def _place(
    person: Person, members: list[Member], by_key: Mapping[str, list[int]], by_given: Mapping[str, int]
) -> int | None:
    """The member that a person is, if it is one of them already."""
    own, key = initials(person), key_of(person)
    for place in by_key.get(key, ()):
        if not own or not members[place].initials or own & members[place].initials:
            return place
    if not person.last:
        return by_given.get(folded(person.given[0]))
    for place, member in enumerate(islice(members, _COMPARED)):
        if (not own or not member.initials or own & member.initials) and alike(key, member.key):
            return place
        if person.given and member.key == folded(person.given[-1]) and key[0] in member.initials:
            return place
        if _part_of(person, member) and (not own or not member.initials or own & member.initials):
            return place
    return None


def alike(one: str, other: str) -> bool:
    """Whether two folded last names are one, misspelled or cut short.

    >>> alike("sommervill", "sommerville"), alike("elmargarmid", "elmagarmid"), alike("moo", "moy")
    (True, True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= _CUT and longer.startswith(shorter):
        return True
    allowed = 0 if len(shorter) < 4 else 1 if len(shorter) < 8 else 2
    return allowed > 0 and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def _part_of(person: Person, member: Member) -> bool:
    """'Abernathy' and 'Welch-Abernathy', 'Clercq' and 'De Clercq' written as one word."""
    words = {folded(part) for part in person.last[-1].split("-")}
    spelling = next(iter(member.spellings))
    parts = {folded(part) for word in spelling.last for part in word.split("-")} - PARTICLES
    return bool(words & parts) and (len(words) > 1 or len(parts) > 1)


def shown(member: Member) -> str:
    """First and last names: the last name as most write it, with the fullest given names that go with it.

    Words all in capitals or all in small letters are written with a capital unless somebody writes them otherwise.
    """
    lasts: Counter[str] = Counter()
    for person, count in member.spellings.items():
        if person.last:
            lasts[key_of(person)] += count
    if not lasts:
        return str(next(iter(member.spellings)))
    key = max(lasts, key=lambda one: (lasts[one], one == member.key, one))
    givens: Counter[tuple[str, ...]] = Counter()
    for person, count in member.spellings.items():
        if person.given and (key_of(person) == key or len(lasts) == 1):
            givens[person.given] += count
    words = (*_given(givens), *_last(member, key))
    return " ".join(cased(word + "." if len(word) == 1 else word) for word in words)


def _last(member: Member, key: str) -> tuple[str, ...]:
    """The words of the last name, as most write it; of forms that differ in capitals one like McKay, if usual."""
    forms: Counter[tuple[str, ...]] = Counter()
    for person, count in member.spellings.items():
        if person.last and key_of(person) == key:
            forms[tuple(map(cased, person.last))] += count
    best = min(forms.items(), key=lambda item: (-item[1], item[0]))[0]
    same = [form for form in forms if _small(form) == _small(best) and forms[form] >= _USUAL * forms[best]]
    return max(same, key=lambda form: (bool(_INNER_CAPITAL.search(" ".join(form))), forms[form], form))


def _small(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower() for word in words)


def _given(forms: Mapping[tuple[str, ...], float]) -> tuple[str, ...]:
    """The fullest of the given names that many write, and that are not cut short."""
    least = _USUAL * sum(forms.values())
    usual = [form for form, count in forms.items() if count >= least and _longer(form, forms) < count]
    return max(usual or forms, key=lambda one: (_fullness(one), mixed_case(one), forms[one], one), default=())


def _longer(given: tuple[str, ...], forms: Mapping[tuple[str, ...], float]) -> float:
    """How many write on where this form ends: 'Cris' for 'Cr'."""
    end, place = folded(given[-1]), len(given) - 1
    if len(end) < 2:
        return 0.0
    words = {form: folded(form[place]) for form in forms if len(form) > place}
    return sum(forms[form] for form, word in words.items() if word.startswith(end) and word != end)


def _fullness(given: tuple[str, ...]) -> tuple[int, int]:
    return min(sum(len(word) > 1 for word in given), 1), sum(3 if len(word) > 1 else 2 for word in given[:3])


def mixed_case(words: tuple[str, ...]) -> bool:
    """Whether words are written with capitals and small letters."""
    letters = "".join(words)
    return letters != letters.upper() and letters != letters.lower()


def cased(word: str) -> str:
    """'KNUTH' and 'knuth' -> 'Knuth'; 'McKay', 'van' and 'J.' stay."""
    if folded(word) in PARTICLES or (word != word.upper() and word != word.lower()):
        return word.lower() if word == word.upper() else word
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
