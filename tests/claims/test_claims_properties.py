"""What holds for the claims of any text whatever, and for the time it takes to find them."""

from __future__ import annotations

import time
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.claims import attributions, extract
from reliability.claims.attribution import words_of

_NOISE = (
    "LIND Lind Mara Okoro said says told asked that he we I not the bridge safe . ? ! , : ; — – - > “ ” ‘ ’ \" ' « » „"
    " 「 」 ( ) @lind (@lind) Q: A: [00:12:03] ** • &quot; '' `` pic.twitter.com/a1 https://a.b/c June 3, 2016 \n \n\n"
)
LAYOUT = st.sampled_from(_NOISE.split(" "))
STRANGE = st.text(
    st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z", "C")),
    max_size=80,
)


def check(text: str) -> None:
    """Offsets lie in the text, roles are apart, pieces are in order and without white space at their ends."""
    found = attributions(text)
    for one in found:
        assert one.content
        assert one.quotation in ("direct", "indirect", "mixed")
        pieces = sorted([*one.source, *one.cue, *one.content])
        for start, end in pieces:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        for (_, end), (start, _) in pairwise(pieces):
            assert end <= start
        for role in (one.source, one.cue, one.content):
            assert list(role) == sorted(role)
    rows = extract(pl.DataFrame({"article_id": ["a"], "text": [text]}))
    assert rows.height == len(found)
    for row, one in zip(rows.iter_rows(named=True), found, strict=True):
        for role in ("source", "cue", "content"):
            assert [tuple(span) for span in row[role]] == list(getattr(one, role))
            assert row[f"{role}_text"] == words_of(text, getattr(one, role))


@settings(max_examples=120, deadline=None)
@given(st.lists(LAYOUT, max_size=50))
def test_claims_of_texts_in_every_layout_are_sound(pieces: list[str]) -> None:
    check(" ".join(pieces))


@settings(max_examples=60, deadline=None)
@given(STRANGE, st.sampled_from(["", "Lind said: “", "LIND: ", "— ", "> ", "Q: Why?\nA: "]), STRANGE)
def test_claims_of_any_characters_are_sound(first: str, form: str, second: str) -> None:
    check(f"{first}\n{form}{second}")


@pytest.mark.parametrize(
    "paragraph",
    [
        "LIND: We lost everything.\nOKORO: Did you call?\n",
        "“We lost it all.” — Mara Lind, mayor\n",
        "We lost. — Mara Lind (@lind) June 3, 2016\n",
        "— We lost — said Lind —. Never again.\n",
        "> We lost it all that day.\n— Mara Lind\n",
        "‘The players’ tunnel is shut,’ said Lind. ",
    ],
)
def test_time_grows_no_faster_than_the_text(paragraph: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        attributions(paragraph * times)
        return time.process_time() - start

    seconds(10)
    assert seconds(600) < 12 * max(seconds(150), 0.05)


def test_a_text_of_the_same_words_in_another_layout_has_the_same_claim() -> None:
    plain = "“The bridge is safe,” Mara Lind said."
    for text in (plain, f"  {plain}  ", f"\ufeff{plain}", f"\n\n{plain}\n\n", plain.replace(" ", "\u00a0")):
        assert [words_of(text, one.source) for one in attributions(text)] == [
            "Mara Lind".replace(" ", "\u00a0" if "\u00a0" in text else " ")
        ]
