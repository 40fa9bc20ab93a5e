"""Who says what in the article, how openly, and how far each claim travelled."""

from __future__ import annotations

import polars as pl

from reliability.features.claim_shares import ANONYMOUS, CLAIM_SHARES, SECOND_HAND, of_type, through
from reliability.features.declaration import Feature, per_1000, share
from reliability.features.patterns import QUOTED, count, holds, listed

NAMED_TYPES = ("person", "organisation", "government", "media_outlet", "document")
DENIES = (
    r"(?i)\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|reject(?:s|ed|ing)?|disput(?:e|es|ed|ing)|rebut(?:s|ted)?)\b"
)
LINK = r"https?://[^\s)\]>]+"
DECLINED = listed("declined")
VAGUE = listed("vague_sources")

DENIAL = holds("cue_text", DENIES).fill_null(False)
WHO = pl.col("who").drop_nulls()
HOPS = pl.col("hops").clip(0)
FIRST = pl.col("spans").list.eval(pl.element().list.get(0, null_on_oob=True)).list.min().min().clip(0)


def _cited(kind: str, source_type: str) -> pl.Expr:
    """Distinct names that stand in `via` with this kind or as an origin of this type."""
    relays = pl.col("relays").explode().filter(pl.col("kinds").explode() == kind)
    return relays.append(pl.col("who").filter(of_type(source_type))).drop_nulls().n_unique()


def _count(name: str, matching: pl.Expr, help: str) -> Feature:
    return Feature(name, matching.sum(), "claims", help, over="claims", empty=0, spans=matching)


def _distinct(name: str, number: pl.Expr, unit: str, help: str, spans: pl.Expr | None = None) -> Feature:
    return Feature(name, number, unit, help, over="claims", empty=0, spans=spans)


CLAIM_COUNTS = (
    _count(
        "second_hand_claims",
        SECOND_HAND,
        "Number of claims that came through others. Why: each is a place to look up the first source. "
        "Example: 2 where two statements are taken from another paper.",
    ),
    _count(
        "anonymous_claims",
        ANONYMOUS,
        "Number of claims by unnamed persons. Why: each is a place to ask for a name or a second source. "
        "Example: 3 where 'a senior aide' speaks three times.",
    ),
    _count(
        "second_hand_anonymous",
        SECOND_HAND & ANONYMOUS,
        "Number of claims by unnamed persons that also came through others. Why: neither the speaker nor the hearer "
        "can be checked from here. Example: 1 for 'an official told the Daily Harbour'.",
    ),
    _count(
        "denials",
        DENIAL,
        "Number of claims in which somebody denies, disputes or rejects something. Why: the accused had a say. "
        "Example: 1 for 'the firm denied any link'.",
    ),
    _distinct(
        "claims",
        pl.len(),
        "claims",
        "Number of statements that the article gives to somebody. Why: with none, there is nothing to trace. "
        "Example: 2 for 'The mayor said X. Police denied Y.'",
    ),
    _distinct(
        "max_hops",
        HOPS.max().fill_null(0),
        "hops",
        "The longest way of a claim: outlets, platforms and persons between its origin and the article. Why: hearsay "
        "of hearsay is weak. Example: 2 where a paper quotes a paper that quotes a post.",
        SECOND_HAND,
    ),
    _distinct(
        "distinct_origins",
        WHO.n_unique(),
        "origins",
        "Number of different speakers, documents or bodies that claims come from. Why: one voice is no confirmation. "
        "Example: 2 where the mayor speaks three times and the police once.",
    ),
    _distinct(
        "named_sources",
        pl.col("who").filter(of_type(*NAMED_TYPES)).drop_nulls().n_unique(),
        "origins",
        "Number of different origins with a name: persons, bodies, outlets and documents. Why: a named source can be "
        "asked. Example: 1 where 'Mayor Novak' and 'some residents' speak.",
    ),
    _distinct(
        "distinct_persons",
        pl.col("who").filter(of_type("person")).drop_nulls().n_unique(),
        "persons",
        "Number of different named persons with a claim. Why: reporters who ask around name people. "
        "Example: 3 where the mayor, a nurse and a driver speak.",
    ),
    _distinct(
        "documents_cited",
        _cited("document", "document"),
        "documents",
        "Number of different documents that claims come from or through. Why: documents can be looked up. "
        "Example: 1 where two claims come from one audit.",
        of_type("document") | through("document"),
    ),
    _distinct(
        "outlets_cited",
        _cited("outlet", "media_outlet"),
        "outlets",
        "Number of different news outlets that claims come from or through. Why: they are the places to go back to. "
        "Example: 2 where one claim is from the Daily Harbour and one from Radio Vale.",
        of_type("media_outlet") | through("outlet"),
    ),
)

CLAIM_MEASURES = (
    Feature(
        "mean_hops",
        HOPS.mean(),
        "hops",
        "Mean number of outlets, platforms and persons between a claim's origin and the article. Why: the longer the "
        "way, the weaker the claim. Example: 0.5 where one of two claims came through one outlet.",
        over="claims",
        spans=SECOND_HAND,
    ),
    Feature(
        "top_origin_share",
        share(WHO.unique_counts().max(), WHO.len()),
        "share of claims with an origin",
        "Share of the origin with the most claims. Why: an article that rests on one voice tells one side. "
        "Example: 0.75 where the mayor makes three of four claims.",
        high=1,
        over="claims",
        spans=pl.col("heard_most"),
    ),
    Feature(
        "effective_origins",
        pl.when(WHO.len() > 0).then(WHO.unique_counts().entropy().exp()),
        "origins",
        "Number of equally heard origins that would be as balanced (the exponential of Shannon's entropy). Why: ten "
        "claims by one and one by another is not two sides. Example: 2.0 where two people make two claims each.",
        low=0.99,
        over="claims",
    ),
    Feature(
        "first_claim_at",
        (FIRST / pl.col("characters").first()).clip(0, 1).fill_nan(None),
        "share of the text",
        "How far down the first claim begins. Why: a report names its source early. "
        "Example: 0.0 where the text opens with 'Police said'.",
        high=1,
        over="claims",
    ),
)

TEXT_MEASURES = (
    Feature(
        "claims_per_100_words",
        share(pl.col("claims") * 100.0, pl.col("word_count")),
        "claims per 100 words",
        "How densely the article gives its statements to somebody. Why: report is dense in sources, comment and "
        "invention are not. Example: 2.0 for 10 claims in 500 words.",
    ),
    Feature(
        "attributed_share",
        share(pl.col("attributed").fill_null(0), pl.col("characters")),
        "share of the text",
        "Share of the text's characters that belong to a claim: its source, its cue or its content. Why: the rest "
        "stands on the writer's word alone. Example: 0.6 where six tenths of the text is reported speech.",
        high=1,
    ),
    Feature(
        "declined_to_comment",
        count("lower", DECLINED),
        "mentions",
        "How often the article says that somebody was asked and did not answer. Why: the other side was given its "
        "chance. Example: 1 for 'The firm declined to comment.'",
        spans=f"(?i){DECLINED}",
    ),
    Feature(
        "right_of_reply",
        ((count("lower", DECLINED) > 0) | (pl.col("denials") > 0)).cast(pl.Int8),
        "yes or no",
        "1 where somebody denies a claim or is said to have been asked. Why: fair reporting lets the accused answer. "
        "Example: 1 for 'Novak denied the charge'.",
        high=1,
    ),
    Feature(
        "vague_sources_per_1000",
        per_1000(count("own", VAGUE), pl.col("own_word_count")),
        "per 1,000 own words",
        "Phrases that give a statement to nobody in particular, outside of quotations. Why: nobody can be asked. "
        "Example: 2.0 for one 'sources say' in 500 words.",
        spans=f"(?i){VAGUE}",
        besides=QUOTED,
    ),
    Feature(
        "quoted_share",
        share(
            pl.col("text").str.extract_all(QUOTED).list.eval(pl.element().str.len_chars()).list.sum(),
            pl.col("characters"),
        ),
        "share of the text",
        "Share of the text's characters inside double quotation marks. Why: much is said in others' own words. "
        "Example: 0.3 where three tenths of the text is quoted.",
        high=1,
    ),
    Feature(
        "links",
        count("text", LINK),
        "links",
        "Web addresses written out in the text. Why: they let a reader go to the source. "
        "Example: 1 for 'the audit is at https://audit.example/2021'.",
        spans=LINK,
    ),
)

FEATURES = (*CLAIM_COUNTS, *CLAIM_SHARES, *CLAIM_MEASURES, *TEXT_MEASURES)
