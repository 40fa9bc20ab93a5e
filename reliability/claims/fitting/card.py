"""The card of a claims model: what it is for, what it learned from, how well it does, where it fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.claims.fitting.measures import QUOTATIONS, ROLES, Agreement

_FEW = 50  # attributions below which the figure of a publisher says little


def card(
    settings: Mapping[str, Any], rows: Sequence[tuple[str, Agreement]], publishers: Mapping[str, Agreement]
) -> str:
    """Markdown text of a card.

    Args:
        settings: the model's settings; `name`, `kind`, `data`, `learned`, `threshold` are told.
        rows: figures by the name of the articles they come from.
        publishers: figures of the first of them by publisher.
    """
    learned = settings["learned"]
    parts = [
        f"# Claims model {settings['name']}",
        "## Use",
        "Finds who says what in English news: for each attribution the source, the cue and the content. It reads the"
        " words only; it does not judge whether what is said is true. Texts in other languages, and texts that are not"
        " prose, are outside what it has learned.",
        "## Training data",
        f"{learned['articles']} annotated articles with {learned['attributions']} attributions"
        + (f", and {learned['silver']} articles labelled by a larger model" if learned["silver"] else "")
        + f". {settings['data']} No text of theirs is in this folder.",
        f"{learned['epochs']} epochs, seed {learned['seed']}; digest of the annotations `{learned['digest']}`. A word"
        f" counts as a cue from a probability of {settings['threshold']:.2f}, chosen on articles held out of training.",
        "## Figures",
        "Linked: source, cue and content each overlap the annotated ones by half or more (Dice). Characters: F1 of the"
        " characters of a role. Recall: linked recall by the kind of quotation.",
        _table(rows),
    ]
    if publishers:
        parts += ["By publisher, of the first row's articles:", _by_publisher(publishers)]
    parts += ["## Known failures", *(f"- {one}" for one in FAILURES)]
    return "\n\n".join(parts[: -len(FAILURES)]) + "\n\n" + "\n".join(parts[-len(FAILURES) :]) + "\n"


FAILURES = (
    "Attributions without a named reporter and by nouns (the idea that ...) are found far less often than sayings.",
    "Where a sentence ends a content is often a matter of taste; relative clauses behind it are cut or kept wrongly.",
    "The annotated articles are American political news of 2015 and 2016: other beats and other Englishes do worse.",
)


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
        linked = found.figure("linked")
        if linked.gold >= _FEW:
            lines.append(_row([name, str(linked.gold), f"{linked.f1:.3f}"]))
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
