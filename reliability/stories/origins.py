"""Who stands behind a claim once copies and relays are folded together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reliability import resources

ANONYMOUS, CIRCLE, OUTLET = "\0anonymous ", "\0circle ", "\0outlet "
DOMAIN = re.compile(r"^(?:www\.)?([a-z0-9-]{1,60})(?:\.[a-z]{2,12}){1,3}$")


@dataclass(frozen=True)
class Report:
    """One article's version of a claim.

    Args:
        place: where it was written: `OUTLET` and the publisher of the article (of its original, for a copy), else
            the copy group.
        origin: folded name of who said it; null where it is unknown, unnamed or an outlet.
        anonymous: it was an unnamed individual.
        outlets: places of the outlets it came through, the first one nearest to the origin.
    """

    place: str
    origin: str | None
    anonymous: bool
    outlets: tuple[str, ...]

    def given(self) -> set[str]:
        """The origin as this report gives it; unnamed ones start with a zero character."""
        if self.origin:
            return {self.origin}
        if self.anonymous:
            return {ANONYMOUS + (self.outlets[0] if self.outlets else self.place)}
        return {self.outlets[0]} if self.outlets else set()


@cache
def titles() -> frozenset[str]:
    """Words that do not tell one name from another (`lexicon/titles.txt`)."""
    return frozenset(resources.lexicon("stories/titles"))


def person_words(name: str) -> frozenset[str]:
    """The words of a name that identify: no titles, initials or articles."""
    words = re.findall(r"\w+", name.casefold().replace("’s", "").replace("'s", ""))
    kept = frozenset(word for word in words if len(word) > 1 and word not in titles())
    return kept or frozenset(words)


def fold_names(names: Iterable[str]) -> dict[str, str]:
    """Give the names of one story that mean the same origin one name: the fullest.

    A name folds into a longer one that has all its words, or whose initials it is. In doubt it folds, so that
    origins are rather counted too few than too many.

    >>> fold_names(["Rivera", "Sen. Ana Rivera"])["Rivera"]
    'Sen. Ana Rivera'
    """
    ordered = sorted(set(names), key=lambda name: (-len(person_words(name)), -len(name), name))
    known: list[tuple[str, frozenset[str], str]] = []
    folded: dict[str, str] = {}
    for name in ordered:
        words = person_words(name)
        plain = "".join(words) if len(words) == 1 else ""
        match = next((full for full, others, short in known if words <= others or (plain and plain == short)), None)
        folded[name] = match or name
        if match is None:
            known.append((name, words, _initials(name)))
    return folded


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


def places(publishers: Mapping[str, str], outlets: Iterable[str]) -> dict[str, str]:
    """Where the outlets that a story's claims name report themselves: name -> place for `Report.outlets`.

    Args:
        publishers: name or domain of a publisher -> place of its reports.
        outlets: names of outlets as the claims have them.
    """
    known: dict[str, str] = {}
    for publisher in sorted(publishers):
        for key in sorted(outlet_keys(publisher)):
            known.setdefault(key, publishers[publisher])
    found: dict[str, str] = {}
    for name in sorted(set(outlets), key=lambda name: (-len(name), name)):
        keys = sorted(outlet_keys(name))
        found[name] = next((known[key] for key in keys if key in known), OUTLET + name)
        for key in keys:
            known.setdefault(key, found[name])
    return found


def one_speaker(reports: Sequence[Report], quotations: Iterable[tuple[int, int]]) -> list[Report]:
    """Give reports of one quotation one origin: the same words were said once.

    The origin is the name that most of the reports give, of equals the longest. Where none gives a name, they are
    taken as one report.

    Args:
        reports: reports of the claims of one story.
        quotations: pairs of places in `reports` that quote the same words.
    """
    first = list(range(len(reports)))

    def root(place: int) -> int:
        while first[place] != place:
            first[place] = first[first[place]]
            place = first[place]
        return place

    for one, other in quotations:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    names: dict[int, Counter[str]] = {}
    for place, report in enumerate(reports):
        if report.origin:
            names.setdefault(root(place), Counter())[report.origin] += 1
    speaker = {head: max(told, key=lambda name: (told[name], len(name), name)) for head, told in names.items()}
    return [
        replace(report, origin=speaker[root(place)])
        if root(place) in speaker
        else replace(report, place=reports[root(place)].place)
        for place, report in enumerate(reports)
    ]


def count(reports: Iterable[Report]) -> tuple[int, list[str]]:
    """Distinct origins behind the reports of one claim, and the names of the known ones, sorted.

    Reports of one place count as one, copies with them. A report that came through an outlet which itself reports
    the claim counts as that outlet's own origins; outlets that lead back to each other count as one. Unnamed
    individuals are one per outlet. Unknown origins count, once per place, only where no origin is known.
    """
    by_place: dict[str, list[Report]] = {}
    for report in dict.fromkeys(reports):
        by_place.setdefault(report.place, []).append(report)
    if not by_place:
        return 0, []
    for report in [report for told in by_place.values() for report in told]:
        if report.origin and report.outlets and report.outlets[0].startswith(OUTLET):
            by_place.setdefault(report.outlets[0], []).append(Report(report.outlets[0], report.origin, False, ()))
    desks = {place: _desk(told, by_place) for place, told in by_place.items()}
    behind: dict[str, set[str]] = {}
    known: set[str] = set()
    for told in by_place.values():
        for report in told:
            through = _relay(report, by_place)
            if through is None:
                known |= report.given()
                continue
            if through not in behind:
                behind[through] = _behind(through, desks)
            found = behind[through]
            known |= {report.origin} if report.origin and all(key.startswith(CIRCLE) for key in found) else found
    names = sorted(key.removeprefix(OUTLET) for key in known if not key.startswith((ANONYMOUS, CIRCLE)))
    return (len(known), names) if known else (len(by_place), [])


@dataclass(frozen=True)
class _Desk:
    """What one outlet's reports give: origins at first hand, names it has through others, and those others."""

    first_hand: frozenset[str]
    named: frozenset[str]
    onward: tuple[str, ...]


def _desk(told: Sequence[Report], by_place: Mapping[str, object]) -> _Desk:
    relays = [(report, _relay(report, by_place)) for report in told]
    return _Desk(
        frozenset(key for report, through in relays if through is None for key in report.given()),
        frozenset(report.origin for report, through in relays if through and report.origin),
        tuple(dict.fromkeys(through for _, through in relays if through)),
    )


def _relay(report: Report, by_place: Mapping[str, object]) -> str | None:
    """The first outlet of a report that itself reports the claim."""
    return next((outlet for outlet in report.outlets if outlet in by_place and outlet != report.place), None)


def _behind(place: str, desks: Mapping[str, _Desk]) -> set[str]:
    """Follow what an outlet reports to the outlets that relay nothing; a closed circle is one origin."""
    seen = {place: None}
    queue = [place]
    while queue:
        onward = [other for other in desks[queue.pop()].onward if other not in seen]
        seen |= dict.fromkeys(onward)
        queue += onward
    first_hand = {key for other in seen for key in desks[other].first_hand}
    return first_hand or {key for other in seen for key in desks[other].named} or {CIRCLE + min(seen)}


def _initials(name: str) -> str:
    words = [word for word in re.findall(r"\w+", name.casefold()) if word not in {"the", "of", "and", "for"}]
    return "".join(word[0] for word in words) if len(words) > 1 else ""
