"""A desk with the sample corpus: its session, and a server of it that a browser can ask."""

from __future__ import annotations

import shutil
import threading
import time

import pytest

from reliability import config, pipeline
from reliability.web import create


@pytest.fixture(scope="module")
def sampled(sample, tmp_path_factory):
    """A session over a copy of the sample's database."""
    db = tmp_path_factory.mktemp("desk") / "desk.duckdb"
    shutil.copy(sample.db, db)
    with pipeline.session(config.load({"db": str(db), "workers": 1})) as session:
        yield session


@pytest.fixture(scope="module")
def address(sampled):
    """Where the desk is served."""
    uvicorn = pytest.importorskip("uvicorn")
    server = uvicorn.Server(uvicorn.Config(create(sampled), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(500):
        if server.started or not thread.is_alive():
            break
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
