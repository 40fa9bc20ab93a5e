"""Texts cut into pieces: spans that nest, overlap, lie outside or are many."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.web.changes import changes
from reliability.web.marking import MOST_CHARACTERS, marked

TEXT = 'The mayor said: "Anna told me she had signed." Nobody asked.\n\nA second paragraph.'


def claim(source=(), cue=(), content=(), quotation="indirect", **marks):
    flags = {"second_hand": False, "anonymous": False, "hedged": False, **marks}
    return {"source": source, "cue": cue, "content": content, "quotation": quotation, **flags}


def flag(*spans, severity="warning"):
    return {"spans": [list(span) for span in spans], "severity": severity}


def find(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


def pieces(paragraphs):
    return [piece for paragraph in paragraphs for piece in paragraph.pieces]


def test_a_claim_inside_another_keeps_both():
    outer = claim([find("The mayor")], [find("said")], [find('"Anna told me she had signed."')], "direct")
    inner = claim([find("Anna")], [find("told")], [find("she had signed")], second_hand=True)
    found = {piece.words: piece for piece in pieces(marked(TEXT, [outer, inner], []))}
    assert found["The mayor"].classes == "source" and found["The mayor"].starts == (1,)
    assert found["Anna"].claims == (2, 1) and "source" in found["Anna"].classes and "direct" in found["Anna"].classes
    assert found["she had signed"].classes == "said indirect second_hand nested"
    assert found["Anna"].starts == (2,) and found["said"].starts == ()


def test_flags_stand_by_the_paragraph_of_their_first_place_and_cross_claims():
    told = claim([find("Nobody")], [find("asked")])
    crossing = flag([TEXT.index("Nobody") - 2, TEXT.index("asked") + 2], find("second"), severity="critical")
    paragraphs = marked(TEXT, [told], [crossing, flag(find("second"))])
    assert [paragraph.notes for paragraph in paragraphs] == [[1], [2]]
    found = {piece.words: piece for piece in pieces(paragraphs)}
    assert found["Nobody"].classes == "source flag-critical" and found["as"].flags == (1,)
    assert found["ked"].classes == "cue" and found["second"].flags == (2, 1)


def test_characters_that_turn_the_direction_are_left_out_and_long_texts_cut():
    found = marked("safe\u202e evil\u0000 \u2066text", [], [])
    assert found[0].pieces[0].words == "safe evil text"
    cut = marked("a" * (MOST_CHARACTERS + 10), [claim(content=[[MOST_CHARACTERS - 5, MOST_CHARACTERS + 5]])], [])
    assert sum(len(piece.words) for piece in pieces(cut)) == MOST_CHARACTERS


SPAN = st.tuples(st.integers(-5, 60), st.integers(-5, 60)).map(list)
SPANS = st.lists(SPAN, max_size=4)


@given(
    st.text(st.sampled_from("ab \n\u202e<&"), max_size=50),
    st.lists(st.builds(claim, SPANS, SPANS, SPANS), max_size=5),
    st.lists(SPANS.map(lambda spans: flag(*spans)), max_size=4),
)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_pieces_are_the_text_whatever_the_spans(text, claims, flags):
    paragraphs = marked(text, claims, flags)
    shown = ["".join(piece.words for piece in paragraph.pieces) for paragraph in paragraphs]
    assert shown == [line.replace("\u202e", "") for line in text.split("\n") if line]
    told = {n for piece in pieces(paragraphs) for n in piece.starts}
    seen = {n for piece in pieces(paragraphs) for n in piece.claims}
    assert seen <= told and all(n <= len(claims) for n in told)
    begun = [n for piece in pieces(paragraphs) for n in piece.starts]
    assert len(begun) == len(set(begun))


def test_the_longest_text_with_spans_everywhere_takes_no_time():
    text = ("word " * 20 + "\n") * 2000
    claims = [claim([[n, n + 100_000]], [[n * 7, n * 7 + 5]], [[n * 3, 200_000 - n]]) for n in range(400)]
    flags = [flag(*([n * 11, n * 11 + 900] for n in range(100))) for _ in range(20)]
    before = time.perf_counter()
    paragraphs = marked(text, claims, flags)
    assert time.perf_counter() - before < 2
    assert len(paragraphs) > 1900


def test_changes_between_revisions_are_told_by_sentences():
    before = "Nine people died. The captain is safe. Nobody knows why."
    now = "Eleven people died. The captain is safe. Nobody knows why."
    assert changes(before, now) == [
        ("gone", "Nine people died. "),
        ("come", "Eleven people died. "),
        ("same", " … "),
    ]
    assert changes(None, now) == [] and changes(now, now) == []
    started = time.perf_counter()
    changes("a. " * 100_000, "b. a! " * 100_000)
    assert time.perf_counter() - started < 2
