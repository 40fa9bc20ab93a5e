"""The path over a folder gives what the path over a database gives, also where it was stopped in the middle."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from reliability import config, corpus, records
from reliability.corpus import reading as reading_room
from reliability.corpus.reading import read_articles
from reliability.corpus.work import Job, Work
from reliability.engines import LocalEngine
from reliability.errors import ReliabilityError
from reliability.parts import Folder
from reliability.readers import read, spans
from reliability.readers.inputs import expand
from reliability.store import open_store

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "parts"))
import s3_server

pytestmark = pytest.mark.timeout(400)  # Great Expectations loads slowly where a machine is busy

ROOT = Path(__file__).resolve().parents[2]
OF_THE_RUN = ("run_id", "ingested_at", "told", "previous_title", "previous_text")
CLOCK = ("days_in_future",)  # counts from the moment of the run

KEYS = {
    "articles": ["article_id", "revision"],
    "claims": ["claim_id"],
    "signatures": ["article_id"],
    "story_members": ["article_id"],
    "stories": ["story_id"],
    "features": ["article_id"],
    "flags": ["article_id", "code"],
    "scores": ["article_id"],
    "contributions": ["article_id", "feature"],
    "sources": ["source", "role"],
    "source_evidence": ["source", "role", "part", "origin"],
    "source_checks": ["source"],
}


class Stopping(LocalEngine):
    """An engine that dies at its third exchange, as a cluster that is taken away."""

    exchanges = 0

    def exchange(self, emit, chunks, combine, buckets):
        self.exchanges += 1
        if self.exchanges == 3:
            raise ReliabilityError("The cluster is gone.", "Run again.", exit_code=3)
        yield from super().exchange(emit, chunks, combine, buckets)


class Counting(LocalEngine):
    """An engine that counts the chunks that it is given."""

    chunks = 0

    def map(self, function, chunks):
        every = list(chunks)
        self.chunks += len(every)
        yield from super().map(function, every)


def run(
    engine: LocalEngine, out: Path | str, *, resume: bool = False, inputs: tuple[str, ...] = ("data",)
) -> corpus.Done:
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(ROOT)
        return corpus.score(engine, corpus.Asked(inputs, str(out), resume=resume, rows=25), config.load())


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The sample in a folder, by a run that was stopped and taken up again."""
    out = tmp_path_factory.mktemp("corpus") / "out"
    with pytest.raises(ReliabilityError, match="gone"):
        run(Stopping(1), out)
    with pytest.raises(ReliabilityError, match="unfinished run"):
        corpus.report(str(out))
    engine = Counting(1)
    assert run(engine, out, resume=True).articles == 46
    assert engine.chunks > 0
    return out


def rows_of(folder: Path, table: str) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(file) for file in sorted((folder / table).glob("*.parquet"))], how="diagonal")


@pytest.mark.parametrize("table", KEYS)
def test_tables_are_those_of_a_database(folder, sample, table):
    with open_store(sample.db, read_only=True) as store:
        stored = store.query(f"SELECT * FROM {table}")
    left_out = [name for name in stored.columns if name in (*OF_THE_RUN, *CLOCK)]
    wanted = stored.drop(left_out).sort(KEYS[table])
    found = rows_of(folder, table).select(wanted.columns).sort(KEYS[table])
    assert_frame_equal(found, wanted, rel_tol=1e-9, abs_tol=1e-9, check_dtypes=False)


def test_tables_have_the_columns_that_are_declared(folder):
    for table in records.TABLES:
        if (folder / table.name).is_dir():
            schema = rows_of(folder, table.name).schema
            assert {name: schema[name] for name in table.schema} == dict(table.schema), table.name


def test_links_are_those_of_a_database_whichever_article_stands_first(folder, sample):
    with open_store(sample.db, read_only=True) as store:
        stored = store.query("SELECT left_id, right_id, kind, score FROM story_links")
    pairs = [
        {(*sorted((left, right)), kind, round(score, 6)) for left, right, kind, score in frame.iter_rows()}
        for frame in (stored, rows_of(folder, "story_links").select(stored.columns))
    ]
    assert pairs[0] == pairs[1]
    assert pairs[0]


def test_what_was_done_is_not_done_again(folder, tmp_path):
    with pytest.raises(ReliabilityError, match="finished run"):
        run(LocalEngine(1), folder, resume=True)
    engine = Stopping(1)
    with pytest.raises(ReliabilityError, match="gone"):
        run(engine, tmp_path / "out")
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out" / "claims").iterdir()}
    again = Stopping(1)
    again.exchanges = 2
    with pytest.raises(ReliabilityError, match="gone"):
        run(again, tmp_path / "out", resume=True)
    assert before == {file: file.stat().st_mtime_ns for file in (tmp_path / "out" / "claims").iterdir()}
    with pytest.raises(ReliabilityError, match="another input"):
        run(LocalEngine(1), tmp_path / "out", resume=True, inputs=("data/articles.jsonl",))


def test_nothing_of_the_work_between_stays(folder):
    assert not (folder / "_work").exists()
    assert json.loads((folder / "_SUCCESS").read_bytes())["articles"] == 46


def near(one: object, other: object) -> bool:
    """Whether two values are the same, numbers within a billionth."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(near(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(near, one, other))
    return one == (pytest.approx(other, abs=1e-9) if isinstance(other, float) else other)


def test_the_report_is_that_of_the_database(folder, sample, run_program, tmp_path):
    page = tmp_path / "report.json"
    assert run_program("report", "--db", str(sample.db), "--out", str(page)).returncode == 0
    of_database, of_folder = json.loads(page.read_bytes()), corpus.report(str(folder))
    mean = [of["intake"].pop("mean_score") for of in (of_folder, of_database)]
    assert mean[0] == pytest.approx(mean[1], abs=1e-9)
    for part in ("intake", "grades", "origins", "cited", "citations", "rejects", "stories", "sources", "articles"):
        assert near(of_folder[part], of_database[part]), part
    assert of_folder["scores"]["bins"] == of_database["scores"]["bins"]
    for row in (*of_folder["flags"], *of_database["flags"]):
        row.pop("trend")  # names the run
    assert of_folder["flags"] == of_database["flags"]
    assert of_folder["drift"] == of_database["drift"]
    runs = {of["run"]["run_id"] for of in (of_folder, of_database)}
    told = [
        sorted((row["code"], "" if row["subject"] in runs else row["subject"]) for row in of["findings"])
        for of in (of_folder, of_database)
    ]
    assert told[0] == told[1]
    done = run_program("report", "--from", str(folder), "--out", str(tmp_path / "report.html"))
    assert done.returncode == 0, done.stderr


def test_every_command_works_on_what_was_brought_into_a_database(folder, sample, run_program, tmp_path):
    db = str(tmp_path / "desk.duckdb")
    done = run_program("ingest-results", str(folder), "--db", db)
    assert done.returncode == 0, done.stderr
    for command in (["sources"], ["stories"]):
        told = [run_program(*command, "--db", place, "--format", "jsonl").stdout for place in (db, str(sample.db))]
        assert told[0] == told[1], command
    again = run_program("ingest-results", str(folder), "--db", db)
    assert (again.returncode, "holds articles already" in again.stderr) == (2, True)


def test_a_run_from_and_to_an_object_store(tmp_path, monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(reading_room, "SPLIT", 300)
    lines = "".join(
        record(f'"Ferry {n} is safe," said harbour master Ada Lund of Brenn.', id=f"a{n}") for n in range(8)
    )
    with s3_server.serving() as (objects, server):
        objects["desk/in/one.jsonl"] = lines.encode()
        monkeypatch.setattr(spans, "BLOCK", 128)
        out = f"s3://desk/scored{server}"
        assert run(LocalEngine(1), out, inputs=(f"s3://desk/in{server}",)).articles == 8
        assert corpus.report(out)["intake"]["claims"] > 0
        assert not [name for name, data in objects.items() if "/_work/" in name and data]
        with open_store(":memory:") as store:
            assert corpus.load(out, store) == 8
            assert store.query("SELECT count(*) AS n FROM scores").item() == 8
        assert len([name for name in objects if "/_done/read/" in name and objects[name]]) > 1
    assert not list(tmp_path.iterdir())


def reading(tmp_path: Path, texts: dict[str, str]) -> tuple[int, pl.DataFrame, pl.DataFrame]:
    """Records set aside, articles and rejects of some files."""
    source = tmp_path / "in"
    source.mkdir()
    for name, text in texts.items():
        (source / name).write_text(text, encoding="utf-8")
    job = Job(Folder(str(tmp_path / "out")), "r", datetime(2031, 5, 5, tzinfo=UTC), 500, 2)
    work = Work(job, LocalEngine(1), lambda *_: None)
    rejects = read_articles(work, expand([str(source)]), strict=False)
    return rejects.count, rows_of(tmp_path / "out", "articles"), rows_of(tmp_path / "out", "rejects")


def record(text: str, **more: str) -> str:
    return json.dumps({"text": text, **more}) + "\n"


def test_broken_records_are_set_aside_and_stop_nothing(tmp_path):
    lines = record("The ferry sank.", id="a") + "{broken\n" + record("", id="b") + record("It did not.", id="c")
    count, articles, rejects = reading(tmp_path, {"one.jsonl": lines, "two.jsonl": "{nothing at all\n"})
    assert sorted(articles["article_id"]) == ["a", "c"]
    assert count == 3
    assert sorted(rejects["record"]) == [0, 2, 3]
    assert set(rejects["run_id"]) == {"r"}


def test_one_large_file_is_read_by_several_tasks(tmp_path, monkeypatch):
    lines = "".join(record(f"Ferry {n} ran aground off Skerry.", id=f"a{n % 40}") for n in range(60))
    whole = tmp_path / "whole"
    whole.mkdir()
    expected = reading(whole, {"one.jsonl": lines + "{broken\n"})
    monkeypatch.setattr(reading_room, "SPLIT", 900)
    monkeypatch.setattr(spans, "BLOCK", 256)
    count, articles, rejects = reading(tmp_path, {"one.jsonl": lines + "{broken\n"})
    keys = ["article_id", "revision"]
    columns = [*keys, "record", "text", "previous_text"]
    assert articles.select(columns).sort(keys).equals(expected[1].select(columns).sort(keys))
    assert (count, rejects["record"].to_list()) == (expected[0], expected[2]["record"].to_list())
    assert len(list((tmp_path / "out" / "_done" / "read").iterdir())) > 3


def test_revisions_and_ids_that_clash_are_told_apart_as_in_a_database(tmp_path):
    first = record("One.", id="x", url="https://a.example/1") + record("Two.", id="y") + record("Same.", id="z")
    again = record("One, corrected.", id="x", url="https://a.example/1") + record("Three.", id="y")
    _, articles, _ = reading(tmp_path, {"1.jsonl": first, "2.jsonl": again + record("Same.", id="z")})
    with open_store(":memory:") as store:
        run_id = store.begin("ingest", "1", None, None, [])
        for intake in read([str(tmp_path / "in")]):
            store.add_articles(intake.articles, run_id)
        keys = ["article_id", "revision", "text"]
        assert (
            articles.select(keys).sort(keys).rows()
            == store.query("SELECT * FROM articles").select(keys).sort(keys).rows()
        )
    now = articles.filter(pl.col("revision") == 2)
    assert now.select("text", "previous_text").rows() == [("One, corrected.", "One.")]


def test_nothing_to_read_is_the_users_mistake(tmp_path):
    with pytest.raises(ReliabilityError, match="No article could be read"):
        reading(tmp_path, {"one.jsonl": "{broken\n"})


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--engine", "spark"], "writes a folder of tables"),
        (["--master", "local[2]"], "names a Spark cluster"),
        (["--resume"], "Add --out DIR"),
        (["--out", "x", "--db", "y.duckdb"], "ingest-results x"),
        (["--out", "x", "--fail-on", "critical"], "--fail-on is for results from a database"),
    ],
)
def test_options_that_do_not_go_together_are_refused_before_any_work(run_program, options, said):
    done = run_program("score", "data", *options)
    assert done.returncode == 2
    assert said in done.stderr
