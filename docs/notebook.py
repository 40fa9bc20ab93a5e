"""Run the notebook, keep what its cells show, and write it as a page.

`python docs/notebook.py` runs `docs/notebooks/first-look.ipynb` in place; `docs/generate.py` makes the page of it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

PLACE = Path(__file__).resolve().parent / "notebooks" / "first-look.ipynb"


def executed() -> Any:
    """The notebook after all its cells were run, one after the other, in a fresh kernel.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
    """
    import nbclient
    import nbformat

    found = nbformat.read(PLACE, as_version=4)
    nbclient.NotebookClient(
        found, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(PLACE.parent)}}
    ).execute()
    for cell in found.cells:
        cell.metadata = {}
    found.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return found


def page() -> str:
    """The notebook as Markdown: its words, its code and what that showed."""
    import json

    parts = []
    for cell in json.loads(PLACE.read_text(encoding="utf-8"))["cells"]:
        text = "".join(cell["source"])
        parts.append(text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```")
        parts += [f"```text\n{shown.strip()}\n```" for shown in map(shown_of, cell.get("outputs", [])) if shown.strip()]
    note = "This page is a [notebook](notebooks/first-look.ipynb), run as it stands here.\n\n"
    head, _, rest = "\n\n".join(parts).partition("\n\n")
    return f"{head}\n\n{note}{rest}\n"


def shown_of(output: Any) -> str:
    """What a cell printed, or its last value."""
    return "".join(output.get("text") or output.get("data", {}).get("text/plain", []))


def main() -> int:
    """Run it and keep what it shows."""
    import nbformat

    found = executed()
    for cell in found.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("text/html", None)
    nbformat.write(found, PLACE)
    print(f"{PLACE.name}: {len(found.cells)} cells")
    return 0


if __name__ == "__main__":
    sys.exit(main())
