"""What a user sees when a database opens, or does not."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

from reliability import records
from reliability.errors import ReliabilityError
from reliability.store import open_store, row_counts, sources
from reliability.store.connection import connect
from reliability.store.schema import migrate, migrations


@pytest.mark.parametrize("table", records.TABLES, ids=lambda table: table.name)
def test_the_schema_is_the_one_in_records(store, table):
    assert store.query(f"SELECT * FROM {table.name}").schema == table.schema


def test_a_database_opens_again_with_what_it_held(db):
    with open_store(db) as store:
        store.begin("ingest", "0.1.0", None, None, ["a.jsonl"])
    with open_store(db, read_only=True) as one, open_store(db, read_only=True) as two:
        assert row_counts(one)["runs"] == row_counts(two)["runs"] == 1
    assert [file.name for file in db.parent.iterdir()] == [db.name]


def test_a_database_held_by_another_process_names_it(db):
    script = f"""
        import sys
        from reliability.store import open_store
        with open_store({str(db)!r}) as store:
            print("open", flush=True)
            sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(ReliabilityError, match=rf"in use by process {holder.pid}\b") as caught:
            open_store(db, read_only=True)
        assert "--db" in caught.value.hint
        assert not Path("/proc/self/cmdline").exists() or "open_store" in caught.value.message
        holder.communicate()


def test_a_file_that_is_no_database_is_refused(db):
    db.write_text("id,text\n1,The ferry sailed at noon.\n" * 200)
    with pytest.raises(ReliabilityError, match="is not a DuckDB database"):
        open_store(db)
    assert db.read_text().startswith("id,text")


def test_places_that_cannot_hold_a_database_are_refused(tmp_path):
    with pytest.raises(ReliabilityError, match=r"folder .*nowhere.* does not exist"):
        open_store(tmp_path / "nowhere" / "desk.duckdb")
    with pytest.raises(ReliabilityError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(ReliabilityError, match="There is no database"):
        open_store(tmp_path / "desk.duckdb", read_only=True)
    with pytest.raises(ReliabilityError, match="in memory"):
        open_store(":memory:", read_only=True)


def test_another_programs_database_is_left_alone(db):
    with duckdb.connect(str(db)) as connection:
        connection.execute("CREATE TABLE invoices (number INTEGER)")
    with pytest.raises(ReliabilityError, match="another program"):
        open_store(db)
    with duckdb.connect(str(db)) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("invoices",)]


def test_a_newer_database_is_refused(db):
    open_store(db).close()
    with duckdb.connect(str(db)) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES (9999, '9999_later', now())")
    with pytest.raises(ReliabilityError, match=r"newer version .*9999"):
        open_store(db)


def test_an_older_database_is_brought_up_to_date_unless_it_may_only_be_read(db, tmp_path):
    open_store(db).close()
    later = tmp_path / "9998_nicknames.sql"
    later.write_text("CREATE TABLE nicknames (source VARCHAR);")
    known = migrations() | {9998: later}
    reading = connect(str(db), read_only=True)
    with pytest.raises(ReliabilityError, match="older schema"):
        migrate(reading, str(db), read_only=True, known=known)
    reading.close()
    with connect(str(db), read_only=False) as connection:
        migrate(connection, str(db), read_only=False, known=known)
        assert connection.execute("SELECT max(version) FROM schema_migrations").fetchone() == (9998,)
        assert connection.execute("SELECT count(*) FROM nicknames").fetchone() == (0,)


def test_a_migration_that_fails_leaves_nothing_behind(db, tmp_path):
    open_store(db).close()
    broken = tmp_path / "9998_broken.sql"
    broken.write_text("CREATE TABLE half (a INTEGER); SELECT * FROM no_such_table;")
    with connect(str(db), read_only=False) as connection:
        with pytest.raises(duckdb.CatalogException):
            migrate(connection, str(db), read_only=False, known=migrations() | {9998: broken})
        tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        assert ("half",) not in tables
    open_store(db).close()


def test_sql_reaches_neither_files_nor_the_network(store):
    with pytest.raises(duckdb.PermissionException):
        store.query("SELECT * FROM read_csv('/etc/hostname')")
    settings = store.query("SELECT value FROM duckdb_settings() WHERE name LIKE 'auto%_known_extensions'")
    assert settings["value"].to_list() == ["false", "false"]


def test_dates_come_back_in_utc_whatever_the_machine_says(db):
    script = f"""
        from reliability.store import open_store
        with open_store({str(db)!r}) as store:
            store.begin("ingest", "0.1.0", None, None, [])
            print(store.query("SELECT started_at FROM runs").schema["started_at"])
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    done = subprocess.run(command, env={"TZ": "Asia/Tokyo"}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Datetime(time_unit='us', time_zone='UTC')"


def test_a_database_of_the_first_schema_is_brought_up_to_date_and_keeps_what_it_held(db):
    connection = connect(str(db), read_only=False)
    migrate(connection, str(db), read_only=False, known={1: migrations()[1]})
    connection.execute("INSERT INTO sources (source, role, score) VALUES ('a.example', 'publisher', 0.5)")
    connection.close()
    with pytest.raises(ReliabilityError, match="older schema"):
        open_store(db, read_only=True)
    with open_store(db) as store:
        (found,) = sources(store)
    assert found.select("source", "score", "parts").rows() == [("a.example", 0.5, [])]


def test_articles_signed_before_sketches_came_from_a_library_are_signed_anew_when_they_come_again(db):
    connection = connect(str(db), read_only=False)
    migrate(connection, str(db), read_only=False, known={n: file for n, file in migrations().items() if n < 14})
    connection.execute("INSERT INTO processed VALUES ('ferry', 1, '0.1.0:abc', 'r1')")
    connection.close()
    with open_store(db) as store:
        assert store.query("SELECT article_id, stamp FROM processed").rows() == [("ferry", "")]
