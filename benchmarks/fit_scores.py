"""Train the shipped scoring model: `python benchmarks/fit_scores.py [--sources FOLDER] [--out models] [--name ridge]`.

Learns from every rated publisher of `ratings.csv` and from the articles of `articles.parquet` that were checked
themselves (`fact_check`). Its card holds leave-source-out figures; `python benchmarks/audit.py --run` has the rest.
About six minutes on two cores.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import polars as pl

from reliability.cli.main import run

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "data" / "sources"
DATA = (
    "Articles: US political news of 2012 to 2020 from publishers that AllSides lists (Article-Bias-Prediction, "
    "Apache-2.0), and a few hundred articles, mostly of unreliable sites, from the FakeNewsCorpus sample and the "
    "PolitiFact part of FakeNewsNet. Ratings: the first principal component of six expert rating sets (Lin et al. "
    "2023, PNAS Nexus). Labels of single articles: PolitiFact, through FakeNewsNet. No text of theirs is in this "
    "folder."
)


def main() -> None:
    """Write the labels of single articles to a file and call `reliability train scores`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=SOURCES)
    parser.add_argument("--out", type=Path, default=Path("models"))
    parser.add_argument("--name", default="ridge")
    options = parser.parse_args()
    articles = options.sources / "articles.parquet"
    checked = pl.scan_parquet(articles).select(article_id="id", label="fact_check").drop_nulls("label").collect()
    with tempfile.TemporaryDirectory() as folder:
        labels = Path(folder) / "checked.csv"
        checked.write_csv(labels)
        command = ["train", "scores", str(articles), "--labels", str(options.sources / "ratings.csv")]
        command += ["--labels", str(labels), "--out", str(options.out), "--name", options.name, "--data", DATA]
        sys.argv = ["reliability", *command]
        run()


if __name__ == "__main__":
    main()
