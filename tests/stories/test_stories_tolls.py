from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.stories import marks, tolls


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 12 people were killed when the crane fell.", ["killed 12+"]),
        ("The storm left more than 1,200 people missing.", ["missing 1201+"]),
        ("Police arrested seven men and said two others were injured.", ["arrested 7", "injured 2"]),
        ("The death toll rose to 31 on Monday.", ["killed 31"]),
        ("Between 10 and 12 miners died.", ["killed 10-12"]),
        ("A dozen pupils were hurt.", ["injured 11-13"]),
        ("Fifty-eight people drowned when the ferry capsized.", ["killed 58"]),
        (
            "The fire claimed the lives of 83 residents; 23 others were taken to hospital.",
            ["killed 83", "hospitalised 23"],
        ),
        ("Seven people, including two children, were shot dead.", ["killed 7"]),
        ("Gunmen kidnapped two dozen pupils. 81 arrested.", ["kidnapped 23-25", "arrested 81"]),
        ("The captain, killed 12 years ago, had 26 cows evacuated.", []),
        ("Police killed 26-year-old Piet Okoro. No one was hurt.", []),
        ("12 officers arrested a man.", []),
        ("The mayor opened 12 schools.", []),
        ("In 2031 the mayor died.", []),
    ],
)
def test_tolls_are_read_as_intervals(sentence: str, expected: list[str]) -> None:
    found = tolls.find(pl.Series([sentence]))[0]
    assert [f"{toll.kind} {toll}" for toll in found] == expected


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789,- abdeiklnotu", max_size=80))
def test_any_text_can_be_searched_and_its_terms_read_back(text: str) -> None:
    found = marks.find(pl.Series([""]), pl.Series([f"killed {text} killed"]), pl.Series([None], dtype=pl.Date))
    terms = marks.toll_terms(found)[0].to_list()
    assert [f"toll:{toll.kind}={toll}" for toll in map(tolls.parse, terms) if toll] == terms
