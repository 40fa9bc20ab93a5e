"""The model card: what a model is for, what it was made from, how good it is, and where it fails."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reliability.records import SENSE, WORD
from reliability.scoring import storage
from reliability.scoring.estimator import WORDING, is_wording
from reliability.scoring.linear import Linear, Replicates

_MEASURES = {
    "spearman": "Spearman, source mean against rating",
    "partial_spearman": "the same within political lean",
    "auc": "AUC, rating below its 30th percentile",
    "mae": "mean absolute error of the source score",
    "coverage": "ratings inside the source's 90 % interval",
    "brier": "Brier score of articles",
    "calibration_error": "expected calibration error of articles",
    "interval_coverage": "bins of articles whose share reliable lies in their 90 % interval",
    "label_auc": "AUC of articles that were checked themselves",
}


WORDS = 30  # named of each side


def render(about: Mapping[str, Any], linear: Linear, replicates: Replicates) -> str:
    """The card as Markdown.

    Args:
        about: the content of `model.json` as built by training.
        linear: the model's features and weights.
        replicates: of the bootstrap over owner groups.
    """
    training, threshold = about["training"], about["label"]["reliable_from_rating"]
    parts = [
        f"# Model {about['id']}",
        _USE.format(threshold=threshold),
        _DATA.format(threshold=threshold, **training),
        _figures(about),
        *_audit(about.get("audit", ())),
        "## Features and weights\n\nPoints are log-odds per standard deviation of the feature, with the 90 % interval "
        "of a bootstrap over owner groups. A weight whose interval spans zero carries little by itself.\n",
        _weights(linear, replicates),
        _wording(linear),
        "Never inputs: names of publishers, owners or authors, political lean, domains and links. Of the computed "
        "features these are kept out:\n",
        _table(("feature", "why"), about["excluded"].items()),
        _FAILURES,
    ]
    return "\n".join(parts)


_USE = """
## Use

The score is the share of articles like this one that come from publishers whom expert raters hold reliable (rating of
{threshold} or more on a scale of 0 to 1). It reads how an article is written, worded and sourced. Use it to put
articles into an order for review, and read it together with its interval, its contributions and the flags.

It must not be used to decide whether a statement is true, to punish or rank single journalists, to take down or demote
content without a person looking at it, or for languages other than English and texts that are not news.
"""

_DATA = """## Training data

{articles} articles of {sources} publishers in {owner_groups} owner groups; {rated_sources} publishers are rated,
{reliable_sources} of them {threshold} or more. At most {articles_per_source_at_most} articles of a publisher were used,
and publishers weigh by the square root of their articles. {labelled_articles} articles have a label of their own; of
the others the label is the publisher's: good articles of bad publishers count as bad here. {data}

Ridge penalty {penalty:g}, seed {seed}, digest of the inputs `{digest}`.
"""

_FAILURES = """## Known failures

- Articles of one publisher differ more than publishers do: a single article's score is weak evidence of its publisher.
- A careful imitation of news style scores high whatever it says. Nothing here checks facts.
- Shouting headlines and loaded words cost points also where the event deserves them, and in quoted headlines.
- The mix of publishers in training sets the base rate; another mix shifts all scores.
- The words that count were chosen and learned from US political news of 2012 to 2020; elsewhere they tell less.
- Kinds of text that were not in training, such as satire, transcripts or press releases, were not measured.
- Texts that were cut out of their pages badly have odd counts; watch the completeness flags.
"""


def _figures(about: Mapping[str, Any]) -> str:
    measured = about["measured"]
    if measured is None:
        return "## Figures\n\nNot measured.\n"
    methods = measured["results"]
    rows = [(label, *(_interval(methods[m][key]) for m in methods)) for key, label in _MEASURES.items()]
    bins = [
        (
            f"{row['score']:.2f}",
            f"{row['low']:.2f} to {row['high']:.2f}",
            f"{row['reliable']:.2f}",
            f"{row['articles']:.0f}",
        )
        for row in measured["calibration"]
    ]
    return "\n".join(
        [
            "## Figures\n",
            "Leave-source-out: ten folds by owner group, penalty and calibration chosen inside each training side; "
            f"{measured['articles']} articles of {measured['sources']} publishers, source figures over the "
            f"{measured['sources_measured']} with five or more. In brackets the 95 % bootstrap interval over "
            "publishers.\n",
            _table(("measure", *methods), rows),
            *_splits(measured["splits"], about["training"].get("splits")),
            "Calibration of held-out articles, in ten bins of equal size:\n",
            _table(("mean score", "mean 90 % interval", "share reliable", "articles"), bins),
        ]
    )


def _splits(splits: Mapping[str, Mapping[str, Any]], fit_on: Sequence[str] | None) -> list[str]:
    if not splits:
        return []
    rows = [
        (label, *(_interval(splits[s][key]) for s in splits))
        for key, label in _MEASURES.items()
        if key in splits[min(splits)]
    ]
    counted = ("publishers", *(f"{splits[s]['sources']['value']:.0f}" for s in splits))
    said = "The same by split:"
    if fit_on:
        said = f"Publishers of splits other than {' and '.join(fit_on)}, which the model never saw:"
    return [said + "\n", _table(("measure", *splits), [counted, *rows])]


def _weights(linear: Linear, replicates: Replicates) -> str:
    low, high = np.quantile(replicates.weights, [0.05, 0.95], axis=0)
    order = [i for i in np.argsort(-np.abs(linear.weights), kind="stable") if not is_wording(linear.names[i])]
    rows = [
        (linear.names[i], linear.groups[i], f"{linear.weights[i]:+.3f}", f"{low[i]:+.3f} to {high[i]:+.3f}")
        for i in order
    ]
    return _table(("feature", "theme", "points", "90 % interval"), rows)


def _wording(linear: Linear) -> str:
    """The common words that tell most; hundreds of others each tell a little."""
    words = {name.removeprefix(WORD): w for name, w in zip(linear.names, linear.weights, strict=True) if WORD in name}
    if not words:
        return ""
    ranked = sorted(words, key=lambda word: words[word])
    senses = sum(name.startswith(SENSE) for name in linear.names)
    return (
        f"Beside these, the shares of {len(words)} common words in the publisher's own voice and {senses} directions "
        f"of its mean word vector, shown together as `{WORDING}`. Of single words these count most against a text: "
        f"{', '.join(ranked[:WORDS])}. These count most for it: {', '.join(ranked[: -WORDS - 1 : -1])}.\n"
    )


def _audit(lines: Sequence[tuple[str, str]]) -> list[str]:
    if not lines:
        return []
    said = "What `reliability evaluate` found of the way in which this model was made, on the same data:"
    return ["## Audit\n", said + "\n", _table(("asked", "found"), lines)]


def quote(folder: Path, lines: Sequence[tuple[str, str]]) -> None:
    """Put the lines of an audit (`scoring.audit.summary`) into a stored model's `model.json` and card.

    Raises:
        ReliabilityError: the model cannot be read.
    """
    model = storage.load(folder)
    about = {**model.about, "audit": [list(line) for line in lines]}
    text = json.dumps(about, indent=2, ensure_ascii=False, allow_nan=False)
    (folder / storage.JSON).write_text(text + "\n", encoding="utf-8")
    (folder / storage.CARD).write_text(render(about, model.linear, model.replicates), encoding="utf-8")


def _interval(figure: Mapping[str, float | None]) -> str:
    if figure["value"] is None:
        return "-"
    return f"{figure['value']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}]"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]
    return "\n".join(lines) + "\n"
