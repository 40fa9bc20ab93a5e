"""Who says what, as a reader would mark it, on sentences written for this test."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.claims import attributions
from reliability.claims.attribution import Attribution, words_of

PLAIN = [
    (
        "The harbour will reopen on Monday, mayor Ilse Brandt said.",
        ("mayor Ilse Brandt", "said", "The harbour will reopen on Monday", "indirect"),
    ),
    (
        "Mayor Ilse Brandt said that the harbour will reopen on Monday.",
        ("Mayor Ilse Brandt", "said", "that the harbour will reopen on Monday", "indirect"),
    ),
    (
        "“The harbour will reopen on Monday,” said Ilse Brandt, the mayor of Norrvik.",
        ("Ilse Brandt, the mayor of Norrvik", "said", "“The harbour will reopen on Monday,”", "direct"),
    ),
    (
        '"We lost everything," Tomas Okoro told reporters.',
        ("Tomas Okoro", "told", '"We lost everything,"', "direct"),
    ),
    (
        "‘The players’ tunnel stays shut,’ said the club’s owner.",
        ("the club’s owner", "said", "‘The players’ tunnel stays shut,’", "direct"),
    ),
    (
        "According to the harbour office, nine boats were lost in the storm.",
        ("the harbour office", "According to", "nine boats were lost in the storm", "indirect"),
    ),
    (
        "Nine boats were lost in the storm, according to the harbour office.",
        ("the harbour office", "according to", "Nine boats were lost in the storm", "indirect"),
    ),
    (
        "Critics have argued that the new ferry is too slow.",
        ("Critics", "have argued", "that the new ferry is too slow", "indirect"),
    ),
    (
        "Brandt called the plan “a gift to smugglers.”",
        ("Brandt", "called", "the plan “a gift to smugglers.”", "mixed"),
    ),
    (
        "Mara Lind, who runs the port, said the cranes were old.",
        ("Mara Lind, who runs the port", "said", "the cranes were old", "indirect"),
    ),
    (
        "According to the harbour office, two ferries collided near Norrvik on Tuesday morning.",
        ("the harbour office", "According to", "two ferries collided near Norrvik on Tuesday morning", "indirect"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_finds_source_cue_and_content(text: str, expected: tuple[str, str, str, str]) -> None:
    found = [
        (words_of(text, one.source), words_of(text, one.cue), words_of(text, one.content), one.quotation)
        for one in attributions(text)
    ]
    assert expected in [(s.rstrip(","), c.removeprefix("'s "), t, q) for s, c, t, q in found]


def one(text: str, cue: str) -> Attribution:
    """The attribution with a cue."""
    return next(found for found in attributions(text) if words_of(text, found.cue) == cue)


def test_a_cue_inside_a_quotation_leaves_two_pieces() -> None:
    text = "“The cranes are old,” Lind said. “We asked for new ones twice.”"
    assert words_of(text, one(text, "said").content) == "“The cranes are old,” ... “We asked for new ones twice.”"


def test_a_quotation_may_run_over_sentences() -> None:
    text = "“The cranes are old. Nobody listens. We asked twice,” Lind said."
    assert words_of(text, one(text, "said").content) == "“The cranes are old. Nobody listens. We asked twice,”"


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "Lind said: “The cranes are old. Nobody listens.\n\nThe harbour was built in 1911."
    assert words_of(text, attributions(text)[0].content) == "“The cranes are old. Nobody listens."


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“The cranes are old,” Lind said. “Nobody listens.\n\n“We asked twice.”\n\nThe harbour was built in 1911."
    assert words_of(text, one(text, "said").content) == (
        "“The cranes are old,” ... “Nobody listens. ... “We asked twice.”"
    )


def test_a_paragraph_that_is_a_quotation_belongs_to_the_speaker_before() -> None:
    text = "“The cranes are old,” Lind said.\n\n“We need new ones by spring.”\n\nThe harbour was built in 1911."
    assert words_of(text, one(text, "said").content) == "“The cranes are old,” ... “We need new ones by spring.”"


def test_a_speaker_shared_by_two_cues() -> None:
    text = "Lind blamed the ministry for the delay, saying that no engineer had come."
    assert [words_of(text, found.source) for found in attributions(text)] == ["Lind", "Lind"]


@pytest.mark.parametrize("text", ["", " \n ", "The harbour was built in 1911.", "'", '"""', "said", ":"])
def test_text_without_speech_is_survived(text: str) -> None:
    assert isinstance(attributions(text), list)


def check(text: str) -> None:
    """What holds for every attribution of any text."""
    for found in attributions(text):
        assert found.cue or found.source
        assert found.content
        assert found.quotation in ("direct", "indirect", "mixed")
        pieces = sorted([*found.source, *found.cue, *found.content])
        for start, end in pieces:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        for (_, end), (start, _) in pairwise(pieces):
            assert end <= start


NOISE = (
    "said says told according to that “ ” \" '' ‘ ’ ' « » , . ? ! : ; — ( ) he she who Lind Brandt 's ’s the a claim of"
    " called for not and because was has denied \n \n\n “The ,” .” U.S. Mr. 12 also İ ﬁ \u2028 \x00 <b> @lind"
)
WORDS = st.sampled_from(NOISE.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60), st.sampled_from(["", " "]))
def test_spans_of_news_like_noise_are_sound(words: list[str], glue: str) -> None:
    check(glue.join(words))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_spans_of_any_text_are_sound(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 100_000,
        '" ' * 100_000,
        "' a " * 50_000,
        "said " * 40_000,
        "He said “" * 20_000,
        "the " * 200_000,
        "a" * 1_000_000,
        "." * 500_000,
        ", said" * 30_000,
        "\n“a" * 40_000,
        "<" * 300_000,
        "A." * 200_000,
        "x'" * 200_000,
        "We saw it " + "http://a" * 60 + " word — Mara Lind (@lind)",
        "We saw it " + "http://a" * 12_500 + " word — Mara Lind (@lind)",
        "- The bridge, said Lind, " + "the bridge, said Lind, " * 4_000,
    ],
    ids=lambda text: repr(text[:9]),
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    start = time.process_time()
    attributions(text)
    assert time.process_time() - start < 12
