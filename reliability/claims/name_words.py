"""The words that people's names are made of: titles, given names, well-known last names, and words that are none."""

from __future__ import annotations

from functools import lru_cache

from reliability.resources import lexicon

_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_DESCRIBING = ("-born", "-area", "-based", "-native", "-educated", "-raised", "-elect", "-era", "-style")
_BEFORE_NAMES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "sen", "rep", "gov", "prof"))


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


@lru_cache(maxsize=1)
def never_in_names() -> frozenset[str]:
    """Words that stand in no name of a person, even after a title or a given name: "And", but not "Park"."""
    bodies = {word for listing in ("organisation_words", "government_words") for word in lexicon(f"claims/{listing}")}
    return openers() | {word.casefold() for word in bodies}


@lru_cache(maxsize=1)
def rarely_in_names() -> frozenset[str]:
    """Words that show that a capitalised run without a given name is no person's."""
    others = (word.lstrip("~^") for listing in ("place_nouns", "outlet_heads") for word in lexicon(f"claims/{listing}"))
    return not_names() | {word.casefold() for word in others}


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
