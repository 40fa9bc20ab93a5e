"""HTML -> the article in it."""

from __future__ import annotations

import logging
import re
from typing import Any

LONGEST_PAGE = 20_000_000
MOST_TAGS = 150_000
_QUIET = logging.NullHandler()  # what is wrong with a page stands in its reason
_BLANKS = re.compile(r"\n+")
_PUBLISHED = ("article:published_time", "datePublished", "og:published_time", "parsely-pub-date", "dc.date.issued")
_MODIFIED = ("article:modified_time", "dateModified", "og:updated_time", "last-modified", "dc.date.modified")
_SECTION = ("article:section", "articleSection", "parsely-section", "section")
_LD = re.compile(r"\"(datePublished|dateModified|articleSection)\"\s{0,9}:\s{0,9}\"([^\"\\]{1,100})\"")


class PageError(Exception):
    """A page in which no article is found, for a reason that a person understands."""


def extract(html: str, url: str | None = None) -> dict[str, Any]:
    """Return `text`, `title`, `authors`, `published_at`, `modified_at`, `publisher`, `url`, `section`, `language`.

    Paragraphs are separated by blank lines. Values that the page does not give are None. Dates are strings.

    Args:
        html: the page, at most `LONGEST_PAGE` characters and `MOST_TAGS` tags.
        url: where it was found, if known; the canonical address in the page wins.

    Raises:
        PageError: the page is too large, or holds no article text.
    """
    if len(html) > LONGEST_PAGE:
        raise PageError(f"The HTML has {len(html):,} characters; the limit is {LONGEST_PAGE:,}.")
    if html.count("<") > MOST_TAGS:
        raise PageError(f"The HTML has more than {MOST_TAGS:,} tags.")
    import trafilatura

    for logger in ("trafilatura", "htmldate"):
        logging.getLogger(logger).addHandler(_QUIET)
    try:
        tree = trafilatura.load_html(html)
        if tree is None:
            raise PageError("The HTML holds no page.")
        named = _named(tree)
        found = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)
        text = found.text if found is not None else trafilatura.baseline(html)[1]
    except PageError:
        raise
    except Exception as error:  # the parsers' own failures on hostile pages are of every kind
        raise PageError(f"The HTML cannot be taken apart ({type(error).__name__}).") from error
    if not text or text.isspace():
        raise PageError("The HTML holds no article text.")
    page: dict[str, Any] = {name: getattr(found, name, None) for name in ("title", "url")}
    page["authors"] = getattr(found, "author", None)
    page["publisher"] = getattr(found, "sitename", None)
    page["published_at"] = named.get("published_at") or getattr(found, "date", None)
    page["modified_at"] = named.get("modified_at")
    page["section"] = named.get("section")
    page["language"] = named.get("language")
    page["url"] = page["url"] or url
    page["text"] = _body(text, page["title"])
    return page


def _body(text: str, title: str | None) -> str:
    paragraphs = [line.strip() for line in _BLANKS.split(text) if line.strip()]
    if title and len(paragraphs) > 1 and paragraphs[0] == title.strip():
        del paragraphs[0]
    return "\n\n".join(paragraphs)


def _named(tree: Any) -> dict[str, str]:
    """Exact times, section and language: trafilatura keeps only the day, and no day in the future."""
    given: dict[str, str] = {}
    for meta in tree.iter("meta", "time"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        value = meta.get("content") or meta.get("datetime") or ""
        if name and value and len(value) <= 200:
            given.setdefault(name.lower(), value)
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            for name, value in _LD.findall(script.text or ""):
                given.setdefault(name.lower(), value)
    found = {"language": tree.get("lang") or given.get("og:locale") or ""}
    for column, names in (("published_at", _PUBLISHED), ("modified_at", _MODIFIED), ("section", _SECTION)):
        found[column] = next((given[name.lower()] for name in names if name.lower() in given), "")
    return found
