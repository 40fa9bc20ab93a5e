"""XML without what makes it dangerous: no entities of its own, nothing fetched, bounded depth."""

from __future__ import annotations

import re

DECLARED = "It declares entities of its own, which are not expanded."
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
"""Options of lxml's parsers."""
PROLOG = rb"\s*(?:<\?[\w-]+[^>]{0,500}\?>|<!--.{0,2000}?-->|<!DOCTYPE [^>\[]{0,500}(?:\[.{0,20000}?\]\s*)?>|\s){0,20}"
"""Pattern of what may stand before the root element; needs re.S."""
_ENTITY = re.compile(rb"<!ENTITY")


def declares_entities(data: bytes) -> bool:
    """Whether a document declares entities, whose expansion has no bound."""
    return bool(_ENTITY.search(data))
