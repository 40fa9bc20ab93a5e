"""Who stands behind a claim once copies and relays are folded together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reliability.stories.clusters import strongly_connected
from reliability.stories.names import OUTLET

ANONYMOUS, CIRCLE = "\0anonymous ", "\0circle "


class Report(NamedTuple):
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
    told = list(reports)
    for place, report in enumerate(reports):
        head = root(place)
        origin, written = (speaker[head], report.place) if head in speaker else (report.origin, reports[head].place)
        if (origin, written) != (report.origin, report.place):
            told[place] = report._replace(origin=origin, place=written)
    return told


def count(reports: Iterable[Report]) -> tuple[int, list[str]]:
    """Distinct origins behind the reports of one claim, and the names of the known ones, sorted.

    Reports of one place count as one, copies with them. A report that came through an outlet which itself reports
    the claim counts as that outlet's own origins; outlets that lead back to each other count as one. Unnamed
    individuals are one per outlet. Unknown origins count, once per place, only where no origin is known.
    """
    told_at = by_place(reports)
    if not told_at:
        return 0, []
    desks = {place: _desk(told, told_at) for place, told in told_at.items()}
    behind = _behind(desks)
    known: set[str] = set()
    for told in told_at.values():
        for report in told:
            through = relay(report, told_at)
            if through is None:
                known |= report.given()
                continue
            found = behind[through]
            known |= {report.origin} if report.origin and all(key.startswith(CIRCLE) for key in found) else found
    names = sorted(key.removeprefix(OUTLET) for key in known if not key.startswith((ANONYMOUS, CIRCLE)))
    return (len(known), names) if known else (len(told_at), [])


def by_place(reports: Iterable[Report]) -> dict[str, list[Report]]:
    """The reports of one claim by their places, with what outlets outside the story heard from somebody.

    Those without a name count only where an outlet has the claim from nobody else.
    """
    found: dict[str, list[Report]] = {}
    for report in dict.fromkeys(reports):
        found.setdefault(report.place, []).append(report)
    heard = [
        report for told in found.values() for report in told if report.outlets and report.outlets[0].startswith(OUTLET)
    ]
    for report in heard:
        if report.origin:
            found.setdefault(report.outlets[0], []).append(Report(report.outlets[0], report.origin, False, ()))
    for report in heard:
        if report.anonymous and report.outlets[0] not in found:
            found[report.outlets[0]] = [Report(report.outlets[0], None, True, ())]
    return found


def relay(report: Report, told_at: Mapping[str, object]) -> str | None:
    """The first outlet of a report that itself reports the claim."""
    return next((outlet for outlet in report.outlets if outlet in told_at and outlet != report.place), None)


@dataclass(frozen=True)
class _Desk:
    """What one outlet's reports give: origins at first hand, names it has through others, and those others."""

    first_hand: frozenset[str]
    named: frozenset[str]
    onward: tuple[str, ...]


def _desk(told: Sequence[Report], told_at: Mapping[str, object]) -> _Desk:
    relays = [(report, relay(report, told_at)) for report in told]
    return _Desk(
        frozenset(key for report, through in relays if through is None for key in report.given()),
        frozenset(report.origin for report, through in relays if through and report.origin),
        tuple(dict.fromkeys(through for _, through in relays if through)),
    )


def _behind(desks: Mapping[str, _Desk]) -> dict[str, frozenset[str]]:
    """What each outlet's reports come from: followed to the outlets that relay nothing; a closed circle is one origin.

    Takes time linear in the citations, as long as few names are given at first hand.
    """
    first_hand: dict[str, frozenset[str]] = {}
    named: dict[str, frozenset[str]] = {}
    least: dict[str, str] = {}
    nothing: frozenset[str] = frozenset()
    for ring in strongly_connected({place: desk.onward for place, desk in desks.items()}):
        onward = list(dict.fromkeys(other for place in ring for other in desks[place].onward if other in least))
        own = nothing.union(*(desks[place].first_hand for place in ring), *map(first_hand.__getitem__, onward))
        others = nothing.union(*(desks[place].named for place in ring), *map(named.__getitem__, onward))
        lowest = min([*ring, *map(least.__getitem__, onward)])
        for place in ring:
            first_hand[place], named[place], least[place] = own, nothing if own else others, lowest
    return {place: first_hand[place] or named[place] or frozenset({CIRCLE + least[place]}) for place in desks}
