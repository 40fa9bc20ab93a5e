"""The declaring room: what publishers say of themselves on their trust pages; weak evidence that nobody checked."""

from __future__ import annotations

from reliability.declaring.asking import Answer, ask
from reliability.declaring.enriching import Tally, enrich, joined, keep, of_database
from reliability.declaring.local import from_file
from reliability.declaring.reading import KINDS
from reliability.declaring.sites import Site, site

__all__ = ["KINDS", "Answer", "Site", "Tally", "ask", "enrich", "from_file", "joined", "keep", "of_database", "site"]
