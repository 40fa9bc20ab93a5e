"""What many tests share: the sample corpus, scored once by the real program; and a browser to look at pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does; before numpy is imported

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = str(Path(sys.executable).with_name("reliability"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """The sample corpus after `reliability score data`."""

    db: Path
    rows: list[dict]
    stderr: str

    def row(self, article_id: str) -> dict:
        return next(row for row in self.rows if row["article_id"] == article_id)


def reliability(*arguments: str, cwd: Path = ROOT, **more) -> subprocess.CompletedProcess[str]:
    """Run the installed program as a user would."""
    command = [PROGRAM, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=110, check=False, **more)


@pytest.fixture(scope="session")
def run_program():
    return reliability


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    db = tmp_path_factory.mktemp("sample") / "sample.duckdb"
    done = reliability("score", "data", "--db", str(db), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return Sample(db, [json.loads(line) for line in done.stdout.splitlines()], done.stderr)


@dataclass
class Visit:
    """A page with what it said on its console and what it asked the network for."""

    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser; it is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no chromium on the path")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser) -> Iterator[Callable[..., Visit]]:
    """Opens a file or an address; options go to the browser's context."""
    contexts = []

    def go(place: Path | str, **options: Any) -> Visit:
        contexts.append(browser.new_context(**options))
        visited = Visit(contexts[-1].new_page())
        visited.page.on("console", lambda message: visited.said.append(message.text))
        visited.page.on("pageerror", lambda error: visited.said.append(str(error)))
        visited.page.on("request", lambda request: visited.asked.append(request.url))
        visited.page.goto(place if isinstance(place, str) else place.as_uri())
        return visited

    yield go
    for context in contexts:
        context.close()
