"""The word lists of provenance: each says what it is for, holds no entry twice, and makes a pattern."""

import re
from pathlib import Path

import pytest

from reliability.claims import patterns
from reliability.resources import PACKAGE, lexicon

USED = sorted(
    {
        name
        for path in (PACKAGE / "claims").glob("*.py")
        for name in re.findall(r"any_of\(['\"](\w+)['\"]\)", path.read_text(encoding="utf-8"))
    }
)


def path_of(name: str) -> Path:
    return PACKAGE / "claims" / "lexicon" / f"{name}.txt"


@pytest.mark.parametrize("name", USED)
def test_a_list_of_words_in_patterns(name):
    entries = lexicon(f"claims/{name}")
    assert path_of(name).read_text(encoding="utf-8").startswith("# ")
    assert len(entries) == len(set(entries))
    whole = re.compile(patterns.any_of(name))
    assert all(whole.fullmatch(entry.replace("*", "ing")) for entry in entries)
