"""Tokens and their tags, on sentences written for this test."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.claims.tokens import tokenise

CASES = [
    ("Mr. Lind's boat sank.", ["mr.", "lind", "'s", "boat", "sank", "."]),
    ("the U.S. and AT&T don't", ["the", "u.s.", "and", "at&t", "don't"]),
    ("lost&quot; he said", ["lost", "&quot;", "he", "said"]),
    ("don&rsquo;t", ["don", "&rsquo;", "t"]),
    ("safe 」と。", ["safe", "」", "と", "。"]),
    ("at 10:30, 3:2", ["at", "10:30", ",", "3:2"]),
    ("<b>We</b> @lind #bridge", ["<b>", "we", "</b>", "@lind", "#bridge"]),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_words(text: str, words: list[str]) -> None:
    assert tokenise(text).words == words


@pytest.mark.parametrize("mark", [*"\"'“”„‟‘’‚«»‹›「」『』＂", "''", "``", "&quot;", "&laquo;", "&#39;"])
def test_every_quotation_mark_has_the_tag_of_one(mark: str) -> None:
    assert tokenise(f"a {mark} b").tags[1] == '"'


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=100))
def test_tokens_are_in_order_and_hold_all_but_white_space(text: str) -> None:
    tokens = tokenise(text)
    assert len(tokens.tags) == len(tokens.words) == len(tokens.ends) == len(tokens)
    assert tokens.tags.isascii()
    last = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize("unit", [" ", " \x0b", "\n ", "<", "&quot", "A.", "x'", "a-"])
def test_time_grows_with_the_length_of_hostile_text(unit: str) -> None:
    start = time.process_time()
    tokenise(unit * 100_000 + "x")
    assert time.process_time() - start < 4
