"""HTML -> the article in it."""

from __future__ import annotations

import logging
import re
from typing import Any

from reliability.readers import page_metadata

LONGEST_PAGE = 20_000_000
MOST_TAGS = 60_000
_QUIET = logging.NullHandler()  # what is wrong with a page stands in its reason
_START = 8192
_SEARCHED = 1_000_000  # the search for a date anywhere in the page takes up to two seconds for so many characters
_WHOLE = re.compile(r"<(?:html|head|body)\b", re.I)
_BLANKS = re.compile(r"\n+")


class PageError(Exception):
    """A page in which no article is found, for a reason that a person understands."""


def extract(html: str, url: str | None = None) -> dict[str, list[object]]:
    """Return the article in a page as `fields.understood` does: candidates by column, the best first.

    The columns are `text`, `title`, `authors`, `publisher`, `url`, `links` and those of `page_metadata.metadata`; those
    that the page does not give are absent. Dates are strings, and blank lines separate paragraphs.

    Args:
        html: the page or a piece of one, at most `LONGEST_PAGE` characters and `MOST_TAGS` tags.
        url: where it was found, if known; the canonical address in the page wins.

    Raises:
        PageError: the page is too large, or holds no article text.
    """
    if len(html) > LONGEST_PAGE:
        raise PageError(f"The HTML has {len(html):,} characters; the limit is {LONGEST_PAGE:,}.")
    if html.count("<") > MOST_TAGS:
        raise PageError(f"The HTML has more than {MOST_TAGS:,} tags.")
    if not _WHOLE.search(html[:_START]):
        html = f"<html><body>{html}</body></html>"
    try:
        named, linked, found, text = _parsed(html, url)
    except Exception as error:  # the parsers' own failures on hostile pages are of every kind
        raise PageError(f"The HTML cannot be taken apart ({type(error).__name__}).") from error
    if not text or text.isspace():
        raise PageError("The HTML holds no article text.")
    title = getattr(found, "title", None)
    page: dict[str, list[object]] = {
        "text": [_body(text, title)],
        "title": [title],
        "authors": [getattr(found, "author", None)],
        "publisher": [getattr(found, "sitename", None)],
        "url": [getattr(found, "url", None), url],
        "links": [linked],
        **named,
        "published_at": [*named.get("published_at", []), getattr(found, "date", None)],
    }
    given = {column: [value for value in values if value or value is False] for column, values in page.items()}
    return {column: values for column, values in given.items() if values}


def _parsed(html: str, url: str | None) -> tuple[dict[str, list[object]], list[str], Any, str | None]:
    """What the page says of itself, its links, trafilatura's document (None where it finds none), and the text."""
    import trafilatura

    for logger in ("trafilatura", "htmldate"):
        logging.getLogger(logger).addHandler(_QUIET)
    tree = trafilatura.load_html(html)
    if tree is None:
        return {}, [], None, None
    named, linked = page_metadata.metadata(tree), page_metadata.links(tree, url)  # extraction takes the tree apart
    found = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": len(html) <= _SEARCHED},
    )
    return named, linked, found, found.text if found is not None else trafilatura.baseline(html)[1]


def _body(text: str, title: str | None) -> str:
    paragraphs = [line.strip() for line in _BLANKS.split(text) if line.strip()]
    if title and len(paragraphs) > 1 and paragraphs[0] == title.strip():
        del paragraphs[0]
    return "\n\n".join(paragraphs)
