"""A model that is damaged, foreign or missing is refused with an error that says what to do."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from reliability import resources, scoring
from reliability.errors import ReliabilityError
from reliability.scoring.estimator import assemble, linear_form, prepare
from reliability.scoring.linear import Linear, Replicates
from reliability.scoring.shrinkage import Prior
from reliability.scoring.storage import Parts, save

NAMES = ["words", "hedges_per_1000"]


def fitted() -> Parts:
    values = np.random.default_rng(0).normal(size=(80, 2))
    estimator = assemble(prepare(values, np.ones(80), NAMES), np.array([0.4, -0.2]), 0.1, 100.0)
    linear = linear_form(estimator, NAMES, {"words": "completeness"})
    prior = Prior(mean=0.6, between=0.02, within=0.03, rating=0.6, spread=0.05, link=0.02)
    return Parts(estimator, linear, prior)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "2026-01-02-small"
    place.mkdir()
    save(place, {"id": place.name}, fitted(), Replicates(np.zeros(3), np.ones((3, 2))))
    return place


def rewrite(folder: Path, name: str, data: bytes) -> None:
    """Replace a file and its digest, as someone would who wants it to be loaded."""
    (folder / name).write_bytes(data)
    change(folder, lambda about: about["files"].update({name: hashlib.sha256(data).hexdigest()}))


def change(folder: Path, edit: Callable[[dict[str, object]], object]) -> None:
    about = json.loads((folder / "model.json").read_text())
    edit(about)
    (folder / "model.json").write_text(json.dumps(about))


def test_what_was_saved_is_what_is_loaded(folder: Path) -> None:
    model, expected = scoring.load(folder), fitted().linear
    assert model.linear.names == expected.names and model.linear.groups == ("completeness", "other")
    assert model.linear.base == expected.base
    for name in ("median", "low", "high", "mean", "scale", "weights"):
        np.testing.assert_array_equal(getattr(model.linear, name), getattr(expected, name))
    assert model.prior.between == 0.02
    row = np.array([[0.3, np.nan]])
    assert model.estimator().predict(row) == fitted().estimator.predict(row)


def test_loading_and_scoring_import_no_scikit_learn(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; import polars as pl; from reliability import scoring;"
        "m = scoring.load(Path(sys.argv[1]));"
        "f = pl.DataFrame({'article_id': ['a'], 'words': [300.0], 'hedges_per_1000': [1.0],"
        " 'english_share': [0.4], 'sentence_share': [1.0], 'paragraphs': [5.0]});"
        "s, c = scoring.score(f, m); assert s['score'][0] is not None;"
        "print([n for n in ('sklearn', 'skops', 'scipy', 'pandas') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_untrusted_type_is_named_and_never_loaded(folder: Path) -> None:
    schema = {"__class__": "system", "__module__": "posix", "__loader__": "FunctionNode", "content": []}
    evil = io.BytesIO()
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr("schema.json", json.dumps({"content": [schema]}))
    rewrite(folder, "model.skops", evil.getvalue())
    with pytest.raises(ReliabilityError, match=r"posix\.system.*not trusted"):
        scoring.load(folder)


def test_pickles_are_refused(folder: Path) -> None:
    data = io.BytesIO()
    np.savez(data, bases=np.array([{}], dtype=object), weights=np.zeros((1, 2)))
    rewrite(folder, "replicates.npz", data.getvalue())
    with pytest.raises(ReliabilityError, match="damaged"):
        scoring.load(folder)
    rewrite(folder, "replicates.npz", pickle.dumps([1, 2]))
    with pytest.raises(ReliabilityError, match="damaged"):
        scoring.load(folder)


@pytest.mark.parametrize("name", ["model.json", "model.skops", "replicates.npz"])
def test_a_cut_or_missing_file_is_damage(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: len(data) // 2])
    with pytest.raises(ReliabilityError, match="damaged"):
        scoring.load(folder)
    (folder / name).unlink()
    with pytest.raises(ReliabilityError):
        scoring.load(folder)


@pytest.mark.parametrize(
    "edit",
    [
        lambda about: about.pop("features"),
        lambda about: about["features"].pop(),
        lambda about: about["features"][0].update(weight="heavy"),
        lambda about: about["features"][0].update(scale=0.0),
        lambda about: about["features"][1].update(name="words"),
        lambda about: about.update(base=float("nan")),
        lambda about: about.update(features="words"),
        lambda about: about.update(sources=[]),
        lambda about: about.update(files=None),
        lambda about: about["files"].update({"model.skops": None}),
    ],
)
def test_numbers_that_do_not_fit_are_damage(folder: Path, edit: Callable[[dict[str, object]], object]) -> None:
    change(folder, edit)
    with pytest.raises(ReliabilityError, match="damaged"):
        scoring.load(folder)


def test_another_format_is_refused_by_name(folder: Path) -> None:
    change(folder, lambda about: about.update(format=99))
    with pytest.raises(ReliabilityError, match="format 99"):
        scoring.load(folder)


def test_a_folder_without_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReliabilityError, match="not a model folder"):
        scoring.load(tmp_path / "nowhere")
    monkeypatch.setattr(resources, "models", lambda: tmp_path)
    with pytest.raises(ReliabilityError, match="No scoring model"):
        scoring.load(None)


def test_the_newest_shipped_model_is_the_default(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = folder.with_name("2026-03-01-small")
    shutil.copytree(folder, newer)
    (folder.parent / "2027-01-01-empty").mkdir()
    monkeypatch.setattr(resources, "models", lambda: folder.parent)
    assert scoring.load(None).folder == newer


def test_a_feature_that_was_not_computed_is_named(folder: Path) -> None:
    import polars as pl

    frame = pl.DataFrame(
        {"article_id": ["a"], "words": [300.0], "english_share": [0.4], "sentence_share": [1.0], "paragraphs": [5.0]}
    )
    with pytest.raises(ReliabilityError, match="hedges_per_1000"):
        scoring.score(frame, scoring.load(folder))


def test_shipped_models_hold_no_pickles_and_score_like_their_estimator() -> None:
    shipped = sorted(p for p in resources.models().iterdir() if (p / "model.json").is_file())
    assert shipped
    for place in shipped:
        assert {path.suffix for path in place.iterdir()} <= {".json", ".skops", ".npz", ".md"}
        model = scoring.load(place)
        linear: Linear = model.linear
        values = linear.mean + linear.scale * np.random.default_rng(0).normal(size=(200, len(linear.names)))
        values[::7, ::5] = np.nan
        mine = linear.base + linear.standardise(values) @ linear.weights
        np.testing.assert_allclose(mine, model.estimator().predict(values), rtol=0, atol=1e-9)
