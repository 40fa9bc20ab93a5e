"""The card of a claims model: what it is for, what it learned from, how well it does, where it fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reliability.claims.fitting.measures import QUOTATIONS, ROLES, Agreement
from reliability.errors import counted

FAILURES = (
    "Attributions without a named reporter and by nouns (the idea that ...) are found far less often than sayings.",
    "Where a sentence ends a content is often a matter of taste; relative clauses behind it are cut or kept wrongly.",
    "Texts in other languages than English, and texts that are not prose, are outside what it has learned.",
)
"""What every model of this kind is bad at."""

_FEW = 50  # attributions below which the figure of a publisher says little


def card(
    settings: Mapping[str, Any],
    rows: Sequence[tuple[str, Agreement]],
    publishers: Mapping[str, Agreement],
    limits: Sequence[str] = (),
) -> str:
    """Markdown text of a card.

    Args:
        settings: the model's settings; `name`, `data`, `learned`, `threshold` are told.
        rows: figures by the name of the articles they come from; none where nothing was held out.
        publishers: figures of the first of them by publisher.
        limits: where it fails, beside `FAILURES`.
    """
    parts = [
        f"# Claims model {settings['name']}",
        "## Use",
        "Finds who says what in English news: for each attribution the source, the cue and the content. It reads the"
        " words only; it does not judge whether what is said is true.",
        "## Training data",
        *_learned(settings["learned"]),
        "## Licence and credit of the data",
        settings["data"] or "Nothing was said of where the articles come from.",
        "No text of the articles is in this folder.",
        "## Figures",
        *_figures(settings["threshold"], rows, publishers),
        "## Known failures",
        "\n".join(f"- {one}" for one in (*FAILURES, *limits)),
    ]
    return "\n\n".join(parts) + "\n"


def _learned(learned: Mapping[str, Any]) -> Iterator[str]:
    silver = f", and {counted(learned['silver'], 'article')} labelled by another model" if learned["silver"] else ""
    articles = counted(learned["articles"], "annotated article")
    yield f"{articles} with {counted(learned['attributions'], 'attribution')}{silver}."
    yield (
        f"Started from {learned['start']}; {counted(learned['epochs'], 'epoch')}, seed {learned['seed']}; digest of the"
        f" annotations `{learned['digest']}`."
    )
    if "averaged" in learned:
        yield f"The weights are the mean of {learned['averaged']} trainings that went on from each other."


def _figures(
    threshold: float, rows: Sequence[tuple[str, Agreement]], publishers: Mapping[str, Agreement]
) -> Iterator[str]:
    counts = f"A word counts as a cue from a probability of {threshold:.2f}"
    if not rows:
        yield f"{counts}. No articles were held out of training: how well the model does was not measured."
        return
    yield f"{counts}, chosen on articles held out of training."
    yield (
        "Linked: source, cue and content each overlap the annotated ones by half or more (Dice). Characters: F1 of the"
        " characters of a role. Recall: linked recall by the kind of quotation."
    )
    yield _table(rows)
    if any(_told(found) for found in publishers.values()):
        yield f"By publisher, where there are {_FEW} attributions or more:"
        yield _by_publisher(publishers)


def _table(rows: Sequence[tuple[str, Agreement]]) -> str:
    head = ["articles", "attributions", "linked P", "R", "F1", *(f"{one} F1" for one in ROLES)]
    head += [f"{one} recall" for one in QUOTATIONS]
    lines = [_row(head), _row(["---"] * len(head))]
    for name, found in rows:
        linked = found.figure("linked")
        figures = [linked.precision, linked.recall, linked.f1, *(found.figure(one).f1 for one in ROLES)]
        figures += [found.figure(one).recall for one in QUOTATIONS]
        lines.append(_row([name, str(linked.gold), *(f"{one:.3f}" for one in figures)]))
    return "\n".join(lines)


def _by_publisher(publishers: Mapping[str, Agreement]) -> str:
    lines = [_row(["publisher", "attributions", "linked F1"]), _row(["---"] * 3)]
    for name, found in sorted(publishers.items()):
        if _told(found):
            linked = found.figure("linked")
            lines.append(_row([name, str(linked.gold), f"{linked.f1:.3f}"]))
    return "\n".join(lines)


def _told(found: Agreement) -> bool:
    return found.figure("linked").gold >= _FEW


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
