"""What many tests share: the sample corpus, scored once by the real program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does; before numpy is imported

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = str(Path(sys.executable).with_name("reliability"))


@dataclass(frozen=True)
class Sample:
    """The sample corpus after `reliability score data`."""

    db: Path
    rows: list[dict]
    stderr: str

    def row(self, article_id: str) -> dict:
        return next(row for row in self.rows if row["article_id"] == article_id)


def reliability(*arguments: str, cwd: Path = ROOT, **more) -> subprocess.CompletedProcess[str]:
    """Run the installed program as a user would."""
    command = [PROGRAM, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=110, check=False, **more)


@pytest.fixture(scope="session")
def run_program():
    return reliability


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    db = tmp_path_factory.mktemp("sample") / "sample.duckdb"
    done = reliability("score", "data", "--db", str(db), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return Sample(db, [json.loads(line) for line in done.stdout.splitlines()], done.stderr)
