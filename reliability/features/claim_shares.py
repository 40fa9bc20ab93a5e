"""Which share of the claims is of which kind, part of the theme sourcing."""

from __future__ import annotations

import polars as pl

from reliability.features.declaration import Feature

SECOND_HAND = pl.col("second_hand").fill_null(False)
ANONYMOUS = pl.col("anonymous").fill_null(False)
HEDGED = pl.col("hedged").fill_null(False)
UNSOURCED = (pl.col("source").list.len().fill_null(0) == 0) & pl.col("who").is_null()


def of_type(*types: str) -> pl.Expr:
    """Whether the origin is of one of these kinds."""
    return pl.col("source_type").is_in(types).fill_null(False)


def _quotation(kind: str) -> pl.Expr:
    return (pl.col("quotation") == kind).fill_null(False)


def through(kind: str) -> pl.Expr:
    """Whether an intermediary is of this kind."""
    return pl.col("kinds").list.contains(kind).fill_null(False)


def _share(name: str, matching: pl.Expr, help: str) -> Feature:
    return Feature(name, matching.mean(), "share of claims", help, high=1, over="claims", spans=matching)


CLAIM_SHARES = (
    _share(
        "second_hand_share",
        SECOND_HAND,
        "Claims that reached the article through another outlet, a platform or a person. Why: each relay may bend a "
        "statement, and the article did not hear it itself. Example: 0.5 where one of two claims is 'i24NEWS said'.",
    ),
    _share(
        "anonymous_share",
        ANONYMOUS,
        "Claims by a person or official who is not named. Why: nobody can be asked or held to it. "
        "Example: 0.25 where one of four claims is given to 'an official who asked not to be named'.",
    ),
    _share(
        "hedged_share",
        HEDGED,
        "Claims marked with doubt or denial. Why: the article itself does not stand by them. "
        "Example: 1.0 where the only claim is 'he allegedly agreed'.",
    ),
    _share(
        "direct_share",
        _quotation("direct"),
        "Claims in the speaker's own words inside quotation marks. Why: a verbatim quotation can be checked word for "
        "word. Example: 0.5 where one claim is quoted and one is retold.",
    ),
    _share(
        "indirect_share",
        _quotation("indirect"),
        "Claims retold without quotation marks. Why: the writer chose the words. "
        "Example: 1.0 where the minister only 'said that the road would open'.",
    ),
    _share(
        "mixed_share",
        _quotation("mixed"),
        "Claims partly quoted and partly retold. Why: a few quoted words can be cut to fit. "
        "Example: 0.5 where one of two claims is: she called the plan 'a start'.",
    ),
    _share(
        "unsourced_share",
        UNSOURCED,
        "Claims that are reported as said, but by nobody. Why: such a statement cannot be traced. "
        "Example: 0.2 where one of five claims reads 'it was reported that the bridge is closed'.",
    ),
    _share(
        "group_share",
        of_type("group"),
        "Claims given to unspecified people. Why: 'critics' may be one critic or none. "
        "Example: 0.33 where one of three claims is 'residents say'.",
    ),
    _share(
        "platform_share",
        through("platform"),
        "Claims that came through a social platform, a blog or a website. Why: a post is easy to forge and to take out "
        "of context. Example: 1.0 where every claim 'was posted on Facebook'.",
    ),
    _share(
        "person_share",
        of_type("person"),
        "Claims by named persons. Why: a named person answers for the words. "
        "Example: 0.75 where three of four claims are given to people by name.",
    ),
    _share(
        "organisation_share",
        of_type("organisation"),
        "Claims by named companies, parties, charities and the like. Why: who speaks most shapes the story. "
        "Example: 0.5 where half of the claims come from a company.",
    ),
    _share(
        "government_share",
        of_type("government"),
        "Claims by named government bodies, courts, police or military. Why: a story from one authority only needs a "
        "second source. Example: 1.0 for a rewritten police statement.",
    ),
    _share(
        "media_share",
        of_type("media_outlet"),
        "Claims that were first made by news outlets. Why: an article about what others reported is not a report of "
        "its own. Example: 0.5 where one of two claims is 'the Daily Harbour reported'.",
    ),
    _share(
        "document_share",
        of_type("document"),
        "Claims that were first made by a document, such as a study, a law or a filing. Why: a reader can look a "
        "document up. Example: 0.4 where two of five claims come from an audit.",
    ),
    _share(
        "self_share",
        of_type("self"),
        "Claims by the article's own author or outlet. Why: comment speaks for itself, report lets others speak. "
        "Example: 0.3 where three of ten claims read 'I believe'.",
    ),
)
