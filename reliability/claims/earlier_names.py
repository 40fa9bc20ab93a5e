"""How an article names, before, what a description refers back to: patterns for the noun of the description."""

from __future__ import annotations

import re
from functools import lru_cache

_NO_OPENER = r"(?!(?:The|A|An|In|According|When|While|As|After|But|And|If|Another|This|That|Its|His|Her|Their) )"
_QUALIFYING = r"(?!(?:the|an?|its|his|her|their|this|that|of|in|by|for|and|or|to|from|with|on|at|as)\b)[a-z][\w-]{2,20}"


@lru_cache(maxsize=1_024)
def document_named(noun: str) -> re.Pattern[str]:
    """Names such as "Vorne College poll"; bounded, as nouns come from a word list."""
    return re.compile(
        rf"(?<![\w.]){_NO_OPENER}(?!New (?!York))"
        rf"((?:[^\W\d_a-z][\w.&’'-]{{0,30}}[ /-]){{1,6}}(?:[a-z]{{1,20}} ){{0,2}}{re.escape(noun)})\b"
    )


@lru_cache(maxsize=1_024)
def body_named(noun: str) -> re.Pattern[str]:
    """Names such as "Harbour Council", "Ministry of Works", "Vorne health ministry"; nouns come from word lists."""
    capital = r"[^\W\d_a-z][\w.’&-]{0,30}"
    return re.compile(
        rf"(?<![\w.]){_NO_OPENER}(?:{capital} ){{1,5}}{noun.capitalize()}\b"
        rf"|(?<![\w.]){noun.capitalize()} (?:of|for) (?:the )?{capital}(?: (?:and |of )?{capital}){{0,4}}"
        rf"|(?<![\w.]){_NO_OPENER}(?:{capital} ){{1,3}}(?:{_QUALIFYING} ){{0,2}}{re.escape(noun)}\b"
    )


@lru_cache(maxsize=1_024)
def introduced_as(noun: str) -> re.Pattern[str]:
    """Names with an apposition: "Greyline, the fund that owns the mill"."""
    return re.compile(
        rf"(?<![\w.])((?:[^\W\d_a-z][\w.’&-]{{0,30}} ){{0,4}}[^\W\d_a-z][\w’&-]{{1,30}}), (?:an?|the|its|one of the) "
        rf"(?:[\w’'-]{{1,30}} ){{0,4}}{re.escape(noun)}(?=[,.;)]| (?:that|which|of|for|in|based|behind|owned|run)\b)"
    )


@lru_cache(maxsize=1_024)
def members_of(noun: str) -> re.Pattern[str]:
    """Members with their body: "crane drivers' union"; bounded, as nouns come from word lists."""
    return re.compile(rf"\b[a-z][\w-]{{2,30}}s['’] {re.escape(noun)}\b")
