#!/usr/bin/env python3
"""Set up once, then work: `python3 run.py score data/articles.jsonl`, `python3 run.py test`.

Needs Python 3.11 or newer and nothing else. The first call makes `.venv` here with the locked dependencies; later
calls reuse it. Every word but `test` is passed on to the `reliability` command line.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMP = VENV / ".locked"
UV = "uv>=0.9,<1"
TEST = ("--numprocesses=auto", "--dist=loadfile")  # files stay whole: their tests share what they set up


def main(arguments: list[str]) -> int:
    """Set up, then become the tests or the program."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python may meet first
        sys.exit(f"reliability needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    set_up()
    testing = arguments[:1] == ["test"]
    program = [str(SCRIPTS / "pytest"), *TEST] if testing else [str(SCRIPTS / "reliability"), *arguments[:1]]
    os.chdir(ROOT if testing else Path.cwd())
    command = [*program, *arguments[1:]]
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    os.execv(command[0], command)  # Ctrl-C and exit status are then the program's own


def set_up() -> None:
    """Make the environment, unless it matches the lock file already."""
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == lock:
        return
    print("Setting up .venv (once, a minute or two) ...", file=sys.stderr)
    if not (SCRIPTS / "python").exists() and not (SCRIPTS / "python.exe").exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    python = str(SCRIPTS / "python")
    subprocess.run([python, "-m", "ensurepip", "--default-pip"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV], check=True)
    environment = {**os.environ, "VIRTUAL_ENV": str(VENV), "UV_PROJECT_ENVIRONMENT": str(VENV)}
    # --inexact keeps the uv that runs this; bytecode halves the time of the first start.
    command = [python, "-m", "uv", "sync", "--frozen", "--inexact", "--compile-bytecode", "--quiet"]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    subprocess.run([python, "-m", "compileall", "-q", "reliability"], check=True, cwd=ROOT)
    STAMP.write_text(lock, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
