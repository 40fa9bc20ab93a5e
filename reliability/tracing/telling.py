"""Who told a claim, in order of time: groups of claims that say the same, the first of each, copies, relays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from reliability import records, stories
from reliability.store import Reader, told_claims
from reliability.stories import sameness
from reliability.stories.agencies import same
from reliability.tracing.matching import KINDS, LEAST_WORDS, Match
from reliability.tracing.passages import passages

UNSET = datetime(1970, 1, 2, tzinfo=UTC)  # dates before are of clocks that were never set
AHEAD = timedelta(days=1)  # time zones
LATEST = datetime.max.replace(tzinfo=UTC)

Row = dict[str, Any]


def tell(store: Reader, asked: str, matches: Mapping[str, Match]) -> pl.DataFrame:
    """The timeline of the claims that fit: records.TRACE. Of the claims of one article that say the same, the best.

    Args:
        store: an open store.
        asked: what was asked for.
        matches: claim id -> how it fits, best first.
    """
    claims = told_claims(store, list(matches))
    shown = passages(asked, claims["content_text"].to_list(), [matches[claim] for claim in claims["claim_id"]])
    labels = _groups(claims, matches)
    groups: dict[tuple[int, bool], dict[str, Row]] = {}
    for row, place, label in zip(claims.to_dicts(), shown, labels, strict=True):
        fit = matches[row["claim_id"]]
        row |= {"match": {"kind": fit.kind, "similarity": round(fit.similarity, 3)} | place}
        groups.setdefault(label, {}).setdefault(row["article_id"], row | _seen(row))
    ordered = [sorted(told.values(), key=_time) for told in groups.values()]
    ordered.sort(key=lambda told: _rank(told, matches))
    origins = _origins(store, ordered)
    rows = [
        row | {"group": number, "first": row is told[0] and row["dated"]} | origins[number]
        for number, told in enumerate(ordered, 1)
        for row in told
    ]
    return records.TRACE.frame([{name: row[name] for name in records.TRACE.schema} for row in rows])


def _groups(claims: pl.DataFrame, matches: Mapping[str, Match]) -> list[tuple[int, bool]]:
    """A key for each claim: the same for those that say the same; what is only perhaps the same stands apart."""
    alike = sameness.compare(claims.select("quotation", "content_text", story_id=pl.lit(""))).label.tolist()
    fits = [matches[claim] for claim in claims["claim_id"]]
    quoting = [n for n, fit in zip(alike, fits, strict=True) if fit.whole and len(fit.told) >= LEAST_WORDS]
    first = dict.fromkeys(quoting, min(quoting, default=0))  # they have the words asked for in common
    return [(first.get(n, n), fit.kind == KINDS[3]) for n, fit in zip(alike, fits, strict=True)]


def _seen(row: Row) -> Row:
    """What follows from the claim and its article."""
    date = row["published_at"]
    copied = row["copy_group"] != row["article_id"]
    own = row["credit"] and row["publisher"] and same(row["credit"], row["publisher"])
    how = {"direct": "quoted", "mixed": "quoted_in_part"}.get(row["quotation"], "indirect")
    return {
        "dated": date is not None and UNSET <= date <= row["ingested_at"] + AHEAD,
        "copy_of": row["copy_group"] if copied else None,
        "credit": None if own else row["credit"],
        "group_credit": row["credit"],
        "telling": "copy" if copied else "relayed" if row["second_hand"] else how,
    }


def _time(row: Row) -> tuple[bool, datetime, bool, int, str]:
    """Earliest first, those without a date that can be last; of one moment originals before copies and relays."""
    return (
        not row["dated"],
        row["published_at"] or LATEST,
        row["copy_of"] is not None,
        row["hops"] or 0,
        row["article_id"],
    )


def _rank(told: Sequence[Row], matches: Mapping[str, Match]) -> tuple[float, int, float, int, str]:
    """What fits best first, of equals what more articles tell."""
    return (*min(matches[row["claim_id"]].rank for row in told), -len(told), told[0]["article_id"])


def _origins(store: Reader, groups: Sequence[Sequence[Row]]) -> dict[int, Row]:
    """The independent origins of each group, counted as for a story that holds nothing else."""
    tagged = [(f"{number}/", row) for number, told in enumerate(groups, 1) for row in told]
    members = records.STORY_MEMBERS.frame(
        {
            "story_id": tag,
            "article_id": tag + row["article_id"],
            "copy_group": tag + row["copy_group"],
            "credit": row["group_credit"],
        }
        for tag, row in tagged
    )
    known = {name for name in records.CLAIMS.schema if name in tagged[0][1]}
    claims = records.CLAIMS.frame(
        {name: row[name] for name in known} | {"article_id": tag + row["article_id"]} for tag, row in tagged
    )
    articles = pl.DataFrame({"article_id": [row["article_id"] for _, row in tagged], "tag": [tag for tag, _ in tagged]})
    signed = store.table("signatures", articles["article_id"].unique().to_list())
    signatures = articles.join(signed, on="article_id").with_columns(article_id=pl.concat_str("tag", "article_id"))
    told, _ = stories.corroborate(members, claims, signatures.drop("tag"))
    return {
        int(row["story_id"].rstrip("/")): {
            "independent_origins": row["independent_origins"],
            "origins": sorted({name for claim in row["claims"] or [] for name in claim["origins"] or []})
            or _named(groups[int(row["story_id"].rstrip("/")) - 1]),
        }
        for row in told.to_dicts()
    }


def _named(told: Sequence[Row]) -> list[str]:
    return sorted({row["origin"] for row in told if row["origin"]})[:1]
