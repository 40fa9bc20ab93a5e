"""What an article says otherwise than before its last revision: tolls, amounts, days, names, quotations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reliability import records
from reliability.stories import amounts, asked, days, marks, swaps, tolls, wording
from reliability.stories.origins import Report

MOST = 8  # of one article
MOST_SENTENCES = 60  # that one revision has and the other has not
LONGEST = 1000  # characters of a sentence
LIKE = 60.0  # of 100: a sentence that has been changed, not replaced

_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\d)){2,2000}[.!?]*[\"”’)]*")
_MARKS = re.compile(r"[“\"]")

Row = Mapping[str, Any]


def find(texts: pl.Series, previous: pl.Series, published: pl.Series) -> pl.Series:
    """What each text says now and said otherwise before: `records.REVISED`.

    Only sentences that are nearly the same count; what is new, gone or reworded is no other value.

    Args:
        texts: bodies of articles.
        previous: their bodies before the last revision, or null.
        published: their date lines, or null.
    """
    changed = [_changed(now or "", before) if before else [] for now, before in zip(texts, previous, strict=True)]
    flat = [sentence for pairs in changed for pair in pairs for sentence in pair]
    if not flat:
        return pl.Series([[]] * len(texts), dtype=records.REVISED)
    dates = [day for pairs, day in zip(changed, published, strict=True) for _ in pairs for _ in range(2)]
    none = pl.Series([None] * len(flat), dtype=pl.String)
    told = marks.find(none, pl.Series(flat), pl.Series(dates, dtype=published.dtype)).to_list()
    rows, place = [], 0
    for pairs in changed:
        found: list[Row] = []
        for before, now in pairs:
            found += _differences(before, now, told[place], told[place + 1])
            place += 2
        rows.append(found[:MOST])
    return pl.Series(rows, dtype=records.REVISED)


def of_articles(articles: Sequence[Row], found: asked.Found) -> None:
    """Add what the revisions of a story's articles have changed: tolls that rose to the updates, else to the conflicts.

    Args:
        articles: rows with `article_id`, `publisher`, `published_at` and `revised`.
        found: what is added to.
    """
    for article in articles:
        for row in article["revised"] or ():
            values = [
                _value(article, row["before"], row["words_before"], "previous"),
                _value(article, row["now"], row["words_now"], None),
            ]
            diff = wording.diff(row["words_before"], row["words_now"])
            place = found.updates if _follows(row) else found.conflicts
            place.append(asked.asked(row["kind"], row["what"], values, diff))


def _value(article: Row, value: str, words: str, revision: str | None) -> dict[str, Any]:
    about = {name: article[name] for name in ("article_id", "publisher", "published_at")}
    report = Report(article["article_id"], None, False, ())
    given = {"value": value, "words": words, "origin": None, "independent": False, "revision": revision}
    return about | given | {"report": report}


def _follows(row: Row) -> bool:
    """Whether the new value only goes on from the old one."""
    if marks.tells_of_change(row["words_now"]):
        return True
    if row["kind"] != "toll":
        return False
    before, now = (tolls.parse(f"{tolls.PREFIX}{row['what']}={row[name]}") for name in ("before", "now"))
    return bool(before and now and now.low > before.low)


def _changed(now: str, before: str) -> list[tuple[str, str]]:
    """Sentences of both revisions that are nearly but not quite the same, the earlier first."""
    from rapidfuzz import fuzz, process

    new, old = ([sentence.strip()[:LONGEST] for sentence in _SENTENCE.findall(text)] for text in (now, before))
    kept = set(new) & set(old)
    new, old = ([line for line in dict.fromkeys(lines) if line not in kept][:MOST_SENTENCES] for lines in (new, old))
    pairs = []
    for line in old:
        best = process.extractOne(line, new, scorer=fuzz.ratio, score_cutoff=LIKE) if new else None
        if best is not None:
            pairs.append((line, best[0]))
            new.remove(best[0])
    return pairs


def _differences(before: str, now: str, marks_before: Sequence[Row], marks_now: Sequence[Row]) -> list[Row]:
    words = {"words_before": before, "words_now": now}
    found: list[Row] = []
    for kind in dict.fromkeys(mark["kind"] for mark in marks_before if mark["kind"] != marks.UPDATE):
        old, new = ([mark for mark in of if mark["kind"] == kind] for of in (marks_before, marks_now))
        if len(old) == len(new) == 1 and not _agree(kind, old[0]["value"], new[0]["value"]):
            about = asked.subject(kind, asked.telling(old[0]["about"]))
            found.append(about | words | {"before": old[0]["value"], "now": new[0]["value"]})
    for word, (gone, come) in swaps.swapped(before, now):
        about = {"kind": "place" if word in swaps.PLACED else "name", "what": word}
        found.append(about | words | {"before": gone, "now": come})
    if _MARKS.search(before) and _MARKS.search(now) and wording.altered(before, now):
        found.append({"kind": "quotation", "what": "", "before": before, "now": now} | words)
    return found


def _agree(kind: str, one: str, other: str) -> bool:
    if kind == marks.DAY:
        return not days.apart(one, other)
    if marks.is_amount(kind):
        return amounts.parse(one).agrees(amounts.parse(other))
    first, second = (tolls.parse(f"{tolls.PREFIX}{kind}={value}") for value in (one, other))
    return bool(first and second and first.agrees(second))
