"""Whether bytes begin like a stored e-mail."""

from __future__ import annotations

import re

_MBOX = re.compile(rb"From \S{1,300} .{0,40}\d\d:\d\d.{0,40}\d{4}\s")
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]")
_OF_MAIL = frozenset(
    b"from to subject date message-id mime-version content-type return-path received delivered-to reply-to sender "
    b"list-id list-unsubscribe dkim-signature content-transfer-encoding".split()
)
_ENOUGH = 4  # fields; an article may well begin with a date and a subject


def is_mail(head: bytes) -> bool:
    """Whether `head` begins with the head of a message (RFC 5322), or with the separator of an mbox (RFC 4155)."""
    if _MBOX.match(head):
        return True
    first = re.split(rb"\r?\n\r?\n", head[:32_768], maxsplit=1)[0]
    if not _FIELD.match(first):
        return False
    lines = [line for line in first.splitlines() if line[:1] not in b" \t"]
    fields = [found[1].lower() for line in lines if (found := _FIELD.match(line + b" "))]
    return len(set(fields) & _OF_MAIL) >= _ENOUGH and len(fields) >= 0.9 * len(lines)
