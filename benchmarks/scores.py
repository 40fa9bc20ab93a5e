"""Scores against expert ratings of publishers that the model has not seen.

    python benchmarks/scores.py FEATURES.parquet [--sources FOLDER] [--compare] [--json FILE]
    python benchmarks/scores.py FEATURES.parquet --train models --name linear

FOLDER holds `articles.parquet` and `ratings.csv`. Where FEATURES.parquet does not exist, at most 60 articles of each
publisher go through the claims and features stages first, and it is written (about ten minutes on one core).
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from reliability import claims, features, records, scoring
from reliability.scoring import logistic
from reliability.scoring.evaluation import CAP
from reliability.scoring.heldout import Method, Prediction
from reliability.scoring.sample import Sample

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "data" / "sources"
CHUNK = 250
DATA = (
    "Ratings: the first principal component of six expert rating sets (Lin et al. 2023, PNAS Nexus). Articles: US "
    "political news of 2012 to 2020 from publishers that AllSides lists (Article-Bias-Prediction), and a few hundred "
    "articles, mostly of unreliable sites, from the FakeNewsCorpus sample and FakeNewsNet."
)


def main() -> None:
    """Print the figures, and train a model where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features", type=Path)
    parser.add_argument("--sources", type=Path, default=SOURCES)
    parser.add_argument("--compare", action="store_true", help="also other kinds of models")
    parser.add_argument("--draws", type=int, default=1000, help="bootstrap samples per figure")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--train", type=Path, help="train into a dated folder of this folder")
    parser.add_argument("--name", default="linear")
    options = parser.parse_args()
    labelled = _labels(options.sources)
    if not options.features.is_file():
        _compute(options.sources).write_parquet(options.features)
    table = pl.read_parquet(options.features)
    if options.train:
        groups = {feature.name: feature.theme for feature in features.catalogue()}
        print(
            scoring.train(
                table, labelled, options.train, groups=groups, name=options.name, data=DATA, seed=options.seed
            )
        )
        return
    started = time.perf_counter()
    methods = COMPARED if options.compare else {}
    figures = scoring.evaluate(table, labelled, seed=options.seed, draws=options.draws, methods=methods)
    _print(figures, time.perf_counter() - started)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _labels(folder: Path) -> pl.DataFrame:
    ratings = pl.read_csv(folder / "ratings.csv").select("domain", "rating", "owner_group", "lean", "split")
    articles = pl.scan_parquet(folder / "articles.parquet").select("id", "domain").collect()
    joined = articles.join(ratings, on="domain", how="inner")
    return joined.rename({"id": "article_id", "domain": "source"}).drop_nulls("rating")


def _compute(folder: Path) -> pl.DataFrame:
    """Claims and features of at most `CAP` articles of each rated publisher, each article on its own."""
    kept = _labels(folder).sort("article_id")
    kept = kept.with_columns(order=pl.Series(np.random.default_rng(0).permutation(kept.height)))
    kept = kept.filter(pl.col("order").rank("ordinal").over("source") <= CAP)
    raw = pl.read_parquet(folder / "articles.parquet").filter(pl.col("id").is_in(kept["article_id"].to_list()))
    columns = raw.select(
        pl.col("id").alias("article_id"),
        "url",
        "domain",
        "publisher",
        "title",
        "text",
        pl.col("authors").str.split(", "),
    )
    frames = []
    for chunk in records.ARTICLES.conform(columns).iter_slices(CHUNK):
        frames.append(features.compute(chunk, claims.extract(chunk), records.STORY_MEMBERS.empty()))
        print(f"\r{sum(frame.height for frame in frames)} of {raw.height} articles", end="", flush=True)
    print()
    return pl.concat(frames)


def _ridge(train: Sample, test: Sample) -> Prediction:
    """Ridge regression of the rating on the source's mean features."""
    from sklearn.linear_model import RidgeCV

    prepared = logistic.prepare(train.values, train.weights)
    counts = np.bincount(train.source, minlength=len(train.sources))
    sums = np.zeros((len(counts), train.values.shape[1]))
    np.add.at(sums, train.source, prepared.transform(train.values))
    present = counts > 0
    model = RidgeCV(alphas=np.logspace(0, 4, 13)).fit(
        sums[present] / counts[present, None], train.ratings[present], sample_weight=np.sqrt(counts[present])
    )
    return Prediction(model.predict(prepared.transform(test.values)).clip(0, 1))


def _lasso(train: Sample, test: Sample) -> Prediction:
    """Logistic regression with a lasso penalty."""
    from sklearn.linear_model import LogisticRegression

    prepared = logistic.prepare(train.values, train.weights)
    model = LogisticRegression(C=0.03, l1_ratio=1.0, solver="liblinear", random_state=0)
    model.fit(prepared.transform(train.values), train.reliable, sample_weight=train.weights)
    return Prediction(model.predict_proba(prepared.transform(test.values))[:, 1])


def _boosting(train: Sample, test: Sample) -> Prediction:
    """Gradient boosted trees; not additive over features."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_depth=3, learning_rate=0.05, max_iter=120, l2_regularization=10.0, min_samples_leaf=40, random_state=0
    )
    model.fit(train.values, train.reliable, sample_weight=train.weights)
    return Prediction(model.predict_proba(test.values)[:, 1])


COMPARED: Mapping[str, Method] = {"ridge on means": _ridge, "lasso": _lasso, "boosting": _boosting}


def _print(figures: Mapping[str, Any], seconds: float) -> None:
    print(
        f"{figures['articles']} articles, {figures['sources']} sources ({figures['sources_measured']} with five or "
        f"more articles), {figures['inputs']} inputs, {seconds:.0f} s"
    )
    shown = figures["results"] | {f"model, split {name}": measures for name, measures in figures["splits"].items()}
    for method, measures in shown.items():
        print(f"\n{method}")
        for name, figure in measures.items():
            if figure["value"] is not None:
                interval = "" if figure["low"] is None else f"[{figure['low']:.3f}, {figure['high']:.3f}]"
                print(f"  {name:18} {figure['value']:7.3f}  {interval}")
    print("\ncalibration of held-out articles\n  score  90 % interval  reliable  articles")
    for row in figures["calibration"]:
        interval = f"{row['low']:5.2f} to {row['high']:.2f}"
        print(f"  {row['score']:5.2f}  {interval:13}  {row['reliable']:8.2f}  {row['articles']:8.0f}")


if __name__ == "__main__":
    main()
