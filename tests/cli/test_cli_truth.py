"""`reliability truth`: tables in, values and trust out, and what is said where something is amiss."""

from __future__ import annotations

import gzip
import io
import json

import polars as pl
import pytest
from typer.testing import CliRunner

from reliability.cli import truth as command
from reliability.cli.main import build
from reliability.errors import ReliabilityError
from reliability.truth import KINDS, METHODS

ROWS = [
    ("fire", "Harbour Post", "12"),
    ("fire", "Brennick Courier", "12 dead"),
    ("fire", "Almar Mirror", "15"),
    ("cost", "Harbour Post", "1,187,000"),
    ("cost", "Brennick Courier", "1.2 million"),
    ("boats", "Almar Mirror", "not available"),
]


@pytest.fixture
def invoke():
    app = build()

    def run(*arguments: str, stdin: str | None = None):
        done = CliRunner().invoke(app, ["truth", *arguments], input=stdin)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run


def as_csv(names: str = "object,source,value") -> str:
    return "\n".join([names, *(f'{thing},{who},"{said}"' for thing, who, said in ROWS)]) + "\n"


def test_jsonl_begins_with_object_value_confidence_and_trust_goes_to_its_file(invoke, tmp_path):
    (tmp_path / "claims.csv").write_text(as_csv(), encoding="utf-8")
    trust = tmp_path / "trust.jsonl"
    done = invoke(str(tmp_path / "claims.csv"), "--kind", "number", "--format", "jsonl", "--trust", str(trust))
    assert done.exit_code == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(row)[:3] for row in rows] == [["object", "value", "confidence"]] * 3
    assert [row["value"] for row in rows] == [12, 1_187_000, None]
    assert rows[0]["alternatives"][0]["value"] == 15 and rows[2]["abstained"] == "no_value"
    sources = {row["source"]: row for row in map(json.loads, trust.read_text(encoding="utf-8").splitlines())}
    assert sources["Harbour Post"]["agreed"] == 2 and sources["Almar Mirror"]["agreed"] == 0
    assert "6 claims of 3 sources about 3 objects" in done.stderr
    assert "1 claim says nothing that can be read as a number, such as 'not available'" in done.stderr


def test_a_person_sees_values_least_sure_first_and_the_sources_beside(invoke, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "claims.csv").write_text(as_csv(), encoding="utf-8")
    done = invoke(str(tmp_path / "claims.csv"), "--kind", "number")
    assert "1,187,000" in done.stdout and "Harbour Post" in done.stderr and "Trust" in done.stderr
    assert "Trust" not in invoke(str(tmp_path / "claims.csv"), "--kind", "number", "--quiet").stderr


@pytest.mark.parametrize("form", ["csv.gz", "jsonl", "parquet", "tsv"])
def test_tables_of_every_form_give_the_same_values(invoke, tmp_path, form):
    path = tmp_path / f"claims.{form}"
    frame = pl.DataFrame(ROWS, schema=["Object ID", "publisher", "claimed"], orient="row")
    buffer = io.BytesIO()
    if form == "parquet":
        frame.write_parquet(path)
    elif form == "jsonl":
        frame.write_ndjson(path)
    else:
        frame.write_csv(buffer, separator="\t" if form == "tsv" else ",")
        path.write_bytes(gzip.compress(buffer.getvalue()) if form == "csv.gz" else buffer.getvalue())
    done = invoke(str(path), "--kind", "number", "--format", "csv")
    assert done.exit_code == 0, done.stderr
    assert pl.read_csv(io.StringIO(done.stdout))["value"].to_list() == [12, 1_187_000, None]


def test_standard_input_lists_of_names_and_rows_set_aside(invoke):
    lines = [
        {"isbn": 1, "shop": "A", "authors": ["Ada Holm", "Per Lind"]},
        {"isbn": 1, "shop": "B", "authors": "Lind, P. & Holm, A."},
        {"isbn": 1, "shop": "C", "authors": "Ada Holm"},
        {"isbn": 1, "shop": None, "authors": "Ada Holm"},
        {"isbn": 2, "shop": "C", "authors": []},
    ]
    text = "\n".join(map(json.dumps, lines)) + "\n{broken\n"
    names = ("--object", "isbn", "--source", "SHOP", "--value", "authors")
    done = invoke("-", *names, "--kind", "set", "--format", "jsonl", stdin=text)
    assert done.exit_code == 0, done.stderr
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row["value"] == "Ada Holm; Per Lind" and row["sources"] == 2 and row["claims"] == 3
    assert "3 records were set aside" in done.stderr and "The row has no source." in done.stderr


def test_mistakes_are_named_with_what_there_is_instead(invoke, tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(as_csv("isbn,shop,authors"), encoding="utf-8")
    with pytest.raises(ReliabilityError) as none:
        invoke(str(path))
    assert "source" in none.value.message and "--source" in none.value.hint and "isbn, shop, authors" in none.value.hint
    with pytest.raises(ReliabilityError) as other:
        invoke(str(path), "--source", "shop", "--value", "author")
    assert "'author'" in other.value.message and "Did you mean 'authors'?" in other.value.hint
    with pytest.raises(ReliabilityError, match="is empty"):
        invoke("-", stdin="")
    with pytest.raises(ReliabilityError, match="No value can be read as a date"):
        invoke(str(path), "--source", "shop", "--value", "shop", "--kind", "date")
    with pytest.raises(ReliabilityError, match="folder"):
        invoke(str(tmp_path))
    for wrong, hint in (
        (("--kind", "money"), "number"),
        (("--method", "vote"), "majority"),
        (("--tolerance", "5"), "0.05"),
    ):
        with pytest.raises(ReliabilityError, match=wrong[1]) as bad:
            invoke(str(path), *wrong)
        assert hint in bad.value.hint


def test_the_command_offers_the_kinds_and_methods_of_the_room():
    assert command.KINDS == KINDS
    assert list(command.METHODS) == list(METHODS)


def test_values_are_shown_as_claimed_and_a_number_too_long_is_set_aside_with_the_reason(invoke):
    said = "object,source,value\na,x,<b>Acme</b> Ltd\nb,x,x < y > z\n"
    done = invoke("-", "--format", "jsonl", stdin=said)
    assert [json.loads(line)["value"] for line in done.stdout.splitlines()] == ["<b>Acme</b> Ltd", "x < y > z"]
    done = invoke(
        "-", "--kind", "number", "--format", "jsonl", stdin=f"object,source,value\na,x,{'9' * 400}\na,y,six\n"
    )
    assert json.loads(done.stdout)["value"] == 6
    assert "1 claim says nothing" in done.stderr and "a number of more than 60 digits" in " ".join(done.stderr.split())
