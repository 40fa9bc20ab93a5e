"""News agencies: which names, acronyms and domains mean one of them, and whether a publisher is it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from reliability import resources
from reliability.stories.names import DOMAIN, outlet_keys

_NOT_PLAIN = re.compile(r"[\W_]+")
_FORM = re.compile(
    r"(?:[A-Z][\w’'&.-]*[ -]){1,4}(?:Press|News|Wire|Information) (?:Agency|Service|Association|Network)"
    r"|(?:[A-Z][\w’'&.-]*[ -]){1,3}(?:Newswires?|Wire Service|News Wire|Wires?)"
)
_ACRONYM = re.compile(r"[A-Z]{2,6}")


def name(given: str) -> str:
    """The one name of an agency; what is no known agency keeps its own.

    >>> name("The AP"), name("CPA")
    ('Associated Press', 'CPA')
    """
    bare = " ".join(given.split()).strip(" .,;:")
    return _known().get(_plain(bare), bare)


def is_agency(given: str) -> bool:
    """Whether a name is that of an agency, by the list of outlets or by its form.

    >>> is_agency("Reuters"), is_agency("Calvian Press Agency"), is_agency("Harbour Post")
    (True, True, False)
    """
    return _plain(given) in _known() or bool(_FORM.fullmatch(re.sub(r"^[Tt]he ", "", given.strip())))


def is_acronym(given: str) -> bool:
    """Whether a name may be the acronym of one."""
    return bool(_ACRONYM.fullmatch(given))


@lru_cache(maxsize=20_000)
def same(one: str, other: str) -> bool:
    """Whether two names mean one outlet: a known agency goes by its names only, others may be shortened too.

    >>> same("CPA", "Calvian Press Agency"), same("AP", "apnews.com"), same("AP", "Alder Post")
    (True, True, False)
    """
    known = [_known().get(_plain(given)) for given in (one, other)]
    if known[0] or known[1]:
        return known[0] == known[1]
    keys = [outlet_keys(given) for given in (one, other)]
    return any(_whole(given) in theirs for given, theirs in ((one, keys[1]), (other, keys[0])))


def most_named(given: Iterable[str]) -> str | None:
    """The agency that most of these credits mean, by its longest name; of equals the first in the alphabet."""
    told = sorted(given)
    votes = {one: sum(same(one, other) for other in told) for one in dict.fromkeys(told)}
    return min(votes, key=lambda one: (-votes[one], -len(one), one), default=None)


def _whole(given: str) -> str:
    return max(outlet_keys(given), key=lambda key: (len(key), key), default="\0")


def _plain(given: str) -> str:
    lowered = given.casefold().strip()
    domain = DOMAIN.match(lowered)
    return lowered.removeprefix("www.") if domain else _NOT_PLAIN.sub("", lowered.removeprefix("the "))


@cache
def _known() -> Mapping[str, str]:
    """Plain form of each name, acronym and domain of the agencies that the claims room lists -> its name."""
    found: dict[str, str] = {}
    for line in resources.lexicon("claims/outlets"):
        agency, kind, *more = (part.strip() for part in line.split("|"))
        if kind == "wire":
            agency = agency.lstrip("~")
            spelled = [form.strip(' ~"') for part in more[:2] for form in part.split(";")]
            for form in (agency, *spelled):
                found.setdefault(_plain(form), agency)
    found.pop("", None)
    return found
