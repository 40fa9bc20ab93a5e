"""Accuracy and speed of provenance on labelled attributions: `python benchmarks/provenance.py [--spans predicted]`.

`--check` exits with 1 where a figure is below its floor in `floors.json`, or where the labels are not the pinned file.

The labels are `provenance-dev.jsonl`, the spans those of `polnear-dev.jsonl.gz`; both are given with --data.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from reliability.claims import gazetteer, provenance
from reliability.claims.attribution import Attribution, Span

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "attribution"
DROPPED = re.compile(
    r"\b(?:the|a|an|mr|mrs|ms|dr|sen|rep|gov|president|senator|governor|representative|secretary|judge|mayor)\b\.?"
)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--spans", choices=("gold", "predicted"), default="gold")
    parser.add_argument("--model", default="fast", help="what predicts spans: fast, deep or a folder")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a pinned floor is not reached")
    parser.add_argument("--errors", action="store_true", help="list what differs")
    parser.add_argument("--half", choices=("even", "odd"), help="only every other article")
    options = parser.parse_args()
    articles = _articles(options.data / "polnear-dev.jsonl.gz")
    labels = _lines(options.data / "provenance-dev.jsonl")
    if options.half:
        kept = {name for place, name in enumerate(sorted(articles)) if place % 2 == (options.half == "odd")}
        labels = [label for label in labels if label["article_id"] in kept]
    gold = options.spans == "gold"
    pairs = _gold(articles, labels) if gold else _predicted(articles, labels, options.model)
    figures = _print(pairs, labels)
    if options.errors:
        _print_errors(pairs, articles)
    if options.spans == "gold":
        _print_speed(articles.values())
    if options.check and (wrong := _complaints(options.data, options.spans, figures)):
        sys.exit("\n".join(wrong))


def _complaints(data: Path, spans: str, figures: dict[str, float]) -> list[str]:
    floors = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))["provenance"]
    wrong = []
    if hashlib.sha256((data / floors["file"]).read_bytes()).hexdigest() != floors["sha256"]:
        wrong.append(f"{floors['file']} is not the file whose digest is pinned")
    wrong += [
        f"{name} {figures[name]:.3f} is below the floor of {floor}"
        for name, floor in floors[spans].items()
        if figures[name] < floor
    ]
    return wrong


def _articles(path: Path) -> dict[str, dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {article["id"]: article for article in map(json.loads, lines)}


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _usable(article: dict[str, Any]) -> list[dict[str, Any]]:
    found = [one for one in article["attributions"] if one["cue"] or one["content"]]
    return sorted(found, key=lambda one: min(one["source"] + one["cue"] + one["content"]))


def _attributions(article: dict[str, Any]) -> list[Attribution]:
    return [
        Attribution(_spans(one["source"]), _spans(one["cue"]), _spans(one["content"]), "indirect")
        for one in _usable(article)
    ]


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in pairs)


def _resolve(article: dict[str, Any], known: gazetteer.Gazetteer) -> list[provenance.Provenance]:
    return provenance.resolve(
        article["text"],
        _attributions(article),
        publisher=article["publisher"],
        domain=None,
        title=None,
        gazetteer=known,
    )


def _gold(articles: dict[str, Any], labels: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    known = gazetteer.load()
    answers: dict[tuple[str, str], dict[str, Any]] = {}
    for name in {label["article_id"] for label in labels}:
        article = articles[name]
        for one, found in zip(_usable(article), _resolve(article, known), strict=True):
            answers[name, one["id"]] = {
                "origin": found.origin,
                "source_type": found.source_type,
                "via": [{"kind": kind, "name": shown} for kind, shown in found.via],
                "hops": found.hops,
                "second_hand": found.second_hand,
            }
    return [(label, answers[label["article_id"], label["attribution_id"]]) for label in labels]


def _predicted(
    articles: dict[str, Any], labels: list[dict[str, Any]], model: str
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pair each label with the predicted claim whose cue and content overlap most; unmatched labels are left out."""
    import polars as pl

    from reliability.claims import extract

    names = sorted({label["article_id"] for label in labels})
    frame = pl.DataFrame(
        {
            "article_id": names,
            "text": [articles[name]["text"] for name in names],
            "publisher": [articles[name]["publisher"] for name in names],
        }
    )
    claims: dict[str, list[dict[str, Any]]] = {}
    for row in extract(frame, model=model).to_dicts():
        claims.setdefault(row["article_id"], []).append(row)
    pairs = []
    for label in labels:
        gold = next(
            one for one in articles[label["article_id"]]["attributions"] if one["id"] == label["attribution_id"]
        )
        ranked = [(_overlap(gold, row), row) for row in claims.get(label["article_id"], [])]
        score, best = max(ranked, key=lambda pair: pair[0], default=(0.0, {}))
        if score > 0:
            pairs.append((label, best))
    return pairs


def _overlap(gold: dict[str, Any], row: dict[str, Any]) -> float:
    shares = []
    for role in ("cue", "content"):
        left, right = (
            {place for start, end in spans for place in range(start, end)} for spans in (gold[role], row[role])
        )
        shares.append(len(left & right) / max(1, len(left | right)))
    return sum(shares) if all(shares) else 0.0


def _plain(origin: str | None) -> str:
    """A name without titles, initials, possessives and articles."""
    named = DROPPED.sub(" ", (origin or "").casefold().replace("’s", "").replace("'s", ""))
    return " ".join(word for word in re.findall(r"\w+", named) if len(word) > 1)


def _print(pairs: list[tuple[dict[str, Any], dict[str, Any]]], labels: list[dict[str, Any]]) -> dict[str, float]:
    """Print `second_hand` over the matched labels and over all of them, then the agreement on matched labels.

    Returns the figures that have floors: `second_hand` is that over all labels.
    """
    print(f"labels {len(labels)}, matched {len(pairs)} ({len(pairs) / max(1, len(labels)):.3f})")
    _print_second_hand("second_hand, matched labels", pairs, [label for label, _ in pairs])
    figures = {"second_hand": _print_second_hand("second_hand, end to end, all labels", pairs, labels)}
    for name, agrees in AGREEMENT.items():
        figures[name] = sum(agrees(gold, found) for gold, found in pairs) / max(1, len(pairs))
        print(f"{name} {figures[name]:.3f}")
    return figures


def _print_second_hand(name: str, pairs: list[tuple[dict[str, Any], dict[str, Any]]], labels: list[Any]) -> float:
    """Precision over the claims found second-hand, recall over `labels`: one whose claim was not found is a miss."""
    hits = sum(gold["second_hand"] and found["second_hand"] for gold, found in pairs)
    precision = hits / max(1, sum(found["second_hand"] for _, found in pairs))
    recall = hits / max(1, sum(label["second_hand"] for label in labels))
    score = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {score:.3f}")
    return score


def _last(origin: str | None) -> str:
    return (_plain(origin).split() or [""])[-1]


def _kinds(label: dict[str, Any]) -> Counter[str]:
    return Counter(entry["kind"] for entry in label["via"])


AGREEMENT: dict[str, Callable[[dict[str, Any], dict[str, Any]], bool]] = {
    "source_type": lambda gold, found: gold["source_type"] == found["source_type"],
    "via kinds": lambda gold, found: _kinds(gold) == _kinds(found),
    "hops": lambda gold, found: gold["hops"] == found["hops"],
    "origin": lambda gold, found: _plain(gold["origin"]) == _plain(found["origin"]),
    "origin, last name": lambda gold, found: _last(gold["origin"]) == _last(found["origin"]),
}


def _print_errors(pairs: list[tuple[dict[str, Any], dict[str, Any]]], articles: dict[str, Any]) -> None:
    for gold, found in pairs:
        wrong = [name for name, agrees in AGREEMENT.items() if not agrees(gold, found)]
        if wrong:
            article = articles[gold["article_id"]]
            one = next(one for one in article["attributions"] if one["id"] == gold["attribution_id"])
            print(f"\n== {gold['article_id']} {gold['attribution_id']} sure={gold['sure']}: {', '.join(wrong)}")
            for side, label in (("gold ", gold), ("found", found)):
                print(f"  {side} {label['origin']!r} {label['source_type']} {label['via']} {label['hops']}")
            print("  " + _marked(article["text"], one))


def _marked(text: str, one: dict[str, Any]) -> str:
    letters = {"source": "S", "cue": "C", "content": "T"}
    marks = sorted((*span, letter) for role, letter in letters.items() for span in one[role])
    place = max(0, marks[0][0] - 200)
    shown = ""
    for start, end, letter in marks:
        shown += f"{text[place:start]}[{letter} {text[start:end][:150]}]"
        place = end
    return (shown + text[place : place + 120]).replace("\n", " / ")


def _print_speed(articles: Iterable[dict[str, Any]]) -> None:
    known = gazetteer.load()
    listed = list(articles)
    size = sum(len(article["text"].split()) for article in listed)
    begun = time.process_time()
    for article in listed:
        _resolve(article, known)
    print(f"words per CPU second {size / (time.process_time() - begun):,.0f} ({size:,} words)")


if __name__ == "__main__":
    main()
