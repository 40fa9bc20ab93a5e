"""Which features the model may see: everything the features stage computes, less what is declared here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from reliability.errors import ReliabilityError

Matrix = NDArray[np.float64]

_COLLECTION = "Says how the article was collected, not how it was made."
_LAYOUT = "Depends on how the page was turned into text."
_TOPIC = "Follows what the article is about, not how it was made."
_CORPUS = "Depends on which other articles happen to be at hand."
_ABSTENTION = "Decides whether the article is judged at all, so it is no grade of it."
FOR_FLAGS = "Made for a flag: a rare fault of one article, which may also name the publisher."

EXCLUDED = {
    "has_url": _COLLECTION,
    "has_publisher": _COLLECTION,
    "has_author": _COLLECTION,
    "has_date": _COLLECTION,
    "has_title": _COLLECTION,
    "days_in_future": _COLLECTION,
    "modified_before_published": _COLLECTION,
    "replacement_characters": _LAYOUT,
    "truncated": _LAYOUT,
    "markup_remains": _LAYOUT,
    "links": _LAYOUT,
    "boilerplate_share": _LAYOUT,
    "repeated_paragraphs": _LAYOUT,
    "paragraphs": _LAYOUT,
    "mean_paragraph_characters": _LAYOUT,
    "unclosed_quotations": _LAYOUT,
    "unclosed_brackets": _LAYOUT,
    "title_words": _LAYOUT,
    "title_variety": _LAYOUT,
    "names_per_1000": _TOPIC,
    "copies": _CORPUS,
    "story_articles": _CORPUS,
    "independent_reports": _CORPUS,
    "independent_origins": _CORPUS,
    "copied_share": _CORPUS,
    "is_original": _CORPUS,
    "conflicts": _CORPUS,
    "english_share": _ABSTENTION,
    "sentence_share": _ABSTENTION,
    "prose_share": _ABSTENTION,
    "furniture_share": _ABSTENTION,
    "item_share": _ABSTENTION,
    "foreign_share": _ABSTENTION,
    "turns_per_1000": _ABSTENTION,
    "turns_reach": _ABSTENTION,
    "error_phrases": _ABSTENTION,
} | dict.fromkeys(
    (
        # completeness
        "placeholder_title",
        "placeholder_authors",
        "placeholder_date",
        "placeholder_phrases",
        "paywall_phrases",
        "consent_phrases",
        "navigation_remains",
        "page_lines",
        "program_remains",
        "error_signs_share",
        "foreign_sentences",
        "repeated_sentences",
        "longest_paragraph_words",
        "stops_midway",
        "amendment_notes",
        "days_before_outlet",
        # consistency
        "title_figures_lacking",
        "title_figures_contradicted",
        "third_person_quotations",
        "quotations_of_two",
        "wrong_dates",
        "names_spelled_two_ways",
        "misplaced_dates",
        "parts_beyond_whole",
        "changes_miscounted",
        "tolls_off",
        "ages_off",
        "cues_in_wrong_person",
        "dateline_elsewhere",
        "title_claims_as_fact",
        # sourcing
        "accused_unheard",
        "anonymous_without_reason",
        "long_chains",
        "main_voice_share",
        "named_share",
        "nobody_share",
        "relayed_claims",
        "relayed_share",
        "relayed_twice",
        "self_citations",
        "spoken_claims",
        "title_claim_of_nobody",
        "unnamed_share",
        "unsupported_figures",
        "vague_attributions",
        # language
        "advertising_phrases",
        "english_words_share",
        "first_person_opinions",
        "insults",
        "language_contradicted",
        "shouted_words",
        "title_doubt_lost",
        "title_doubt_missing",
        "title_promises",
        "title_sensational",
        "title_shouted_words",
        # circumstances
        "hours_before_embargo",
        "embargo_hours_left",
        "behind_barrier",
        # between
        "other_tolls",
        "other_days",
        "other_wordings",
        "circular_claims",
        "copied_bylines",
        "copied_uncredited",
        "copied_days",
        "revised_titles",
        "revised_facts",
        "revised_share",
        "revision_notes",
    ),
    FOR_FLAGS,
)
"""Feature -> why it must not be a model input. Names of publishers, authors and their lean are no features at all."""


DIRECTIONS = dict.fromkeys(
    (
        "loaded_per_1000",
        "sweeping_per_1000",
        "title_loaded",
        "title_exclamations",
        "title_capitals_share",
        "title_lures",
        "exclamations_per_1000",
        "capitals_share",
        "second_hand_share",
        "second_hand_claims",
        "second_hand_anonymous",
        "mean_hops",
        "max_hops",
        "platform_share",
        "anonymous_share",
        "anonymous_claims",
        "unsourced_share",
        "group_share",
        "top_origin_share",
        "vague_sources_per_1000",
        "self_quotations",
        "shared_quotations",
        "title_numbers_missing",
        "title_quotation_missing",
    ),
    -1,
) | dict.fromkeys(
    (
        "named_sources",
        "distinct_origins",
        "effective_origins",
        "distinct_persons",
        "documents_cited",
        "document_share",
        "declined_to_comment",
        "right_of_reply",
        "correction_notes",
        "title_words_in_body",
    ),
    1,
)
"""Features of which editors know which way they speak: no model may reward a fault or punish a virtue by chance."""


def inputs(features: pl.DataFrame) -> list[str]:
    """Names of the columns of a FEATURES frame that a model may be trained on, in the frame's order.

    Left out are the key columns, the features in `EXCLUDED`, and columns that hold fewer than two different values.

    Raises:
        ReliabilityError: none is left.
    """
    names = [name for name in features.columns if name not in EXCLUDED and features.schema[name].is_float()]
    distinct = features.select(pl.col(names).fill_nan(None).drop_nulls().n_unique()).row(0) if names else ()
    chosen = [name for name, count in zip(names, distinct, strict=True) if count > 1]
    if not chosen:
        raise ReliabilityError(
            "The features hold nothing to train on.", "Compute them with this version, for more articles."
        )
    return chosen


def matrix(features: pl.DataFrame, names: Sequence[str]) -> Matrix:
    """The columns `names` as an array of articles x features; a value that is missing or not finite is NaN.

    Raises:
        ReliabilityError: a column is missing.
    """
    missing = [name for name in names if name not in features.columns]
    if missing:
        raise ReliabilityError(
            f"The scoring model needs the feature '{missing[0]}', which was not computed.",
            "Use a model that was trained for this version, or train one.",
        )
    if not names:
        return np.zeros((features.height, 0))
    values = features.select(pl.col(name).cast(pl.Float64) for name in names).to_numpy(writable=True)
    values = np.ascontiguousarray(values, dtype=np.float64)
    values[~np.isfinite(values)] = np.nan
    return values
