"""Take the pictures of the README: run the real program in a terminal of its own and save what it shows as SVG.

    python docs/pictures.py

Works where there is a pseudo-terminal (Linux, macOS).
"""

from __future__ import annotations

import io
import os
import pty
import struct
import sys
import tempfile
import termios
from fcntl import ioctl
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PROGRAM = str(Path(sys.executable).with_name("reliability"))
WIDTH = 118


def shown(arguments: list[str]) -> str:
    """What the program prints on a terminal of WIDTH columns, colours and all; its standard error is left out."""
    child, screen = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS=str(WIDTH), LINES="60")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execv(PROGRAM, [PROGRAM, *arguments])
    ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 60, WIDTH, 0, 0))
    output = b""
    while True:
        try:
            data = os.read(screen, 65536)
        except OSError:  # Linux says so when the program has ended
            break
        if not data:
            break
        output += data
    os.waitpid(child, 0)
    return output.decode("utf-8", "replace").replace("\r\n", "\n")


def save(name: str, prompt: str, output: str, lines: int) -> None:
    """Write `docs/pictures/<name>.svg` with the first `lines` lines."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ {prompt}", style="bold"))
    console.print(Text.from_ansi("\n".join(output.rstrip().splitlines()[:lines])))
    console.save_svg(str(PICTURES / f"{name}.svg"), title="reliability", unique_id=name)


def main() -> None:
    """Score the sample, explain one article, list the publishers."""
    PICTURES.mkdir(exist_ok=True)
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "pictures.duckdb")
        save("score", "reliability score data", shown(["score", "data", "--db", db, "--limit", "16"]), 24)
        article = "tunnel-torch"
        save("explain", f"reliability explain {article}", shown(["explain", article, "--db", db]), 60)
        save("sources", "reliability sources", shown(["sources", "--db", db, "--limit", "14"]), 20)


if __name__ == "__main__":
    main()
