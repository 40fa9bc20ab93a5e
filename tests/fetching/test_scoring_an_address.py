"""`reliability score https://...`: one page, as a user would give it."""

from __future__ import annotations

import json
import os


def test_an_address_is_fetched_and_scored(run_program, host, tmp_path):
    url = f"http://{host}/article"
    done = run_program(
        *("score", url, "--db", ":memory:", "--format", "jsonl", "--workers", "1"),
        cwd=tmp_path,
        env=os.environ | {"RELIABILITY_FETCH_PRIVATE": host},
    )
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert (row["url"], row["title"]) == (url, "Pier to be rebuilt")
    assert row["claims"] >= 2


def test_an_address_of_this_machine_is_the_users_mistake(run_program, host, tmp_path):
    done = run_program("claims", f"http://{host}/article", cwd=tmp_path)
    assert done.returncode == 2
    assert "asks for port" in done.stderr and "fetch_private" in done.stderr
    assert "Traceback" not in done.stderr
