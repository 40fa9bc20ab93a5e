"""Asks a publisher's site for its trust pages, as a good guest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from reliability import fetching
from reliability.declaring.reading import HOME, read
from reliability.declaring.sites import Site
from reliability.declaring.statements import Statement
from reliability.errors import ReliabilityError
from reliability.fetching import FetchError, Guest, UnwelcomeError, WrongTypeError
from reliability.readers.domains import domain_of

FOUND, NOTHING, FAILED, UNWELCOME = "found", "nothing", "failed", "unwelcome"
STATES = (FOUND, NOTHING, FAILED, UNWELCOME)
ATTEMPTS = 2
_GONE = (401, 403, 404, 410)
_PLAIN = (fetching.PLAIN, "application/octet-stream", "")


@dataclass(frozen=True)
class Answer:
    """What came of asking for one page: where, in which of the STATES, what was said of it, and what it states.

    `reached` is false where the site did not answer at all.
    """

    found_in: str
    url: str
    state: str
    said: str | None = None
    statements: tuple[Statement, ...] = ()
    reached: bool = True


def ask(site: Site, guest: Guest, *, done: Collection[str] = ()) -> Iterator[Answer]:
    """Ask for each trust page of a site that is not `done`; one answer for each.

    A page that is not there states nothing. A site that cannot be reached is asked no more, and all of its pages have
    failed. What stands on another site, where the page redirects to, is not the publisher's word.

    Args:
        site: the publisher's.
        guest: fetches; it keeps to robots.txt and to its pace.
        done: names of pages that need not be asked for.
    """
    away: Answer | None = None
    for found_in, urls in site.places:
        if found_in in done:
            continue
        if away is not None:
            yield replace(away, found_in=found_in, url=urls[0])
            continue
        answer = _first(site, found_in, urls, guest)
        away = None if answer.reached else answer
        yield answer


def _first(site: Site, found_in: str, urls: Sequence[str], guest: Guest) -> Answer:
    """The answer of the first address that has one, else that of the last."""
    for url in urls:
        answer = _asked(site, found_in, url, guest)
        if answer.state != NOTHING:
            break
    return answer


def _asked(site: Site, found_in: str, url: str, guest: Guest) -> Answer:
    types = fetching.HTML if found_in == HOME else _PLAIN
    try:
        return _read(site, found_in, url, guest.fetch(url, types=types, attempts=ATTEMPTS))
    except UnwelcomeError as error:
        return Answer(found_in, url, UNWELCOME, error.message)
    except WrongTypeError as error:  # a page that says in words that there is no such file
        return Answer(found_in, url, NOTHING, error.message)
    except FetchError as error:
        gone = error.status in _GONE
        return Answer(found_in, url, NOTHING if gone else FAILED, error.message, reached=error.status is not None)
    except ReliabilityError as error:
        return Answer(found_in, url, FAILED, error.message)


def _read(site: Site, found_in: str, url: str, page: fetching.Page) -> Answer:
    at = domain_of(page.url)
    if at is not None and at != site.source:
        return Answer(found_in, url, FAILED, f"{url} leads to another site, {at}: that is not its own word.")
    try:
        told = tuple(read(found_in, page.body, page.charset, page.url))
    except ValueError as error:
        return Answer(found_in, page.url, FAILED, f"{page.url}: {error}.")
    return Answer(found_in, page.url, FOUND if told else NOTHING, None, told)
