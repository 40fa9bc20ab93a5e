"""One process holds the database, others work through it: nothing is lost, whoever is killed or hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from datetime import UTC, datetime
from multiprocessing.connection import Connection

import duckdb
import polars as pl
import pytest

from reliability import records
from reliability.errors import ReliabilityError
from reliability.store import open_store, serving, wire
from reliability.store.remote import reach
from reliability.store.writing import Store

HOLDER = """
    import sys
    from reliability.store import open_store
    with open_store(sys.argv[1]) as store, store.shared():
        print("open", flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def holder(db):
    """A process that holds the database and shares it."""
    command = [sys.executable, "-c", textwrap.dedent(HOLDER), str(db)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "open\n"
        yield process
        process.kill()


def through(db, *, read_only=False) -> Store:
    """The database as another process sees it; this one holds it and could open it itself."""
    session = reach(str(db), read_only=read_only)
    assert session is not None
    return Store(session)


def decision(name: str) -> pl.DataFrame:
    row = {"decision_id": name, "article_id": "ferry", "verdict": "approved", "decided_at": datetime.now(UTC)}
    return records.DECISIONS.frame([row])


def decided(store) -> list[str]:
    return sorted(store.table("decisions")["decision_id"])


def ask(connection: Connection, header: dict, frames: dict[str, pl.DataFrame] | None = None) -> None:
    """Send a request as a client does, and see that it is answered without an error."""
    wire.send(connection, header, frames)
    assert wire.receive(connection) == ({}, {})


def test_a_command_reads_and_writes_through_the_process_that_holds_the_database(db, holder, articles):
    with open_store(db) as store:
        run_id = store.begin("score", "0.1.0", None, None, ["intake"])
        states = store.add_articles(articles(("a", "The pier is safe. " * 5_000), ("b", "Fog.")), run_id)
        assert states["state"].to_list() == ["new", "new"]
        (found,) = store.articles(["b", "a"])
        assert found["text"].to_list() == ["Fog.", "The pier is safe. " * 5_000]
        assert found["published_at"].to_list() == [datetime(2026, 1, 5, 8, 30, tzinfo=UTC)] * 2
        asked = {"at": datetime(2026, 1, 5, 8, 30, tzinfo=UTC), "none": None, "names": ["a"]}
        answer = store.query("SELECT $at AS at, $none AS none, $names AS names", asked)
        assert answer.row(0, named=True) == asked
    with open_store(db, read_only=True) as store:
        assert store.article_sources(["a"])["source"].to_list() == ["harbour-post.example"]
        with pytest.raises(ReliabilityError, match="opened for reading"):
            store.add_decision(decision("d"))
    holder.communicate()
    with open_store(db) as store:
        assert store.query("SELECT count(*) FROM article_rows").item() == 2
    assert not list(db.parent.glob("*.serving"))


def test_what_was_acknowledged_outlives_a_kill(db, holder):
    with open_store(db) as store:
        done = []
        with pytest.raises(ReliabilityError, match=f"Process {holder.pid}.* has ended") as caught:
            for number in range(1_000):
                store.add_decision(decision(f"d{number:03}"))
                done.append(f"d{number:03}")
                if number == 20:
                    os.kill(holder.pid, signal.SIGKILL)
        assert caught.value.exit_code == 3
    holder.wait()
    with open_store(db) as store:  # the file that it left behind leads nowhere
        assert set(done) <= set(decided(store)) and len(done) >= 21


def test_ten_writers_at_once_lose_nothing(db):
    with open_store(db) as own, own.shared():

        def write(writer: int) -> None:
            with through(db) as store:
                for number in range(10):
                    store.add_decision(decision(f"{writer}-{number}"))
                    run_id = store.begin("score", "0.1.0", None, None, [])
                    store.replace("scores", records.SCORES.frame([{"article_id": "same"}]), run_id, ["same"])

        writers = [threading.Thread(target=write, args=(writer,)) for writer in range(10)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert len(decided(own)) == 100
        assert own.query("SELECT count(*) FROM runs").item() == 100
        assert own.table("scores")["article_id"].to_list() == ["same"]


def test_a_client_that_goes_or_hangs_in_a_transaction_is_undone_and_holds_nobody_up(db, monkeypatch):
    monkeypatch.setattr(serving, "THINKING", 2.0)

    def begin(name: str) -> Connection:
        """A client in the middle of a transaction."""
        connection = reach(str(db), read_only=False).connect()
        ask(connection, {"do": "begin", "bulk": False})
        ask(connection, {"do": "insert", "table": "decisions"}, {"rows": decision(name)})
        return connection

    with open_store(db) as own, own.shared():
        begin("gone").close()
        hanging = begin("hanging")
        with through(db) as store:
            store.add_decision(decision("kept"))
        assert decided(own) == ["kept"]
        with pytest.raises((EOFError, OSError)):
            ask(hanging, {"do": "commit"})


def test_an_error_in_a_statement_undoes_the_transaction_and_leaves_the_connection_usable(db):
    with open_store(db) as own, own.shared(), through(db) as store:
        with pytest.raises(duckdb.CatalogException, match="nowhere"), store.transaction() as transaction:
            transaction.insert("decisions", decision("lost"))
            transaction.run("DELETE FROM nowhere")
        store.add_decision(decision("kept"))
        with pytest.raises(duckdb.ConstraintException):
            store.add_decision(decision("kept"))
        assert decided(own) == decided(store) == ["kept"]


def test_large_frames_go_in_several_messages(db, monkeypatch):
    monkeypatch.setattr(wire, "PART_BYTES", 1_000)
    wide = pl.DataFrame({"n": range(500), "words": ["harbour " * 20] * 500})
    with open_store(db) as own, own.shared(), through(db) as store:
        assert store.query("SELECT * FROM given ORDER BY n", given=wide).equals(wide)
        assert store.query("SELECT * FROM given", given=wide.clear()).schema == wide.schema


def test_who_does_not_have_the_key_is_turned_away(db, monkeypatch):
    with open_store(db) as own, own.shared():
        place = db.with_name(f"{db.name}.serving")
        assert os.name != "posix" or place.stat().st_mode & 0o777 == 0o600
        place.write_text(place.read_text().replace('"key": "', '"key": "00'))
        assert reach(str(db), read_only=True) is None
    assert not place.exists() or "00" in place.read_text()  # not its own any more


def test_a_file_that_leads_nowhere_leaves_the_plain_error(db, holder):
    place = db.with_name(f"{db.name}.serving")
    for text in ("{", '{"address": "/nowhere", "port": 0, "pid": 1, "key": ""}', '{"address": 7}'):
        place.write_text(text)
        with pytest.raises(ReliabilityError, match=rf"in use by process {holder.pid}\b"):
            open_store(db, read_only=True)
