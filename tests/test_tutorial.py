"""The tutorial works as it stands: its commands run, one after the other, and show what it says they show."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.S | re.M)


@pytest.mark.timeout(240)
def test_a_stranger_gets_to_the_end_of_the_tutorial(tmp_path):
    (tmp_path / "data").symlink_to(ROOT / "data")
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    shown = {}
    for kind, block in BLOCKS:
        if kind == "text":
            (tmp_path / "my.txt").write_text(block, encoding="utf-8")
            continue
        for line in block.strip().splitlines():
            words = shlex.split(line.replace("python3 run.py", "reliability"))
            assert words[0] == "reliability"
            command = [sys.executable, "-m", *words]
            done = subprocess.run(
                command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120
            )
            assert done.returncode == 0, (line, done.stderr)
            shown[" ".join(words[1:3])] = done.stdout
    lowest = shown["score data"].splitlines()[3]
    assert "Mayor CONFESSES" in lowest, lowest
    assert "Harbour Post -> Brennick Courier -> this page" in shown["explain mayor confesses"]
    assert "single origin" in shown["story ferry-cpa"] and "copy of" in shown["story ferry-cpa"]
    assert "Almar Lines" in shown["trace passed its yearly inspection in March"]
    assert "4 of 7 claims second-hand" in shown["explain Osk footbridge"]
    assert "For the author" in shown["explain Osk footbridge"]
    assert (tmp_path / "report.html").stat().st_size > 100_000


def test_the_article_of_the_tutorial_is_what_its_command_reads():
    assert [kind for kind, _ in BLOCKS].count("text") == 1
    assert "reliability score my.txt" in PAGE
