"""File names from article ids, which come from anywhere."""

from __future__ import annotations

import re
from hashlib import blake2b

_LONGEST = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


class Names:
    """Gives each article a name of its own that is safe on every system and never leads out of a folder."""

    def __init__(self) -> None:
        self._taken: set[bytes] = set()

    def name(self, article_id: str) -> str:
        """The id itself where it is a plain name that is still free, else what is left of it and a digest.

        A second article of one id gets a number.
        """
        plain = _UNSAFE.sub("_", article_id)[:_LONGEST].lstrip(".-").rstrip(".")
        if plain != article_id or not plain or _DEVICES.match(plain) or not self._take(plain):
            digest = blake2b(article_id.encode("utf-8", "replace"), digest_size=4).hexdigest()
            plain = f"{plain or 'article'}-{digest}"
            if _DEVICES.match(plain):
                plain = f"_{plain}"
            stem, number = plain, 1
            while not self._take(plain):
                number += 1
                plain = f"{stem}-{number}"
        return plain

    def _take(self, name: str) -> bool:
        """Whether the name was free; file systems that ignore case are not to mix two articles up."""
        key = blake2b(name.lower().encode(), digest_size=8).digest()
        if key in self._taken:
            return False
        self._taken.add(key)
        return True
