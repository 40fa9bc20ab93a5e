from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.stories import marks, tolls
from reliability.stories.names import OUTLET, fold_names, outlet_keys, places
from reliability.stories.wording import altered


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


def test_names_fold_into_the_fullest() -> None:
    folded = fold_names(["Brandt", "Capt. Ilse Brandt", "NHO", "Norvale Harbour Office", "Okoro"])
    assert folded["Brandt"] == "Capt. Ilse Brandt"
    assert folded["NHO"] == "Norvale Harbour Office"
    assert folded["Okoro"] == "Okoro"


def test_an_outlet_is_known_by_name_domain_and_initials() -> None:
    name = outlet_keys("The Port Ansel Times")
    assert all(name & outlet_keys(form) for form in ("portanseltimes.com", "www.patimes.co.uk", "PAT"))
    assert not name & outlet_keys("Port Ansel Herald")


def test_outlets_that_share_only_their_initials_are_two() -> None:
    found = places(
        {"Daily Marlin": "marlin", "patimes.co.uk": "times"}, ["Daily Mirage", "dmarlin.com", "DM", "PA Times"]
    )
    assert found == {
        "Daily Mirage": OUTLET + "Daily Mirage",
        "dmarlin.com": "marlin",
        "DM": "marlin",
        "PA Times": "times",
    }


def test_contractions_and_asides_do_not_alter_a_quotation() -> None:
    assert not altered(
        "“We won't sail to Port Ansel until Friday”", "“We will not sail (again) to Port Ansel until Friday”"
    )
    assert altered("“We will sail to Port Ansel before Friday”", "“We will sail to Port Ansel after Friday”")
