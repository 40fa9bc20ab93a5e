"""Statements that a person passes on: the origin is who is spoken for, the speaker stands in `via`."""

import pytest

from reliability.claims import gazetteer
from reliability.claims.attribution import Attribution
from reliability.claims.provenance import resolve

KNOWN = gazetteer.load()


def passed_on(text: str, source: str, content: str) -> tuple[str | None, tuple[tuple[str, str], ...], int]:
    start, begin = text.rindex(source), text.rindex(content)
    end = start + len(source)
    cue = (end + 1, text.index(" ", end + 1)) if start < begin else (start - 13, start - 1)
    one = Attribution(((start, end),), (cue,), ((begin, begin + len(content)),), "indirect")
    found = resolve(text, [one], publisher=None, domain=None, title=None, gazetteer=KNOWN)[0]
    return found.origin, found.via, found.hops


@pytest.mark.parametrize(
    ("text", "source", "content", "origin", "relay"),
    [
        ("Emma Lund left. Her lawyer said that she had slept.", "Her lawyer", "that she had slept", "Emma Lund", ""),
        (
            "The club Open Oars sued. Its lawyer, Dov Keller, said that his client was glad.",
            "Its lawyer, Dov Keller,",
            "that his client was glad",
            "Open Oars",
            "Dov Keller",
        ),
        (
            "Emma Lund left. Lund's spokeswoman said Lund regretted the fall.",
            "Lund's spokeswoman",
            "Lund regretted the fall",
            "Emma Lund",
            "",
        ),
        (
            "The minister, Emma Lund, left. Lund's spokesman said that the minister regretted the fall.",
            "Lund's spokesman",
            "that the minister regretted the fall",
            "Emma Lund",
            "",
        ),
        (
            "The ministry has said it will wait, according to lawyers for the crew.",
            "lawyers for the crew",
            "The ministry has said it will wait",
            "ministry",
            "",
        ),
    ],
)
def test_the_client_is_the_origin(text, source, content, origin, relay):
    found, via, hops = passed_on(text, source, content)
    assert found == origin
    assert [kind for kind, _ in via] == ["person"]
    assert relay in via[0][1]
    assert hops == 1


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Emma Lund left. Her lawyer said the court was cold.", "Her lawyer", "the court was cold"),
        (
            "The port grew. A spokesman for the port said it had never shut.",
            "A spokesman for the port",
            "it had never shut",
        ),
        (
            "Dov Keller, the fund's lawyer, said that he had slept.",
            "Dov Keller, the fund's lawyer,",
            "that he had slept",
        ),
    ],
)
def test_what_a_lawyer_says_of_his_own_stays_his(text, source, content):
    _, via, hops = passed_on(text, source, content)
    assert (via, hops) == ((), 0)
