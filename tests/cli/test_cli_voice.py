"""What is said beside results: less, more or as JSON, on every command; colours and widths of what is shown."""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from reliability import schemas
from reliability.cli import main

jsonschema = pytest.importorskip("jsonschema", reason="Great Expectations brings it")
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-7]")


def every_command(app: typer.Typer) -> Iterator[typer.models.CommandInfo]:
    yield from app.registered_commands
    for group in app.registered_groups:
        yield from every_command(group.typer_instance)


def test_every_command_says_less_more_or_json_and_shows_how_it_is_used():
    found = list(every_command(main.build()))
    assert len(found) > 40
    for command in found:
        assert {"quiet", "verbose", "log_format"} <= set(inspect.signature(command.callback).parameters)
        assert "        reliability " in command.callback.__doc__, f"{command.name} has no example"


@pytest.fixture
def letter(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.txt").write_text("The quay is safe, Ida Holm said.\n", encoding="utf-8")


def said(*arguments: str) -> list[str]:
    return CliRunner().invoke(main.build(), arguments, catch_exceptions=False).stderr.splitlines()


def test_messages_are_lines_objects_more_or_none(letter):
    plain = said("ingest", "letter.txt")
    assert len(plain) == 1 and plain[0].startswith("1 article (1 new")
    assert said("ingest", "letter.txt", "--quiet") == [] == said("stories", "--quiet")
    assert said("stories") == ["No two articles here tell the same event."]
    Path("hymn.txt").write_text("The sea is wide and the boats are small.\n", encoding="utf-8")
    assert said("claims", "hymn.txt") == ["No claim was found: nobody is reported to say anything."]
    more = said("ingest", "letter.txt", "--verbose")
    assert any(line == "db = 'reliability.duckdb' (default)" for line in more) and "read:" in more[-1]
    objects = [json.loads(line) for line in said("ingest", "letter.txt", "--log-format", "json", "--verbose")]
    validator = jsonschema.Draft202012Validator(schemas.document("log"))
    assert [error.message for each in objects for error in validator.iter_errors(each)] == []
    assert objects[-1]["stage"] == "read" and {each["level"] for each in objects} == {"info", "debug"}


def test_errors_are_objects_too_also_of_a_line_that_cannot_be_read(run_program, tmp_path):
    for line in (["ingest", "nowhere", "--log-format", "json"], ["ingest", "--log-format=json", "--xyz"]):
        done = run_program(*line, cwd=tmp_path)
        (told,) = map(json.loads, done.stderr.splitlines())
        assert done.returncode == 2 and told["level"] == "error" and told["hint"]
    before = run_program("--log-format", "json", "doctor", cwd=tmp_path)
    assert "Write it behind the command" in before.stderr


LOOKS = (
    "sources",
    "stories",
    "explain ferry-torch",
    "story ferry-cpa",
    "trace inspection",
    "circular",
    "review",
    "check",
    "doctor",
    "config",
    "schema",
    "models list",
)


def test_nothing_is_wider_than_80_columns_nor_coloured_where_it_is_piped(sample, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    for line in LOOKS:
        words = line.split()
        database = [] if words[0] in ("config", "schema", "models") else ["--db", str(sample.db)]
        done = CliRunner().invoke(main.build(), [*words, *database])
        assert done.exception is None or isinstance(done.exception, SystemExit), (line, done.exception)
        assert "\x1b" not in done.stdout, line
        assert line != "review" or "SHOCKING!!" in done.stdout, "no room for headlines"
        assert max(map(len, done.stdout.splitlines()), default=0) <= 80, line


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals there")
def test_a_terminal_is_coloured_unless_no_color_says_otherwise(sample, tmp_path):
    import pty

    def shown(**more: str) -> str:
        master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **more}
        command = [sys.executable, "-m", "reliability"]
        for words in (["sources", "--db", str(sample.db)], ["scroe"]):
            subprocess.run(
                [*command, *words], stdout=slave, stderr=slave, cwd=tmp_path, env=environment, check=False, timeout=60
            )
        os.close(slave)
        parts = []
        try:
            while part := os.read(master, 65536):
                parts.append(part)
        except OSError:  # the end, on Linux
            pass
        return b"".join(parts).decode()

    coloured, plain = shown(NO_COLOR=""), shown(NO_COLOR="1")
    assert len(COLOUR.findall(coloured)) > 3 and not COLOUR.search(plain)
    assert "\x1b[37m" not in coloured and "\x1b[30m" not in coloured  # white and black vanish on such a ground
    assert "error: 'scroe'" in plain


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_older_encoding_of_the_terminal_is_no_reason_to_fail(sample, run_program, encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = run_program("explain", "tunnel-courier", "--db", str(sample.db), env=environment, encoding=encoding)
    assert done.returncode == 0 and "Port Almar mayor" in done.stdout, done.stderr
