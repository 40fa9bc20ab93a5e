"""`reliability doctor` finds broken set-ups, says what to do, and passes a sound one."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from reliability import resources
from reliability.cli import _surroundings, main
from reliability.cli._checking import tried
from reliability.store import beacon


def looked(*arguments: str) -> dict[str, dict]:
    done = CliRunner().invoke(main.build(), ["doctor", "--json", *arguments], catch_exceptions=False)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == int(any(check["ok"] is False for check in found))
    return {check["name"]: check for check in found}


def test_a_sound_installation_passes(sample):
    found = looked("--db", str(sample.db))
    assert [name for name, check in found.items() if check["ok"] is False] == []
    assert "GB free" in found["disk"]["found"] and found["python"]["ok"]


def test_a_python_that_is_too_old():
    check = _surroundings.python((3, 10))
    assert check.ok is False and "Install Python 3.11 or newer" in check.found


def test_a_missing_part_is_wrong_only_where_it_is_needed():
    for needed, ok in ((True, False), (False, None)):
        check = _surroundings.optional("deep", ("polars", "no-such-package"), "the model", needed=needed)
        assert check.ok is ok and "no-such-package not installed" in check.found and "[deep]" in check.found


def test_java_that_is_missing_old_or_of_no_use(tmp_path, monkeypatch):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "none. --engine spark needs Java 17" in _surroundings.java().found
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert "does not run" in _surroundings.java().found
    told = SimpleNamespace(stderr='openjdk version "11.0.2" 2019-01-15\n')
    monkeypatch.setattr(_surroundings.subprocess, "run", lambda *args, **more: told)
    assert _surroundings.java().ok is None and "11 at" in _surroundings.java().found
    told.stderr = 'openjdk version "21.0.1" 2023-10-17\n'
    assert _surroundings.java().ok


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder that nobody may write")
def test_a_folder_that_cannot_be_written():
    check = tried("folder", lambda: _surroundings.writable(Path("/proc")))
    assert check.ok is False and "Make it writable" in check.found


def test_a_full_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(_surroundings.shutil, "disk_usage", lambda place: SimpleNamespace(free=90_000_000))
    check = _surroundings.space(tmp_path)
    assert check.ok is False and "0.1 GB free. Make room" in check.found


def test_the_trace_of_a_server_that_was_killed(tmp_path):
    db = str(tmp_path / "desk.duckdb")
    assert list(_surroundings.server(db)) == []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        beacon.write(db, beacon.Beacon("127.0.0.1", listening.getsockname()[1], 1, "key"))
        assert [check.ok for check in _surroundings.server(db)] == [True]
    (check,) = _surroundings.server(db)
    assert check.ok is None and "left from a server that ended" in check.found


def test_a_damaged_model(tmp_path, monkeypatch):
    for name, damage in (("model.json", b"{"), ("model.skops", b"PK\x03\x04 cut off")):
        folder = tmp_path / name.replace(".", "-")
        shutil.copytree(resources.models() / "2026-11-23-ridge", folder)
        (folder / name).write_bytes(damage)
        monkeypatch.setenv("RELIABILITY_MODEL", str(folder))
        check = looked("--db", ":memory:")["model"]
        assert check["ok"] is False and "Restore the folder" in check["found"], check


def test_a_database_that_is_damaged_or_of_an_older_schema(sample, tmp_path):
    import duckdb

    damaged, older = tmp_path / "damaged.duckdb", tmp_path / "older.duckdb"
    content = sample.db.read_bytes()
    damaged.write_bytes(content[:4096] + bytes(len(content) - 4096))
    check = looked("--db", str(damaged))["database"]
    assert check["ok"] is False and str(damaged) in check["found"], check
    shutil.copy(sample.db, older)
    with duckdb.connect(str(older)) as opened:
        opened.execute("DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)")
    check = looked("--db", str(older))["database"]
    assert check["ok"] is False and "brings it up to date" in check["found"], check


def test_settings_that_cannot_be_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reliability.toml").write_text("db = \n", encoding="utf-8")
    check = looked()["settings"]
    assert check["ok"] is False and "reliability.toml" in check["found"]
