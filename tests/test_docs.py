"""The documentation says what the code does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from reliability.cli.main import build, commands

ROOT = Path(__file__).resolve().parents[1]


def test_the_generated_pages_are_current():
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_links_of_pages_outside_of_the_site_lead_to_files_and_headings():
    pages = [*ROOT.glob("*.md"), *(ROOT / "data").rglob("*.md"), *(ROOT / "models").rglob("*.md")]
    assert len(pages) > 5
    for page in pages:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
        for target, anchor in re.findall(r"\]\(([^)#:\s]*)(?:#([^)\s]+))?\)", text):
            place = (page.parent / target) if target else page
            assert place.exists(), (page.name, target)
            if anchor:
                headings = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), re.M)
                assert anchor in {slug(heading) for heading in headings}, (page.name, target, anchor)


def slug(heading: str) -> str:
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip())


def test_every_picture_is_in_the_gallery_and_is_taken_by_the_script():
    gallery = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    made = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("pictures.py", "generate.py"))
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert f"(pictures/{picture.name})" in gallery, picture.name
        assert re.search(rf"\b{picture.stem.removeprefix('desk-')}\b", made), picture.name


@pytest.mark.timeout(240)
def test_the_notebook_runs_and_shows_what_its_page_says():
    pytest.importorskip("nbclient", reason="nbclient runs notebooks; it is not installed")
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        import notebook
    finally:
        sys.path.remove(str(ROOT / "docs"))
    page = notebook.page()
    for cell in notebook.executed().cells:
        for output in cell.get("outputs", []):
            assert notebook.shown_of(output).strip() in page, cell.source


def test_the_tasks_name_every_command_and_the_readme_none_that_there_is_not():
    tasks, readme = ((ROOT / name).read_text(encoding="utf-8") for name in ("docs/tasks.md", "README.md"))
    known = commands(build())
    for command in known:
        assert f"`{command}`" in tasks or f"reliability {command}" in tasks, command
    for named in re.findall(r"`reliability ([a-z-]+)", readme + tasks):
        assert named in known, named
