"""Which names of one story mean the same person, body or outlet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from reliability import resources

OUTLET = "\0outlet "
DOMAIN = re.compile(r"^(?:www\.)?([a-z0-9-]{1,60})(?:\.[a-z]{2,12}){1,3}$")
OWN_OUTLETS = frozenset({
    "newspaper", "paper", "magazine", "website", "site", "blog", "network", "station", "channel", "outlet",
    "publication", "broadcaster", "daily", "weekly", "tabloid", "newsroom",
})  # fmt: skip
"""What an article calls an outlet that it does not name: its own."""

MOST = 200  # names with one word in common
_AND = re.compile(r"\s+(?:and|&)\s+")


@cache
def titles() -> frozenset[str]:
    """Words that do not tell one name from another (`lexicon/titles.txt`)."""
    return frozenset(resources.lexicon("stories/titles"))


@lru_cache(maxsize=50_000)
def person_words(name: str) -> frozenset[str]:
    """The words of a name that identify: no titles, initials or articles, and first names in full.

    >>> person_words("Sen. Dick Okoro") == person_words("Richard J. Okoro")
    True
    """
    words = re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))
    kept = [word for word in words if len(word) > 1 and word not in titles()]
    if len(kept) > 1:  # a single word may be a family name
        kept = [resources.short_names().get(word, (word,))[0] for word in kept]
    return frozenset(kept or words)


def fold_names(names: Iterable[str]) -> dict[str, str]:
    """Give the names of one story that mean the same origin one name: the fullest.

    A name folds into a longer one that has all its words, or whose initials it is or has. Of "A and B" that one counts
    which the story names most: what two say together is said once. In doubt it folds, so that origins are rather
    counted too few than too many.

    >>> fold_names(["Rivera", "Sen. Ana Rivera"])["Rivera"]
    'Sen. Ana Rivera'
    >>> fold_names(["Ana Rivera and Piet Okoro", "Okoro"])["Ana Rivera and Piet Okoro"]
    'Piet Okoro'
    """
    given = Counter(names)
    joint = {name: parts for name in given if (parts := _parts(name)) != [name]}
    single = [name for name in given if name not in joint]
    folded = _fold({*single, *(part for parts in joint.values() for part in parts)})
    if not joint:
        return folded
    told = Counter(dict.fromkeys(folded.values(), 0))
    for name, times in given.items():
        told.update(dict.fromkeys({folded[part] for part in joint.get(name, [name])}, times))
    chosen = {
        name: [part for part in parts if told[folded[part]] > given[name] or len(parts) == 1] or [name]
        for name, parts in joint.items()
    }
    folded = _fold({*single, *(part for parts in chosen.values() for part in parts)})
    most = {
        name: max((folded[part] for part in parts), key=lambda full: (told[full], full))
        for name, parts in chosen.items()
    }
    return {name: folded[name] for name in single} | most


def outlet_keys(name: str) -> frozenset[str]:
    """Short forms by which a name and a domain of one outlet can meet.

    >>> bool(outlet_keys("The Harbour City Times") & outlet_keys("hctimes.com"))
    True
    """
    plain = name.strip().casefold()
    domain = DOMAIN.match(plain)
    if domain:
        return frozenset({domain[1].replace("-", "")})
    words = [word for word in re.findall(r"\w+", plain) if word != "the"]
    if not words:
        return frozenset()
    joined = "".join(words)
    if len(words) == 1:
        return frozenset({joined})
    initials = "".join(word[0] for word in words)
    return frozenset({joined, initials[:-1] + words[-1], initials})


def is_outlet(name: str) -> bool:
    """Whether an outlet is named: "local media" and "a radio interview" are none.

    >>> is_outlet("Harbour Herald"), is_outlet("local media")
    (True, False)
    """
    return any(word[:1].isupper() or word[:1].isdigit() for word in name.split()) or bool(DOMAIN.match(name))


def is_own_outlet(name: str) -> bool:
    """Whether an article means its own outlet: "this newspaper", "the network".

    >>> is_own_outlet("this newspaper"), is_own_outlet("a radio interview")
    (True, False)
    """
    words = name.split()
    return bool(words) and words[-1] in OWN_OUTLETS and {*words[:-1]} <= {"this", "the", "our"}


def places(publishers: Mapping[str, str], outlets: Iterable[str]) -> dict[str, str]:
    """Where the outlets that a story's claims name report themselves: name -> place for `Report.outlets`.

    A short form meets a whole name, but no other short form: the Daily Mail and the Daily Mirror are two.

    >>> places({"Port Ansel Times": "here"}, ["patimes.com", "Pine Alley Times"])["patimes.com"]
    'here'

    Args:
        publishers: name or domain of a publisher -> place of its reports.
        outlets: names of outlets as the claims have them.
    """
    whole: dict[str, str] = {}
    known: dict[str, str] = {}

    def learn(keys: list[str], place: str) -> None:
        for key in keys:
            known.setdefault(key, place)
        for key in keys[:1]:
            whole.setdefault(key, place)

    for publisher in sorted(publishers):
        learn(_whole_first(publisher), publishers[publisher])
    found: dict[str, str] = {}
    for name in sorted(set(outlets), key=lambda name: (-len(name), name)):
        keys = _whole_first(name)
        met = [*(of[key] for key in keys[:1] for of in (whole, known) if key in of)]
        met += [whole[key] for key in keys[1:] if key in whole]
        found[name] = met[0] if met else OUTLET + name
        learn(keys, found[name])
    return found


def _whole_first(name: str) -> list[str]:
    """The forms of `outlet_keys`: the name in full, then its short forms."""
    return sorted(outlet_keys(name), key=lambda key: (-len(key), key))


def _parts(name: str) -> list[str]:
    """The names in "A and B"; the whole where it is one."""
    return [part for part in _AND.split(name) if any(word[:1].isupper() for word in part.split())] or [name]


def _fold(names: Iterable[str]) -> dict[str, str]:
    ordered = sorted(names, key=lambda name: (-len(person_words(name)), -len(name), name))
    known: list[tuple[str, frozenset[str]]] = []
    having: dict[str, list[int]] = {}
    shortened: dict[str, int] = {}
    folded: dict[str, str] = {}
    for name in ordered:
        words = person_words(name)
        place = _longer(name, words, known, having, shortened)
        folded[name] = name if place is None else known[place][0]
        if place is None:
            for word in words:
                having.setdefault(word, []).append(len(known))
            shortened.setdefault(_initials(name), len(known))
            known.append((name, words))
    return folded


def _longer(
    name: str,
    words: frozenset[str],
    known: list[tuple[str, frozenset[str]]],
    having: Mapping[str, list[int]],
    shortened: Mapping[str, int],
) -> int | None:
    """The place of the first known name that has all these words, or whose initials are among them."""
    rarest = min((having.get(word, []) for word in words), key=len, default=[])
    able = next((place for place in rarest[:MOST] if words <= known[place][1]), None)
    short = [word.lower() for word in re.findall(r"\w+", name) if len(words) == 1 or (len(word) > 2 and word.isupper())]
    by_initials = [shortened[word] for word in short if len(word) > 1 and word in shortened]
    return min([*by_initials, *([] if able is None else [able])], default=None)


@lru_cache(maxsize=50_000)
def _initials(name: str) -> str:
    words = [word for word in re.findall(r"\w+", name.casefold()) if word not in {"the", "of", "and", "for"}]
    return "".join(word[0] for word in words) if len(words) > 1 else ""
