"""Countries, their peoples and cities, from the word list `places`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reliability.features.patterns import entries

APART = " | "


@dataclass(frozen=True)
class Country:
    """A country as texts name it: `names` are its own and its people's, `cities` also its states."""

    name: str
    names: tuple[str, ...]
    cities: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    """Every country of the list."""
    found = []
    for line in entries("places"):
        name, others, cities = (part.strip() for part in line.split("|"))
        found.append(Country(name, (name, *_split(others)), tuple(_split(cities))))
    return tuple(found)


def _split(words: str) -> Iterator[str]:
    yield from (word.strip() for word in words.split(",") if word.strip())


@cache
def place_names() -> frozenset[str]:
    """All names of one word, in lower case."""
    return frozenset(
        name.lower() for country in countries() for name in (*country.names, *country.cities) if " " not in name
    )


@cache
def countries_of() -> Mapping[str, frozenset[str]]:
    """The countries that a name may stand for, by the name in lower case without accents."""
    found: dict[str, set[str]] = {}
    for country in countries():
        for name in (*country.names, *country.cities):
            found.setdefault(plain(name), set()).add(country.name)
    return {name: frozenset(owners) for name, owners in found.items()}


def plain(name: str) -> str:
    """A name in lower case, without accents and full stops."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
    return re.sub(r"\s+", " ", "".join(c for c in letters if not unicodedata.combining(c) and c != ".")).lower().strip()
