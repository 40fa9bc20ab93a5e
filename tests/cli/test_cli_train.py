"""`reliability train` is a group: scores and claims."""

from __future__ import annotations

import json

import pytest

ARTICLE = {
    "id": "dam",
    "text": "The dam holds, Ida Holm said.",
    "attributions": [
        {"id": "E1", "source": [[15, 23]], "cue": [[24, 28]], "content": [[0, 13]]},
        {"id": "E2", "source": [], "cue": [], "content": [[0, 13]]},
    ],
}


@pytest.mark.parametrize("words", [["articles.jsonl", "--ratings", "r.csv"], ["--ratings", "r.csv", "articles.jsonl"]])
def test_the_old_spelling_says_what_to_write_instead(run_program, words):
    done = run_program("train", *words)
    assert done.returncode == 2
    assert "`reliability train scores ...`" in done.stderr and "`reliability train claims ...`" in done.stderr


def test_help_of_the_group_names_both(run_program):
    done = run_program("train", "--help")
    assert done.returncode == 0
    assert "scores" in done.stdout and "claims" in done.stdout


def test_training_scores_still_asks_for_ratings_it_can_read(run_program, tmp_path):
    done = run_program("train", "scores", "data/articles.jsonl", "--ratings", str(tmp_path / "none.csv"))
    assert done.returncode == 2
    assert "none.csv cannot be read" in done.stderr


def test_training_claims_counts_what_it_takes_and_what_it_sets_aside(run_program, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(ARTICLE) + "\n{broken\n", encoding="utf-8")
    done = run_program("train", "claims", str(gold), "--out", str(tmp_path / "models"), "--epochs", "1")
    assert "1 article with 1 attribution\n" in done.stderr
    assert f"{gold}:1: Attribution E2: its cue is empty." in done.stderr
    assert f"{gold}:2: This is no valid JSON" in done.stderr


def test_training_claims_without_anything_to_learn_from_is_the_users_mistake(run_program):
    done = run_program("train", "claims", "data/articles.jsonl")
    assert done.returncode == 2
    assert "no article with a usable attribution" in done.stderr and "hint: " in done.stderr
