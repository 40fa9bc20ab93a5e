"""The address of a page -> the page, redirects followed with the same care."""

from __future__ import annotations

import re
from collections.abc import Collection
from http import HTTPStatus
from typing import TYPE_CHECKING

from reliability import __version__
from reliability.errors import ReliabilityError
from reliability.fetching.clock import Clock
from reliability.fetching.page import HTML, PLAIN, Limits, Page
from reliability.fetching.resolving import resolve
from reliability.fetching.targets import Target, joined, shown, target
from reliability.fetching.unpacking import unpacked

if TYPE_CHECKING:
    import httpcore

AGENT = f"reliability/{__version__}"
ACCEPT = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.8"
_MOVED = (301, 302, 303, 307, 308)
_CHARSET = re.compile(r";\s{0,9}charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I)
_DEFAULT = Limits()


def fetch(url: str, *, private: Collection[str] = (), limits: Limits = _DEFAULT) -> Page:
    """Get the page at an address, for an article to be read from it.

    Only public hosts are asked, on ports 80 and 443. Every address of the host is checked, and the connection goes to
    one of those that were checked. There are no cookies, no proxies and no retries.

    Args:
        url: an `http://` or `https://` address.
        private: hosts of a private network that may be asked too: `host`, or `host:port` for another port. A redirect
            leads there only from such a host.
        limits: how long and how much.

    Raises:
        ReliabilityError: the address or one that it redirects to is refused, nothing answers in time, or the answer is
            no HTML or plain text of bounded size.
    """
    clock = Clock(limits.seconds, limits.silence)
    listed = frozenset(host.lower() for host in private)
    going = target(url, listed)
    passed: list[str] = []
    while True:
        answer = _asked(going, clock, limits)
        if isinstance(answer, Page):
            return Page(answer.url, answer.status, answer.content_type, answer.charset, answer.body, tuple(passed))
        passed.append(going.url)
        if len(passed) > limits.redirects:
            raise ReliabilityError(
                f"{shown(url)} redirects more than {limits.redirects} times.", "Give the address it should lead to."
            )
        going = joined(going.url, answer, listed if going.private else frozenset())


def _asked(going: Target, clock: Clock, limits: Limits) -> Page | str:
    """The page, or where it redirects to."""
    try:
        import httpcore
    except ModuleNotFoundError as error:
        from reliability.resources import install

        raise ReliabilityError("Fetching a page needs the package 'httpx'.", f"Run: {install('web')}") from error
    from reliability.fetching.connection import Pinned

    name = shown(going.url)
    try:
        with (
            httpcore.ConnectionPool(network_backend=Pinned(resolve(going, clock), clock)) as pool,
            pool.stream("GET", _url(going), headers=_headers(going)) as response,
        ):
            return _answer(response, going, limits)
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise ReliabilityError(
            f"{name} did not answer in time.",
            f"A page has {limits.seconds:g} seconds; try again, or save it as a file.",
        ) from error
    except httpcore.NetworkError as error:
        raise ReliabilityError(
            f"{name} cannot be reached: {_said(error)}.", "Check the address, or try later."
        ) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise ReliabilityError(
            f"{name} gave a broken answer: {_said(error)}.", "Save the article as a file."
        ) from error


def _url(going: Target) -> httpcore.URL:
    import httpcore

    return httpcore.URL(scheme=going.scheme, host=going.host, port=going.port, target=going.path)


def _headers(going: Target) -> dict[bytes | str, bytes | str]:
    name = f"[{going.host}]" if ":" in going.host else going.host
    usual = going.port == {"http": 80, "https": 443}[going.scheme]
    return {
        "Host": name if usual else f"{name}:{going.port}",
        "User-Agent": AGENT,
        "Accept": ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _answer(response: httpcore.Response, going: Target, limits: Limits) -> Page | str:
    headers: dict[str, str] = {}
    for key, value in response.headers:
        headers.setdefault(key.decode("latin-1").lower(), value.decode("utf-8", "replace").strip())
    status, name = response.status, shown(going.url)
    if status in _MOVED and headers.get("location"):
        return headers["location"]
    if status not in (200, 203):
        phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "no page"
        raise ReliabilityError(f"{name} answers {status} ({phrase}).", "Open it in a browser, or save it as a file.")
    kind = headers.get("content-type", "")
    content_type = kind.partition(";")[0].strip().lower()
    if content_type not in (*HTML, PLAIN):
        raise ReliabilityError(
            f"{name} is of the type '{content_type[:80] or 'unknown'}'.", "Give the address of an article's page."
        )
    charset = _CHARSET.search(kind[:1000])
    body = unpacked(response.iter_stream(), headers.get("content-encoding", "").lower(), limits, name)
    return Page(going.url, status, content_type, charset[1].lower() if charset else None, body)


def _said(error: Exception) -> str:
    return str(error)[:200].rstrip(".") or type(error).__name__
