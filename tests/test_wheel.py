"""The wheel works where there is no checkout: its suites, its model and the scripts of its pages travel inside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
UV = shutil.which("uv", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))


@pytest.mark.timeout(300)
@pytest.mark.skipif(UV is None, reason="uv builds the wheel and makes the fresh environment; it is not installed")
def test_score_runs_from_the_root_folder_with_only_the_wheel(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}

    def run(*command: str, cwd: Path = tmp_path) -> str:
        done = subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(UV, "build", "--wheel", "--out-dir", str(tmp_path / "dist"), str(ROOT))
    wheel = next((tmp_path / "dist").glob("*.whl"))
    assert wheel.stat().st_size < 30_000_000
    fresh = tmp_path / "fresh"
    run(UV, "venv", "--python", sys.executable, str(fresh))
    run(UV, "pip", "install", "--python", str(fresh), str(wheel))
    program = next(
        path for path in (fresh / "bin" / "reliability", fresh / "Scripts" / "reliability.exe") if path.exists()
    )
    articles = str(ROOT / "data" / "articles.jsonl")
    root, db, page = Path(tmp_path.anchor), str(tmp_path / "desk.duckdb"), tmp_path / "report.html"
    out = run(str(program), "score", articles, "--db", db, "--format", "jsonl", cwd=root)
    rows = [json.loads(line) for line in out.splitlines()]
    assert len(rows) == 43
    assert any(row["flags"] for row in rows) and any(row["score"] is not None for row in rows)
    run(str(program), "report", "--db", db, "--out", str(page), cwd=root)
    assert "vegaEmbed" in page.read_text(encoding="utf-8") and (tmp_path / "quality.json").is_file()
