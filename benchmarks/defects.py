"""Injected defects: how often each flag is raised where it should be, and where it should not.

    python benchmarks/defects.py [--half report|tune] [--codes COM CON004 ...] [--articles 100] [--clean 600] [--check]

Clean articles are real ones of publishers rated above 0.8 with a headline and a date, at most 20 of each. They go
through claims, stories, features and suites as they are: what is raised then is a **false alarm** (some of it is true;
nobody checked). Then `mutators/` puts each defect into up to `--articles` of them on which its code was silent, and
they go the same way: the share on which the code is raised is its **detection** rate.

Articles are halved by a digest of their id: detectors and thresholds were set on `tune`, figures are of `report`.

`--check` exits with 1 where a code finds fewer than 90 % of its defects or is raised on more than 3 % (critical) or 8 %
(warning) of the clean articles, or where a code that judges articles has no mutator. `--show CODE` prints false alarms
and misses with their messages (texts of others: for the eyes only).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
from mutators import Article, Clean, mutators

from reliability import claims, features, flags, readers, records, resources, stories
from reliability.engines import LocalEngine

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "sources"
RATED_ABOVE = 0.8
PER_PUBLISHER = 20
CHUNK = 250
DETECTION = 0.90
FALSE_ALARMS = {"critical": 0.03, "warning": 0.08}
ARTICLE_TABLES = ("features", "articles")  # scores are the program's own: its tests break them

Group = list[Article]  # articles that are there together; the first is the one that is looked at


@dataclass(frozen=True)
class Figures:
    """What was seen of one code: clean articles and those it was raised on, spoilt ones and those it was raised on."""

    code: str
    severity: str
    clean: int
    alarms: int
    spoilt: int
    found: int

    @property
    def complaint(self) -> str:
        """What is wrong with the code; nothing where all is well."""
        if not self.spoilt:
            return "no defect could be injected"
        if self.found < DETECTION * self.spoilt:
            return f"detection below {DETECTION:.0%}"
        limit = FALSE_ALARMS.get(self.severity)
        return f"false alarms above {limit:.0%}" if limit is not None and self.alarms > limit * self.clean else ""


def main() -> int:
    """Print the table; 1 where `--check` finds fault."""
    options = _options()
    suites = flags.load([resources.expectations()])
    entries = [
        entry for entry in suites.entries if entry.table in ARTICLE_TABLES and _chosen(entry.code, options.codes)
    ]
    known = mutators()
    clean = _clean(options.data, options.half, options.clean)
    with flags.Checker(suites) as checker, LocalEngine() as engine:
        together = _gone_through(engine, [[row] for row in clean.to_dicts()])
        linked = _linked(clean, together)
        silent = _raised(checker, linked)
        cases = _cases(clean, together[1], random.Random(7))
        groups = {
            entry.code: _spoilt(cases, known[entry.code], entry.code, silent.get(entry.code, {}), options.articles)
            for entry in entries
            if entry.code in known
        }
        spoilt = _gone_through(engine, [group for made in groups.values() for group in made])
        raised = _raised(checker, spoilt)
    figures = [
        Figures(
            entry.code,
            entry.severity,
            clean.height,
            len(silent.get(entry.code, ())),
            len(groups.get(entry.code, ())),
            sum(group[0]["article_id"] in raised.get(entry.code, {}) for group in groups.get(entry.code, ())),
        )
        for entry in entries
    ]
    _print(figures, suites, options.half)
    for code in options.show:
        _show(code, silent.get(code, {}), groups.get(code, []), raised.get(code, {}))
    wrong = [f"{row.code}: {row.complaint}" for row in figures if row.complaint]
    print("\n".join(["", *wrong] if wrong else ["", f"All {len(figures)} codes hold."]))
    return int(options.check and bool(wrong))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of articles.parquet and ratings.csv")
    parser.add_argument("--half", choices=("report", "tune"), default="report")
    parser.add_argument("--codes", nargs="*", default=[], help="codes or how they begin; all by default")
    parser.add_argument("--articles", type=int, default=100, help="articles that each defect is put into")
    parser.add_argument("--clean", type=int, default=600, help="clean articles")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--show", nargs="*", default=[], metavar="CODE")
    return parser.parse_args()


def _chosen(code: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(code.startswith(start) for start in wanted)


def _clean(data: Path, half: str, articles: int) -> pl.DataFrame:
    """records.ARTICLES of rated publishers, read as the program reads a frame."""
    rated = pl.read_csv(data / "ratings.csv").filter(pl.col("rating") > RATED_ABOVE).select("domain")
    digest = pl.col("id").map_elements(lambda name: sha256(name.encode()).hexdigest(), return_dtype=pl.String)
    chosen = (
        pl.read_parquet(data / "articles.parquet")
        .join(rated, on="domain", how="semi")
        .drop_nulls(["title", "published_at"])
        .with_columns(digest=digest)
        .filter((pl.col("digest").str.head(1) < "8") == (half == "tune"))
        .sort("digest")
        .filter(pl.int_range(pl.len()).over("domain") < PER_PUBLISHER)
        .head(articles)
        .select("id", "url", "domain", "publisher", "title", "authors", "published_at", "text")
    )
    frames = [intake.articles for intake in readers.from_frame(chosen, chunk=CHUNK)]
    return pl.concat(frames).with_columns(ingested_at=pl.lit("2026-01-01T00:00:00Z").str.to_datetime(time_zone="UTC"))


Tables = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, pl.DataFrame]  # articles, claims, members, features


def _gone_through(engine: LocalEngine, groups: Sequence[Group]) -> Tables:
    """Groups through claims, stories and features, each group as if there were no other."""
    parts = list(engine.map(_through, _chunks(groups)))
    return tuple(pl.concat(part[n] for part in parts) for n in range(4))  # type: ignore[return-value]


def _chunks(groups: Sequence[Group]) -> Iterator[list[Group]]:
    for start in range(0, max(len(groups), 1), CHUNK):
        yield list(groups[start : start + CHUNK])


def _through(groups: list[Group]) -> Tables:
    articles = records.ARTICLES.frame(article for group in groups for article in group)
    told = claims.extract(articles)
    several = [[article["article_id"] for article in group] for group in groups if len(group) > 1]
    members = [_members(_of(articles, ids), _of(told, ids)) for ids in several]
    linked = pl.concat([records.STORY_MEMBERS.empty().drop("run_id"), *members], how="diagonal_relaxed")
    return articles, told, linked, features.compute(articles, told, linked)


def _of(frame: pl.DataFrame, ids: Sequence[str]) -> pl.DataFrame:
    return frame.filter(pl.col("article_id").is_in(ids))


def _members(articles: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    signed = stories.signatures(articles)
    return stories.corroborate(stories.link(signed), told, signed)[1]


def _linked(clean: pl.DataFrame, tables: Tables) -> Tables:
    """The clean articles with their stories, found among all of them."""
    articles, told, _, _ = tables
    members = _members(articles, told)
    return articles, told, members, features.compute(articles, told, members)


def _raised(checker: flags.Checker, tables: Tables) -> dict[str, dict[str, str]]:
    """code -> article id -> message."""
    articles, _, _, numbers = tables
    found = checker.check({"articles": articles.drop("text"), "features": numbers})
    raised: dict[str, dict[str, str]] = {}
    for article, code, message in found.select("article_id", "code", "message").iter_rows():
        raised.setdefault(code, {})[article] = message
    return raised


def _cases(clean: pl.DataFrame, told: pl.DataFrame, rng: random.Random) -> list[Clean]:
    rows = clean.to_dicts()
    said: dict[str, list[Mapping[str, Any]]] = {}
    for claim in told.iter_rows(named=True):
        said.setdefault(claim["article_id"], []).append(claim)
    return [Clean(row, said.get(row["article_id"], []), random.Random(rng.random()), rows) for row in rows]


def _spoilt(cases: Sequence[Clean], mutate: Any, code: str, silent: Mapping[str, str], wanted: int) -> list[Group]:
    """Groups with the defect, of articles on which the code is silent; ids are made unique."""
    made: list[Group] = []
    for case in cases:
        if len(made) == wanted:
            break
        group = None if case.article["article_id"] in silent else mutate(case)
        if group:
            made.append([row | {"article_id": f"{code}/{len(made)}/{n}"} for n, row in enumerate(group)])
    return made


def _print(figures: Sequence[Figures], suites: flags.Suites, half: str) -> None:
    names = {entry.code: entry.name for entry in suites.entries}
    print(f"{'code':8}{'severity':10}{'found':>7}{'of':>5}{'rate':>7}{'alarms':>8}{'rate':>7}  ({half} half)")
    for row in figures:
        rate = f"{row.found / row.spoilt:.2f}" if row.spoilt else "-"
        print(
            f"{row.code:8}{row.severity:10}{row.found:7}{row.spoilt:5}{rate:>7}{row.alarms:8}"
            f"{row.alarms / row.clean:7.3f}  {names[row.code]}{'  <- ' + row.complaint if row.complaint else ''}"
        )


def _show(code: str, alarms: Mapping[str, str], groups: Sequence[Group], raised: Mapping[str, str]) -> None:
    print(f"\n{code}: false alarms")
    for article, message in list(alarms.items())[:30]:
        print(f"  {article}: {message}")
    print(f"{code}: missed")
    for group in [group for group in groups if group[0]["article_id"] not in raised][:10]:
        print(f"  {group[0]['title']!r} ... {group[0]['text'][-300:]!r}")


if __name__ == "__main__":
    sys.exit(main())
