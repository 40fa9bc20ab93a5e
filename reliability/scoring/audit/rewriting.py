"""Rewriting rules of a style attack: each gives an article the looks of a newspaper's and leaves what it says alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from reliability import resources

EVERY = 4  # sentences between two added attributions
SHORTEST_SHOUT = 4

Text = tuple[str, str]
"""Title and body."""


@dataclass(frozen=True)
class Rule:
    """A rewriting rule: what it does in words, and title and body to title and body."""

    name: str
    what: str
    rewrite: Callable[[str, str], Text]


CITIES = ("WASHINGTON", "LONDON", "CHICAGO", "BRUSSELS", "GENEVA")
ATTRIBUTIONS = (
    "according to officials",
    "officials said",
    "according to people familiar with the matter",
    "a spokesperson said",
    "according to public records",
)
REPLIES = (
    "A spokesperson declined to comment.",
    "Representatives did not immediately respond to a request for comment.",
    "The office said in a statement that it was reviewing the matter.",
)
WRITTEN_OUT = {
    r"\bcan['’]t\b": "cannot",
    r"\bwon['’]t\b": "will not",
    r"n['’]t\b": " not",
    r"\b([Ii]t|[Tt]hat|[Hh]e|[Ss]he|[Tt]here)['’]s\b": r"\1 is",
    r"['’]re\b": " are",
    r"['’]ve\b": " have",
    r"['’]ll\b": " will",
}
SENTENCE_END = re.compile(r"(?<=[a-z]{3})\.(?=\s|$)")
SHOUT = re.compile(rf"\b[A-Z]{{{SHORTEST_SHOUT},}}\b")


def dateline(title: str, body: str) -> Text:
    """Put a city before the first sentence."""
    return title, f"{CITIES[len(body) % len(CITIES)]} — {body}"


def attributions(title: str, body: str) -> Text:
    """Give every fourth sentence to officials, people or records that nobody can check."""
    number = 0

    def ended(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        if number % EVERY:
            return found.group()
        return f", {ATTRIBUTIONS[number // EVERY % len(ATTRIBUTIONS)]}."

    return title, SENTENCE_END.sub(ended, body)


def reply(title: str, body: str) -> Text:
    """End with a request for comment that nobody made."""
    return title, f"{body.rstrip()}\n\n{REPLIES[len(body) % len(REPLIES)]}"


def calm(title: str, body: str) -> Text:
    """Take out exclamation marks, repeated marks and words in capitals."""
    return _calmed(title), _calmed(body)


def neutral(title: str, body: str) -> Text:
    """Leave out loaded words and boosters."""
    return _without(title, _loaded()), _without(body, _loaded())


def formal(title: str, body: str) -> Text:
    """Write contractions out."""
    for pattern, full in WRITTEN_OUT.items():
        title, body = re.sub(pattern, full, title), re.sub(pattern, full, body)
    return title, body


RULES = (
    Rule("dateline", "a city before the first sentence", dateline),
    Rule("attributions", "every fourth sentence given to officials, people or records nobody can check", attributions),
    Rule("reply", "a request for comment that nobody made", reply),
    Rule("calm", "no exclamation marks, repeated marks or words in capitals", calm),
    Rule("neutral words", "loaded words and boosters left out", neutral),
    Rule("formal", "contractions written out", formal),
)
ALL = "all together"


def rewritten(title: str, body: str) -> dict[str, Text]:
    """Title and body under each rule, and under all of them one after the other; an article of the same length always
    gets the same phrases.
    """
    found = {rule.name: rule.rewrite(title, body) for rule in RULES}
    together = (title, body)
    for rule in reversed(RULES):  # calm and neutral first: what is added must not be taken out again
        together = rule.rewrite(*together)
    return found | {ALL: together}


def _calmed(text: str) -> str:
    text = re.sub(r"[!?]*\?[!?]*", "?", text)
    text = re.sub(r"!+", ".", text)
    return SHOUT.sub(lambda found: found.group().capitalize(), text)


def _without(text: str, pattern: re.Pattern[str]) -> str:
    return re.sub(r"[ \t]{2,}", " ", pattern.sub("", text))


@lru_cache(maxsize=1)
def _loaded() -> re.Pattern[str]:
    entries = [*resources.lexicon("features/loaded"), *resources.lexicon("features/boosters")]
    words = [re.escape(entry.rstrip("*")) + (r"\w*" if entry.endswith("*") else "") for entry in entries]
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b", re.IGNORECASE)
