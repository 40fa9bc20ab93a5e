"""Addresses and embedded JSON over any text."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import FormatChecker

from reliability.review.exports import embedding
from reliability.review.exports.identifiers import uuid, web_address

ADDRESSES = st.builds(
    "{}{}{}".format, st.sampled_from(["http://", "https://", "HTTPS://", "ftp://", "//", ""]), st.text(), st.text()
)


@settings(derandomize=True, max_examples=400)
@given(ADDRESSES)
def test_an_address_is_a_uri_or_none_and_stays_the_same_when_it_is_one(text):
    found = web_address(text)
    if found is not None:
        assert FormatChecker(["uri"]).conforms(found, "uri"), found
        assert found.startswith(("http://", "https://")) and found.isascii()
        assert web_address(found) == found


def test_an_address_keeps_what_is_encoded_already():
    assert web_address("https://a.example/%C3%A4?q=100%&r=%zz") == "https://a.example/%C3%A4?q=100%25&r=%25zz"
    assert web_address("javascript:alert(1)") is None
    assert web_address("https://ada:secret@a.example/x") == "https://a.example/x"


@settings(derandomize=True, max_examples=200)
@given(
    st.dictionaries(st.text(max_size=10), st.text() | st.integers(-9, 9) | st.lists(st.text(), max_size=3), max_size=5)
)
def test_any_text_can_be_embedded_and_read_again(value):
    written = embedding.line(value)
    assert not set("<>&\u2028\u2029") & set(written.decode())
    assert written.count(b"\n") == 1
    assert json.loads(written) == embedding.given(value)


def test_ids_tell_their_parts_apart():
    assert uuid("a", "b") == uuid("a", "b")
    assert len({uuid("ab"), uuid("a", "b"), uuid("a", None, "b"), uuid("a", "", "b")}) == 4
