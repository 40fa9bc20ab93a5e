"""Whom the article heard itself: shares of the claims for flags, without what is no statement of anybody."""

from __future__ import annotations

import polars as pl

from reliability.features.claim_shares import ANONYMOUS, SECOND_HAND, UNSOURCED
from reliability.features.declaration import Feature, share
from reliability.features.patterns import count

SOURCE = pl.col("source_text").fill_null("").str.strip_chars().str.to_lowercase()
STATEMENTS = ("statement", "press release", "release", "announcement", "spokesman", "spokeswoman", "spokesperson")
CUE = pl.col("cue_text").fill_null("").str.strip_chars(" ,:").str.to_lowercase()
RELATIVE = SOURCE.is_in(["who", "whom", "whose", "which", "that", "what"])
PRONOUN = SOURCE.is_in(["he", "she", "they", "it", "him", "her", "them", "i", "we", "his", "their"]) | RELATIVE
# 'The statement said': the words of whoever gave it.
OF_PARTY = SOURCE.is_in([f"{the} {word}" for the in ("the", "its", "his", "her") for word in STATEMENTS])
# 'An aide who asked not to be named': the words tell of the source, and are no statement.
ON_TERMS = (
    r"(?i)^\W*(?:(?:not )?to (?:be|remain|stay) (?:\w+ )?(?:named|identified|quoted|anonymous|unnamed)|anonymity|"
    r"(?:that )?(?:his|her|their|the) (?:full |real )?(?:names?|identit\w+)|on (?:the )?(?:condition|background)|"
    r"to (?:give|disclose|reveal|provide) (?:his|her|their|a) (?:\w+ )?(?:names?|identit\w+))"
)
TERMS = ("asked", "asking", "requested", "requesting", "declined", "declining", "refused", "wished", "wanted")
SPOKE = ("spoke", "speaking", "insisted", "preferred", "chose", "agreed to speak", "would speak")
ASIDE = (
    pl.col("content_text").str.contains(ON_TERMS).fill_null(False)
    & CUE.str.contains(rf"\b(?:{'|'.join((*TERMS, *SPOKE))})\b")
) | (RELATIVE & CUE.is_in([*TERMS, *SPOKE]))
# The statement behind such words is left without its source.
UNNAMED = ~ASIDE & (ANONYMOUS | (UNSOURCED & ASIDE.any()))

CITES = CUE.str.contains(r"\b(?:cit(?:ing|es|ed)|quot(?:ing|es|ed)|saying)$")
SPOKEN = ~ASIDE & ~UNSOURCED & ~RELATIVE
RELAYED = SPOKEN & (SECOND_HAND | CITES | SOURCE.is_in(SOURCE.filter(CITES & (SOURCE != "")).implode()))
# A talk with another outlet that leaves no mark on the claim behind it: 'Speaking to the Vale Times, Novak said'.
TALK = (
    r"\b(?:[Ss]peaking|[Tt]alking|[Aa]ppearing|[Gg]iving an interview) (?:to|with|on) (?:the )?[A-Z][\w&’'.-]*"
    r"(?: [A-Z][\w&’'.-]*){0,4}(?:, | on | (?:this|last) )"
)

NAMED_ONCE = pl.col("who").filter(~PRONOUN & ~OF_PARTY)
WHO = pl.col("who").filter((~PRONOUN & ~OF_PARTY) | pl.col("who").is_in(NAMED_ONCE.implode())).drop_nulls()

FEATURES = (
    Feature(
        "spoken_claims",
        SPOKEN.sum(),
        "claims",
        "Claims that somebody is said to make: without what nobody says, and without words about a source, as in 'who "
        "asked not to be named'. Why: shares of the rest would hide who speaks. "
        "Example: 1 for 'The road is expected to open. Novak said it was safe.'",
        over="claims",
        empty=0,
        spans=SPOKEN,
        scored=False,
    ),
    Feature(
        "unnamed_share",
        share(UNNAMED.sum(), (~ASIDE).sum()),
        "share of claims",
        "Claims by people who are not named; words such as 'who asked not to be named' are no claim of their own. Why: "
        "nobody can be asked or held to it. Example: 0.5 where an aide who asked not to be named and the mayor speak.",
        high=1,
        over="claims",
        spans=UNNAMED,
        scored=False,
    ),
    Feature(
        "relayed_claims",
        RELAYED.sum(),
        "claims",
        "Claims that somebody makes and that came through another outlet, a platform or a person, those behind "
        "'citing' "
        "and 'was quoted as saying' among them. Why: the article did not hear them itself. "
        "Example: 1 for 'Novak was quoted by the Vale Times as saying that it was safe'.",
        over="claims",
        empty=0,
        spans=RELAYED,
        scored=False,
    ),
    Feature(
        "relayed_share",
        share(
            pl.min_horizontal("spoken_claims", pl.col("relayed_claims") + count("text", TALK)),
            pl.col("spoken_claims"),
        ).clip(0, 1),
        "share of claims",
        "Claims that somebody makes and that came through others, and talks given to others such as 'speaking to the "
        "Vale Times'. Why: an article that heard nobody itself has checked nothing. "
        "Example: 0.5 where one of two people was heard by another paper.",
        high=1,
        spans=TALK,
        scored=False,
    ),
    Feature(
        "main_voice_share",
        share(WHO.unique_counts().max(), WHO.len()),
        "share of claims with an origin",
        "Share of the origin with the most claims; what 'he', 'she' or 'the statement' says counts only for somebody "
        "who is also named as a speaker. Why: an article that rests on one voice tells one side. "
        "Example: 0.75 where the mayor makes three of four claims.",
        high=1,
        over="claims",
        spans=pl.col("heard_most"),
        scored=False,
    ),
)
