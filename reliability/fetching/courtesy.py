"""Fetching many pages as a good guest: robots.txt is kept to, each host is asked slowly, failures are waited out."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reliability import resources
from reliability.errors import ReliabilityError
from reliability.fetching.cache import Cache
from reliability.fetching.failures import FetchError
from reliability.fetching.page import ARTICLES, Limits, Page, Validators
from reliability.fetching.retrieval import AGENT, fetch

if TYPE_CHECKING:
    from protego import Protego

DELAY = 1.0  # seconds between two requests to one host, unless robots.txt asks for more
LONGEST_DELAY = 30.0
RULES_HOLD = 24 * 3600.0  # seconds, RFC 9309
ATTEMPTS = 3
FAILURE_HOLDS = 60.0  # seconds for which a host whose rules cannot be had is not asked for them again
MOST_HOSTS = 10_000
_RULES = Limits(seconds=10, silence=5, sent_bytes=500_000, page_bytes=500_000)  # RFC 9309 wants 500 KiB at least
_ANY_TEXT = ("text/plain", "text/html", "text/x-robots", "application/octet-stream", "text/markdown", "")


class UnwelcomeError(ReliabilityError):
    """The site's robots.txt asks programs to stay away from this page."""


def check_installed() -> None:
    """See that what fetching many pages takes is there, before any of it is done.

    Raises:
        ReliabilityError: a package is missing.
    """
    with resources.needing("web", "Fetching many pages"):
        import httpcore  # noqa: F401
        import httpx  # noqa: F401
        import protego  # noqa: F401


@dataclass
class _Host:
    rules: Protego | None = None
    read_at: float | None = None
    failure: FetchError | None = None
    free_at: float = 0.0


@dataclass
class Guest:
    """Fetches pages of many hosts.

    Args:
        private: hosts of a private network that may be asked; see `fetch`.
        delay: seconds between two requests to one host.
        wait: called with seconds to wait; for tests, and for a program that wants to be stopped meanwhile.
        cache: keeps articles' pages on disk.
    """

    private: Collection[str] = ()
    delay: float = DELAY
    wait: Callable[[float], object] = time.sleep
    cache: Cache | None = None
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def fetch(
        self,
        url: str,
        *,
        types: tuple[str, ...] = ARTICLES,
        known: Validators | None = None,
        attempts: int = ATTEMPTS,
    ) -> Page:
        """Get a page; what fails in passing is asked again, after as long as the server wants or 1, 4, ... seconds.

        Raises:
            UnwelcomeError: robots.txt forbids it.
            FetchError: it failed `attempts` times, or for good, or the server wants more than a minute of waiting; or
                its robots.txt cannot be had.
            ReliabilityError: as `fetching.fetch` does.
        """
        if self.cache is None or known is not None or types is not ARTICLES:
            return self._fetched(url, types, known, attempts)
        return self.cache.fetch(url, lambda validators: self._fetched(url, types, validators, attempts))

    def _fetched(self, url: str, types: tuple[str, ...], known: Validators | None, attempts: int) -> Page:
        host = self._host(url)
        self._check(url, host)
        for attempt in range(attempts):
            self._take_turn(host)
            try:
                page = fetch(url, private=self.private, types=types, known=known)
            except FetchError as failure:
                pause = failure.retry_after if failure.retry_after is not None else 4.0**attempt
                if attempt + 1 == attempts or not failure.passing or pause > 60:
                    raise
                self.wait(pause)
            else:
                if page.redirects:
                    self._check(page.url, self._host(page.url))
                return page
        raise AssertionError("the last attempt returns or raises")

    def _host(self, url: str) -> _Host:
        name = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if len(self._hosts) > MOST_HOSTS:
            self._hosts.clear()
        host = self._hosts.setdefault(name, _Host())
        holds = RULES_HOLD if host.failure is None else FAILURE_HOLDS
        if host.read_at is None or time.monotonic() - host.read_at > holds:
            host.failure = None
            try:
                host.rules = self._rules(f"{name}/robots.txt")
            except FetchError as failure:
                host.failure = failure
            host.read_at = time.monotonic()
        if host.failure is not None:
            raise host.failure
        return host

    def _rules(self, url: str) -> Protego:
        """Its rules; no such file allows everything, a server that fails allows nothing (RFC 9309).

        Raises:
            FetchError: the server fails.
        """
        with resources.needing("web", "Fetching many pages"):
            from protego import Protego
        try:
            text = fetch(url, private=self.private, limits=_RULES, types=_ANY_TEXT).body.decode("utf-8", "replace")
        except FetchError as failure:
            if failure.status is None or failure.status == 429 or failure.status >= 500:
                raise FetchError(
                    f"{failure.message.rstrip('.')}: without its rules nothing is asked for.",
                    "Try again later.",
                    status=failure.status,
                    retry_after=failure.retry_after,
                ) from failure
            text = ""
        except ReliabilityError:
            text = ""
        return Protego.parse(text)

    def _check(self, url: str, host: _Host) -> None:
        if host.rules is not None and not host.rules.can_fetch(url, AGENT):
            raise UnwelcomeError(
                f"The robots.txt of {url[:200]} asks programs to stay away.", "Save the page as a file."
            )

    def _take_turn(self, host: _Host) -> None:
        asked = host.rules.crawl_delay(AGENT) if host.rules is not None else None
        now = time.monotonic()
        if host.free_at > now:
            self.wait(host.free_at - now)
        host.free_at = max(now, host.free_at) + min(max(self.delay, asked or 0.0), LONGEST_DELAY)
