"""Settings: file < environment < option, and clear words for what does not fit."""

from __future__ import annotations

from datetime import date

import pytest

from reliability import config
from reliability.claims import model
from reliability.errors import ReliabilityError


@pytest.fixture(autouse=True)
def _clean(monkeypatch, tmp_path):
    for setting in config.SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_later_place_wins(monkeypatch, tmp_path):
    assert config.load()["db"] == "reliability.duckdb"
    (tmp_path / "reliability.toml").write_text('db = "file.duckdb"\nchunk = 100\n')
    assert config.load()["db"] == "file.duckdb"
    monkeypatch.setenv("RELIABILITY_DB", "env.duckdb")
    assert config.load()["db"] == "env.duckdb"
    loaded = config.load({"db": "option.duckdb", "chunk": None})
    assert (loaded["db"], loaded["chunk"]) == ("option.duckdb", 100)
    assert loaded.origins["db"] == "--db"


def test_the_claims_model_is_a_name_or_a_folder(monkeypatch, tmp_path):
    assert config.load()["claims_model"] == "fast"
    monkeypatch.setenv("RELIABILITY_CLAIMS_MODEL", "deep")
    assert config.load()["claims_model"] == "deep"
    (tmp_path / "desk").mkdir()
    assert config.load({"claims_model": "desk"})["claims_model"] == "desk"


def test_the_claims_models_that_settings_know_are_those_of_the_claims_room():
    assert model.KINDS == config.CLAIMS_MODELS


def test_own_outlets(tmp_path):
    (tmp_path / "reliability.toml").write_text('[[outlets]]\nname = "Harbour Post"\naliases = ["HP"]\n')
    assert config.load().outlets == ({"name": "Harbour Post", "aliases": ["HP"]},)


SILENCE = '[[silence]]\ncode = "COM002"\nsource = "harbour-post.example"\nreason = "a wire desk"\n'


def test_silences(tmp_path):
    (tmp_path / "reliability.toml").write_text(f"{SILENCE}until = 2030-12-31\n")
    (silence,) = config.load().silences
    assert silence == config.Silence("COM002", "harbour-post.example", "a wire desk", date(2030, 12, 31))
    assert silence.holds(date(2030, 12, 31))
    assert not silence.holds(date(2031, 1, 1))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("dp = 1", "dp"),
        ('silence = "COM002"', "'silence' must be tables"),
        (SILENCE.replace("reason", "why"), "silence 1 has the unknown key 'why'"),
        (SILENCE.replace("a wire desk", " "), "silence 1 has no reason"),
        (SILENCE.replace('"COM002"', "2"), "silence 1 has no code"),
        (
            SILENCE + SILENCE.replace("harbour", "HARBOUR"),
            "silence 2: COM002 of HARBOUR-post.example is silenced above",
        ),
        (f"{SILENCE}until = '2030-12-31'", "is no date"),
        (f"{SILENCE}until = 2030-12-31T10:00:00", "is no date"),
        ("chunk = -1", "chunk"),
        ("workers = true", "workers"),
        ("db = [", "TOML"),
        ("outlets = 3", "outlets"),
        ('[[outlets]]\nname = "Harbour Post"\nalias = ["HP"]', "'alias'"),
        ('claims_model = "nowhere"', "there is no folder 'nowhere'"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path, text, says):
    (tmp_path / "reliability.toml").write_text(text)
    with pytest.raises(ReliabilityError, match=says) as caught:
        config.load()
    assert caught.value.hint


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'model = "m"\n'),
        ("chunk = 9", 'chunk = 9\nmodel = "m"\n'),
        ('"model"="old"   # why\r\nchunk = 9\r\n', 'model = "m"   # why\r\nchunk = 9\r\n'),
        ('model = "a # b"\n', 'model = "m"\n'),
        ('# top\n\n# ours\n[[outlets]]\nname = "Post"\n', 'model = "m"\n# top\n\n# ours\n[[outlets]]\nname = "Post"\n'),
        ("claims_model = 'fast'\n", "claims_model = 'fast'\nmodel = \"m\"\n"),
    ],
)
def test_remembering_a_setting_changes_its_line_only(tmp_path, before, after):
    file = tmp_path / "reliability.toml"
    file.write_bytes(before.encode())
    config.remember("model", "m")
    assert file.read_bytes().decode() == after
    assert config.load()["model"] == "m"
    config.remember("model", None)
    assert config.load()["model"] == "" and 'model = "m"' not in file.read_text()


def test_a_file_that_a_line_cannot_change_safely_stays_as_it_is(tmp_path):
    file = tmp_path / "reliability.toml"
    before = 'model = """\nold\n"""\n'
    file.write_text(before)
    with pytest.raises(ReliabilityError, match="cannot be changed safely") as error:
        config.remember("model", "m")
    assert 'model = "m"' in error.value.hint and file.read_text() == before
