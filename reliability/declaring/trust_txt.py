"""`trust.txt` (JournalList; draft-org-trust-relationship-protocol): whom a publisher belongs to and controls."""

from __future__ import annotations

from collections.abc import Iterator

from reliability.declaring.statements import Statement

KINDS = (
    "member",
    "belongto",
    "control",
    "controlledby",
    "social",
    "vendor",
    "customer",
    "disclosure",
    "contact",
    "datatrainingallowed",
)


def statements(text: str) -> Iterator[Statement]:
    """Each `attribute=value` of a known attribute; comments and whatever else stands there are passed over.

    >>> [(one.kind, one.value) for one in statements("# ours\\nBelongTo=https://press.example/ # since 2031\\nhello")]
    [('belongto', 'https://press.example/')]
    """
    for line in text.splitlines():
        name, mark, value = _uncommented(line).partition("=")
        if mark and name.strip().lower() in KINDS:
            yield Statement(name.strip().lower(), value.strip())


def _uncommented(line: str) -> str:
    """The line without a comment; a `#` inside an address is none."""
    at = line.find("#")
    while at > 0 and not line[at - 1].isspace():
        at = line.find("#", at + 1)
    return line if at < 0 else line[:at]
