"""Fit the word lists and weights of `reliability/claims/` that find who says what.

    python benchmarks/fit_attribution.py [--data DIR] [--hold-out] [--strength C]

Reads `polnear-train.jsonl.gz` in DIR: one article a line with `text` and `attributions`, each with `source`, `cue` and
`content` as lists of character offsets. Writes `lexicon/cues.txt` (words that were cues, with counts) and one
`lexicon/weights_<model>.txt` for each decision. With `--hold-out` every sixth article is left out, so that
`benchmarks/attribution.py --split held-out` can compare settings without looking at the dev articles.

Every model is a logistic regression with an L1 penalty (scikit-learn, liblinear), so that few weights are not zero.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reliability.claims import reading as readings
from reliability.claims import weights
from reliability.claims.contents import (
    end_features,
    left_end,
    left_start_features,
    left_starts,
    rest_of,
    right_ends,
    right_start_features,
    right_starts,
)
from reliability.claims.continuing import Link
from reliability.claims.keeping import keep_features
from reliability.claims.linking import found
from reliability.claims.reading import Range, Reading, read
from reliability.claims.sides import SIDES, side_features
from reliability.claims.sources import no_source_features, source_features, source_ranges
from reliability.claims.tagger import Cue, cue_around, cue_features, find_cues
from reliability.claims.tokens import Tokens, tokenise, word_classes

LEXICON = Path(__file__).resolve().parents[1] / "reliability" / "claims" / "lexicon"
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "attribution"
HELD_OUT = 6  # every sixth article
SLACK = 3  # tokens by which a gold edge may miss the nearest phrase edge and still teach

Cases = dict[str, tuple[list[list[str]], list[int]]]


def articles(data: Path, split: str) -> list[dict[str, Any]]:
    """The articles of a split."""
    with gzip.open(data / f"polnear-{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def covered(tokens: Tokens, spans: Iterable[list[int]]) -> set[int]:
    """Tokens that character spans touch."""
    found: set[int] = set()
    for start, end in spans:
        at = tokens.at(start)
        if at and tokens.ends[at - 1] > start:
            at -= 1
        while at < len(tokens) and tokens.starts[at] < end:
            found.add(at)
            at += 1
    return found


def dice(left: set[int], right: set[int]) -> float:
    """Overlap of two sets, 0..1."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def write_cues(corpus: list[dict[str, Any]]) -> None:
    """Mine the words that are cues: in two articles or more, and in at least one use of twenty."""
    uses: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    spread: dict[str, set[int]] = defaultdict(set)
    closed = {word for word, tag in word_classes().items() if tag != "E"}
    for number, article in enumerate(corpus):
        tokens = tokenise(article["text"])
        uses.update(tokens.words)
        for at in set().union(*(covered(tokens, one["cue"]) for one in article["attributions"])):
            cues[tokens.words[at]] += 1
            spread[tokens.words[at]].add(number)
    kept = sorted(
        word
        for word, count in cues.items()
        if word not in closed
        and word.isalpha()
        and word.isascii()
        and len(spread[word]) >= 2
        and count / uses[word] >= 0.05
        and not word.endswith("ly")
    )
    head = [
        "# Words of saying, thinking, feeling: form, times it was in a cue, times it was used, in PolNeAR (training).",
        "# Why: only these words are looked at as cues. Written by benchmarks/fit_attribution.py.",
    ]
    rows = [f"{word} {cues[word]} {uses[word]}" for word in kept]
    (LEXICON / "cues.txt").write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    readings.cue_words.cache_clear()


def collect(corpus: list[dict[str, Any]]) -> Cases:
    """Turn gold attributions into cases (features, 0 or 1) for each decision."""
    cases: Cases = defaultdict(lambda: ([], []))
    for article in corpus:
        reading = read(article["text"])
        tokens, candidates = reading.tokens, set(reading.candidates)
        gold, in_cue = [], set()
        for one in article["attributions"]:
            cue, source, content = (covered(tokens, one[role]) for role in ("cue", "source", "content"))
            in_cue |= cue
            heads = sorted(cue & candidates)
            if heads and content:
                first_piece = covered(tokens, one["content"][:1])
                gold.append((cue_around(reading, heads[0], heads[-1]), source, content, first_piece))
        for at in reading.candidates:
            add(cases, "cue", cue_features(reading, at), at in in_cue)
        previous: Range | None = None
        for cue, source, content, first_piece in sorted(gold, key=lambda one: one[0].head):
            given = (min(source), max(source) + 1) if source else None
            source_cases(cases, reading, cue, source, previous)
            content_cases(cases, reading, cue, given, content=content, piece=first_piece)
            previous = given or previous
    return cases


def add(cases: Cases, model: str, features: list[str], answer: bool) -> None:
    """Add one case."""
    cases[model][0].append(features)
    cases[model][1].append(int(answer))


def source_cases(cases: Cases, reading: Reading, cue: Cue, source: set[int], previous: Range | None) -> None:
    """Every range that may be the source is a case; those that fit best are right."""
    add(cases, "source", no_source_features(reading, cue, previous), not source)
    found = [(side, span, dice(set(range(*span)), source)) for side, span in source_ranges(reading, cue, previous)]
    top = max((fit for _, _, fit in found), default=0.0)
    for side, span, fit in found:
        right = bool(source) and fit >= 0.5 and fit == top
        add(cases, "source", source_features(reading, cue, side, span, previous), right)


def content_cases(
    cases: Cases, reading: Reading, cue: Cue, source: Range | None, *, content: set[int], piece: set[int]
) -> None:
    """Side of the content, then its edges."""
    left, right = min(content) < cue.head, max(content) > cue.head
    side = "lr" if left and right else "l" if left else "r"
    features = side_features(reading, cue, source)
    for name in SIDES:
        add(cases, f"side_{name}", features, name == side)
    if side == "r":
        right_cases(cases, reading, cue, source, piece)
        return
    end = left_end(reading, cue, source)
    starts = left_starts(reading, end)
    place = nearest(starts, min(content))
    for at in passed(starts, place):
        add(cases, "left_start", left_start_features(reading, cue, at, end, starts[-1]), at == place)


def right_cases(cases: Cases, reading: Reading, cue: Cue, source: Range | None, piece: set[int]) -> None:
    """Start and end of a content after its cue."""
    rest = rest_of(reading, cue, source)
    starts = right_starts(reading, cue, source, rest[0])
    start = nearest(starts, min(piece))
    if start is None:
        return
    for at in starts:
        add(cases, "right_start", right_start_features(reading, cue, source, at, rest), at == start)
    ends = right_ends(reading, cue, start)
    place = nearest(ends, max(piece) + 1)
    for at in passed(ends, place):
        add(cases, "right_end", end_features(reading, cue, start, at, ends[-1]), at == place)


def nearest(places: list[int], gold: int) -> int | None:
    """The place nearest to a gold edge, if near enough."""
    best = min(places, key=lambda at: abs(at - gold), default=None)
    return best if best is not None and abs(best - gold) <= SLACK else None


def passed(places: list[int], stop: int | None) -> list[int]:
    """The places that are asked about until the stop; the last of all is never asked about."""
    if stop is None:
        return []
    return [at for at in places[: places.index(stop) + 1] if at != places[-1]]


def fit(features: list[list[str]], answers: list[int], strength: float) -> dict[str, float]:
    """Weights of one model that are not zero."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = CountVectorizer(analyzer=list, min_df=3, binary=True, dtype=np.float64)
    matrix = vectors.fit_transform(features)
    model = LogisticRegression(C=strength, solver="liblinear", l1_ratio=1, max_iter=100, random_state=0)
    model.fit(matrix, answers)
    named = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    found = {name: round(float(weight), 3) for name, weight in named if abs(weight) >= 0.005}
    return {"bias": round(float(model.intercept_[0]), 3), **found}


def write_weights(name: str, found: dict[str, float]) -> None:
    """Write one model as lines of feature, tab, weight."""
    head = [
        f"# Weights of the model '{name}' : feature, tab, log-odds. Why: it decides where a role lies.",
        "# Fitted on the PolNeAR training articles by benchmarks/fit_attribution.py; see the functions *_features.",
    ]
    rows = [f"{feature}\t{weight:g}" for feature, weight in sorted(found.items())]
    (LEXICON / f"weights_{name}.txt").write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    weights.load.cache_clear()


def fit_all(corpus: list[dict[str, Any]], strength: float) -> None:
    """Fit and write every model that builds attributions."""
    for name, (features, answers) in collect(corpus).items():
        fitted = fit(features, answers, strength)
        write_weights(name, fitted)
        print(f"{name}: {len(answers)} cases, {len(fitted)} weights")


def cross_fitted(corpus: list[dict[str, Any]], strength: float) -> dict[str, float]:
    """Weights of the model that keeps or drops attributions: it learns from what models of the other half find."""
    features: list[list[str]] = []
    answers: list[int] = []
    for half in (0, 1):
        fit_all(corpus[half::2], strength)
        for article in corpus[1 - half :: 2]:
            reading = read(article["text"])
            gold = [
                [covered(reading.tokens, one[role]) for role in ("cue", "source", "content")]
                for one in article["attributions"]
            ]
            for link in found(reading, find_cues(reading)):
                features.append(keep_features(reading, link))
                answers.append(int(any(agrees(link, one) for one in gold)))
    return fit(features, answers, strength)


def agrees(link: Link, gold: list[set[int]]) -> bool:
    """Whether an attribution shares the cue of a gold one and half or more of its source and content."""
    cue, source, content = link
    speaker = set(range(*source)) if source else set()
    said = {at for piece in content for at in range(*piece)}
    return cue.head in gold[0] and dice(speaker, gold[1]) >= 0.5 and dice(said, gold[2]) >= 0.5


def main() -> None:
    """Mine the words, then fit and write every model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--hold-out", action="store_true", help="leave out every sixth article")
    parser.add_argument("--strength", type=float, default=0.8, help="C of the regression; smaller keeps fewer weights")
    arguments = parser.parse_args()
    corpus = articles(arguments.data, "train")
    if arguments.hold_out:
        corpus = [article for number, article in enumerate(corpus) if number % HELD_OUT]
    write_cues(corpus)
    write_weights("keep", cross_fitted(corpus, arguments.strength))
    fit_all(corpus, arguments.strength)


if __name__ == "__main__":
    main()
