"""Who says what: accuracy and speed of the claims room's spans on PolNeAR.

    python benchmarks/attribution.py [--split dev] [--data DIR] [--check]

**linked**: within an article each predicted attribution is matched with at most one gold attribution and the other way
round, greedily by the sum of the overlaps. Two attributions match when source, cue and content each have an overlap of
at least 0.5: twice the shared characters over the characters of both (Dice; white space not counted), over all pieces
of the role. A role that is absent on one side must be absent on the other. Precision, recall and F1 count matches.
**lenient**: the same with any overlap in each role.
**characters**: precision, recall and F1 of the characters of a role, all attributions of an article taken together.
**recall by quotation**: linked recall for gold attributions whose content is direct, mixed or indirect speech.
**words per CPU second**: words of the text by white space over the process time of spans (`attributions`) and of the
whole stage (`extract`).

Gold attributions without cue and content (34 empty ones in training) are left out. `--split held-out` measures on the
training articles that `fit_attribution.py --hold-out` leaves out.

`--check` exits with 1 where the linked F1 of the dev articles is below the floor in `floors.json`, or where the data
file is not the one whose digest is pinned there. To lower a floor, change that file and say why in the commit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
from fit_attribution import DATA, HELD_OUT, articles

from reliability.claims import attributions, extract
from reliability.claims.quotation import find
from reliability.claims.tokens import tokenise

FLOORS = Path(__file__).with_name("floors.json")
ROLES = ("source", "cue", "content")
Roles = tuple[set[int], set[int], set[int]]


def characters(text: str, spans: Any) -> set[int]:
    """Offsets of the characters of spans that are not white space."""
    return {at for start, end in spans for at in range(start, end) if not text[at].isspace()}


def overlap(left: set[int], right: set[int]) -> float:
    """Dice overlap; two empty roles agree."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def match(predicted: list[Roles], gold: list[Roles], least: float) -> dict[int, int]:
    """Gold and predicted attributions that agree in every role, one to one: gold number to predicted number."""
    pairs = []
    for p, one in enumerate(predicted):
        for g, other in enumerate(gold):
            if one[1] & other[1]:
                fits = [overlap(a, b) for a, b in zip(one, other, strict=True)]
                if min(fits) > 0 and min(fits) >= least:
                    pairs.append((sum(fits), g, p))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, p in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if g not in matched and p not in taken:
            matched[g] = p
            taken.add(p)
    return matched


def kind(text: str, content: list[list[int]]) -> str:
    """Kind of quotation of a gold content, by the marks in the text."""
    tokens = tokenise(text)
    quotations = find(tokens)
    inside = total = 0
    for start, end in content:
        first, last = tokens.at(start), tokens.at(end)
        inside += quotations.covered(first, last)
        total += last - first
    return "direct" if inside >= 0.9 * total else "mixed" if inside else "indirect"


def figures(hits: int, predicted: int, gold: int) -> str:
    """Precision, recall and F1 as text."""
    precision, recall = hits / max(predicted, 1), hits / max(gold, 1)
    score = 2 * precision * recall / (precision + recall) if hits else 0.0
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f}"


def measure(corpus: list[dict[str, Any]]) -> float:
    """Print every figure for a corpus; return the linked F1."""
    count: Counter[Any] = Counter()
    for article in corpus:
        text = article["text"]
        gold_rows = [one for one in article["attributions"] if one["cue"] and one["content"]]
        gold = [tuple(characters(text, one[role]) for role in ROLES) for one in gold_rows]
        found = [tuple(characters(text, getattr(one, role)) for role in ROLES) for one in attributions(text)]
        linked = match(found, gold, 0.5)  # type: ignore[arg-type]
        count["linked"] += len(linked)
        count["lenient"] += len(match(found, gold, 0.0))  # type: ignore[arg-type]
        count["gold"] += len(gold)
        count["found"] += len(found)
        for number, one in enumerate(gold_rows):
            name = kind(text, one["content"])
            count["kind", name] += 1
            count["kind hit", name] += number in linked
        for at, role in enumerate(ROLES):
            left: set[int] = set().union(*(one[at] for one in found))
            right: set[int] = set().union(*(one[at] for one in gold))
            count["hit", role] += len(left & right)
            count["found", role] += len(left)
            count["gold", role] += len(right)
    print(f"gold {count['gold']}  found {count['found']}")
    print("linked ", figures(count["linked"], count["found"], count["gold"]))
    print("lenient", figures(count["lenient"], count["found"], count["gold"]))
    for role in ROLES:
        print(f"characters of {role:8}", figures(count["hit", role], count["found", role], count["gold", role]))
    for name in ("direct", "mixed", "indirect"):
        recall = count["kind hit", name] / max(count["kind", name], 1)
        print(f"linked recall, {name}: {recall:.3f} of {count['kind', name]}")
    return 2 * count["linked"] / max(count["found"] + count["gold"], 1)


def clock(corpus: list[dict[str, Any]]) -> None:
    """Print words per CPU second."""
    words = sum(len(article["text"].split()) for article in corpus)
    frame = pl.DataFrame(
        {
            "article_id": [article["id"] for article in corpus],
            "text": [article["text"] for article in corpus],
            "publisher": [article["publisher"] for article in corpus],
        }
    )
    start = time.process_time()
    for article in corpus:
        attributions(article["text"])
    spans = time.process_time() - start
    start = time.process_time()
    extract(frame)
    whole = time.process_time() - start
    print(f"words per CPU second: spans {words / spans:,.0f}  extract {words / whole:,.0f}")


def complaints(data: Path, linked: float) -> list[str]:
    """What is wrong with the data file or the figure, by the pinned floors."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["attribution"]
    found = []
    if hashlib.sha256((data / floors["file"]).read_bytes()).hexdigest() != floors["sha256"]:
        found.append(f"{floors['file']} is not the file whose digest is pinned")
    if linked < floors["linked_f1"]:
        found.append(f"linked F1 {linked:.3f} is below the floor of {floors['linked_f1']}")
    return found


def main() -> None:
    """Measure one split."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--split", choices=("dev", "train", "held-out"), default="dev")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--check", action="store_true", help="exit with 1 where a pinned floor is not reached")
    arguments = parser.parse_args()
    if arguments.check and arguments.split != "dev":
        parser.error("--check needs the dev articles: the floors are pinned for them")
    corpus = articles(arguments.data, "dev" if arguments.split == "dev" else "train")
    if arguments.split == "held-out":
        corpus = corpus[::HELD_OUT]
    linked = measure(corpus)
    clock(corpus)
    if arguments.check and (found := complaints(arguments.data, linked)):
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
