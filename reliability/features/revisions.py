"""What the last revision of the article said otherwise, and whether a note says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

import polars as pl

from reliability.features.declaration import Feature, share
from reliability.features.finding import LONGEST, Case, Finder, Place
from reliability.features.patterns import ascii_bounds, entries, listed

MOST_WORDS = 6000  # of each text that are compared
SHORT = 4  # words that one change replaces, at most
SURE = 2  # words that stay the same on both sides of it
SENTENCE = r"[^.!?\n]{15,}"
TOKEN = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
LARGE = (
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands", "million",
    "millions", "billion", "trillion", "dozen", "dozens", "half",
)  # fmt: skip
NUMBERS = {word: str(number) for number, word in enumerate(UNITS, 1)} | {word: word for word in LARGE}
NEGATIONS = frozenset(("not", "no", "never", "nor", "without", "cannot"))
EMPTY = frozenset(("a", "an", "the", "and", "live", "update", "updated", "updates", "video", "watch", "breaking"))

GIVEN = pl.col("previous_text").is_not_null()


def find_titles(case: Case) -> list[Place]:
    """The headline, where it had other words before; case, marks, articles and the outlet's name do not count."""
    before = case.previous_title or ""
    names = [name for name in (case.publisher, case.domain) if name]
    if not before.strip() or not case.title.strip() or _heading(before, names) == _heading(case.title, names):
        return []
    return [Place(0, len(case.title), f"“{before}”", title=True)]


def _heading(title: str, names: Sequence[str]) -> list[str]:
    """The words of a headline that mean something."""
    plain = title.partition(" | ")[0].lower()
    for name in names:
        plain = re.sub(rf"\s[-–—:·»]\s{re.escape(name.lower())}\W*$", "", plain)
    words = [word.replace("’", "'").removesuffix("'s") for word in TOKEN.findall(plain)]
    return [word for word in words if word not in EMPTY]


def find_facts(case: Case) -> list[Place]:
    """Numbers and names that replace others, and negations put in or taken out, in a sentence that else stays."""
    from rapidfuzz.distance import Levenshtein

    old = TOKEN.findall((case.previous_text or "")[:LONGEST])[:MOST_WORDS]
    new = list(islice(TOKEN.finditer(case.text), MOST_WORDS))
    words = [found[0] for found in new]
    small = frozenset(word for word in (*old, *words, *entries("function_words")) if word.islower())
    steps = list(Levenshtein.opcodes(old, words))
    found = []
    for place, step in enumerate(steps):
        gone, come = old[step.src_start : step.src_end], words[step.dest_start : step.dest_end]
        if step.tag == "equal" or not _inside(steps, place) or not _changed(gone, come, small):
            continue
        first = new[min(step.dest_start, len(new) - 1)].start()
        end = new[step.dest_end - 1].end() if come else first
        found.append(Place(first, end, f"{_told(gone)} before, {_told(come)} now"))
    return found


def _inside(steps: Sequence[Any], place: int) -> bool:
    """Whether a change is short, and the words on both sides of it stay."""
    step = steps[place]
    if max(step.src_end - step.src_start, step.dest_end - step.dest_start) > SHORT:
        return False
    beside = [number for number in (place - 1, place + 1) if 0 <= number < len(steps)]
    return bool(beside) and all(_stays(steps[number], number in (0, len(steps) - 1)) for number in beside)


def _stays(step: Any, outermost: bool) -> bool:
    return bool(step.tag == "equal" and (outermost or step.src_end - step.src_start >= SURE))


def _changed(gone: Sequence[str], come: Sequence[str], small: frozenset[str]) -> bool:
    """Whether a number or a name is replaced by another, or a negation by none."""
    for read in (_numbers, lambda words: _names(words, small)):
        before, after = read(gone), read(come)
        if before and after and before != after:
            return True
    return _negated(gone) != _negated(come)


def _numbers(words: Sequence[str]) -> list[str]:
    found = [NUMBERS.get(word.lower(), word) for word in words]
    return [word.replace(",", "") for word in found if word[0].isdigit() or word in NUMBERS]


def _names(words: Sequence[str], small: frozenset[str]) -> list[str]:
    """Words with a capital, less those that are `small`."""
    plain = [word.replace("’", "'").removesuffix("'s") for word in words]
    return [word.lower() for word in plain if word[0].isupper() and word.lower() not in small]


def _negated(words: Sequence[str]) -> bool:
    return any(word.lower() in NEGATIONS or word.lower().endswith(("n't", "n’t")) for word in words)


def _told(words: Sequence[str]) -> str:
    return f"“{' '.join(words)}”" if words else "nothing"


def _notes(text: str) -> pl.Expr:
    return pl.col(text).str.to_lowercase().str.count_matches(ascii_bounds(listed("corrections"))).cast(pl.Int64)


def _sentences(text: str) -> pl.Expr:
    """The distinct sentences of a text, in small letters and plain words."""
    plain = pl.col(text).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}.!?\n]+", " ")
    return plain.str.extract_all(SENTENCE).list.eval(pl.element().str.strip_chars()).list.unique()


FEATURES = (
    Feature(
        "revised_titles",
        Finder(find_titles, pl.col("previous_title") != pl.col("title")),
        "headlines",
        "1 where the last revision had another headline: other words, not other letters, marks or the outlet's name. "
        "Why: what readers shared or cited says something else now. "
        "Example: 1 for 'Two boats sink' that was 'Boats collide' before.",
        high=1,
        scored=False,
    ),
    Feature(
        "revised_facts",
        Finder(find_facts, GIVEN & (pl.col("previous_text") != pl.col("text"))),
        "places",
        "Numbers and names that replace others since the last revision, and negations put in or taken out, where the "
        "words around stay. Why: such changes are corrections, whether they are called so or not. "
        "Example: 1 where '12 boats' has become '21 boats'.",
        scored=False,
    ),
    Feature(
        "revised_share",
        share(
            _sentences("previous_text").list.set_difference(_sentences("text")).list.len(),
            _sentences("previous_text").list.len(),
        ),
        "share of sentences",
        "Share of the last revision's sentences that are gone or changed; null for a first revision. "
        "Why: an article that says something else under one address cannot be cited. "
        "Example: 0.5 where five of ten sentences have been rewritten.",
        high=1,
        scored=False,
    ),
    Feature(
        "revision_notes",
        pl.when(GIVEN).then((_notes("text") - _notes("previous_text")).clip(0)),
        "notes",
        "Phrases of a correction or an editor's note that the last revision did not have; null for a first revision. "
        "Why: a change that is told is no silent one. Example: 1 for 'This article has been corrected', newly added.",
        scored=False,
    ),
)
