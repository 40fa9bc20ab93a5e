"""`ads.txt` (IAB Tech Lab, 1.1): only the lines that say who owns and who manages a site."""

from __future__ import annotations

from collections.abc import Iterator

from reliability.declaring.statements import Statement

KINDS = ("ownerdomain", "managerdomain")


def statements(text: str) -> Iterator[Statement]:
    """The owner's and the managers' domains; a country behind a manager's domain stays with it.

    >>> [(one.kind, one.value) for one in statements("OWNERDOMAIN=vale-media.example\\nads.example, 12, DIRECT")]
    [('ownerdomain', 'vale-media.example')]
    """
    for line in text.splitlines():
        name, mark, value = line.partition("#")[0].partition("=")
        if mark and name.strip().lower() in KINDS:
            yield Statement(name.strip().lower(), value.strip().lower())
