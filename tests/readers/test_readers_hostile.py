"""Whatever arrives, memory stays bounded and the only error is ReliabilityError."""

from __future__ import annotations

import gzip
import io
import tracemalloc

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.errors import ReliabilityError
from reliability.readers import one, read

BEGINNINGS = (b"", b"{", b'{"text": "', b"[{", b"PAR1", b"<html>", b"<p>", b"text,title\n", b"\xff\xfe", b"\xfe\xff")
BEGINNINGS += (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\xef\xbb\xbf", b'{"articles":[{', b'text\ttitle\n"')
WRAPPINGS = (bytes, gzip.compress, zstandard.compress)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300) | st.text(max_size=100).map(str.encode), st.data())
def test_arbitrary_bytes(beginning, rest, data):
    content = data.draw(st.sampled_from(WRAPPINGS))(beginning + rest)
    for strict in (False, True):
        try:
            for intake in read(["-"], stdin=io.BytesIO(content), strict=strict):
                assert intake.articles["text"].null_count() == 0
        except ReliabilityError as error:
            assert error.message


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.just("name"), inner, max_size=2)
    ),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    [
        "id",
        "url",
        "domain",
        "publisher",
        "title",
        "authors",
        "date",
        "updated",
        "section",
        "lang",
        "text",
        "body",
        "html",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(FIELDS, VALUES, max_size=6))
def test_arbitrary_values(record):
    try:
        assert one(record).height == 1
    except ReliabilityError as error:
        assert error.message


class Endless(io.RawIOBase):
    """So many copies of a piece, made as they are read."""

    def __init__(self, piece: bytes, copies: int, first: bytes = b"") -> None:
        self._left = copies
        self._piece = piece
        self._waiting = first

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if not self._waiting and self._left:
            self._left -= 1
            self._waiting = self._piece
        size = min(len(buffer), len(self._waiting))
        buffer[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size


LINE = b'{"text": "' + b"The harbour of Lunden closes on Tuesday. " * 2_500 + b'"}'


@pytest.mark.parametrize(
    ("piece", "first", "articles"),
    [
        (LINE + b"\n", b"", 2000),
        (LINE + b",", b"[", 500),
        (b'x,"' + LINE.replace(b'"', b"") + b'"\n', b"title,text\n", 500),
        (b"a" * 100_000, b'{"text": "short"}\n{"text": "', 1),
        (b"a" * 100_000, b'[{"text": "short"}, {"text": "', 1),
        (b"[" * 100_000, b'[{"text": "short"}, {"text": "', 1),
    ],
    ids=["lines", "array", "csv", "endless line", "endless string", "endless brackets"],
)
def test_memory_does_not_grow_with_the_input(piece, first, articles):
    stdin = io.BufferedReader(Endless(piece, max(articles, 500), first))
    tracemalloc.start()
    try:
        read_articles = sum(intake.articles.height for intake in read(["-"], chunk=50, stdin=stdin))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert read_articles == articles
    assert peak < 40_000_000


@pytest.mark.parametrize("beginning", [b"<html><body><p>", b"Harbour closes\n\n"], ids=["html", "text"])
def test_a_bomb_is_not_unpacked(beginning):
    bomb = zstandard.compress(beginning + b"a " * 50_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(ReliabilityError, match="MB"):
            list(read(["-"], stdin=io.BytesIO(bomb)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100_000_000
