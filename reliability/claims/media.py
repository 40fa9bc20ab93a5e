"""Outlets that speak without a name: "state media", "a local newspaper", "news reports"."""

from __future__ import annotations

import re
from functools import lru_cache

from reliability.claims.gazetteer import Outlet
from reliability.claims.heads import Phrase, Speaker, uncounted
from reliability.claims.patterns import any_of
from reliability.resources import lexicon

_OUTLET = re.compile(rf"(?:.* )?{any_of('media_heads')}", re.IGNORECASE)
_ALL = re.compile(r"(?:.* )?(?:media|press)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?) (?=\S)", re.IGNORECASE)


def unnamed(phrase: Phrase) -> Speaker | None:
    """The outlet that a description means; the media at large are a crowd that reports (`employer`) or believes."""
    if is_document(phrase):
        return None
    if _OUTLET.fullmatch(phrase.head):
        shown = _shown(phrase)
        return Speaker(shown, "media_outlet", "p", Outlet(shown))
    if phrase.noun in ("media", "press") and _ALL.fullmatch(phrase.head):
        shown = _shown(phrase)
        return Speaker(shown, "group", "p", employer=Outlet(shown))
    return None


def is_document(phrase: Phrase) -> bool:
    """Whether "papers" are papers of a court or an office."""
    return phrase.head.casefold().endswith(_document_names())


@lru_cache(maxsize=1)
def _document_names() -> tuple[str, ...]:
    return tuple(lexicon("claims/document_names"))


def _shown(phrase: Phrase) -> str:
    """The description up to its head, without article."""
    end = phrase.text.find(phrase.head) + len(phrase.head)
    return uncounted(_ARTICLE.sub("", phrase.text[:end])) or phrase.text
