"""What came with an article, in words, and which links show where a claim is from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reliability.addresses import host
from reliability.errors import counted

Row = Mapping[str, Any]

SHOWN = 5  # sites, or addresses
LONGEST = 200  # characters
SHORTEST = 4  # letters of a name that a site may be known by
NOT_PLAIN = re.compile(r"^the\b|[\W_]+")


def told(article: Row) -> list[dict[str, str]]:
    """What came with an article besides its text, each as `name` (of records.CAME_WITH) and `text`, a sentence part.

    Empty where only its format is known.

    Args:
        article: a row of records.ARTICLES.
    """
    came = article.get("came_with") or {}
    words = {
        "credit": _short(came.get("credit")),
        "relay": _short(came.get("relay")),
        "based_on": _some(came.get("based_on") or ()),
        "links": _sites(came.get("links") or ()),
        "embargo": f"not to be published before {came['embargo']:%Y-%m-%d %H:%M} UTC" if came.get("embargo") else "",
        "free": "" if (free := came.get("free")) is None else FREE[free],
        "dateline": _short(came.get("dateline")),
        "urgency": f"{came['urgency']} of 9; 1 is the most urgent" if came.get("urgency") else "",
        "version": _short(came.get("version")),
        "terms": _short(came.get("terms")),
    }
    return [{"name": name, "text": text} for name, text in words.items() if text]


FREE = {False: "no: the publisher asks for a subscription", True: "yes"}
LABELS: Mapping[str, str] = {
    "credit": "Credit line",
    "relay": "Handed on by",
    "based_on": "Made from",
    "links": "Links to",
    "embargo": "Embargo",
    "free": "Free to read",
    "dateline": "Dateline",
    "urgency": "Urgency",
    "version": "Version",
    "terms": "Terms of use",
}
"""The names of `told`, for people."""


def linked(claim: Row, article: Row) -> str | None:
    """The first address that the article links to, or is made from, at an outlet that its claim came from or through.

    An outlet is known by the name of its site: Harbour Post by harbour-post.example.

    Args:
        claim: a row of records.CLAIMS.
        article: its row of records.ARTICLES.
    """
    names = [claim["origin"]] if claim["source_type"] in ("media_outlet", "organisation", "government") else []
    names += [step["name"] for step in claim["via"] or ()]
    sought = {plain for name in names if name and len(plain := _plain(name)) >= SHORTEST}
    came = article.get("came_with") or {}
    given = [*(came.get("based_on") or ()), *(came.get("links") or ())] if sought else []
    return next((url for url in given if sought & _known_by(url)), None)


def _known_by(url: str) -> set[str]:
    site = host(url)
    return {_plain(site), *(_plain(label) for label in site.split("."))}


def _plain(name: str) -> str:
    return NOT_PLAIN.sub("", name.casefold())


def _sites(urls: Sequence[str]) -> str:
    """`harbour-post.example (3 pages), almar.example`."""
    sites = Counter(filter(None, map(host, urls)))
    named = [
        _short(site) + (f" ({counted(number, 'page')})" if number > 1 else "")
        for site, number in sites.most_common(SHOWN)
    ]
    return _listed(named, len(sites))


def _some(urls: Sequence[str]) -> str:
    return _listed([_short(url) for url in urls[:SHOWN]], len(urls)) if urls else ""


def _listed(shown: Iterable[str], number: int) -> str:
    names = list(shown)
    return ", ".join(names) + (f" and {number - len(names):,} more" if number > len(names) else "")


def _short(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
