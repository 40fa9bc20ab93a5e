"""Families of attributions that news is made of, on sentences written for this test."""

from __future__ import annotations

import pytest

from reliability.claims import attributions
from reliability.claims.attribution import words_of

UNSOLVED = pytest.mark.xfail(strict=True, reason="not solved yet")
ADDRESSEE = [
    pytest.param(
        "Three people drowned, Dr Mira Toll, who leads the clinic, told the Norrvik Herald.",
        ("Dr Mira Toll, who leads the clinic", "told", "Three people drowned"),
        marks=UNSOLVED,
    ),
    ("The mill will not reopen, she told the newspaper.", ("she", "told", "The mill will not reopen")),
    (
        "The ferry fleet is too old, Okoro told reporters in Norrvik on Monday.",
        ("Okoro", "told", "The ferry fleet is too old"),
    ),
    (
        "Toll said he had asked for two pumps, he told Radio Norrvik.",
        ("he", "told", "Toll said he had asked for two pumps"),
    ),
    (
        "The minister told the Norrvik Herald that the road would close.",
        ("The minister", "told", "that the road would close"),
    ),
]
PLATFORM = [
    (
        "Diggers will clear the road by noon, the fire service wrote on X.",
        ("the fire service", "wrote", "Diggers will clear the road by noon"),
    ),
    (
        "The valley must be left by dusk, the mayor of the district, Ole Brun, wrote on Telegram on Sunday.",
        ("the mayor of the district, Ole Brun", "wrote", "The valley must be left by dusk"),
    ),
    (
        "The water company, Skelt, said on Facebook that the main was broken.",
        ("The water company, Skelt", "said", "that the main was broken"),
    ),
]
DOCUMENT = [
    (
        "Milk in three shops contains traces of glass, the Norrvik food office said in a press release on Monday.",
        ("the Norrvik food office", "said", "Milk in three shops contains traces of glass"),
    ),
    (
        "The quarry will stay shut for a year, the owner said in a press release cited by Radio Norrvik.",
        ("the owner", "said", "The quarry will stay shut for a year"),
    ),
    (
        "The food office said in a press release cited by Radio Norrvik that the milk was safe.",
        ("The food office", "said", "that the milk was safe"),
    ),
]
REPORTED = [
    (
        "Seven boats have sunk in the bay, the Norrvik Herald reported on Friday, citing the head of the lifeboats.",
        ("the Norrvik Herald", "reported", "Seven boats have sunk in the bay"),
    ),
    (
        "The clinic will close two wards, its director, Vera Holm, said on Tuesday.",
        ("its director, Vera Holm", "said", "The clinic will close two wards"),
    ),
    (
        "The mayor of Lund, Edda Koss, acknowledged that the letter had reached her office.",
        ("The mayor of Lund, Edda Koss", "acknowledged", "that the letter had reached her office"),
    ),
    (
        "The owner, Marius Dell, said orders for fishing boats had fallen by a third.",
        ("The owner, Marius Dell", "said", "orders for fishing boats had fallen by a third"),
    ),
]
UNUSUAL_VERB = [
    ("“We are safe,” Edda Koss wheezed.", ("Edda Koss", "wheezed", "“We are safe,”")),
    ("“We are safe,” wheezed Edda Koss.", ("Edda Koss", "wheezed", "“We are safe,”")),
    ("Edda Koss wheezed: “We are safe.”", ("Edda Koss", "wheezed", "“We are safe.”")),
]


@pytest.mark.parametrize(("text", "expected"), [*ADDRESSEE, *PLATFORM, *DOCUMENT, *REPORTED, *UNUSUAL_VERB])
def test_family(text: str, expected: tuple[str, str, str]) -> None:
    source, cue, content = expected
    found = [
        (words_of(text, one.source), words_of(text, one.content))
        for one in attributions(text)
        if words_of(text, one.cue).startswith(cue)
    ]
    assert found == [(source, content)]


def test_what_nobody_says_is_no_attribution() -> None:
    assert attributions("The mayor walked to the office on Monday.") == []


def test_what_a_quotation_reports_stays_inside_it() -> None:
    text = "“Toll stressed that the talks were friendly,” Toll said."
    assert [words_of(text, one.content) for one in attributions(text)] == [
        "“Toll stressed that the talks were friendly,”"
    ]


def test_an_opening_without_a_speaker_gives_way_to_who_reported_it() -> None:
    text = "It is now confirmed: the mill is closing, the Norrvik Herald reported on Monday."
    assert [words_of(text, one.source) for one in attributions(text)] == ["the Norrvik Herald"]
