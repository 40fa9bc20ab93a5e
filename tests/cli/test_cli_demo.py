"""The first command of somebody new."""

from __future__ import annotations

import os
import shlex
import shutil


def test_the_demo_scores_reports_and_says_what_to_try_next(run_program, tmp_path):
    done = run_program("demo", "--folder", "first look", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Mayor" in done.stdout and "more articles" in done.stdout
    assert (tmp_path / "first look" / "report.html").stat().st_size > 100_000
    named = [line.strip() for line in done.stderr.splitlines() if line.startswith("  ") and " --db " in line]
    assert len(named) == 4
    words = shlex.split(named[0])
    assert shutil.which(words[0], path=f"{os.environ['PATH']}{os.pathsep}{tmp_path}") or (tmp_path / words[0]).exists()
    shown = run_program(*words[words.index("explain") :], cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "What speaks against it" in shown.stdout


def test_the_demo_refuses_a_folder_that_cannot_be(run_program, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    done = run_program("demo", "--folder", "taken", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be made" in done.stderr and "--folder" in done.stderr
