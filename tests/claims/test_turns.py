"""Speech that the layout gives to its speaker, on texts written for this test."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.claims.quotation import find
from reliability.claims.tokens import tokenise
from reliability.claims.turns import turns


def read(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of the turns of a text; pieces joined by ' ... '."""
    tokens = tokenise(text)

    def words(start: int, end: int) -> str:
        return text[tokens.starts[start] : tokens.ends[end - 1]] if start < end else ""

    return [
        (words(*one.source), words(*one.cue), " ... ".join(words(*piece) for piece in one.content))
        for one in turns(tokens, find(tokens))
    ]


TRANSCRIPTS = [
    (
        "LIND: We lost everything.\n\nOKORO: Did you call?\n\n(CROSSTALK)\n\nLIND: Yes. Twice.",
        [("LIND", ":", "We lost everything"), ("OKORO", ":", "Did you call?"), ("LIND", ":", "Yes. Twice")],
    ),
    (
        "Q: Where were you?\n\nA: At home. We slept.",
        [("Q", ":", "Where were you?"), ("A", ":", "At home. We slept")],
    ),
    ("Q. Where were you?\nA. I was home.", [("Q.", "", "Where were you?"), ("A.", "", "I was home")]),
    (
        "MR. SMITH: I saw it.\nTHE COURT: You saw it?\nMR. SMITH: Yes.",
        [("MR. SMITH", ":", "I saw it"), ("THE COURT", ":", "You saw it?"), ("MR. SMITH", ":", "Yes")],
    ),
    (
        "[00:12:03] ANNA: We lost it.\n[00:12:40] BEN: When?",
        [("ANNA", ":", "We lost it"), ("BEN", ":", "When?")],
    ),
    (
        ">> ANNA: We lost it.\n>> BEN: Did you?",
        [("ANNA", ":", "We lost it"), ("BEN", ":", "Did you?")],
    ),
    (
        "**Anna Lind:** We lost it.\n\n<b>Ben Okoro</b>: I know.",
        [("Anna Lind", ":", "We lost it"), ("Ben Okoro", ":", "I know")],
    ),
    (
        "Anna Lind (mayor of Norrvik): We lost it.\n\nBen Okoro, farmer: I told you.",
        [("Anna Lind (mayor of Norrvik)", ":", "We lost it"), ("Ben Okoro, farmer", ":", "I told you")],
    ),
    (
        "ANNA LIND\nWe lost it.\n\nBEN OKORO\nWhen did you see?\n\nANNA LIND\nOn Monday, I think.",
        [
            ("ANNA LIND", "", "We lost it"),
            ("BEN OKORO", "", "When did you see?"),
            ("ANNA LIND", "", "On Monday, I think"),
        ],
    ),
    (
        "LIND: We lost it.\n\nNobody came.\n\nOKORO: Did you call?\n\nLIND: Twice.",
        [("LIND", ":", "We lost it. ... Nobody came"), ("OKORO", ":", "Did you call?"), ("LIND", ":", "Twice")],
    ),
]
POSTS = [
    ("We lost. — Mara Lind (@lind) June 3, 2016", [("Mara Lind (@lind)", "—", "We lost.")]),
    ("“We lost.”\n\n— Mara Lind (@lind) June 3, 2016", [("Mara Lind (@lind)", "—", "“We lost.”")]),
    (
        '<tweet id="1">We lost. pic.twitter.com/a1 — Mara Lind (@lind) June 3, 2016</tweet>.',
        [("Mara Lind (@lind)", "—", "We lost.")],
    ),
    ("Posts:\n\nRT @lind: We lost everything.", [("@lind", ":", "We lost everything")]),
    *(
        (f"We lost it {links} — Mara Lind (@lind)", [("Mara Lind (@lind)", "—", kept)])
        for links, kept in [
            ("t.co/a1 https://t.co/b2", "We lost it"),
            ("https://norrvik.example/a t.co/b2 pic.twitter.com/c3", "We lost it"),
            ("all.pic.twitter.com/a1", "We lost it all."),
            ("allhttps://norrvik.example/a", "We lost it allhttps"),
            ("at start.co/a1", "We lost it at start.co/a1"),
            ("https://t.co/b2 again", "We lost it https://t.co/b2 again"),
        ]
    ),
    ("t.co/a1 https://t.co/b2 — Mara Lind (@lind)", []),
]
SIGNED = [
    ("“We lost it all.” — Mara Lind, mayor of Norrvik", [("Mara Lind, mayor of Norrvik", "—", "“We lost it all.”")]),
    (
        "• “We lost it.” — Mara Lind\n• “So did we.” — Ben Okoro, farmer",
        [("Mara Lind", "—", "“We lost it.”"), ("Ben Okoro, farmer", "—", "“So did we.”")],
    ),
    (
        "> We lost it all.\n> Nobody came to help.\n\n— Mara Lind, in a letter",
        [("Mara Lind", "—", "We lost it all. ... Nobody came to help.")],
    ),
    ("“We lost it all.”\nMara Lind, mayor\n\nMore.", [("Mara Lind, mayor", "", "“We lost it all.”")]),
    ("“We lost it” — Lind said — “all.”", []),
]
HEADLINES = [
    ("Lind: Bridge is safe\n\nMara Lind spoke.", [("Lind", ":", "Bridge is safe")]),
    ("EXCLUSIVE – Mara Lind: Bridge is safe\n\nMara Lind spoke.", [("Mara Lind", ":", "Bridge is safe")]),
    ("Lind to Council: Bridge is safe\n\nMara Lind spoke.", [("Lind", ":", "Bridge is safe")]),
    ("Bridge is safe: Lind\n\nMara Lind spoke.", [("Lind", ":", "Bridge is safe")]),
    ("Police: Road is shut\n\nText.", [("Police", ":", "Road is shut")]),
    ("The Latest: Ferry sinks\n\nThe ferry sank.", []),
    ("Norrvik and Skelt: a long quarrel\n\nNorrvik and Skelt quarrel.", []),
]
NOTHING = [
    "Note: Add the flour.\nServes: 4\nTime: 10:30",
    "Location: Paris\nDate: 3 June",
    "John 3:16 For God so loved the world.\nLuke 4:2 He ate nothing.",
    "Norrvik: The bridge has been closed.\nLund: The ferry sank.",
    "Lind: 1,769.\nOkoro: 1,501.",
    "Ratio of boats to crews: 3:2\nFerry from Norrvik: 06:30, 08:00",
    "Cast: Mara Lind, Ben Okoro\nDirector: Ole Brun",
    "THE BRIDGE\nIt was built in 1911.\n\nTHE FERRY\nIt sank.\n\nTHE ROAD\nIt is shut.",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*TRANSCRIPTS, *POSTS, *SIGNED, *HEADLINES, *((text, []) for text in NOTHING)],
)
def test_turns(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


PIECES = st.sampled_from(
    [
        "LIND",
        "Lind",
        "Mara",
        ":",
        "—",
        "-",
        "“",
        "”",
        '"',
        "(",
        ")",
        "@lind",
        "Q",
        "A",
        ",",
        "http://a",
        "t.co/a",
        "*",
        "…",
        "We",
        "lost",
        ".",
        "?",
        "\n",
        "\n\n",
    ]
)


def check(text: str) -> None:
    """What holds for the turns of any text."""
    tokens = tokenise(text)
    taken: set[int] = set()
    for one in turns(tokens, find(tokens)):
        assert one.content
        assert one.source[0] < one.source[1]
        assert all(start < end for start, end in one.content)
        for start, end in (one.source, one.cue, *one.content):
            assert 0 <= start <= end <= len(tokens)
            assert taken.isdisjoint(range(start, end))
            taken.update(range(start, end))


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60), st.sampled_from(["", " "]))
def test_turns_of_noise_are_apart(pieces: list[str], glue: str) -> None:
    check(glue.join(pieces))


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12), st.lists(PIECES, max_size=6))
def test_signatures_of_noise_are_apart(content: list[str], signature: list[str]) -> None:
    check(f"“We lost it all {' '.join(content)}\n{' '.join(signature)}")
    check(f"“We lost it all.\nMara Lind {' '.join(signature)}”\n\n— Mara {' '.join(content)} (@lind)")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_turns_of_any_text_are_apart(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "unit",
    [
        "LIND: We lost.\n",
        "LIND\nWe lost.\n",
        "“We a b c”\n— Lind\n",
        "“a b c d\n— Lind\n",
        "— Lind (@x) ",
        "— (@",
        "Lind (",
    ],
)
def test_time_grows_with_the_length_of_hostile_text(unit: str) -> None:
    start = time.process_time()
    check(unit * 10_000)
    assert time.process_time() - start < 4


@pytest.mark.parametrize(
    "post",
    [
        "We saw it " + "http://a" * 60 + " word",
        "We saw it " + "http://a" * 12_500 + " word",
        "We saw it " + "http://a " * 11_000 + "word",
        "We saw it " + "http://a " * 11_000,
        "We saw it " + "t.co/a " * 15_000,
        "We saw it " + "t.co/" * 20_000,
        "We saw it " + "pic.twitter.com/a" * 6_000,
        "We saw it" + " " * 100_000 + "word",
    ],
    ids=lambda post: post[9:26],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_links_of_a_hostile_post_take_bounded_time(post: str, gap: str) -> None:
    start = time.process_time()
    check(f"{post}{gap}— Mara Lind (@lind)")
    assert time.process_time() - start < 3
