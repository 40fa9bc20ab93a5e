"""Annotated articles to a claims model: split, learn, choose the threshold on what was held out, measure, save."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import floor
from pathlib import Path
from typing import Any

from reliability.claims.fitting.card import card
from reliability.claims.fitting.folder import new_folder, write_settings
from reliability.claims.fitting.measures import Agreement, total
from reliability.claims.fitting.threshold import by_publisher, choose
from reliability.claims.model import CARD, FORMAT, open_model
from reliability.errors import ReliabilityError
from reliability.resources import install

Article = Mapping[str, Any]


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
    limits: Sequence[str] = (),
    progress: Callable[[int, int, float], None] = lambda done, steps, loss: None,
) -> Path:
    """Train a claims model, going on from one that is there.

    Args:
        gold: annotated articles: `text`, `attributions` (each `source`, `cue`, `content` as lists of character
            offsets), optionally `id` and `publisher`.
        out: where the model's folder is made.
        name: last part of the folder's name.
        start: what to go on from: `fast` or the folder of a fast model, whose weights are adapted; the folder of a BERT
            (`model.safetensors`, `tokenizer.json` and maybe `config.json`) for a new deep model; an `.npz` file with
            `words` and `vectors` for a new fast one.
        epochs: passes over the articles; by default what suits the start.
        seed: of everything random. The same seed, articles and machine give the same model.
        hold_out: share of the articles, evenly spread, that choose the threshold and give the card its figures.
        silver: articles annotated by another model; they count for half, and only in learning.
        data: a sentence for the card: where the articles come from, whose they are and under which licence.
        limits: sentences for the card: where a model that learned from these articles fails.
        progress: called with steps done, steps in all and the loss.

    Returns:
        The folder, which `reliability --claims-model` takes.

    Raises:
        ReliabilityError: torch or another package is missing, there are too few articles, the model to start from
            cannot be used, or the folder is there already. Nothing is written then.
    """
    held, used = split(gold, hold_out)
    if not any(one["attributions"] for one in used):
        raise ReliabilityError("There are no annotated articles to learn from.", "Give articles with attributions.")
    known = {one["text"] for one in gold}
    silver = [one for one in silver if one["text"] not in known]
    folder = out / f"{date.today().isoformat()}-{name}"
    with new_folder(folder) as place:
        try:
            from reliability.claims.fitting import course

            begun = course.begin(start, used, seed)
        except ImportError as error:
            raise ReliabilityError(
                f"Training a claims model needs the package {error.name}.",
                f"Run: {install('claims-training')}",
            ) from error
        learned = {
            "articles": len(used),
            "attributions": sum(len(one["attributions"]) for one in used),
            "silver": len(silver),
            "epochs": epochs or begun.epochs,
            "seed": seed,
            "start": Path(start).name,
            "digest": digest(gold),
        }
        settings = {"format": FORMAT, "name": folder.name, "data": data, "learned": learned}
        course.run(begun, place, settings, gold=used, silver=silver, progress=progress)
        finish(place, held, limits)
    return folder


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


def finish(folder: Path, held: Sequence[Article], limits: Sequence[str]) -> None:
    """Choose the threshold of a saved model by the articles held out, and write its card."""
    model = open_model(folder)
    settings = dict(model.settings)
    rows: list[tuple[str, Agreement]] = []
    publishers: dict[str, Agreement] = {}
    if held:
        settings["threshold"], figures = choose(model, held)
        rows = [("held out", total(figures))]
        publishers = by_publisher(held, figures)
        write_settings(folder, settings)
    (folder / CARD).write_text(card(settings, rows, publishers, limits), encoding="utf-8")
