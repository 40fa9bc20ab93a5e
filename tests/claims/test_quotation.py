"""Where quotations open and close, form by form, on sentences written for this test."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.claims.quotation import LONGEST, Quotations, find
from reliability.claims.tokens import PARAGRAPH, tokenise


def quoted(text: str) -> list[str]:
    """The quotations of a text; `…` behind one that is never closed, `+` before one that goes on another."""
    tokens = tokenise(text)
    found = find(tokens)
    columns = zip(found.starts, found.ends, found.closed, found.continued, strict=True)
    return [
        ("+" if continued else "") + text[tokens.starts[start] : tokens.ends[end - 1]] + ("" if closed else "…")
        for start, end, closed, continued in columns
    ]


MARKS = [
    ('"We lost," he said. "Never again."', ['"We lost,"', '"Never again."']),
    ("“We lost,” he said.", ["“We lost,”"]),
    ("``We lost,'' he said.", ["``We lost,''"]),
    ('" We lost , " he said .', ['" We lost , "']),
    ("«We lost», he said.", ["«We lost»"]),
    ("«\u00a0We lost\u00a0», he said.", ["«\u00a0We lost\u00a0»"]),
    ("»We lost«, he said.", ["»We lost«"]),
    ("»We lost», he said.", ["»We lost»"]),
    ("‹We lost›, he said.", ["‹We lost›"]),
    ("„We lost“, he said. „Never again.”", ["„We lost“", "„Never again.”"]),
    ("“We lost,“ he said.", ["“We lost,“"]),
    ("”We lost,” he said.", ["”We lost,”"]),
    ("He said 「we lost『all』」 and left.", ["「we lost『all』」"]),
    ("&quot;We lost,&quot; he said.", ["&quot;We lost,&quot;"]),
    ('**"We lost,"** he said.', ['"We lost,"']),
    ('He said:"We lost."She left.', ['"We lost."']),
    ('"We lost, "he said.', ['"We lost, "']),
]
SINGLE = [
    ("'We lost,' he said.", ["'We lost,'"]),
    ("‘We don’t know,’ he said.", ["‘We don’t know,’"]),
    ("'The players' tunnel is shut,' he said. The voters' choice.", ["'The players' tunnel is shut,'"]),
    ("She called them 'heroes' of the war.", ["'heroes'"]),
    ("A 'new normal', he said, and 'fine'.", ["'new normal'", "'fine'"]),
    ("'Get 'em out,' he said in the '90s.", ["'Get 'em out,'"]),
    ("'Goin' home' was 'Tis the song.", ["'Goin' home'"]),
    ("'Cause we said so,' he said.", ["'Cause we said so,'"]),
    ("'Tis the season, and the workers' day.", []),
    ("The 1980s' best rock 'n' roll.", []),
    ("‘We lost", []),
]
NESTED = [
    ("'She told me \"no\" and left,' he said.", ["'She told me \"no\" and left,'"]),
    ("\"She told me 'no' and left,\" he said.", ["\"She told me 'no' and left,\""]),
    ("'\"We lost,\" he told me,' she said.", ["'\"We lost,\" he told me,'"]),
    ('"She said "no" and left," he said.', ['"She said "no" and left,"']),
    ("“She said “no” and left,” he said.", ["“She said “no” and left,”"]),
]
ASTRAY = [
    ('He is 6\'2" tall and "strong".', ['"strong"']),
    ('"He is 6\'2" and fast," she said.', ['"He is 6\'2" and fast,"']),
    ('"90" points and "10" fouls.', ['"90"', '"10"']),
    ('A door 5\'10" by 12" wide.', []),
    ('A stray " mark.', []),
    ('We lost," he said. "Never again."', ['"Never again."']),
    ("“We lost, he said. “Never again,” she said.", ["“We lost, he said.…", "“Never again,”"]),
    ("Home » News » Sport", []),
    ("» Read more", []),
]
PARAGRAPHS = [
    ("“We lost.\n\n“We tried.\n\n“Never,” he said.", ["“We lost.…", "+“We tried.…", "+“Never,”"]),
    ("'We lost it.\n\n'We tried,' he said.", ["'We lost it.…", "+'We tried,'"]),
    ("“We lost.\n\nThe end.\n\n“We tried,” he said.", ["“We lost.…", "“We tried,”"]),
    ('"We lost\neverything," he said.', ['"We lost\neverything,"']),
    ("“We lost.\nMara Lind.”", ["“We lost.…"]),
]
UNMARKED = [
    ("— We lost — said Lind —. Never again.", ["— We lost…", "Never again.…"]),
    ("—Perdimos —dijo Lind—. Nunca más.\n—¿Cuándo?", ["—Perdimos…", "Nunca más.…", "—¿Cuándo?…"]),
    ("— We lost, said Lind.", ["— We lost,…"]),
    ("— Built in 1911\n— Closed twice", []),
    ("— The ferry reopens, officials said.\n— The road is shut.", []),
    ("> We lost it all that day.\n> Nobody came to help.", ["We lost it all that day.…", "+Nobody came to help.…"]),
]


@pytest.mark.parametrize(("text", "expected"), [*MARKS, *SINGLE, *NESTED, *ASTRAY, *PARAGRAPHS, *UNMARKED])
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_what_follows_a_quotation_that_is_too_long_goes_on_none() -> None:
    stray = "“" + "We lost. " * LONGEST
    assert quoted(f"“We came.\n\n{stray}\n\n“We tried.\n\n“Never,” he said.") == [
        "“We came.…",
        "“We tried.…",
        "+“Never,”",
    ]


def check(text: str) -> Quotations:
    """What holds for the quotations of any text."""
    tokens = tokenise(text)
    found = find(tokens)
    assert len(found.starts) == len(found.ends) == len(found.closed) == len(found.continued)
    for start, end in zip(found.starts, found.ends, strict=True):
        assert 0 <= start < end <= len(tokens)
    for end, start in zip(found.ends, found.starts[1:], strict=False):
        assert end <= start
    assert not any(found.continued[:1])
    for end, start, continued in zip(found.ends, found.starts[1:], found.continued[1:], strict=False):
        assert not continued or tokens.tags[end:start].strip("*") == PARAGRAPH
    for first, second in pairwise(found.starts):
        assert first < second
    return found


PIECES = st.sampled_from([*"\"“”„'‘’«»‹›「」—>-.,?!()", "''", "``", "&quot;", "We", "lost", "said", "Lind", "90", "\n"])


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=60), st.sampled_from(["", " "]))
def test_quotations_of_noise_are_in_order_and_apart(pieces: list[str], glue: str) -> None:
    check(glue.join(pieces))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=120))
def test_quotations_of_any_text_are_in_order_and_apart(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "unit",
    ['"', "“", "”", "'", "‘", "«", "「", "“”‘’«»", "“a ", "'a ", "a' ", "“a\n", '"a\n\n', "— a\n", "> a b c d\n", " "],
)
def test_time_grows_with_the_length_of_hostile_text(unit: str) -> None:
    start = time.process_time()
    check(unit * 50_000)
    assert time.process_time() - start < 6


def test_time_for_clauses_that_report_no_talk_is_linear() -> None:
    def taken(clauses: int) -> float:
        tokens = tokenise("- The bridge, said Lind, " + "the bridge, said Lind, " * clauses)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            find(tokens)
            best = min(best, time.process_time() - start)
        return best

    assert taken(32_000) < 3 * taken(16_000)
