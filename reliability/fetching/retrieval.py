"""The address of a page -> the page, redirects followed with the same care."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from reliability import __version__, resources
from reliability.errors import ReliabilityError
from reliability.fetching.clock import Clock
from reliability.fetching.failures import FetchError, WrongTypeError, retry_after
from reliability.fetching.page import ARTICLES, UNCHANGED, Limits, Page, Validators
from reliability.fetching.resolving import resolve
from reliability.fetching.targets import Target, joined, shown, target
from reliability.fetching.unpacking import unpacked

if TYPE_CHECKING:
    import httpcore

AGENT = f"reliability/{__version__}"
_MOVED = (301, 302, 303, 307, 308)
_CHARSET = re.compile(r";\s{0,9}charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.I)
_DEFAULT = Limits()


def fetch(
    url: str,
    *,
    private: Collection[str] = (),
    limits: Limits = _DEFAULT,
    types: tuple[str, ...] = ARTICLES,
    known: Validators | None = None,
) -> Page:
    """Get the page at an address, for an article to be read from it.

    Only public hosts are asked, on ports 80 and 443. Every address of the host is checked, and the connection goes to
    one of those that were checked. There are no cookies, no proxies and no retries.

    Args:
        url: an `http://` or `https://` address.
        private: hosts of a private network that may be asked too: `host`, or `host:port` for another port. A redirect
            leads there only from such a host.
        limits: how long and how much.
        types: media types that will do.
        known: of the last time; where the page has not changed since, the answer is UNCHANGED and has no body.

    Raises:
        FetchError: the server answers with an error, or not at all.
        ReliabilityError: the address or one that it redirects to is refused, nothing answers in time, or the answer is
            of none of the types, or too large.
    """
    with resources.needing("web", "Fetching a page"):
        import httpcore  # noqa: F401 - needed further on
        import httpx  # noqa: F401
    clock = Clock(limits.seconds, limits.silence)
    listed = frozenset(host.lower() for host in private)
    going = target(url, listed)
    passed: list[str] = []
    wanted = Wanted(types, known or Validators())
    while True:
        answer = _asked(going, clock, limits, wanted)
        if isinstance(answer, Page):
            return replace(answer, redirects=tuple(passed))
        passed.append(going.url)
        if len(passed) > limits.redirects:
            raise ReliabilityError(
                f"{shown(url)} redirects more than {limits.redirects} times.", "Give the address it should lead to."
            )
        going = joined(going.url, answer, listed if going.private else frozenset())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to ask for."""

    types: tuple[str, ...]
    known: Validators


def _asked(going: Target, clock: Clock, limits: Limits, wanted: Wanted) -> Page | str:
    """The page, or where it redirects to."""
    import httpcore

    from reliability.fetching.connection import Pinned

    name = shown(going.url)
    try:
        with (
            httpcore.ConnectionPool(network_backend=Pinned(resolve(going, clock), clock)) as pool,
            pool.stream("GET", _url(going), headers=_headers(going, wanted)) as response,
        ):
            return _answer(response, going, limits, wanted)
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise FetchError(
            f"{name} did not answer in time.",
            f"A page has {limits.seconds:g} seconds; try again, or save it as a file.",
        ) from error
    except httpcore.NetworkError as error:
        raise FetchError(f"{name} cannot be reached: {_said(error)}.", "Check the address, or try later.") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(f"{name} gave a broken answer: {_said(error)}.", "Save the article as a file.") from error


def _url(going: Target) -> httpcore.URL:
    import httpcore

    return httpcore.URL(scheme=going.scheme, host=going.host, port=going.port, target=going.path)


def _headers(going: Target, wanted: Wanted) -> dict[bytes | str, bytes | str]:
    name = f"[{going.host}]" if ":" in going.host else going.host
    usual = going.port == {"http": 80, "https": 443}[going.scheme]
    asked = {"If-None-Match": wanted.known.etag, "If-Modified-Since": wanted.known.modified}
    return {
        "Host": name if usual else f"{name}:{going.port}",
        "User-Agent": AGENT,
        "Accept": ", ".join(filter(None, wanted.types)),
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **{name: value for name, value in asked.items() if value},
    }


def _answer(response: httpcore.Response, going: Target, limits: Limits, wanted: Wanted) -> Page | str:
    headers: dict[str, str] = {}
    for key, value in response.headers:
        headers.setdefault(key.decode("latin-1").lower(), value.decode("utf-8", "replace").strip())
    status, name = response.status, shown(going.url)
    if status in _MOVED and headers.get("location"):
        return headers["location"]
    validators = Validators(_kept(headers.get("etag")), _kept(headers.get("last-modified")))
    if status == UNCHANGED and (wanted.known.etag or wanted.known.modified):
        return Page(going.url, status, "", None, b"", validators=wanted.known)
    if status not in (200, 203):
        phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "no page"
        raise FetchError(
            f"{name} answers {status} ({phrase}).",
            "Open it in a browser, or save it as a file.",
            status=status,
            retry_after=retry_after(headers.get("retry-after")),
        )
    kind = headers.get("content-type", "")
    content_type = kind.partition(";")[0].strip().lower()
    if content_type not in wanted.types:
        raise WrongTypeError(
            f"{name} is of the type '{content_type[:80] or 'unknown'}'.", "Give the address of an article's page."
        )
    charset = _CHARSET.search(kind[:1000])
    body = unpacked(response.iter_stream(), headers.get("content-encoding", "").lower(), limits, name)
    encoding = charset[1].lower() if charset else None
    return Page(going.url, status, content_type, encoding, body, validators=validators)


def _kept(validator: str | None) -> str | None:
    """A validator that is short and plain enough to be sent back."""
    return (
        validator if validator and len(validator) <= 300 and validator.isascii() and validator.isprintable() else None
    )


def _said(error: Exception) -> str:
    words = re.sub(r"^\[(?:Errno|WinError) -?\d+\] ", "", str(error)[:200])
    return words.rstrip(".") or type(error).__name__
