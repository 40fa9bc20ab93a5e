"""Truth discovery: `python benchmarks/truth.py [--data FOLDER] [--check] [--claims 1000000]`.

**books**: the right author sets among those that each method finds, on the books of `truth/books-truth-dev.csv`,
compared as exact sets of last names. As they are; with 25 copies of the real source that names one author most often;
and with an invented source that gives half of all books a wrong author, and 25 copies of it. A copy takes nine of ten
claims.
**simulated**: claims of our own making, whose truth is known: texts with popular errors; the same with a bad source
and 15 copies of it; sets whose sources cut short, leave out and add. Right values, and how far confidence is off: the
mean distance of confidence and share of right values over ten bins (expected calibration error).
**speed**: `--claims N` makes so many and prints seconds and peak memory.
`--check` holds our method on the books to `floors.json`.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import sys
import time
import unicodedata
from hashlib import sha256
from pathlib import Path

import polars as pl

from reliability import readers, truth

FLOORS = Path(__file__).with_name("floors.json")
TRUTH = "books-truth-dev.csv"
COPIES = 25
KEPT = 0.9  # share of the claims that a copy takes
COLUMNS = (("object", "ObjectID"), ("source", "SourceID"), ("value", "PropertyValue"))
FIRST = ("Ada", "Per", "Ines", "Tomas", "Ruth", "Oskar", "Lena", "Milan", "Vera", "Jonas", "Edda", "Karl")
LAST = ("Holm", "Lind", "Brandt", "Almar", "Kessel", "Varga", "Noor", "Ostrov", "Peel", "Quist", "Rask", "Sund")


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    options.add_argument("--check", action="store_true", help="hold our method to floors.json")
    options.add_argument("--claims", type=int, default=0, help="only measure speed, with so many claims")
    given = options.parse_args()
    if given.claims:
        report_speed(given.claims)
        return
    found = report_books(given.data / "truth")
    if given.check:
        check(found, given.data / "truth" / TRUTH)
        return
    report_simulated()


def report_books(folder: Path) -> dict[str, float]:
    """Print the share of exact author sets by method; returns that of our method by what was done to the claims."""
    claims, _ = readers.table(
        str(folder / "books-claims.csv.gz"), [readers.Wanted(role, name, ()) for role, name in COLUMNS]
    )
    gold = gold_sets(folder / TRUTH)
    tables = {"as they are": claims, "copies": with_copies(claims), "invented": with_invented(claims)}
    print(f"books: {len(gold)} with known authors, {claims.height:,} claims")
    print(f"{'':18}" + "".join(f"{name:>14}" for name in tables) + f"{'seconds':>10}")
    ours: dict[str, float] = {}
    for method in truth.METHODS:
        shares, seconds = [], 0.0
        for name, table in tables.items():
            started = time.perf_counter()
            values = truth.discover(table, "set", method).values
            seconds = seconds or time.perf_counter() - started
            shares.append(exact(values, gold))
            if method == "latent":
                ours[name] = shares[-1]
        print(f"{method:18}" + "".join(f"{share:>14.2f}" for share in shares) + f"{seconds:>10.1f}", flush=True)
    return ours


def gold_sets(path: Path) -> dict[str, frozenset[str]]:
    """The last names of each book."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, skipinitialspace=True))
    return {row[0]: frozenset(plain(name.split(",")[0]) for name in row[2].split(";") if name.strip()) for row in rows}


def plain(name: str) -> str:
    """The last word of a name, folded."""
    letters = unicodedata.normalize("NFKD", name.rsplit(maxsplit=1)[-1].lower())
    return "".join(letter for letter in letters if letter.isalnum())


def exact(values: pl.DataFrame, gold: dict[str, frozenset[str]]) -> float:
    """The share of books whose set of last names is exactly right."""
    found = {row["object"]: row["value"] or "" for row in values.iter_rows(named=True)}
    names = {book: frozenset(plain(name) for name in found[book].split(";") if name.strip()) for book in gold}
    return sum(names[book] == gold[book] for book in gold) / len(gold)


def with_copies(claims: pl.DataFrame) -> pl.DataFrame:
    """Add copies of the source, of those with 300 claims, that most often names one author where others name more."""
    one = claims.with_columns(single=pl.col("value").str.count_matches(r"[;/&]|,.*,| and ").eq(0))
    shared = one.with_columns(many=(~pl.col("single")).mean().over("object") > 0.4).filter("many")
    big = claims["source"].value_counts().filter(pl.col("count") >= 300)["source"]
    worst = (
        shared.filter(pl.col("source").is_in(big.implode()))
        .group_by("source")
        .agg(pl.col("single").mean())
        .sort("single", "source")["source"][-1]
    )
    return pl.concat([claims, copies(claims.filter(pl.col("source") == worst))])


def with_invented(claims: pl.DataFrame) -> pl.DataFrame:
    """Add a source that gives every second book a wrong author, and the right first claim otherwise, and its copies."""
    dice = random.Random(3)
    rows = [
        (book, "invented", f"{dice.choice(FIRST)} {dice.choice(LAST)}" if dice.random() < 0.5 else value)
        for book, value in claims.unique("object", keep="first", maintain_order=True)
        .select("object", "value")
        .iter_rows()
    ]
    bad = pl.DataFrame(rows, schema=claims.schema, orient="row")
    return pl.concat([claims, bad, copies(bad)])


def copies(bad: pl.DataFrame) -> pl.DataFrame:
    """Sources that each take nine of ten claims of one."""
    parts = [
        bad.sample(fraction=KEPT, seed=number).with_columns(source=pl.lit(f"copy {number}")) for number in range(COPIES)
    ]
    return pl.concat(parts)


def report_simulated() -> None:
    """Print how many values are right in worlds of our making, and how far confidence is off."""
    worlds = {
        "texts": ("text", simulated_texts(copiers=0)),
        "texts, copied": ("text", simulated_texts(copiers=15)),
        "sets": ("set", simulated_sets()),
        "few sources": ("text", simulated_texts(copiers=0, sources=6)),
    }
    print("\nsimulated: right values, and expected calibration error")
    print(f"{'':18}" + "".join(f"{name:>18}" for name in worlds))
    for method in truth.METHODS:
        line = ""
        for kind, (claims, right) in worlds.values():
            values = truth.discover(claims, kind, method).values
            hits = [value == right[name] for name, value in values.select("object", "value").iter_rows()]
            error = calibration_error(values["confidence"].to_list(), hits)
            line += f"{sum(hits) / len(hits):>11.3f} {error:>6.3f}"
        print(f"{method:18}{line}", flush=True)


def simulated_texts(copiers: int, sources: int = 30, objects: int = 400) -> tuple[pl.DataFrame, dict[str, str]]:
    """Sources of known accuracy, 0.35 to 0.95; errors of an object are drawn from six, some far more popular."""
    dice = random.Random(sources + copiers)
    accuracy = {f"source {number}": 0.35 + 0.6 * (number + 0.5) / sources for number in range(sources)}
    rows: list[tuple[str, str, str]] = []
    right: dict[str, str] = {}
    for number in range(objects):
        thing = f"thing {number}"
        right[thing] = f"{dice.choice(FIRST)}{dice.choice(LAST)}{number}".lower()
        wrong = [f"{dice.choice(LAST)}{number}{place}x".lower() for place in range(6)]
        said: dict[str, str] = {}
        for source, share in accuracy.items():
            if dice.random() < 0.6:
                error = dice.choices(wrong, weights=[8, 4, 2, 1, 1, 1])[0]
                said[source] = right[thing] if dice.random() < share else error
        if "source 0" in said:
            said |= {f"copier {copy}": said["source 0"] for copy in range(copiers) if dice.random() < KEPT}
        rows += [(thing, source, value) for source, value in said.items()]
    return pl.DataFrame(rows, schema=["object", "source", "value"], orient="row"), right


def simulated_sets(sources: int = 30, objects: int = 400) -> tuple[pl.DataFrame, dict[str, str]]:
    """Sets of one to four persons; sources cut to the first, leave out, or add one of two others, each at its rate."""
    dice = random.Random(5)
    habits = [(dice.betavariate(1, 1.5), dice.betavariate(1, 9), dice.betavariate(1, 9)) for _ in range(sources)]
    people = [f"{first} {last}{more}" for last in LAST for first, more in zip(FIRST, "abcdefghijkl", strict=True)]
    rows: list[tuple[str, str, str]] = []
    right: dict[str, str] = {}
    for number in range(objects):
        thing = f"book {number}"
        named = dice.sample(people, 6)
        whole, others = named[: dice.choice((1, 1, 2, 2, 3, 4))], named[4:]
        right[thing] = "; ".join(whole)
        for source, (cuts, drops, adds) in enumerate(habits):
            if dice.random() < 0.4:
                listed = whole[:1] if dice.random() < cuts else [one for one in whole if dice.random() >= drops]
                listed = listed or whole[:1]
                listed = [*listed, *dice.choices(others, weights=[3, 1])] if dice.random() < adds else listed
                rows.append((thing, f"source {source}", "; ".join(listed)))
    return pl.DataFrame(rows, schema=["object", "source", "value"], orient="row"), right


def calibration_error(confidence: list[float | None], hits: list[bool]) -> float:
    """Expected calibration error over ten bins."""
    frame = pl.DataFrame({"confidence": confidence, "hit": hits}).with_columns(
        bin=(pl.col("confidence") * 10).floor().clip(0, 9)
    )
    bins = frame.group_by("bin").agg(pl.col("confidence").mean(), pl.col("hit").mean(), size=pl.len())
    return float((bins["size"] * (bins["confidence"] - bins["hit"]).abs()).sum() / len(hits))


def report_speed(claims: int) -> None:
    """Time our method on so many simulated claims of sets."""
    table, _ = simulated_sets(sources=60, objects=max(1, claims // 24))
    started = time.perf_counter()
    truth.discover(table, "set")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{table.height:,} claims in {time.perf_counter() - started:.1f} s, process peak {peak:.0f} MiB")


def check(found: dict[str, float], data: Path) -> None:
    """Fail where our method is below its floor, or the data are not those that the floor was set on."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["truth"]
    if sha256(data.read_bytes()).hexdigest() != floors["sha256"]:
        sys.exit(f"{data} is not the file that the floors were set on.")
    below = {name: share for name, share in found.items() if share < floors["latent"][name]}
    if below:
        sys.exit(f"Below the floor: {below}")
    print("No figure is below its floor.")


if __name__ == "__main__":
    main()
