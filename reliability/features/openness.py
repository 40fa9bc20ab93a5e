"""How many of the claims have somebody with a name behind them, and how many nobody at all."""

from __future__ import annotations

import polars as pl

from reliability.features.claim_shares import UNSOURCED, of_type
from reliability.features.declaration import Feature, share
from reliability.features.heard import ASIDE
from reliability.features.patterns import holds
from reliability.features.sourcing import NAMED_TYPES

# 'Rumours persist' are taken for a body.
HEARSAY = r"^(?:the |an? )?(?:\w+ )?(?:rumou?rs?|speculation|whispers?|gossip|hearsay|claims?|allegations?|talk|word)$"
NAMED = of_type(*NAMED_TYPES) & pl.col("who").is_not_null() & ~holds("who", HEARSAY).fill_null(False) & ~ASIDE
# 'It is said that': the pronoun stands for nobody, whatever it was taken for.
PASSIVE = (
    r"(?i)\b(?:is|was|were|are|been|being|be)\s+(?:\w+ly\s+)?(?:sa|repor|claim|alleg|believ|thought|rumou?r|"
    r"understood|suggest|argu|assum|known|told|fear)"
)
NOBODY = UNSOURCED | (
    pl.col("source_text").str.strip_chars().str.to_lowercase().is_in(["it", "there"]) & holds("cue_text", PASSIVE)
).fill_null(False)

FEATURES = (
    Feature(
        "named_share",
        share(NAMED.sum(), (~ASIDE).sum()),
        "share of claims",
        "Claims by a person, body, outlet or document with a name; rumours are none, and words such as 'who asked not "
        "to be named' are no claim. Why: a named source can be asked. "
        "Example: 0.5 where Mayor Novak makes one claim and 'some residents' another.",
        high=1,
        over="claims",
        spans=~NAMED & ~ASIDE,
        scored=False,
    ),
    Feature(
        "nobody_share",
        NOBODY.mean(),
        "share of claims",
        "Claims that nobody is said to have made, 'it is said that' among them. Why: such claims cannot be traced. "
        "Example: 0.2 where one of five claims reads 'it was reported that the bridge is closed'.",
        high=1,
        over="claims",
        spans=NOBODY,
        scored=False,
    ),
)
