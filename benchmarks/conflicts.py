"""Conflicts between articles of one story: how many injected ones are found, and how many are raised without cause.

    python benchmarks/conflicts.py [--data FOLDER] [--articles 200] [--half report|tune] [--show]

**injected**: a clean article and another outlet's report of it (nearly the same, or cut, moved and reworded) in which
one thing is changed: a toll, an amount of money, a percentage, a day, a name or place in what somebody says, or a
quotation. Found: a conflict of the kind that names both articles.
**no conflicts**: the same report with what is no conflict: "at least", a rounded amount, a higher toll of the next day,
a shorter quotation. Raised: any conflict of the kind.
**revisions**: the same changes between two revisions of one article, beside an unchanged report.
**real**: conflicts in 50 labelled events with three outlets each, by kind; `--show` prints each of them to be judged by
eye (texts of others: for the eyes only).
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import polars as pl
from defects import _cases, _clean
from mutators import Article, Clean
from mutators.between import MUTATORS as BETWEEN
from mutators.between import NUMBER, WEEKDAYS, _report

from reliability import claims, records, stories

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NAMES = ("Okoro", "Lindqvist", "Brennick", "Norvale")
Change = Callable[[Clean], list[Article] | None]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--half", choices=("report", "tune"), default="report")
    parser.add_argument("--articles", type=int, default=200, help="clean articles to change")
    parser.add_argument("--show", action="store_true", help="print the conflicts of the labelled events")
    given = parser.parse_args()
    clean = _clean(given.data / "sources", given.half, given.articles)
    cases = _cases(clean, claims.extract(clean), random.Random(7))
    for title, changes, wanted in (("injected", INJECTED, "found"), ("no conflicts", HARMLESS, "raised")):
        print(f"{title:14} {'of':>5} {wanted:>7}")
        for name, (kind, change) in changes.items():
            groups = [group for case in cases if (group := change(case)) is not None]
            found = sum(kind in _kinds(group) for group in groups)
            print(f"  {name:12} {len(groups):5} {found:7} {found / max(len(groups), 1):6.2f}")
    print(f"{'revisions':14} {'of':>5} {'found':>7}")
    for name, (kind, change) in INJECTED.items():
        groups = [_revision(*group) for case in cases if (group := change(case)) is not None]
        found = sum(kind in _kinds(group, "conflicts", "updates") for group in groups)
        print(f"  {name:12} {len(groups):5} {found:7} {found / max(len(groups), 1):6.2f}")
    _events(given.data / "stories/events-dev.jsonl.gz", show=given.show)


def _kinds(group: list[Article], *parts: str) -> set[str]:
    """The kinds of conflicts of articles that are taken for one story."""
    rows = [article | {"article_id": f"{number}"} for number, article in enumerate(group)]
    told, _ = _told(records.ARTICLES.frame(rows), pl.Series(["0"] * len(rows)))
    found = [row for part in parts or ("conflicts",) for row in told[part][0].to_list() or ()]
    return {"name" if row["kind"] == "place" else row["kind"] for row in found}


def _told(articles: pl.DataFrame, story: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame]:
    members = articles.select("article_id", copy_group="article_id").with_columns(story_id=story)
    signed = stories.signatures(articles)
    return stories.corroborate(records.STORY_MEMBERS.conform(members), claims.extract(articles), signed)


def _changed(clean: Clean, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> list[Article] | None:
    """Another report in which the first match in the opening is changed, and the article."""
    text = clean.article["text"]
    found = pattern.search(text[:3000])
    if found is None or text[:6000].count(found[0]) > 1:
        return None
    new = text[: found.start()] + change(found) + text[found.end() :]
    report = _report(clean, clean.article | {"text": new}, near=clean.rng.random() < 0.5)
    return [report | {"published_at": clean.article["published_at"]}, clean.article]


MONEY = re.compile(r"\$\d{1,3}(?:\.\d)? (?:million|billion)\b")
PERCENT = re.compile(r"\b\d{2} percent\b")
DAY = re.compile(rf"\bon ({'|'.join(WEEKDAYS)})\b")


def _other_number(found: re.Match[str], rng: random.Random) -> str:
    return re.sub(
        r"\d+(?:\.\d)?", lambda number: f"{float(number[0]) * rng.choice((0.4, 0.6, 1.5, 3)):.0f}", found[0], count=1
    )


def _money(clean: Clean) -> list[Article] | None:
    return _changed(clean, MONEY, lambda found: _other_number(found, clean.rng))


def _percent(clean: Clean) -> list[Article] | None:
    return _changed(clean, PERCENT, lambda found: f"{(int(found[0][:2]) + clean.rng.randint(4, 40)) % 89 + 10} percent")


def _rounded(clean: Clean) -> list[Article] | None:
    """Amounts that are given more exactly."""
    exact = clean.rng.choice(("about ", "nearly ", ""))
    return _changed(
        clean,
        re.compile(r"\$\d{1,3}\.\d (?:million|billion)\b"),
        lambda found: exact + re.sub(r"\.(\d)", r".\g<1>2", found[0]),
    )


def _name(clean: Clean) -> list[Article] | None:
    """Another last name or place inside what somebody says."""
    told = [
        claim["content_text"]
        for claim in clean.claims
        if claim["quotation"] == "indirect" and len((claim["content_text"] or "").split()) > 11
    ]
    for content in told:
        words = content.split()
        able = [n for n, word in enumerate(words[3:-3], 3) if re.fullmatch(r"[A-Z][a-z]{3,}", word)
                and words[n - 1].islower() and words[n + 1].islower()]  # fmt: skip
        if able and clean.article["text"].count(content) == 1:
            words[able[0]] = clean.rng.choice(NAMES)
            new = clean.article["text"].replace(content, " ".join(words))
            report = _report(clean, clean.article | {"text": new}, near=True)
            return [report, clean.article] if " ".join(words) in report["text"] else None
    return None


def _next_day(clean: Clean) -> list[Article] | None:
    """A toll that has risen by the next day."""
    group = BETWEEN["BTW008"](clean)
    if group is None or group[1]["published_at"] is None:
        return None
    numbers = [set(NUMBER.findall(article["text"][:20000])) for article in group]
    ours, theirs = (sorted(map(int, mine - other)) for mine, other in (numbers, numbers[::-1]))
    if len(ours) != 1 or len(theirs) != 1 or not theirs[0] < ours[0] <= 2 * theirs[0]:
        return None
    sentence = f" The toll rose to {ours[0]}."
    later = group[1]["published_at"] + timedelta(days=1)
    return [group[0] | {"published_at": later, "text": group[0]["text"] + sentence}, group[1]]


def _at_least(clean: Clean) -> list[Article] | None:
    found = _changed(
        clean,
        re.compile(r"\b(?:killed|killing) \d{1,3} people\b"),
        lambda m: re.sub(r"(\d)", r"at least \1", m[0], count=1),
    )
    return found


def _cut(clean: Clean) -> list[Article] | None:
    """A quotation that is cut shorter."""
    return _changed(
        clean,
        re.compile(r"[“\"][A-Z][^“”\"]{80,300}[.,][”\"]"),
        lambda m: m[0][0] + m[0][1:-2].rsplit(" ", 4)[0] + m[0][-2:],
    )


INJECTED: dict[str, tuple[str, Change]] = {
    "toll": ("toll", BETWEEN["BTW008"]),
    "money": ("money", _money),
    "percent": ("percent", _percent),
    "day": ("date", BETWEEN["BTW009"]),
    "name": ("name", _name),
    "quotation": ("quotation", BETWEEN["BTW007"]),
}
HARMLESS: dict[str, tuple[str, Change]] = {
    "at least": ("toll", _at_least),
    "next day": ("toll", _next_day),
    "rounded": ("money", _rounded),
    "shorter": ("quotation", _cut),
}


def _revision(now: Article, before: Article) -> list[Article]:
    """The article with what it said before, and a report that is older."""
    return [before | {"text": now["text"], "previous_text": before["text"]}, before | {"publisher": "Metro Ansel"}]


def _events(path: Path, *, show: bool) -> None:
    labelled = pl.read_ndjson(path).rename({"id": "article_id"})
    dates = pl.col("published_at").str.to_datetime("%Y-%m-%d", time_zone="UTC", time_unit="us")
    wanted = [name for name in labelled.columns if name in records.ARTICLES.schema]
    articles = records.ARTICLES.conform(labelled.select(wanted).with_columns(dates))
    told, _ = _told(articles, labelled["story"])
    print(f"real: {told.height} events of {articles.height} articles")
    for part in ("conflicts", "updates", "agreements", "circular"):
        kinds = told[part].explode().drop_nulls().struct.field("kind").value_counts(sort=True)
        print(f"  {part:12}", ", ".join(f"{kind} {count}" for kind, count in kinds.iter_rows()) or "none")
    for row in told["conflicts"].explode().drop_nulls().to_list() if show else ():
        print("\n", row["kind"], row["what"])
        for value in row["values"]:
            print(
                "   ",
                value["value"][:40],
                "|",
                value["publisher"],
                value["published_at"].date(),
                "|",
                value["words"][:300],
            )


if __name__ == "__main__":
    main()
