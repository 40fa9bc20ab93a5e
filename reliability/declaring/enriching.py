"""Many publishers, one after the other: each is kept as soon as it is done, so that whoever is stopped goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from reliability import records, store
from reliability.declaring.asking import FAILED, FOUND, UNWELCOME, Answer, ask
from reliability.declaring.sites import Site, site
from reliability.fetching import Guest
from reliability.readers.domains import domain_of

HOLDS = timedelta(days=30)
"""How long what a site answered counts as known."""


@dataclass
class Tally:
    """What came of it: publishers by what they state, statements, and why others failed (source -> reason)."""

    declaring: int = 0
    silent: int = 0
    known: int = 0
    statements: int = 0
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, source: str, answers: Sequence[Answer]) -> None:
        """Count one publisher."""
        failure = next((one for one in answers if one.state in (FAILED, UNWELCOME)), None)
        if failure is not None:
            self.failed[source] = failure.said or failure.state
        if any(one.state == FOUND for one in answers):
            self.declaring += 1
        elif failure is None:
            self.silent += 1
        self.statements += sum(len(one.statements) for one in answers)


def enrich(
    opened: store.Store,
    sites: Sequence[Site],
    guest: Guest,
    now: Callable[[], datetime],
    *,
    again: bool = False,
    ended: Callable[[], bool] = lambda: False,
    progress: Callable[[float, int], object] = lambda share, done: None,
) -> Tally:
    """Ask each publisher for its trust pages, and keep what they state.

    Pages that answered within HOLDS are not asked for again; those that failed are.

    Args:
        opened: the open store.
        sites: the publishers'.
        guest: fetches.
        now: tells the time.
        again: ask for all pages.
        ended: whether to stop before the next publisher.
        progress: called with the share that is done, and how many publishers that is.

    Raises:
        ReliabilityError: the database fails. A site that fails only says so.
    """
    tally = Tally()
    for number, asked in enumerate(sites, start=1):
        if ended():
            break
        done = [] if again else _answered(opened, asked, now() - HOLDS)
        if len(done) == len(asked.places):
            tally.known += 1
        else:
            answers = list(ask(asked, guest, done=done))
            keep(opened, asked, answers, now())
            tally.add(asked.source, answers)
        progress(number / len(sites), number)
    return tally


def keep(opened: store.Store, of: Site, answers: Iterable[Answer], moment: datetime) -> None:
    """Keep what the pages of one publisher state."""
    answers = list(answers)
    pages: list[dict[str, object]] = [
        {
            "source": of.source,
            "found_in": one.found_in,
            "url": one.url,
            "state": one.state,
            "said": one.said,
            "statements": len(one.statements),
            "asked_at": moment,
        }
        for one in answers
    ]
    told: list[dict[str, object]] = [
        {
            "source": of.source,
            "found_in": one.found_in,
            "kind": statement.kind,
            "value": statement.value,
            "other": statement.other,
            "url": one.url,
            "seen_at": moment,
        }
        for one in answers
        for statement in one.statements
    ]
    opened.put_declarations(records.DECLARATION_PAGES.frame(pages), records.DECLARATIONS.frame(told))


def _answered(opened: store.Reader, of: Site, since: datetime) -> list[str]:
    rows = store.declaration_pages(opened, of.source).to_dicts()
    return [row["found_in"] for row in rows if row["state"] != FAILED and row["asked_at"] >= since]


def joined(answers: Iterable[Answer]) -> list[Answer]:
    """Several files that are one kind of page, such as two saved pages, as one answer each."""
    found: dict[str, Answer] = {}
    for one in answers:
        before = found.get(one.found_in)
        told = dict.fromkeys((*(before.statements if before else ()), *one.statements))
        found[one.found_in] = replace(one, state=FOUND if told else one.state, statements=tuple(told))
    return list(found.values())


def of_database(opened: store.Reader) -> list[Site]:
    """The publishers of a database that are known by a domain, those with most articles first."""
    names = (name for rows in store.sources(opened, "publisher") for name in rows["source"])
    return [site(name) for name in names if domain_of(name) is not None]
