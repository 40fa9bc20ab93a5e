"""Annotated articles to a claims model: split, learn, choose the threshold on what was held out, measure, save."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import floor
from pathlib import Path
from typing import Any

from reliability.claims.fitting.measures import Agreement, agreement
from reliability.claims.model import FORMAT, ClaimsModel, load
from reliability.claims.reading import read
from reliability.errors import ReliabilityError

Article = Mapping[str, Any]

THRESHOLDS = tuple(number / 100 for number in range(20, 71, 5))


def train(
    gold: Sequence[Article],
    out: Path,
    *,
    name: str = "own",
    start: str = "fast",
    epochs: int | None = None,
    seed: int = 0,
    hold_out: float = 0.1,
    silver: Sequence[Article] = (),
    data: str = "",
    progress: Callable[[int, int, float], None] = lambda done, steps, loss: None,
) -> Path:
    """Train a claims model, going on from one that is there.

    Args:
        gold: annotated articles: `text`, `attributions` (each `source`, `cue`, `content` as lists of character
            offsets), optionally `id` and `publisher`.
        out: where the model's folder is made.
        name: last part of the folder's name.
        start: what to go on from: `fast` or the folder of a fast model, whose weights are adapted; the folder of a BERT
            (`model.safetensors`, `tokenizer.json`) for a new deep model; an `.npz` file with `words` and `vectors`
            for a new fast one.
        epochs: passes over the articles; by default what suits the start.
        seed: of everything random. The same seed, articles and machine give the same model.
        hold_out: share of the articles, evenly spread, that choose the threshold and give the card its figures.
        silver: articles annotated by another model; they count for half, and only in learning.
        data: a sentence for the card: where the articles come from.
        progress: called with steps done, steps in all and the loss.

    Returns:
        The folder, which `reliability --claims-model` takes.

    Raises:
        ReliabilityError: torch is missing, there are too few articles, or the model to start from cannot be used.
    """
    held, used = split(gold, hold_out)
    if not any(one["attributions"] for one in used):
        raise ReliabilityError("There are no annotated articles to learn from.", "Give articles with attributions.")
    try:
        from reliability.claims.fitting import course
    except ImportError as error:
        raise ReliabilityError(
            f"Training a claims model needs the package {error.name}.",
            "Run: pip install 'reliability[claims-training]'.",
        ) from error
    begun = course.begin(start, used, seed)
    known = {one["text"] for one in gold}
    silver = [one for one in silver if one["text"] not in known]
    folder = out / f"{date.today().isoformat()}-{name}"
    settings = {
        "format": FORMAT,
        "name": folder.name,
        "data": data,
        "learned": {
            "articles": len(used),
            "attributions": sum(len(one["attributions"]) for one in used),
            "silver": len(silver),
            "epochs": epochs or begun.epochs,
            "seed": seed,
            "start": Path(start).name,
            "digest": digest(gold),
        },
    }
    course.run(begun, folder, settings, gold=used, silver=silver, progress=progress)
    return finish(folder, held)


def split(articles: Sequence[Article], share: float) -> tuple[list[Article], list[Article]]:
    """Articles held out, evenly spread from the first on, and the others; of one article nothing is held out."""
    taken = [floor(round(number * share, 9)) for number in range(-1, len(articles))]
    if len(articles) < 2:
        taken = [0] * (len(articles) + 1)
    steps = list(pairwise(taken))
    held = [one for one, (before, here) in zip(articles, steps, strict=True) if here > before]
    return held, [one for one, (before, here) in zip(articles, steps, strict=True) if here == before]


def digest(articles: Sequence[Article]) -> str:
    """SHA-256 of texts and annotations, in order."""
    found = hashlib.sha256()
    for one in articles:
        found.update(json.dumps([one["text"], one["attributions"]], sort_keys=True).encode())
    return found.hexdigest()


def finish(folder: Path, held: Sequence[Article]) -> Path:
    """Choose the threshold of a saved model by the articles held out, and write its figures into settings and card."""
    from reliability.claims.fitting.card import card
    from reliability.claims.model import SETTINGS

    load.cache_clear()
    model = load(str(folder))
    settings = dict(model.settings)
    rows: list[tuple[str, Agreement]] = []
    publishers: dict[str, Agreement] = {}
    if held:
        settings["threshold"] = best_threshold(model, held)
        model = replace(model, settings=settings)
        rows = [("held out", measured(model, held))]
        publishers = by_publisher(model, held)
    (folder / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "CARD.md").write_text(card(settings, rows, publishers), encoding="utf-8")
    load.cache_clear()
    return folder


def best_threshold(model: ClaimsModel, articles: Sequence[Article]) -> float:
    """The threshold with the highest linked F1."""
    tried = Counter(
        {
            one: measured(replace(model, settings={**model.settings, "threshold": one}), articles).figure("linked").f1
            for one in THRESHOLDS
        }
    )
    return tried.most_common(1)[0][0]


def measured(model: ClaimsModel, articles: Sequence[Article]) -> Agreement:
    """Agreement of a model with annotated articles."""
    return agreement(articles, model.attributions(read(one["text"]) for one in articles))


def by_publisher(model: ClaimsModel, articles: Sequence[Article]) -> dict[str, Agreement]:
    """Agreement by the articles' `publisher`, where they have one."""
    grouped: dict[str, list[Article]] = defaultdict(list)
    for one in articles:
        if one.get("publisher"):
            grouped[one["publisher"]].append(one)
    return {name: measured(model, ones) for name, ones in grouped.items()}
