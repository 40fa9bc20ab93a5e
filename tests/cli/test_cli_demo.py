"""The first command of somebody new."""

from __future__ import annotations

import shlex


def test_the_demo_scores_reports_and_says_what_to_try_next(run_program, tmp_path):
    done = run_program("demo", "--folder", "first look", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Mayor" in done.stdout and "more articles" in done.stdout
    assert (tmp_path / "first look" / "report.html").stat().st_size > 100_000
    named = [line.strip() for line in done.stderr.splitlines() if line.startswith("  reliability ")]
    assert len(named) == 4
    shown = run_program(*shlex.split(named[0])[1:], cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "What speaks against it" in shown.stdout


def test_the_demo_refuses_a_folder_that_cannot_be(run_program, tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    done = run_program("demo", "--folder", "taken", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be made" in done.stderr and "--folder" in done.stderr
