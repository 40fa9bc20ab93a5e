"""What a user is told when an intake is not like what the model learned from."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from reliability import drift, store
from reliability.scoring import reference, storage

NAMES = ["words", "mean_sentence_words", "hedges_per_1000", "names_per_1000", "numbers_per_1000"]
TEXT = (
    "The council of Almar met on Friday and talked about the dam, {name} said. It was the {number}th meeting on this "
    "matter. Nobody knows what the repair will cost. The engineers want to come back with figures in the spring, and "
    "until then the road over the dam stays closed for lorries. People in the valley have to drive around the lake. "
    '"We have waited for long, and we can wait until spring," said {name}, who lives below the dam with a family of '
    "{number}. Two members of the council left the room before the vote, and one of them came back after it was over."
)


def like(sentence: float) -> reference.Reference:
    """What training was like for articles with sentences of about so many words."""
    rng = np.random.default_rng(0)
    middle, spread = [97, sentence, 0, 66, 20], [3, 1.0, 0.01, 8, 4]
    return reference.describe(rng.normal(middle, spread, (800, 5)), NAMES, np.arange(800) % 20)


def shipped(place: Path, stored: reference.Reference | None) -> Path:
    """A copy of the newest shipped model, with this reference or none."""
    newest = storage.load().folder
    folder = place / newest.name
    shutil.copytree(newest, folder)
    about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "reference.npz").unlink(missing_ok=True)
    about["files"].pop("reference.npz", None)
    if stored is not None:
        (folder / "reference.npz").write_bytes(reference.pack(stored))
        about["files"]["reference.npz"] = hashlib.sha256(reference.pack(stored)).hexdigest()
    (folder / "model.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def intake(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("intake") / "intake.jsonl"
    names = ["Ida Holm", "Nils Fabre", "Luc Amar", "Eva Lind"]
    lines = (
        json.dumps({"id": str(n), "title": "Dam stays shut", "text": TEXT.format(name=names[n % 4], number=n + 4)})
        for n in range(60)
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def report(run_program, db: Path, model: Path) -> str:
    page = db.with_suffix(".html")
    done = run_program("report", "--db", str(db), "--model", str(model), "--out", str(page))
    assert done.returncode == 0, done.stderr
    return page.read_text(encoding="utf-8")


def test_an_unusual_intake_is_a_notice_and_stands_in_the_report(run_program, intake, tmp_path):
    db, model = tmp_path / "desk.duckdb", shipped(tmp_path, like(sentence=40))
    done = run_program("score", str(intake), "--db", str(db), "--model", str(model), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    assert "Read these scores with care" in done.stderr
    assert "mean sentence words (on average 20.4, in training 40)" in done.stderr
    reasons = {json.loads(line)["abstained"] for line in done.stdout.splitlines()}
    assert reasons == {"out_of_distribution"}
    page = report(run_program, db, model)
    assert "Compared with training" in page and "Read these scores with care" in page
    assert "100.0 % of the articles are too far from training" in page
    assert "no score: unlike training" in page


def test_what_cannot_be_told_is_said(run_program, sample, tmp_path):
    page = report(run_program, sample.db, shipped(tmp_path / "without", None))
    assert "was stored without what it learned from" in page
    page = report(run_program, sample.db, shipped(tmp_path / "with", like(sentence=20)))
    assert "articles are too few to tell" in page


def test_a_model_that_is_gone_cannot_tell(sample):
    with store.open_store(str(sample.db), read_only=True) as opened:
        run = {"run_id": store.latest_run(opened), "model": "2020-01-01-gone"}
        found = drift.told(opened, run, "")
        nothing = drift.told(opened, run | {"model": None}, "")
    assert found["said"] == "The model 2020-01-01-gone of this run is not at hand. Name its folder by --model."
    assert (found["level"], nothing["level"], found["rows"]) == ("unknown", "unknown", [])
