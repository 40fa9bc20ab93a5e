"""Checking: the same flags in both processes, and never a silent pass."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from reliability import flags, records
from reliability.errors import ReliabilityError
from reliability.flags import engine
from reliability.flags.messages import columns_named
from reliability.flags.suites import Entry, Suites

ROOT = Path(__file__).resolve().parents[2]


def entry(code: str, column: str, type_: str = "expect_column_values_to_be_between", **kwargs: object) -> Entry:
    table = "articles" if column in records.ARTICLES.schema else "features"
    return Entry(
        suite="own",
        code=code,
        name="Test",
        table=table,
        columns=(column,),
        type=type_,
        kwargs={"column": column, **kwargs},
        severity="warning",
        message="Seen: {value}.",
        unit="number",
        why="Why.",
        action="Act.",
    )


SUITES = Suites(
    (
        entry("OWN001", "words", min_value=100),
        entry("OWN002", "title", "expect_column_values_to_not_match_regex", regex="(?i)(?=shock)shock"),
        entry("OWN003", "published_at", "expect_column_values_to_not_be_null"),
        entry("OWN004", "authors", "expect_column_values_to_not_be_null"),
        entry("OWN005", "published_at", min_value="1990-01-01T00:00:00Z"),
    ),
    "0" * 16,
)


def tables(rows: int = 6) -> dict[str, pl.DataFrame]:
    ids = [f"a{number % 4}" for number in range(rows)]  # ids that occur twice must not mix up their rows
    articles = [
        {"article_id": key, "title": ("Calm", "A SHOCK", None)[number % 3], "authors": ["A B"] if number else None}
        for number, key in enumerate(ids)
    ]
    words = [None if number == 2 else float(97 + number) for number in range(rows)]
    return {
        "features": pl.DataFrame({"article_id": ids, "words": pl.Series(words, dtype=pl.Float64), "other": 1.0}),
        "articles": records.ARTICLES.frame(articles),
    }


@pytest.fixture(scope="module")
def checker() -> Iterator[flags.Checker]:
    with flags.Checker(SUITES) as running:
        yield running


def test_flags_name_article_code_severity_message_and_value() -> None:
    found = flags.check(tables(), SUITES)
    assert found.schema == {name: dtype for name, dtype in records.FLAGS.schema.items() if name != "run_id"}
    words = found.filter(pl.col("code") == "OWN001")
    assert words.select("article_id", "severity", "message", "observed").rows() == [
        ("a0", "warning", "Seen: 97.", "97"),
        ("a1", "warning", "Seen: 98.", "98"),
    ]
    assert found.filter(pl.col("code") == "OWN002")["article_id"].to_list() == ["a0", "a1"]
    assert found.filter(pl.col("code") == "OWN003").height == 6
    assert found.filter(pl.col("code") == "OWN004")["observed"].to_list() == ["missing"]
    assert found["spans"].list.len().sum() == 0


def test_both_processes_raise_the_same_flags(checker: flags.Checker) -> None:
    for rows in (6, 1):
        assert_frame_equal(checker.check(tables(rows)), flags.check(tables(rows), SUITES))


def test_no_rows_no_flags(checker: flags.Checker) -> None:
    empty = {name: table.clear() for name, table in tables().items()}
    assert_frame_equal(checker.check(empty), flags.check(tables(), SUITES).clear())


def compared(column: str, operator: str, parameter: object) -> dict[str, object]:
    return {"type": "comparison", "column": {"name": column}, "operator": operator, "parameter": parameter}


def absent(column: str, missing: bool) -> dict[str, object]:
    return {"type": "nullity", "column": {"name": column}, "is_null": missing}


@pytest.mark.parametrize(
    "condition, judged",
    [
        (None, "a0 a1 a2 a3"),
        (compared("size", ">=", 2), "a2 a3"),
        (compared("size", "<", 2), "a1"),
        (compared("size", "==", 3), "a3"),
        (compared("size", "!=", 3), "a1 a2"),
        (compared("kind", "==", "x"), "a0 a3"),
        (compared("kind", "!=", "x"), "a1"),
        (compared("none", ">", 0), ""),
        (absent("size", True), "a0"),
        (absent("size", False), "a1 a2 a3"),
        ({"type": "and", "conditions": [compared("size", ">", 1), compared("kind", "==", "x")]}, "a3"),
        ({"type": "or", "conditions": [compared("size", "<", 2), absent("kind", True)]}, "a1 a2"),
    ],
)
def test_row_condition_chooses_the_rows_that_are_judged(condition: dict[str, object] | None, judged: str) -> None:
    """A missing value meets no comparison."""
    frame = pl.DataFrame(
        {
            "article_id": ["a0", "a1", "a2", "a3"],
            "words": [1.0] * 4,
            "size": [None, 1.0, 2.0, 3.0],
            "kind": ["x", "y", None, "x"],
            "none": [None] * 4,
        }
    )
    short = entry("OWN009", "words", min_value=100, **({"row_condition": condition} if condition else {}))
    suites = Suites((replace(short, columns=tuple(frame.columns[1:])),), "")
    assert flags.check({"features": frame}, suites)["article_id"].to_list() == judged.split()


@pytest.mark.parametrize(
    "wrong, problem",
    [
        (entry("OWN009", "wrods", min_value=1), "'own', OWN009, column 'wrods': table features has no column 'wrods'"),
        (
            entry("OWN009", "other", "expect_column_values_to_match_regex", regex="x"),
            "OWN009, column 'other': it needs text",
        ),
        (entry("OWN009", "other", min_value="2001-02-03T00:00:00Z"), "OWN009, column 'other': it compares Float64"),
        (
            entry(
                "OWN009",
                "other",
                min_value=0,
                row_condition={"type": "comparison", "column": {"name": "other"}, "operator": "==", "parameter": "a"},
            ),
            "OWN009, column 'other': 'row_condition' compares Float64 with 'a'",
        ),
    ],
)
def test_column_that_is_missing_or_does_not_fit_is_named(wrong: Entry, problem: str) -> None:
    with pytest.raises(ReliabilityError) as raised:
        flags.check(tables(), Suites((wrong,), ""))
    assert problem in raised.value.message


def test_only_tables_that_are_handed_in_are_judged_and_a_strange_one_is_named(checker: flags.Checker) -> None:
    words = checker.check({"features": tables()["features"]})
    assert set(words["code"]) == {"OWN001"}
    with pytest.raises(ReliabilityError, match="no table 'feature' to check; did you mean features"):
        checker.check({"feature": tables()["features"]})
    with pytest.raises(ReliabilityError, match="no table 'source_measures' to check"):
        checker.check({"source_measures": records.SOURCE_MEASURES.empty()})


def measured(table: str, code: str, column: str, message: str, unit: str = "number", **kwargs: object) -> Entry:
    plain = entry(code, column, **kwargs)
    named = tuple(dict.fromkeys((column, *columns_named(message, table, plain.kwargs))))
    return replace(plain, table=table, columns=named, message=message, unit=unit)


MEASURED = Suites(
    (
        measured("scores", "OWN020", "score", "Score {value} of {claims} claims.", min_value=0, max_value=1),
        measured("source_measures", "OWN021", "silent_hours", "{source}: {value} ({newest}).", "hours", max_value=24),
        measured("theme_measures", "OWN022", "flagged_share", "{value}, was {last_flagged_share}.", max_value=0.5),
        measured("run_measures", "OWN023", "articles", "Read: {value}.", min_value=1),
        measured("feature_measures", "OWN024", "null_share", "Never judged.", max_value=0.5),
    ),
    "",
)


def test_measures_become_findings_about_their_subject() -> None:
    sources = [
        {"source": "quiet.example", "silent_hours": 30.0, "newest": datetime(2030, 1, 2, 3, 4, tzinfo=UTC)},
        {"source": "busy.example", "silent_hours": 1.0},
        {"source": "unknown.example"},
    ]
    themes = [{"theme": "sourcing", "flagged_share": 0.75, "last_flagged_share": 0.25}]
    handed = {
        "source_measures": records.SOURCE_MEASURES.frame(sources),
        "theme_measures": records.THEME_MEASURES.frame(themes),
        "run_measures": records.RUN_MEASURES.frame([{"run_id": "r1", "articles": 0}]),
        "feature_measures": records.FEATURE_MEASURES.empty(),
    }
    with flags.Checker(MEASURED) as checker:
        found = checker.findings(handed)
        scores = records.SCORES.frame([{"article_id": "a", "score": 1.5, "claims": 3}])
        assert checker.check({"scores": scores})["message"].to_list() == ["Score 1.5 of 3 claims."]
    assert found.schema == {name: dtype for name, dtype in records.FINDINGS.schema.items() if name != "run_id"}
    assert found.select("about", "subject", "code", "message", "observed").rows() == [
        ("run", "r1", "OWN023", "Read: 0.", "0"),
        ("source", "quiet.example", "OWN021", "quiet.example: 30 hours (2030-01-02 03:04).", "30 hours"),
        ("theme", "sourcing", "OWN022", "0.75, was 25%.", "0.75"),
    ]
    assert_frame_equal(found, flags.find(handed, MEASURED))


def test_words_pointed_at_keep_their_place_and_a_page_cannot_take_it() -> None:
    loud = replace(SUITES.entries[1], message="In the headline: {words} ({value}, {articles.title}).")
    told = tables()
    told["articles"] = told["articles"].with_columns(title=pl.lit("A shock {words}"))
    found = flags.check({"articles": told["articles"]}, Suites((loud,), ""))
    assert found["message"][0] == "In the headline: {words} (A shock { words }, A shock { words })."


def test_what_great_expectations_cannot_judge_is_an_error() -> None:
    bad = {"suite": "own", "code": "OWN009", "table": "t", "column": "words", "severity": "info"}
    kwargs = {"column": "gone", "min_value": 1}
    misspelled = engine.Engine([{**bad, "type": "expect_column_values_to_be_between", "kwargs": kwargs}])
    with pytest.raises(ReliabilityError, match=r"'own', OWN009, column 'words': .*gone"):
        misspelled.run({"t": _stream(pl.DataFrame({"words": [1.0]}))})
    with pytest.raises(ReliabilityError, match="'own', OWN009, column 'words'"):
        engine.Engine([{**bad, "type": "expect_column_values_to_be_between", "kwargs": {"column": "words"}}])


@pytest.mark.parametrize("rows", [None, [], [1, 2]])
def test_failure_without_its_rows_is_our_error(rows: list[int] | None) -> None:
    result = SimpleNamespace(
        success=False, exception_info={}, result={"unexpected_count": 1, "unexpected_index_list": rows}
    )
    with pytest.raises(ReliabilityError, match="OWN001, column 'words'") as raised:
        engine._rows(result, {"suite": "own", "code": "OWN001", "column": "words"})
    assert raised.value.exit_code == 3


def test_error_of_the_other_process_arrives_whole_and_leaves_it_usable(checker: flags.Checker) -> None:
    naive = {**tables(), "articles": tables()["articles"].with_columns(published_at=pl.datetime(2020, 1, 1))}
    with pytest.raises(ReliabilityError, match="'own', OWN005, column 'published_at'") as raised:
        checker.check(naive)
    assert raised.value.hint
    assert not checker.check(tables()).is_empty()


def test_dead_process_is_reported_and_nothing_is_left_behind() -> None:
    running = flags.Checker(SUITES)
    with pytest.raises(ReliabilityError, match="ended with status -9") as raised, running:
        process = running._process
        assert process is not None
        process.kill()
        running.check(tables())
    assert raised.value.exit_code == 3
    assert process.returncode == -signal.SIGKILL
    with pytest.raises(ReliabilityError, match="not running"):
        running.check(tables())


def test_interrupt_ends_the_other_process() -> None:
    with pytest.raises(KeyboardInterrupt), flags.Checker(SUITES) as running:
        process = running._process
        raise KeyboardInterrupt
    assert process is not None
    assert process.returncode is not None


SCRIPT = """
import sys, polars as pl
from tests_tables import tables, SUITES
from reliability import flags
with flags.Checker(SUITES) as running:
    assert running.check(tables()).height == 11
print("done")
"""
SPY = """
import os, socket, sys
def log(*words):
    with open(os.environ["SPY"], "a") as file:
        print(os.path.basename(sys.argv[0]), *words, file=file)
def refuse(self, address):
    log("socket", address)
    raise OSError("no network")
socket.socket.connect = socket.socket.connect_ex = refuse
class Imports:
    def find_spec(name, path=None, target=None):
        if name in ("great_expectations", "polars", "typer", "sklearn", "duckdb", "reliability.flags", "pytest"):
            log("imports", name)
sys.meta_path.insert(0, Imports)
"""


def test_no_socket_opens_no_noise_and_no_heavy_import_on_either_side(tmp_path: Path) -> None:
    """An unguarded script works too: the other process never imports the caller's main module."""
    (tmp_path / "sitecustomize.py").write_text(SPY)
    (tmp_path / "tests_tables.py").write_text(Path(__file__).read_text(encoding="utf-8"))
    (tmp_path / "unguarded.py").write_text(SCRIPT)
    spy = tmp_path / "spy.txt"
    home = {"HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]), "SPY": str(spy)}
    done = subprocess.run(
        [sys.executable, str(tmp_path / "unguarded.py")],
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("done\n", "")
    seen = spy.read_text().splitlines()
    assert not [line for line in seen if " socket " in line]
    assert [line for line in seen if line.startswith("engine.py")] == ["engine.py imports great_expectations"]
    assert not list(tmp_path.glob(".great_expectations*"))


def _stream(frame: pl.DataFrame) -> bytes:
    from io import BytesIO

    sink = BytesIO()
    frame.write_ipc_stream(sink)
    return sink.getvalue()
