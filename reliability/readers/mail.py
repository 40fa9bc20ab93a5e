"""E-mail, such as newsletters: one article a message; a single message (.eml) or an mbox of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parseaddr
from typing import cast

from reliability.readers.charsets import decoded
from reliability.readers.lines import lines
from reliability.readers.mail_heads import is_mail
from reliability.readers.raw import Broken, Raw, excerpt
from reliability.readers.streams import Stream

NAME = "e-mail"
RECORD = "message"
LARGEST = 25_000_000  # bytes of one message
MOST_PARTS = 200
_LONGEST_FIELD = 10_000  # characters; the library takes its time over hostile ones
_ADDRESS = re.compile(r"<?(https?://[^\s<>]{1,2000})>?")


def sniff(head: bytes, name: str) -> float:
    """It begins with the head of a message, or like an mbox."""
    return 1.0 if is_mail(head) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each message, from 1. HTML is preferred to plain text, attachments are left out.

    The publisher is the sender's name, its domain that of the sender's address.
    """
    for number, data in enumerate(_messages(stream), start=1):
        if data is None:
            yield Broken(number, f"The message is larger than {LARGEST // 1_000_000} MB.", "")
            continue
        try:
            yield Raw(number, _fields(message_from_bytes(data, policy=default)))
        except Exception as error:  # the library's own failures on hostile messages are of every kind
            yield Broken(number, f"The message cannot be taken apart ({type(error).__name__}).", excerpt(data))


def _messages(stream: Stream) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is too large."""
    if not stream.head.startswith(b"From "):
        yield stream.read_all(LARGEST)
        return
    kept: list[bytes] | None = []
    length, blank = 0, True
    for line in lines(stream.read):
        if line is not None and blank and line.startswith(b"From ") and length:
            yield None if kept is None else b"".join(kept)
            kept, length = [], 0
            continue
        if line is not None and not length and line.startswith(b"From "):
            continue
        blank = line is not None and not line.strip()
        length += len(line) if line is not None else LARGEST + 1
        if length > LARGEST:
            kept = None
        elif kept is not None and line is not None:
            kept.append(line[1:] if line.startswith(b">From ") else line)
    if length:
        yield None if kept is None else b"".join(kept)


def _fields(message: EmailMessage | Message) -> dict[str, object]:
    name, mailbox = parseaddr(_header(message, "From"))
    archived = _ADDRESS.search(_header(message, "Archived-At"))
    given = {
        "id": _header(message, "Message-ID").strip("<> "),
        "url": archived[1] if archived else None,
        "title": _header(message, "Subject"),
        "published_at": _header(message, "Date"),
        "publisher": name or None,
        "domain": mailbox.rpartition("@")[2] or None,
        "language": _header(message, "Content-Language"),
        **_body(message),
    }
    return {name: value for name, value in given.items() if value}


def _header(message: Message, name: str) -> str:
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return str(message[name]).strip() if raw and len(str(raw)) <= _LONGEST_FIELD else ""


def _body(message: Message) -> dict[str, str]:
    """The first HTML part, else the first plain one."""
    found: dict[str, str] = {}
    for count, part in enumerate(message.walk()):
        if count >= MOST_PARTS:
            break
        kind = part.get_content_type()
        column = {"text/html": "html", "text/plain": "text"}.get(kind)
        if column and column not in found and part.get_content_disposition() != "attachment":
            data = cast(bytes, part.get_payload(decode=True) or b"")
            found[column] = decoded(data, part.get_content_charset()).replace("\r\n", "\n")
    return {"html": found["html"]} if "html" in found else found
