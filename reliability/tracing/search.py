"""Looks for the claims that say what was asked for."""

from __future__ import annotations

import math
from dataclasses import dataclass

import polars as pl

from reliability import records
from reliability.errors import ReliabilityError, encodable
from reliability.store import Reader, rank_claims, term_counts
from reliability.tracing.matching import Match, match
from reliability.tracing.telling import tell
from reliability.tracing.terms import terms

MOST_CHARACTERS = 2_000  # of what is asked for
MOST_POSTINGS = 300_000  # entries of the index that are read, the rarest terms first
LEAST_SHARE = 0.25  # of their weight that a claim must have to be looked at,
LEAST_WEIGHT = 12.0  # or that of two rare terms: a claim may be a piece of a long question
CANDIDATES = 5_000  # claims whose words are compared
WORDINGS = 100  # different texts that are told


@dataclass(frozen=True)
class Found:
    """A claim that says what was asked for."""

    claim_id: str
    match: Match


def trace(store: Reader, asked: str) -> pl.DataFrame:
    """Who told a quotation or claim, the earliest first: records.TRACE, what fits best before all.

    Of each article and group of claims that say the same, the claim that fits best is told. Where very many claims
    share the words asked for, the 5,000 closest are compared, and of those that fit the 100 best wordings are told.

    Args:
        store: an open store whose claims are in the index (see `index`).
        asked: a quotation, a piece of one, or a claim in other words; its speaker may be named.

    Raises:
        ReliabilityError: no word is asked for, or too many.
    """
    plain = " ".join(encodable(asked).split())
    if len(plain) > MOST_CHARACTERS:
        raise ReliabilityError(
            f"That is too long to look for: {len(plain):,} characters.",
            f"Ask for a sentence or two, up to {MOST_CHARACTERS:,} characters.",
        )
    wanted = terms(pl.Series([plain]))
    if not wanted.height:
        raise ReliabilityError(
            f"'{plain}' holds too little to look for.", "Ask for two words or more, as in “not until the ice is gone”."
        )
    weighed = _weighed(store, wanted["term"])
    least = min(LEAST_SHARE * float(weighed["weight"].sum()), LEAST_WEIGHT)
    found = rank_claims(store, weighed, CANDIDATES, least)
    kept = _best(_matching(plain, found))
    return tell(store, plain, {hit.claim_id: hit.match for hit in kept}) if kept else records.TRACE.empty()


def _weighed(store: Reader, wanted: pl.Series) -> pl.DataFrame:
    """The terms to look for, with how much each tells: rare ones, as many as may be read, one at least."""
    counts = term_counts(store, wanted).filter(pl.col("claims") > 0)
    within = (pl.col("claims").cum_sum() <= MOST_POSTINGS) | (pl.int_range(pl.len()) == 0)
    weight = (1 + pl.col("total") / pl.col("claims")).log(math.e)
    return counts.filter(within).select("term", weight.alias("weight"))


def _matching(asked: str, found: pl.DataFrame) -> list[tuple[str, Found]]:
    """The claims of `found` that fit, each with its wording."""
    distinct = found.select("content_text", "speaker").unique(maintain_order=True)
    matches = match(asked, distinct["content_text"].to_list(), distinct["speaker"].to_list())
    fits = dict(zip(distinct.iter_rows(), matches, strict=True))
    return [
        (content or "", Found(claim_id, fit))
        for claim_id, content, speaker in found.select("claim_id", "content_text", "speaker").iter_rows()
        if (fit := fits[content, speaker]) is not None
    ]


def _best(matching: list[tuple[str, Found]]) -> list[Found]:
    """Those with the best wordings, best first."""
    ordered = sorted(matching, key=lambda hit: hit[1].match.rank)
    wordings = dict.fromkeys(content for content, _ in ordered)
    told = set(list(wordings)[:WORDINGS])
    return [hit for content, hit in ordered if content in told]
