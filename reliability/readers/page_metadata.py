"""What a page says of itself: its meta tags and its schema.org data (JSON-LD)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from reliability.readers.circumstances import MOST_LINKS
from reliability.readers.domains import domain_of

MOST_SCRIPTS, LONGEST_SCRIPT, MOST_NODES = 20, 1_000_000, 2_000
_PUBLISHED = ("article:published_time", "datePublished", "og:published_time", "parsely-pub-date", "dc.date.issued")
_MODIFIED = ("article:modified_time", "dateModified", "og:updated_time", "last-modified", "dc.date.modified")
_SECTION = ("article:section", "articleSection", "parsely-section", "section")
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
_LINES = re.compile(r"[\r\n]+")  # which JSON forbids inside strings and pages hold


def metadata(tree: Any) -> dict[str, list[object]]:
    """What the page names, by column, with only what is there.

    The columns are `published_at` and `modified_at` (exact times, where other parsers keep the day), `section`,
    `language`, `free` (`isAccessibleForFree`) and `based_on` (`isBasedOn`, `citation`).
    """
    tags = _tags(tree)
    told = next((node for node in nodes(tree) if _is_article(node)), {})
    named = {**{name.lower(): value for name, value in told.items() if isinstance(value, str | list)}, **tags}
    found: dict[str, list[object]] = {"language": [tree.get("lang") or tags.get("og:locale")]}
    for column, names in (("published_at", _PUBLISHED), ("modified_at", _MODIFIED), ("section", _SECTION)):
        found[column] = [next((named[name.lower()] for name in names if named.get(name.lower())), None)]
    found["free"] = [told.get("isAccessibleForFree")]
    found["based_on"] = [told.get("isBasedOn"), told.get("citation")]
    given = {column: [value for value in values if value not in (None, "", [])] for column, values in found.items()}
    return {column: values for column, values in given.items() if values}


def links(tree: Any, url: str | None) -> list[str]:
    """Addresses that its paragraphs link to on other sites, in order and each once."""
    home = domain_of(url) if url else None
    found: dict[str, None] = {}
    for anchor in tree.iterfind(".//p//a[@href]"):
        href = anchor.get("href").strip()
        if len(href) <= 2_000 and href.lower().startswith(("http://", "https://")) and domain_of(href) != home:
            found[href] = None
        if len(found) >= MOST_LINKS:
            break
    return list(found)


def _tags(tree: Any) -> dict[str, str]:
    given: dict[str, str] = {}
    for meta in tree.iter("meta", "time"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        value = meta.get("content") or meta.get("datetime") or ""
        if name and value and len(value) <= 200:
            given.setdefault(name.lower(), value)
    return given


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def nodes(tree: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of the page's JSON-LD, outer ones first; a script that is no JSON is passed over."""
    waiting: list[Any] = []
    scripts = (script for script in tree.iter("script") if script.get("type") == "application/ld+json")
    for _, script in zip(range(MOST_SCRIPTS), scripts, strict=False):
        text = (script.text or "")[:LONGEST_SCRIPT]
        try:
            waiting.append(json.loads(_LINES.sub(" ", text)))
        except (ValueError, RecursionError):
            continue
    seen = 0
    while waiting and seen < MOST_NODES:
        node, seen = waiting.pop(0), seen + 1
        if isinstance(node, Mapping):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, list | Mapping))
        elif isinstance(node, list):
            waiting.extend(node[:MOST_NODES])
