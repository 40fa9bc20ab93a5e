"""Who says what: accuracy and speed of the claims models on PolNeAR, beside what others reach.

    python benchmarks/attribution.py [--model fast] [--split dev] [--data DIR] [--check] [--compare]

What is measured is told in `reliability/claims/fitting/measures.py`. Gold attributions without cue or content (36 empty
ones in training) are left out. `--split held-out` measures on the training articles that the shipped models did not
learn from: they chose the threshold, nothing else.

**words per CPU second**: words of the text by white space over the process time of one thread, of finding the spans and
of the whole stage (`extract`, with the provenance of every claim).

`--check` exits with 1 where a figure is below its floor in `floors.json`, or where the data file is not the one whose
digest is pinned there. To lower a floor, change that file and say why in the commit.

`--compare` prints the table of approaches: those that were tried here, with the figures seen when they were tried
(`approaches.json`), and those of others, as published with the data.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: a CPU second is one of one thread

import argparse
import gzip
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl

from reliability.claims import extract
from reliability.claims.fitting.measures import QUOTATIONS, ROLES, Agreement, agreement
from reliability.claims.fitting.training import split
from reliability.claims.model import load
from reliability.claims.reading import read

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared" / "data" / "attribution"
HELD_OUT = 1 / 12
"""Share of the training articles that `fit_claims.py` holds out."""


def there(path: Path, what: str) -> Path:
    """The path, or the end of the program with a line that says what is expected there."""
    if not path.exists():
        sys.exit(f"There is no {path}. Expected there: {what}.")
    return path


def articles(data: Path, part: str) -> list[dict[str, Any]]:
    """The annotated articles `train`, `dev` or `held-out`, without empty attributions."""
    name = "dev" if part == "dev" else "train"
    path = there(data / f"polnear-{name}.jsonl.gz", f"the annotated articles of PolNeAR ({name}; another --data DIR?)")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    for article in found:
        article["attributions"] = [one for one in article["attributions"] if one["cue"] and one["content"]]
    return split(found, HELD_OUT)[0] if part == "held-out" else found


def measure(corpus: list[dict[str, Any]], model: str) -> Agreement:
    """Find the attributions of a corpus and print words per CPU second."""
    words = sum(len(article["text"].split()) for article in corpus)
    finder = load(model)
    start = time.process_time()
    found = list(finder.attributions(read(article["text"]) for article in corpus))
    spans = time.process_time() - start
    frame = pl.DataFrame(
        {
            "article_id": [article["id"] for article in corpus],
            "text": [article["text"] for article in corpus],
            "publisher": [article["publisher"] for article in corpus],
        }
    )
    start = time.process_time()
    extract(frame, model=model)
    whole = time.process_time() - start
    print(f"{finder.name}: words per CPU second: spans {words / spans:,.0f}  extract {words / whole:,.0f}")
    return agreement(corpus, found)


def show(found: Agreement) -> None:
    """Print every figure."""
    for name in ("linked", "lenient", *ROLES):
        figure = found.figure(name)
        label = f"characters of {name}" if name in ROLES else name
        print(f"{label:22} precision {figure.precision:.3f}  recall {figure.recall:.3f}  F1 {figure.f1:.3f}")
    for name in QUOTATIONS:
        print(f"linked recall, {name}: {found.figure(name).recall:.3f} of {found.figure(name).gold}")


def floors_pinned() -> dict[str, Any]:
    """The data file with its digest, and for each model the floors of its figures."""
    found: dict[str, Any] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))["attribution"]
    return found


def complaints(data: Path, model: str, found: Agreement) -> list[str]:
    """What is wrong with the data file or the figures, by the pinned floors."""
    floors = floors_pinned()
    wrong = []
    if hashlib.sha256((data / floors["file"]).read_bytes()).hexdigest() != floors["sha256"]:
        wrong.append(f"{floors['file']} is not the file whose digest is pinned")
    for name, floor in floors[model].items():
        reached = found.figure(name).recall if name in QUOTATIONS else found.figure(name).f1
        if reached < floor:
            wrong.append(f"{name} {reached:.3f} is below the floor of {floor}")
    return wrong


def compare() -> None:
    """Print the table of approaches."""
    rows = json.loads((HERE / "approaches.json").read_text(encoding="utf-8"))
    print(f"{'approach':68} {'linked F1':>9} {'words/CPU s':>13}  measured")
    for row in rows:
        print(f"{row['approach']:68} {row['linked_f1']:9.2f} {row['words_per_second'] or '-':>13}  {row['measured']}")


def main() -> None:
    """Measure one split."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="fast", help="fast, deep or a folder")
    parser.add_argument("--split", choices=("dev", "train", "held-out"), default="dev")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--check", action="store_true", help="exit with 1 where a pinned floor is not reached")
    parser.add_argument("--compare", action="store_true", help="print what was tried and what others reach")
    arguments = parser.parse_args()
    if arguments.check and arguments.split != "dev":
        parser.error("--check needs the dev articles: the floors are pinned for them")
    if arguments.check and not isinstance(floors_pinned().get(arguments.model), dict):
        parser.error(f"--check needs a model that has floors in floors.json; {arguments.model} has none")
    if arguments.compare:
        compare()
        return
    found = measure(articles(arguments.data, arguments.split), arguments.model)
    show(found)
    if arguments.check and (wrong := complaints(arguments.data, arguments.model, found)):
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
