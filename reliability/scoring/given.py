"""Why a grade was given: its evidence in one line, of the axis that it belongs to and of nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from reliability.errors import counted
from reliability.scoring.combination import ARTICLES, DECISIONS, RATING
from reliability.scoring.grades import (
    INDEPENDENT,
    INFORMATION_EVIDENCE,
    INFORMATION_RULES,
    SOURCE_RULES,
    WEAKNESSES,
    information,
)

Row = Mapping[str, Any]

UNJUDGED = 6
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def information_evidence(features: pl.DataFrame) -> pl.DataFrame:
    """The grade of what each article says, with its evidence.

    Args:
        features: FEATURES frame.

    Returns:
        article_id, information_credibility, evidence: such as `2: two independent origins behind its best corroborated
        claim; no conflict; 4 named sources; 5 of 9 claims second-hand`; rows in the order of `features`.
    """
    graded = features.select(
        "article_id",
        *(name for name in INFORMATION_EVIDENCE if name in features.columns),
        information_credibility=information(features),
    )
    lines = [_information(row) for row in graded.fill_nan(None).iter_rows(named=True)]
    return graded.select("article_id", "information_credibility", pl.Series("evidence", lines, pl.String))


def source_evidence(sources: pl.DataFrame) -> pl.DataFrame:
    """The grade of each source, with its evidence.

    Args:
        sources: rows of `reliability sources`: of them source, role, source_reliability, score, low, high, articles and
            parts (structs with part, origin, n and value) are read.

    Returns:
        source, role, source_reliability, evidence: such as `B: score 71 (55-84) from 34 articles, the list desk (90)
        and 6 decisions (75 % approved)`; rows in the order of `sources`.
    """
    lines = [_source(row) for row in sources.iter_rows(named=True)]
    return sources.select("source", "role", "source_reliability", pl.Series("evidence", lines, pl.String))


def graded(features: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Both grades of an article in words: axis (`source`, `information`), grade, meaning, evidence.

    Args:
        features: its FEATURES row.
        sources: the row of its publisher, as `source_evidence` takes it; without one the source is F.
    """
    source = source_evidence(sources).select(grade="source_reliability", evidence="evidence")
    if not source.height:
        source = pl.DataFrame({"grade": ["F"], "evidence": ["F: no score: the publisher is not known"]})
    said = information_evidence(features).select(
        grade=pl.col("information_credibility").cast(pl.String), evidence="evidence"
    )
    meanings = {rule.grade: rule.meaning for rule in (*SOURCE_RULES, *INFORMATION_RULES)}
    both = pl.concat([source.with_columns(axis=pl.lit("source")), said.with_columns(axis=pl.lit("information"))])
    return both.select(
        "axis",
        "grade",
        meaning=pl.col("grade").replace_strict(meanings, return_dtype=pl.String),
        evidence=pl.col("evidence").str.slice(3),
    )


def _information(row: Row) -> str:
    grade, claims = row["information_credibility"], round(row.get("claims") or 0)
    if grade == UNJUDGED and claims > 0:
        return f"{grade}: a text in which no claims can be read"
    if claims <= 0:
        return f"{grade}: no claim that could be judged"
    origins, conflicts = round(row.get("independent_origins") or 0), round(row.get("conflicts") or 0)
    parts = [
        f"{_word(origins)} independent origins behind its best corroborated claim"
        if origins >= INDEPENDENT
        else "no second independent origin of any claim",
        f"in conflict with other articles over {counted(conflicts, 'thing')}" if conflicts else "no conflict",
        counted(round(row.get("named_sources") or 0), "named source")
        if row.get("named_sources")
        else "no named source",
        *(_share(row[name], claims, words) for name, words in WEAKNESSES.items() if row.get(name)),
    ]
    return f"{grade}: {'; '.join(parts)}"


def _share(share: float, claims: int, words: str) -> str:
    return f"{round(share * claims)} of {counted(claims, 'claim')} {words}"


def _source(row: Row) -> str:
    known = [line for line in map(_part, row["parts"] or []) if line]
    grade = row["source_reliability"] or "F"
    if row["score"] is None:
        return f"{grade}: no score: {'only ' + _listed(known) if known else _unknown(row)}"
    low, score, high = (f"{row[name] * 100:.0f}" for name in ("low", "score", "high"))
    # Sources that an earlier version scored have no parts until they are scored again.
    return f"{grade}: score {score} ({low}-{high})" + (f" from {_listed(known)}" if known else "")


def _unknown(row: Row) -> str:
    if row["role"] == "publisher":
        return f"none of {counted(row['articles'], 'article')} could be scored"
    return "only cited, and in no rating list"


def _part(part: Row) -> str:
    if part["part"] == ARTICLES:
        return counted(part["n"], "article")
    if part["part"] == RATING:
        return f"the list {part['origin']} ({part['value'] * 100:.0f})"
    if part["part"] == DECISIONS:
        return f"{counted(part['n'], 'decision')} ({part['value'] * 100:.0f} % approved)"
    return ""


def _listed(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _word(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else f"{number:,}"
