"""What revisions changed in silence, and how long hostile ones take."""

from __future__ import annotations

import time

import pytest

from reliability.features.finding import Case
from reliability.features.revisions import find_facts, find_titles

BEFORE = (
    "The ferry of Calder Shipping carried 120 people when it sank near Port Ansel. Captain Ilse Brandt was not hurt."
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("120 people", "210 people", "“120” before, “210” now"),
        ("Brandt", "Quill", "“Brandt” before, “Quill” now"),
        ("was not hurt", "was hurt", "“not” before, nothing now"),
        ("120 people", "120 passengers", None),
        ("sank", "went down", None),
        ("The ferry", "A ferry", None),
    ],
)
def test_numbers_names_and_negations_are_facts(old: str, new: str, said: str | None) -> None:
    text = BEFORE.replace(old, new)
    found = find_facts(Case("a", "", text, previous_text=BEFORE))
    assert [place.said for place in found] == ([said] if said else [])
    assert all(text[place.start : place.end] in new for place in found)


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        ("Ferry sinks off Ansel", "FERRY SINKS OFF ANSEL!", False),
        ("Ferry sinks off Ansel", "Ferry sinks off Ansel | Harbour Post", False),
        ("Ferry sinks off Ansel", "Ferry sinks off Ansel – Harbour Post", False),
        ("Ferry sinks off Ansel", "A ferry sinks off Ansel", False),
        ("Ferry sinks off Ansel", "Ferry sunk off Ansel", True),
        ("Ferry sinks off Ansel", "Ferry sinks off Ansel – nine dead", True),
        ("", "Ferry sinks off Ansel", False),
    ],
)
def test_a_headline_changes_with_its_words(before: str, now: str, changed: bool) -> None:
    found = find_titles(Case("a", now, "", publisher="Harbour Post", previous_title=before))
    assert bool(found) == changed
    assert [place.said for place in found] == ([f"“{before}”"] if changed else [])


def test_long_hostile_revisions_are_compared_quickly() -> None:
    started = time.process_time()
    find_facts(Case("a", "", "A 1 " * 50_000, previous_text="B 2 " * 50_000))
    assert time.process_time() - started < 1.0
