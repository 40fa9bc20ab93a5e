"""Headlines that thrill, and texts in another language than they are declared in."""

from __future__ import annotations

import re

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import entries, holds, listed
from reliability.features.reading import blanked, places

SENSATIONAL = rf"(?:{listed('loaded')}|{listed('sensational')})"
QUOTED = r"[“\"][^“”\"\n]*[”\"]|(?<!\w)[‘'][^‘’'\n]*[’'](?!\w)"
FIXED = (
    r"(?i:conspiracy theor\w+|far-(?:left|right)|hate speech|war on terror|terror (?:attack|suspect|group|plot|"
    r"threat|trial|charge|cell)s?"
    r"|wild ?(?:life|card|fire|west)s?|wild animals?|panic buttons?|toxic (?:waste|chemical|fume|gas|algae)\w*|"
    r"(?:natural|plane|boat|mine) disasters?|disaster (?:relief|aid|area|fund\w*|zone|declaration|management))"
)
LONGEST = 1000  # characters of a headline that are looked through
_KEPT = re.compile(f"{QUOTED}|{FIXED}")
_SENSATIONAL = re.compile(SENSATIONAL, re.IGNORECASE)
ENGLISH_WORDS = pl.col("word_list").list.eval(pl.element().is_in(list(entries("function_words")))).list.sum()
ENGLISH, OTHER = 0.25, 0.15  # share of the commonest English words: more in any English prose, less in any other


def sensational_words(case: Case) -> list[Place]:
    """Loaded and sensational words of the headline, outside of quotations and of terms such as 'disaster relief'."""
    found = places(_SENSATIONAL, blanked(_KEPT, case.title[:LONGEST]))
    return [Place(place.start, place.end, title=True) for place in found]


FEATURES = (
    Feature(
        "title_sensational",
        Finder(sensational_words, when=holds("title_lower", SENSATIONAL)),
        "words",
        "Loaded and sensational words of the headline; quotations and terms such as 'disaster relief' do not count. "
        "Why: they tell readers what to feel before what happened. Example: 1 for 'Horror on Vale bridge'.",
        scored=False,
    ),
    Feature(
        "language_contradicted",
        pl.when((pl.col("word_count") >= 40) & pl.col("language").is_not_null())
        .then(
            pl.when(pl.col("language") == "en")
            .then(OTHER * pl.col("word_count") > ENGLISH_WORDS)
            .otherwise(ENGLISH * pl.col("word_count") < ENGLISH_WORDS)
        )
        .cast(pl.Int8),
        "yes or no",
        "1 where the text is declared English and is not, or is declared another language and is English. Why: rules "
        "for the wrong language judge it. Example: 1 for an English text with `language` 'de'; null for short texts "
        "and where none is declared.",
        high=1,
        scored=False,
    ),
)
