"""Every mistake that a newcomer can make gets a message that says what happened, and a hint that says what to do."""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reliability.cli import main
from reliability.errors import ReliabilityError

TEXT = "The pier of Port Almar is shut, Ida Holm told Radio Almar. It will open in May."


def mistaken(line: str) -> ReliabilityError:
    """The error of a command line, as `run` prints it."""
    done = CliRunner().invoke(main.build(), shlex.split(line), prog_name="reliability")
    assert isinstance(done.exception, ReliabilityError), (line, done.exit_code, done.output, done.exception)
    return done.exception


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with files that are not what they should be."""
    folder = tmp_path_factory.mktemp("mistakes")
    (folder / "empty").mkdir()
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "notext.csv").write_text("id,headline,lead\n1,a,b\n", encoding="utf-8")
    (folder / "commas.csv").write_text(f"id,text\n1,Shut, again, {TEXT[:20]}\n", encoding="utf-8")
    (folder / "book.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    (folder / "broken.jsonl").write_text('{"id": 1, "text": "a"}\n{oops\n', encoding="utf-8")
    (folder / "good.csv").write_text(f"id;title;text\n1;Pier shut;{TEXT}\n", encoding="utf-8")
    (folder / "labels.csv").write_text("site,stars\na.example,2\n", encoding="utf-8")
    (folder / "other.duckdb").write_text("this is a letter, not a database\n" * 200, encoding="utf-8")
    with sqlite3.connect(folder / "theirs.sqlite") as theirs:
        theirs.execute("CREATE TABLE t (a)")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        CliRunner().invoke(main.build(), ["ingest", "good.csv", "--db", "desk.duckdb"], catch_exceptions=False)
        yield folder


@pytest.mark.parametrize("line", ["explain {}", "story {}", "trace {}", "ingest {}.jsonl"])
def test_bytes_that_are_no_text_are_found_nowhere(line, place):
    error = mistaken(line.format(b"\xed\xa0".decode("utf-8", "surrogateescape")) + " --db desk.duckdb")
    assert error.message and error.hint


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("ingest nowhere.jsonl", "no file or folder 'nowhere.jsonl'", "Check the name"),
        ("ingest empty", "holds no files", "Hidden files"),
        ("ingest pictures", "pictures/a.png is a PNG image", "Give JSON Lines"),
        ("ingest empty.jsonl", "empty.jsonl is empty", "downloaded to its end"),
        ("ingest notext.csv", "its fields are id, headline, lead", "An article needs a field 'text'"),
        ("ingest book.xlsx", "is a ZIP archive (or an Office document)", "Save the sheet as CSV"),
        ("ingest old.doc", "is an old Office document", "Save it as .docx"),
        ("ingest commas.csv", "row 1: The row has 4 cells, the header 2", "Mend that row"),
        ("ingest broken.jsonl --strict", "broken.jsonl, line 2: This is no valid JSON", "leave out --strict"),
        ("ingest good.csv --db other.duckdb", "is not a DuckDB database", "an input file goes without --db"),
        ("ingest good.csv --db theirs.sqlite", "is an SQLite database", "another --db"),
        ("ingest good.csv --db no/such/folder.duckdb", "no/such for the database does not exist", "Make it first"),
        ("ingest https://no-such-host.invalid/a", "There is no host", "that there is a network"),
        ("ingest http://127.0.0.1:9/a", "asks for port 9", "fetch_private"),
        ("sources --db nowhere.duckdb", "no database nowhere.duckdb", "Run `reliability score`"),
        ("report --db nowhere.duckdb", "no database nowhere.duckdb", "Run `reliability score`"),
        ("check --db nowhere.duckdb", "no database nowhere.duckdb", "Run `reliability score`"),
        ("explain pier --db nowhere.duckdb", "no database nowhere.duckdb", "Run `reliability score`"),
        ("rescore --db nowhere.duckdb", "no database nowhere.duckdb", "Run `reliability score`"),
        ("explain quay --db desk.duckdb", "No article fits 'quay'", "Some that are here: 1"),
        ("sources nobody.example --db desk.duckdb", "no source 'nobody.example'", "See `reliability sources`"),
        ("sources --role editor --db desk.duckdb", "no role 'editor'", "Use publisher or cited"),
        ("report --since yesterday --db desk.duckdb", "'yesterday' is no moment", "such as 2026-03-01"),
        ("train scores good.csv", "nothing to learn from", "--labels LABELS.csv"),
        ("train scores good.csv --labels none.csv", "none.csv cannot be read", "Give a CSV file"),
        ("train scores good.csv --labels labels.csv", "its columns: site, stars", "`domain` and `rating`"),
        ("train scores --from-decisions --db desk.duckdb", "holds no decision", "reliability review ID --verdict"),
        ("sources import labels.csv --db desk.duckdb", "has no column 'domain'", "Its columns: site, stars"),
        ("truth good.csv --object isbn", "has no column 'isbn'", "Its columns are: id, title, text"),
        ("models show 2020-01-01-none", "no model '2020-01-01-none'", "reliability models list"),
        ("score good.csv --output found.pdf", "name of no format", "Let it end in one of .jsonl"),
        ("score good.csv --output no/found.csv", "The folder no does not exist", "Make it"),
        ("score good.csv --fail-on bad", "--fail-on does not understand 'bad'", "score<0.4"),
        ("score good.csv --engine spark", "writes a folder of tables", "Add --out DIR"),
        ("check --code SRC00 --db desk.duckdb", "--code does not understand 'SRC00'", "such as SRC001=10"),
        ("watch good.csv --once", "lists no feeds", "Watch its folder instead"),
        ("export pdf --db desk.duckdb", "no format 'pdf'", "Use one of claim-review"),
        ("schema scor", "no schema 'scor'", "Did you mean score?"),
        ("scroe good.csv", "'scroe' is no command", "Did you mean `reliability score`"),
        ("train scors", "'scors' is no command of `reliability train`", "Did you mean `reliability train scores`?"),
        ("review quue --db desk.duckdb", "A decision needs a verdict", "Or did you mean `reliability review queue`?"),
        ("score", "`reliability score` needs INPUT", "For example: reliability score intake.jsonl"),
        ("score good.csv --fromat csv", "has no option --fromat", "Did you mean --format?"),
        ("score good.csv --format xml", "--format: 'xml' is not one of 'table'", "See `reliability score --help`"),
        ("score good.csv --limit many", "--limit: that is no whole number", "Rows shown"),
        ("score good.csv --limit 0", "--limit: must be at least 1", "Rows shown"),
        ("score good.csv --limit", "requires an argument", "--help`"),
        ("serve --port 99999", "--port: must be at most 65535", "See `reliability serve --help`"),
        ("config everything", "unexpected extra argument", "See `reliability config --help`"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(line, message, hint, place):
    error = mistaken(line)
    assert message in error.message and hint in error.hint, (error.message, error.hint)
    assert error.exit_code == 2
    assert error.message.endswith((".", "?")) or error.message.endswith(")")


def test_settings_that_do_not_fit_and_an_address_that_does_not_answer(place, monkeypatch):
    monkeypatch.setenv("RELIABILITY_FETCH_PRIVATE", "127.0.0.1:9")
    error = mistaken("claims http://127.0.0.1:9/a")
    assert "cannot be reached: " in error.message and "Errno" not in error.message and "try later" in error.hint
    monkeypatch.setenv("RELIABILITY_WORKERS", "many")
    error = mistaken("config")
    assert "'many' is no value for workers" in error.message and "a whole number of 0 or more" in error.hint
    (place / "reliability.toml").write_text("worker = 2\n", encoding="utf-8")
    error = mistaken("config")
    (place / "reliability.toml").unlink()
    assert "unknown setting 'worker'" in error.message and "Did you mean workers?" in error.hint


def test_files_in_other_encodings_and_with_semicolons_are_read(place):
    text = "The café of Port Almar is shut, Ida Holm said."
    (place / "latin.txt").write_bytes(text.encode("latin-1"))
    (place / "wide.txt").write_bytes(text.encode("utf-16"))
    (place / "mark.csv").write_text(f'﻿id;text\n7;"{text} It rains; it pours."\n', encoding="utf-8")
    for name in ("latin.txt", "wide.txt", "mark.csv"):
        done = CliRunner().invoke(main.build(), ["claims", name, "--format", "jsonl"], catch_exceptions=False)
        found = json.loads(done.stdout.splitlines()[0])
        assert (found["origin"], found["content_text"]) == ("Ida Holm", "The café of Port Almar is shut"), name


def test_a_database_that_is_newer_or_somebody_elses_is_left_alone(place):
    import duckdb

    with duckdb.connect(str(place / "sales.duckdb")) as theirs:
        theirs.execute("CREATE TABLE sales (price INTEGER)")
    error = mistaken("ingest good.csv --db sales.duckdb")
    assert "is a database of another program" in error.message and "another --db" in error.hint
    CliRunner().invoke(main.build(), ["ingest", "good.csv", "--db", "newer.duckdb"], catch_exceptions=False)
    with duckdb.connect(str(place / "newer.duckdb")) as newer:
        newer.execute("INSERT INTO schema_migrations VALUES (9999, '9999_to_come', now())")
    for line in ("sources --db newer.duckdb", "ingest good.csv --db newer.duckdb"):
        error = mistaken(line)
        assert "newer version" in error.message and error.hint, (error.message, error.hint)


def test_a_database_that_is_in_use_says_by_whom(place):
    holding = "import duckdb, sys; held = duckdb.connect('held.duckdb'); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=place, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        error = mistaken("ingest good.csv --db held.duckdb")
        holder.stdin.close()
    assert "held.duckdb is in use by" in error.message and "Wait until" in error.hint


WITHOUT = """
import json, shlex, sys
for name in sys.argv[1].split():
    sys.modules[name] = None
from typer.testing import CliRunner
from reliability.cli import main
told = {}
for line in sys.argv[2:]:
    given = {"input": "tide over the quay wall\\n", "prog_name": "reliability"}
    error = CliRunner().invoke(main.build(), shlex.split(line), **given).exception
    told[line] = [type(error).__name__, str(getattr(error, "message", error)), getattr(error, "hint", "")]
print(json.dumps(told))
"""
EXTRAS = {
    "serve --db desk.duckdb": ("fastapi", "web"),
    "claims https://www.example.com/a": ("httpx", "web"),
    "claims letter.pdf": ("pypdf", "formats"),
    "claims letter.docx": ("docx", "formats"),
    "claims news.warc": ("fastwarc", "formats"),
    "claims good.csv --claims-model deep": ("onnxruntime", "deep"),
    "score good.csv --engine spark --out scored": ("pyspark", "spark"),
    "users add ruth --role reader --db desk.duckdb --password-stdin": ("argon2", "web"),
}


def test_a_missing_optional_part_says_how_to_add_it(place):
    import zipfile

    (place / "letter.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (place / "news.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
    with zipfile.ZipFile(place / "letter.docx", "w") as letter:
        letter.writestr("[Content_Types].xml", "<Types/>")
        letter.writestr("word/document.xml", "<w/>")
    missing = " ".join(dict.fromkeys(package for package, _ in EXTRAS.values()))
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, missing, *EXTRAS],
        cwd=place, capture_output=True, text=True, check=True, timeout=60, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    for line, (kind, message, hint) in json.loads(done.stdout).items():
        package, extra = EXTRAS[line]
        assert kind == "ReliabilityError" and package in message, (line, kind, message)
        assert f"[{extra}]" in hint, (line, hint)


def test_the_program_prints_them_in_two_lines_without_traceback(tmp_path, run_program):
    done = run_program("scroe", "x", cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.splitlines() == [
        "error: 'scroe' is no command of `reliability`.",
        "hint: Did you mean `reliability score` or `reliability rescore`? See `reliability --help`.",
    ]
