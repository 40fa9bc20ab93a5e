"""The keys of an audit's JSON and what they mean; documentation is written from it, and a test holds audits to it.

`[]` stands for each member of a list, `*` for a key that depends on the data. A *figure* is `{value, low, high}` with a
95 % interval by bootstrap over sources, each null where the figure is not defined.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

KEYS = {
    "schema": "version of this list, 1; a key that goes or changes its meaning makes a new one",
    "made.version": "version of the program",
    "made.claims_model": "what found the claims",
    "made.inputs": "the files of articles, by name",
    "made.ratings": "the file of ratings, by name",
    "made.splits": "the splits of the ratings that were used; empty for all",
    "made.digest": "SHA-256 of ids and texts of the articles, their sources and ratings: the same for the same data",
    "data.plan": "`full` or `quick`",
    "data.articles": "articles measured",
    "data.sources": "publishers of these",
    "data.sources_measured": "publishers with five or more articles, over which the figures of publishers go",
    "data.owner_groups": "owners, each of which is held out as a whole",
    "data.reliable_sources": "publishers that count as reliable",
    "data.inputs": "inputs of the model",
    "data.abstained": "articles left out because scores abstain on them",
    "data.cap": "most articles used of one publisher",
    "data.folds": "rounds of the model and the baselines",
    "data.fewer_folds": "rounds of the other parts, which fit many times",
    "data.draws": "bootstrap samples per figure",
    "data.seed": "seed of every draw",
    "model.*": "figure of the model on publishers never seen: `spearman`, `auc` (rating below its 30th percentile), "
    "`mae`, `partial_spearman` (within the lean), `article_auc`, `brier`, `calibration_error`, `coverage`, ...",
    "split.source_disjoint.*": "figure with publishers held out, publisher scores as plain means",
    "split.random.*": "figure with articles dealt out at random: what a wrong split would report",
    "split.gap.*": "figure: random less source-disjoint",
    "baselines[].name": "name of the baseline",
    "baselines[].what": "what it looks at",
    "baselines[].figures.*": "its figure",
    "baselines[].difference.*": "figure: the model's less the baseline's, paired",
    "probes[].target": "`outlet` or `lean`",
    "probes[].from": "what it is told from: `inputs`, `inputs without wording`, `score`, `rating`",
    "probes[].classes": "number of outlets or leans",
    "probes[].articles": "articles used",
    "probes[].chance": "balanced accuracy of guessing",
    "probes[].accuracy": "figure: balanced accuracy",
    "parity[].by": "kind of group: `lean`, `publisher size`, `topic`, `year`",
    "parity[].groups[].group": "name of the group",
    "parity[].groups[].articles": "its articles",
    "parity[].groups[].sources": "its publishers",
    "parity[].groups[].reliable": "share of its articles whose publisher is reliable",
    "parity[].groups[].enough": "whether it is large enough to be measured",
    "parity[].groups[].signed_error": "figure: mean of score less label; above 0 it is scored too kindly",
    "parity[].groups[].mae": "figure: mean distance of score and label",
    "parity[].groups[].auc": "figure: AUC of articles inside the group",
    "parity[].groups[].rating_error": "figure: mean of publisher score less rating",
    "parity[].groups[].rating_mae": "figure: mean distance of publisher score and rating",
    "attack[].rule": "the rewriting rule; the last is all together",
    "attack[].what": "what it does",
    "attack[].articles": "articles rewritten",
    "attack[].below_middle": "of these, scored below 0.5 before",
    "attack[].before": "mean score before",
    "attack[].after": "mean score after",
    "attack[].mean": "figure: mean move of the score (interval over articles)",
    "attack[].p90": "a tenth of the articles moves by this or more",
    "attack[].crossed": "figure: share of those below 0.5 that end at 0.5 or more",
    "curves.sources[].count": "training publishers",
    "curves.sources[].figures.*": "figure with so many; repeats averaged",
    "curves.articles[].count": "most training articles of one publisher",
    "curves.articles[].figures.*": "figure with so many",
    "curves.read[].count": "articles read of the publisher that is judged",
    "curves.read[].sources": "publishers that have so many as the longest row; all rows are over these",
    "curves.read[].figures.*": "figure with so many",
    "calibration[].*": "a bin of articles: `articles`, `weight`, mean `score`, share `reliable`, mean `low` and `high`",
    "abstaining[].coverage": "share of the articles judged, the least certain left out first",
    "abstaining[].articles": "their number",
    "abstaining[].accuracy": "figure: share on the publisher's side of 0.5",
    "abstaining[].auc": "figure: AUC of these articles",
    "themes[].theme": "theme of inputs",
    "themes[].inputs": "their number",
    "themes[].without.*": "figure of the model without them; null where nothing is left",
    "themes[].only.*": "figure of the model with nothing else; null where that is the whole model",
    "themes[].adds.*": "figure: the model less the model without them, paired",
    "verdicts.*.level": "`good`, `fair` or `bad`",
    "verdicts.*.said": "the part's result in a sentence",
}

_FIGURE = {"value", "low", "high"}


def unknown(audit: Any) -> list[str]:
    """The keys of an audit that `KEYS` does not tell, sorted."""
    return sorted({path for path in _paths(audit, "") if not any(_fits(path, key) for key in KEYS)})


def _paths(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict) and set(value) != _FIGURE:
        for key, inner in value.items():
            yield from _paths(inner, f"{path}\x1f{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            yield from _paths(inner, f"{path}[]")
    elif value is not None:
        yield path


def _fits(path: str, key: str) -> bool:
    parts, wanted = path.split("\x1f"), key.split(".")
    return len(parts) == len(wanted) and all(w in (p, "*") for p, w in zip(parts, wanted, strict=True))
