"""Silenced flags: set aside per source, counted with their reason, and never by a code that is misspelled."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from reliability import config, flags, records, rulebook
from reliability.config import Silence
from reliability.errors import ReliabilityError

DAY = date(2030, 5, 1)
ARTICLES = pl.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "domain": ["harbour-post.example", "inland.example", None],
        "publisher": ["The Harbour Post", None, "The Harbour Post"],
    }
)


def flagged(*pairs: str) -> pl.DataFrame:
    return records.FLAGS.frame({"article_id": pair[0], "code": f"OWN00{pair[1]}"} for pair in pairs)


FOUND = flagged("a1", "a2", "b1", "c1", "c2")


def split(*silences: Silence, found: pl.DataFrame = FOUND) -> tuple[list[str], list[tuple]]:
    kept, counts = flags.silence(found, ARTICLES, silences, DAY)
    assert kept.schema == found.schema
    return [article + code[-1] for article, code in kept.select("article_id", "code").rows()], counts.rows()


@pytest.mark.parametrize(
    ("silences", "kept", "counts"),
    [
        ([], "a1 a2 b1 c1 c2", []),
        ([Silence("OWN001", "*", "old")], "a2 c2", [("OWN001", "*", "old", 3)]),
        ([Silence("OWN001", "INLAND.example", "x")], "a1 a2 c1 c2", [("OWN001", "INLAND.example", "x", 1)]),
        ([Silence("OWN002", "the harbour post", "x")], "a1 b1 c1", [("OWN002", "the harbour post", "x", 2)]),
        (
            [Silence("OWN001", "harbour-post.example", "x", DAY)],
            "a2 b1 c1 c2",
            [("OWN001", "harbour-post.example", "x", 1)],
        ),
        ([Silence("OWN001", "*", "ended", date(2030, 4, 30))], "a1 a2 b1 c1 c2", []),
        (
            [Silence("OWN001", "inland.example", "first"), Silence("OWN001", "*", "then")],
            "a2 c2",
            [("OWN001", "inland.example", "first", 1), ("OWN001", "*", "then", 2)],
        ),
        ([Silence("OWN001", "elsewhere.example", "x")], "a1 a2 b1 c1 c2", []),
    ],
)
def test_flags_of_a_code_and_source_are_set_aside_and_counted(silences, kept, counts):
    assert split(*silences) == (kept.split(), counts)


def test_counts_of_batches_add_up():
    _, counts = flags.silence(FOUND, ARTICLES, [Silence("OWN001", "*", "old")], DAY)
    assert flags.add_silenced(flags.add_silenced(flags.none_silenced(), counts), counts).rows() == [
        ("OWN001", "*", "old", 6)
    ]


def test_findings_about_a_source_are_silenced_by_its_name_and_others_by_the_star_only():
    found = records.FINDINGS.frame(
        {"about": about, "subject": subject, "code": "TAB001"}
        for about, subject in (("source", "Quiet.example"), ("source", "busy.example"), ("theme", "quiet.example"))
    )
    kept, counts = flags.silence_findings(found, [Silence("TAB001", "quiet.example", "summer break")], DAY)
    assert kept.select("about", "subject").rows() == [("source", "busy.example"), ("theme", "quiet.example")]
    assert counts.rows() == [("TAB001", "quiet.example", "summer break", 1)]
    assert flags.silence_findings(found, [Silence("TAB001", "*", "all")], DAY)[0].is_empty()


def test_silence_of_an_unknown_code_is_a_mistake(tmp_path):
    (tmp_path / "reliability.toml").write_text('[[silence]]\ncode = "COM02"\nsource = "*"\nreason = "no bylines"\n')
    with pytest.raises(ReliabilityError, match="'COM02', which no suite has") as raised:
        rulebook.suites(config.load(directory=tmp_path))
    assert "Did you mean COM0" in raised.value.hint
    (tmp_path / "reliability.toml").write_text('[[silence]]\ncode = "COM002"\nsource = "*"\nreason = "no bylines"\n')
    assert "COM002" in rulebook.suites(config.load(directory=tmp_path)).codes
