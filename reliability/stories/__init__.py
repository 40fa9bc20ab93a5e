"""Articles of one event, copies of one text, and who else reports the same claim independently."""

from __future__ import annotations

from reliability.stories.circulation import circulating, joined, leaning
from reliability.stories.corroboration import corroborate
from reliability.stories.linking import link
from reliability.stories.signing import signatures
from reliability.stories.valued import values

__all__ = ["circulating", "corroborate", "joined", "leaning", "link", "signatures", "values"]
