"""Which encoding a text is in, from its first bytes."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s{0,5}=\s{0,5}["']?([\w-]{2,20})""", re.I)
_BYTEWISE = re.compile(r"(?:iso[-_]?8859|latin|windows|cp1?\d|koi8|gb|big5|euc|shift|sjis|mac)", re.I)
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1a\x1b") + b"\x7f"
_CONTROL_SHARE = 0.02
_SAMPLE = 1 << 14
_HEAD = 1 << 16


def detect(head: bytes) -> str | None:
    """Return the Python name of the encoding of a text that starts with `head`; None where it is no text.

    UTF-8 wins over a declaration inside the page, a declaration over a guess.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = _wide(head)
    if wide:
        return wide
    if len(head.translate(None, _CONTROL)) < len(head) * (1 - _CONTROL_SHARE):
        return None
    if _mostly_utf8(head):
        return "utf-8"
    return _declared(head) or _guess(head)


def decoded(data: bytes, declared: str | None) -> str:
    """Return a whole text, damaged characters as U+FFFD and without a byte-order mark.

    Args:
        data: the text.
        declared: the encoding that came with it, such as `charset` of HTTP; a byte-order mark wins over it.
    """
    head = data[:_HEAD]
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    named = declared.lower() if declared else ""
    told = "utf-8" if named in ("utf-8", "utf8") and _mostly_utf8(head) else _bytewise(named)
    return data.decode(marked or told or detect(head) or "utf-8", "replace").removeprefix("\ufeff")


def _mostly_utf8(head: bytes) -> bool:
    """Whether `head`, which may end inside a character, is UTF-8, be it with a few damaged characters."""
    if head.isascii():
        return True
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head, final=False)
    damaged = text.count("\ufffd")
    return damaged == 0 or 2 * damaged < sum(character > "\x7f" for character in text)


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: for Latin text every other byte is zero."""
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[::2].count(0) / pairs, head[1::2].count(0) / pairs
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _declared(head: bytes) -> str | None:
    found = _DECLARED.search(head[:4096])
    if not found:
        return None
    name = found[1].decode("ascii", "replace").lower()
    return _bytewise(name)


def _bytewise(name: str) -> str | None:
    if name in ("iso-8859-1", "latin1", "us-ascii"):
        return "cp1252"  # what browsers do, because pages that say so mostly are
    if not _BYTEWISE.match(name):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _guess(head: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = head[:_SAMPLE]
    if _mostly_ascii(sample):
        # A few bytes are too little to tell code pages apart, and on English text cp1252 is nearly always right.
        return "cp1252"
    best = from_bytes(sample).best()
    return best.encoding if best is not None else None


def _mostly_ascii(sample: bytes) -> bool:
    high = sum(byte >= 0x80 for byte in sample)
    if high > 0.08 * len(sample):
        return False
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True
