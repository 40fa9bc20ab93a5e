"""A killed run leaves whole chunks, and the next one goes on from there; threads read while one writes."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import threading

import polars as pl
import pytest

from reliability.store import open_store, row_counts

WORKER = """
    import sys
    import polars as pl
    from reliability import records
    from reliability.store import open_store

    with open_store(sys.argv[1]) as store:
        run_id = store.begin("score", "0.1.0", "m", "s", ["intake"])
        store.add_articles(records.ARTICLES.frame(
            {"article_id": f"a{n:03d}", "text": f"Ferry {n} sailed. " * 50, "text_hash": str(n)} for n in range(400)
        ), run_id)
        for chunk in store.article_chunks(run_id, 10, lacking="v1"):
            ids = chunk["article_id"].to_list()
            claims = records.CLAIMS.frame(
                {"claim_id": f"{a}#{n}", "article_id": a, "content_text": "x" * 200} for a in ids for n in range(1, 6)
            )
            signatures = records.SIGNATURES.frame({"article_id": a, "minhash": [1, 2]} for a in ids)
            store.put_claims(claims, signatures, ids, run_id, "v1")
            print(len(ids), flush=True)
"""


def test_a_killed_run_leaves_whole_chunks_and_is_resumed(db):
    command = [sys.executable, "-c", textwrap.dedent(WORKER), str(db)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        acknowledged = sum(int(worker.stdout.readline()) for _ in range(5))
        worker.send_signal(signal.SIGKILL)
    assert worker.returncode == -signal.SIGKILL
    with open_store(db) as store:
        done = store.query("SELECT article_id FROM processed")["article_id"].to_list()
        assert acknowledged <= len(done) < 400
        assert len(done) % 10 == 0
        assert row_counts(store)["claims"] == 5 * len(done)
        assert row_counts(store)["signatures"] == len(done)
        run = store.query("SELECT run_id, finished_at FROM runs").to_dicts()[0]
        assert run["finished_at"] is None
        left = pl.concat(store.article_chunks(run["run_id"], 50, lacking="v1"))
        assert left.height == 400 - len(done)
    subprocess.run(command, check=True, capture_output=True)
    with open_store(db, read_only=True) as store:
        counts = row_counts(store)
        assert (counts["articles"], counts["claims"], counts["signatures"]) == (400, 2000, 400)
        assert store.query("SELECT count(DISTINCT claim_id) FROM claims").item() == 2000


FULL = """
    import os, resource, signal, sys
    import polars as pl
    from reliability.errors import ReliabilityError
    from reliability.store import open_store

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = open_store(sys.argv[1])
    run_id = store.begin("ingest", "0.1.0", None, None, [])
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    try:
        for n in range(100):
            noise = os.urandom(150_000).hex()
            store.add_articles(pl.DataFrame({"article_id": [str(n)], "text": [noise], "text_hash": [str(n)]}), run_id)
            print(n, flush=True)
    except ReliabilityError as error:
        print(error.exit_code, error, file=sys.stderr, flush=True)
    os._exit(0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are a Unix thing")
def test_a_full_disk_is_told_plainly_and_what_was_written_stays(db):
    command = [sys.executable, "-c", textwrap.dedent(FULL), str(db)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    acknowledged = len(done.stdout.split())
    assert 0 < acknowledged < 100
    assert done.stderr.startswith("3 The database ")
    assert "free space" in done.stderr
    with open_store(db) as store:
        assert row_counts(store)["articles"] == acknowledged


def test_threads_read_while_another_writes(db, articles):
    with open_store(db) as store:
        run_id = store.begin("score", "0.1.0", "m", "s", [])
        ids = [f"a{number}" for number in range(60)]
        store.add_articles(articles(*((article_id, "Text.") for article_id in ids)), run_id)
        seen: list[int] = []

        def read() -> None:
            seen.extend(sum(chunk.height for chunk in store.results(run_id, 7)) for _ in range(5))

        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        for article_id in ids:
            store.replace("scores", pl.DataFrame({"article_id": [article_id], "score": [0.5]}), run_id, [article_id])
        for reader in readers:
            reader.join()
        assert seen == [60] * 15
        assert store.table("scores").height == 60
