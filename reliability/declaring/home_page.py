"""A publisher's home page: schema.org data of the organisation, and links to its policies and its JTI report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from reliability.declaring.statements import Statement
from reliability.readers.domains import domain_of
from reliability.readers.page_metadata import nodes

KINDS = (
    "publishingPrinciples",
    "correctionsPolicy",
    "ethicsPolicy",
    "verificationFactCheckingPolicy",
    "unnamedSourcesPolicy",
    "actionableFeedbackPolicy",
    "missionCoveragePrioritiesPolicy",
    "diversityPolicy",
    "ownershipFundingInfo",
    "masthead",
    "noBylinesPolicy",
    "parentOrganization",
    "foundingDate",
)
"""Properties of schema.org's NewsMediaOrganization and what it is a kind of (after The Trust Project)."""

REPORT = "jtiReport"
"""A link to a report of the Journalism Trust Initiative (CEN CWA 17493)."""

MOST_ANCHORS = 5_000
MOST_VALUES = 20
_REPORTS = ("jti-app.com", "journalismtrustinitiative.org")
_LINKED = tuple(
    (kind, re.compile(said, re.IGNORECASE))
    for kind, said in (
        ("correctionsPolicy", r"\bcorrections?\b(?! facilit)|\bcorrigenda\b"),
        ("ethicsPolicy", r"\bcode of (?:ethics|conduct|practice)\b|\bethics (?:policy|code|statement)\b"),
        ("publishingPrinciples", r"\beditorial (?:standards|guidelines|principles|policy|policies|code)\b"),
        ("ownershipFundingInfo", r"\bownership\b|\bwho (?:owns|funds) us\b|\bour (?:owners|funding)\b"),
        ("verificationFactCheckingPolicy", r"\bfact[- ]checking (?:policy|process|standards|methodology)\b"),
        ("masthead", r"^(?:the )?(?:masthead|impressum|imprint|our (?:team|staff)|editorial team)$"),
    )
)
"""What links to policies say, or the paths that they lead to."""


def statements(html: str, url: str) -> Iterator[Statement]:
    """What the page's data say of the organisation, then the first link to each policy that they do not name.

    Args:
        html: the page.
        url: where it was found; links to other sites are no policies of this one.
    """
    from lxml import html as parser

    tree = parser.document_fromstring(html.encode("utf-8", "replace"), parser=parser.HTMLParser(encoding="utf-8"))
    told = list(_of_data(tree, url))
    yield from told
    known = {one.kind for one in told}
    for one in _of_links(tree, url):
        if one.kind not in known:
            known.add(one.kind)
            yield one


def _of_data(tree: Any, url: str) -> Iterator[Statement]:
    for node in nodes(tree):
        if _is_organisation(node):
            yield from of_organisation(node, url)


def of_organisation(node: Mapping[str, Any], url: str) -> Iterator[Statement]:
    """What one JSON-LD object of an organisation says under the KINDS."""
    for kind in KINDS:
        given = node.get(kind)
        for value in (given if isinstance(given, list) else [given])[:MOST_VALUES]:
            text = _text(value)
            if text:
                yield Statement(kind, text if kind in ("foundingDate", "parentOrganization") else _absolute(url, text))


def _is_organisation(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(("Organization", "Newspaper"))
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("url") or value.get("@id") or value.get("name")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _absolute(url: str, value: str) -> str:
    """An address; a sentence, which schema.org allows too, stays as it is."""
    if " " in value:
        return value
    try:
        return urljoin(url, value)
    except ValueError:
        return value


def _of_links(tree: Any, url: str) -> Iterator[Statement]:
    home = domain_of(url)
    for _, anchor in zip(range(MOST_ANCHORS), tree.iter("a"), strict=False):
        href = _absolute(url, (anchor.get("href") or "").strip())
        if not href.lower().startswith(("http://", "https://")):
            continue
        at = domain_of(href)
        if at in _REPORTS:
            yield Statement(REPORT, href)
        elif at == home or home is None:
            words = " ".join(anchor.text_content()[:200].split())
            path = re.sub(r"[-_/.]+", " ", urlsplit(href).path[:200])
            yield from (
                Statement(kind, href) for kind, said in _LINKED if said.search(words) or said.search(path.strip())
            )
