"""Take the pictures of the README: run the real program and save what it shows.

    python docs/pictures.py            all of them
    python docs/pictures.py report     only those of the report

What a terminal shows is saved as SVG (needs a pseudo-terminal: Linux, macOS), pages as PNG (needs a chromium).
"""

from __future__ import annotations

import io
import os
import pty
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
PROGRAM = str(Path(sys.executable).with_name("reliability"))
WIDTH = 118
PAGE, STORY = 1100, 900  # pixels
PORT = 8765
DESK = {
    "queue": ("/", 1200, 760, "light"),
    "article": ("/articles/ferry-torch", 1280, 860, "light"),
    "phone": ("/articles/ferry-torch", 390, 844, "dark"),
    "source": ("/sources/daily-torch.example", 1200, 860, "light"),
    "story": ("/stories/ferry-cpa", 1200, 900, "light"),
    "score": ("/score", 1100, 860, "dark"),
}
"""Pages of the desk: their path, width and height in pixels, and colours."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


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


def terminal(db: str) -> None:
    """Score the sample, explain one article, list the publishers."""
    save("score", "reliability score data", shown(["score", "data", "--db", db, "--limit", "16"]), 24)
    article = "tunnel-torch"
    save("explain", f"reliability explain {article}", shown(["explain", article, "--db", db]), 60)
    save("sources", "reliability sources", shown(["sources", "--db", db, "--limit", "14"]), 20)


def report(db: str) -> None:
    """Score the sample a few times, so that there is a trend, and save the head of the report and its citation map."""
    from playwright.sync_api import sync_playwright

    page = Path(db).with_name("report.html")
    for _ in range(3):
        subprocess.run([PROGRAM, "score", "data", "--db", db, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([PROGRAM, "report", "--db", db, "--out", str(page)], check=True)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        shown_page = opened.new_page(viewport={"width": PAGE, "height": 900}, color_scheme="light")
        shown_page.goto(page.as_uri())
        shown_page.wait_for_selector("#chart-citations svg")
        findings = shown_page.locator("#articles").bounding_box()
        height = min(findings["y"], 1_200) if findings else 1_200
        shown_page.screenshot(
            path=PICTURES / "report.png", full_page=True, clip={"x": 0, "y": 0, "width": PAGE, "height": height}
        )
        shown_page.locator("#chart-citations").screenshot(path=PICTURES / "citations.png")
        opened.close()


def story(db: str) -> None:
    """Score the sample and save the head of a story's page: timeline and provenance trees."""
    from playwright.sync_api import sync_playwright

    page = Path(db).with_name("story.html")
    subprocess.run([PROGRAM, "score", "data", "--db", db, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([PROGRAM, "story", "ferry-cpa", "--db", db, "--out", str(page)], check=True)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        shown_page = opened.new_page(viewport={"width": STORY, "height": 900}, color_scheme="light")
        shown_page.goto(page.as_uri())
        third = shown_page.locator("#claims article >> nth=2").bounding_box()
        clip = {"x": 0, "y": 0, "width": STORY, "height": third["y"] if third else 1_200}
        shown_page.screenshot(path=PICTURES / "story.png", full_page=True, clip=clip)
        opened.close()


def desk(db: str) -> None:
    """Score the sample, serve it, and save the pages of the review desk, one of them as a phone has it in the dark."""
    from playwright.sync_api import sync_playwright

    subprocess.run([PROGRAM, "score", "data", "--db", db, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([PROGRAM, "serve", "--db", db, "--port", str(PORT)], stderr=subprocess.DEVNULL)
    try:
        _wait(server)
        browser = next(filter(None, map(shutil.which, BROWSERS)), None)
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
            for name, (path, width, height, scheme) in DESK.items():
                view = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
                page = opened.new_page(**view)
                page.goto(f"http://127.0.0.1:{PORT}{path}")
                page.wait_for_load_state("networkidle")
                if name == "article":
                    page.wait_for_selector("#reasons .reasons")
                    page.hover("[data-in='5'].said")
                    page.wait_for_timeout(300)
                page.screenshot(path=PICTURES / f"desk-{name}.png")
                page.close()
            opened.close()
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        with suppress(OSError), socket.create_connection(("127.0.0.1", PORT), 1):
            return
        if server.poll() is not None:
            raise SystemExit("The server ended before it answered.")
        time.sleep(0.1)


def main(wanted: list[str]) -> None:
    """Take the pictures that are wanted, or all."""
    PICTURES.mkdir(exist_ok=True)
    os.chdir(ROOT)
    for take in (terminal, report, story, desk):
        if not wanted or take.__name__ in wanted:
            with tempfile.TemporaryDirectory() as folder:
                take(str(Path(folder) / "pictures.duckdb"))


if __name__ == "__main__":
    main(sys.argv[1:])
