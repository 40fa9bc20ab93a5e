"""Hold the API to its own description at length: every phase and check of Schemathesis against a served desk.

Run `python benchmarks/api_conformance.py [--examples N] [--seed N]`; the exit status is that of Schemathesis. Further
arguments go to it, such as `--include-path /api/v1/articles`.
"""

from __future__ import annotations

import argparse
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn

from reliability import config, pipeline, readers
from reliability.web import create
from reliability.web.desk import Desk

ROOT = Path(__file__).resolve().parents[1]
TEXT = "The pier of {} is safe, Ida Holm told Radio Almar. The council agreed in March, according to its minutes."


def main() -> int:
    """Serve a desk with a few articles and run Schemathesis against it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", default="20")
    parser.add_argument("--seed", default="1")
    known, more = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = config.load({"db": f"{folder}/desk.duckdb", "workers": 1})
        with pipeline.session(settings) as session:
            for name in ("Almar", "Skelle", "Brennick"):
                Desk(session).score(readers.one({"id": name, "text": TEXT.format(name)}), ["<benchmark>"])
            listening = socket.create_server(("127.0.0.1", 0))
            server = uvicorn.Server(uvicorn.Config(create(session), log_level="error"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
            thread.start()
            address = f"http://127.0.0.1:{listening.getsockname()[1]}/openapi.json"
            program = str(Path(sys.executable).with_name("schemathesis"))
            options = ["--max-examples", known.examples, "--seed", known.seed, "--continue-on-failure"]
            try:
                # Path parameters alone make few different requests: that is no fault of the API.
                health = ["--suppress-health-check", "all"]
                return subprocess.run(
                    [program, "run", address, *options, *health, *more], cwd=folder, check=False
                ).returncode
            finally:
                server.should_exit = True
                thread.join(30)


if __name__ == "__main__":
    sys.exit(main())
