"""Why something has no score: every code, what a table says for it, and what it means. Codes are permanent."""

from __future__ import annotations

from typing import NamedTuple


class Abstention(NamedTuple):
    """A reason for no score.

    Attributes:
        short: for a cell of a table.
        meaning: a sentence for a person who sees it for the first time.
    """

    short: str
    meaning: str


ARTICLES = {
    "too_short": Abstention("too short", "The text has fewer than 80 words: too little to judge."),
    "not_english": Abstention("not English", "Most of the text, or a large part of it, is not English."),
    "not_an_article": Abstention(
        "not an article", "The text is a list, a table, a transcript, a page of links or an error page."
    ),
    "boilerplate": Abstention(
        "boilerplate", "Most of the text is page furniture: sign-ups, consent banners, legal notices."
    ),
    "out_of_distribution": Abstention(
        "unlike training",
        "The text is so unlike every article that the model learned from that a score would be made up.",
    ),
}
"""Of articles."""

SOURCES = {
    "too_few_articles": Abstention(
        "too few articles", "Too few of the publisher's articles have a score or a decision, and no rating list has it."
    ),
    "not_published_here": Abstention(
        "not published here", "It is only cited: none of its articles was read, and no rating list has it."
    ),
}
"""Of sources."""

ABSTENTIONS = ARTICLES | SOURCES


def short(code: str | None) -> str:
    """What a cell says for a reason; '-' for none.

    >>> short("not_an_article")
    'not an article'
    """
    return ABSTENTIONS[code].short if code in ABSTENTIONS else (code or "-").replace("_", " ")


def meaning(code: str) -> str:
    """What a reason means, as a sentence."""
    return ABSTENTIONS[code].meaning if code in ABSTENTIONS else f"{short(code).capitalize()}."
