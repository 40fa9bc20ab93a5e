"""Accuracy, speed and memory of the stories room: `python benchmarks/stories.py --data FOLDER [--noise 5000]`.

FOLDER holds `stories/events-dev.jsonl.gz` (labelled events) and `sources/articles.parquet` (articles to hide them in).

**events**: pairs of labelled articles put into one story, against the labels; pairwise and B-cubed (Bagga and Baldwin
1998), over the labelled articles only. "strangers" counts unlabelled articles that ended up in a labelled story:
many are about the same event, so it is a warning, not an error rate.
**copies**: 300 articles of two months are rewritten (paragraphs cut and moved, a new lead, 10-40 % of the words
changed, half of them under another headline, every fifth without a date). Recall: rewritten articles in the copy
group of their original. Precision: pairs in one copy group, of rewrites or labelled events, that are such pairs.
**speed**: `signatures` in articles per CPU second, `link` over all articles in CPU seconds and peak memory.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import time
from itertools import combinations
from pathlib import Path

import polars as pl

from reliability import records
from reliability.stories import link, signatures, words

CHUNK = 500
COPIES = 300
LEADS = (
    "A day of talk and few answers ended much as it began, people who followed it said.",
    "The matter has kept a whole town busy this week. Here is what is known so far, and what is not.",
    "Readers wrote in to ask what lies behind the news. We have put together the main points below.",
)


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    options.add_argument("--noise", type=int, default=5000, help="articles to hide the events in; 0 for all")
    given = options.parse_args()
    labelled = _dated(pl.read_ndjson(given.data / "stories/events-dev.jsonl.gz").rename({"id": "article_id"}))
    columns = ["id", "text", "title", "published_at", "publisher", "domain"]
    others = _dated(pl.read_parquet(given.data / "sources/articles.parquet", columns=columns)).rename(
        {"id": "article_id"}
    )
    started = time.process_time()
    known = sign(others)
    rate = len(others) / (time.process_time() - started)
    print(f"signatures            {rate:.0f} articles of {words_per_article(others):.0f} words per CPU second")
    events_known = sign(labelled)
    hidden = known.sample(given.noise, seed=7) if given.noise else known
    report_events(labelled, pl.concat([events_known, hidden]))
    report_copies(others, known, events_known)
    report_speed(pl.concat([events_known, known]))


def sign(articles: pl.DataFrame) -> pl.DataFrame:
    """Signatures in chunks, as the pipeline makes them."""
    return pl.concat([signatures(chunk) for chunk in articles.iter_slices(CHUNK)])


def words_per_article(articles: pl.DataFrame) -> float:
    """Mean number of words separated by white space."""
    return float(articles.select(pl.col("text").str.count_matches(r"\S+").mean()).item())


def report_events(labelled: pl.DataFrame, known: pl.DataFrame) -> None:
    """Compare stories with the labels."""
    members = link(known)
    story = dict(members.select("article_id", "story_id").iter_rows())
    label = dict(labelled.select("article_id", "story").iter_rows())
    pairs = list(combinations(sorted(label), 2))
    gold = {pair for pair in pairs if label[pair[0]] == label[pair[1]]}
    told = {pair for pair in pairs if story[pair[0]] == story[pair[1]]}
    precision, recall, score = figures(len(gold & told), len(told), len(gold))
    print(f"events in {len(known)}       pairs precision {precision:.3f} recall {recall:.3f} F1 {score:.3f}", end="  ")
    cubed = [_b_cubed(article, story, label) for article in label]
    precision, recall = (sum(values) / len(cubed) for values in zip(*cubed, strict=True))
    print(f"B-cubed F1 {2 * precision * recall / (precision + recall):.3f}", end="  ")
    touched = {story[article] for article in label}
    print("strangers", sum(1 for article, of in story.items() if of in touched and article not in label))


def _b_cubed(article: str, story: dict[str, str], label: dict[str, str]) -> tuple[float, float]:
    together = {other for other in label if story[other] == story[article]}
    alike = {other for other in label if label[other] == label[article]}
    return len(together & alike) / len(together), len(together & alike) / len(alike)


def report_copies(others: pl.DataFrame, known: pl.DataFrame, events: pl.DataFrame) -> None:
    """Rewrite articles and look whether the rewrites are found."""
    dice = random.Random(11)
    start = pl.datetime(2017, 3, 1, time_zone="UTC")
    months = others.filter(pl.col("published_at").is_between(start, start.dt.offset_by("2mo")))
    originals = months.filter(pl.col("text").str.len_chars() > 1200).sort("article_id").sample(COPIES, seed=11)
    common = words.background()
    filler = dice.choices(common["word"].to_list(), weights=common["share"].to_list(), k=5000)
    rewrites = pl.DataFrame(
        [rewrite(row, dice, filler) for row in originals.iter_rows(named=True)], schema=originals.schema
    )
    around = known.join(months, on="article_id", how="semi")
    members = link(pl.concat([around, events, sign(rewrites)]))
    group = dict(members.select("article_id", "copy_group").iter_rows())
    chosen = [*originals["article_id"], *rewrites["article_id"], *events["article_id"]]
    gold = {(original, original + "/copy") for original in originals["article_id"]}
    told = {pair for pair in combinations(sorted(chosen), 2) if group[pair[0]] == group[pair[1]]}
    precision, recall, score = figures(len(gold & told), len(told), len(gold))
    print(
        f"copies of {COPIES} in {len(members)} precision {precision:.3f} recall {recall:.3f} F1 {score:.3f}", end="  "
    )
    rest = members.filter(pl.col("article_id").is_in([*chosen]).not_())
    print("other articles held to be copies", rest.filter(pl.col("copies") > 0).height, "of", rest.height)


def rewrite(row: dict[str, object], dice: random.Random, filler: list[str]) -> dict[str, object]:
    """A copy of an article as a careless rewriter would make it."""
    text = str(row["text"])
    paragraphs = [part for part in re.split(r"\n+", text) if part.strip()]
    if len(paragraphs) < 4:
        sentences = re.split(r"(?<=[.!?])\s+", text)
        paragraphs = [" ".join(sentences[place : place + 2]) for place in range(0, len(sentences), 2)]
    paragraphs = paragraphs[: max(2, round(len(paragraphs) * dice.uniform(0.4, 1)))]
    if dice.random() < 0.5:
        dice.shuffle(paragraphs)
    rate = dice.uniform(0.1, 0.4)
    body = [_change(paragraph, rate, dice, filler) for paragraph in paragraphs]
    if dice.random() < 0.7:
        body.insert(0, dice.choice(LEADS))
    title = str(row["title"] or "")
    return {
        **row,
        "article_id": f"{row['article_id']}/copy",
        "title": _change(title, 0.5, dice, filler) if dice.random() < 0.5 else title,
        "text": "\n\n".join(body),
        "publisher": "Copyhouse",
        "domain": "copyhouse.example",
        "published_at": None if dice.random() < 0.2 else row["published_at"],
    }


def _change(text: str, rate: float, dice: random.Random, filler: list[str]) -> str:
    """Replace 6 of 10 changed words, drop 2, put a word behind 2."""
    changed: list[str] = []
    for word in text.split():
        turn = dice.random() / rate
        if turn < 0.6:
            changed.append(dice.choice(filler))
        elif turn >= 0.8:
            changed += [word, dice.choice(filler)] if turn < 1 else [word]
    return " ".join(changed)


def report_speed(known: pl.DataFrame) -> None:
    """Time `link` over all articles; the peak is that of the whole process."""
    started = time.process_time()
    members = link(known)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"link of {len(known)} articles  {time.process_time() - started:.1f} CPU s, process peak {peak:.0f} MiB",
        end="  ",
    )
    print("stories", members["story_id"].n_unique(), "largest", members["story_articles"].max())


def figures(hits: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision, recall = hits / max(found, 1), hits / max(wanted, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-12)


def _dated(articles: pl.DataFrame) -> pl.DataFrame:
    day = pl.col("published_at").str.to_datetime("%Y-%m-%d", time_zone="UTC", strict=False)
    return articles.with_columns(day.cast(records.TIME))


if __name__ == "__main__":
    main()
