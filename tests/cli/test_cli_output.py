"""Where results go, and in which format."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from reliability.cli import main


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", "nowhere.jsonl"),
        ("claims", "nowhere.jsonl"),
        ("rescore",),
        ("trace", "the pier is shut"),
        ("truth", "nowhere.csv"),
        ("explain", "tunnel-courier"),
        ("sources",),
        ("sources", "a.example"),
        ("circular",),
        ("stories",),
    ],
    ids=" ".join,
)
def test_a_file_of_an_unknown_kind_is_refused_before_any_work(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main.build(), [*arguments, "--output", "found.pdf"])
    said = str(done.exception) + done.output
    assert "found.pdf has the name of no format" in said, said
    assert list(tmp_path.iterdir()) == []
