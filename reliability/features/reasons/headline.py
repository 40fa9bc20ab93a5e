"""Reasons about the headline: how it is written, and whether the text bears it out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reliability.errors import counted
from reliability.features.patterns import CAPITALS, listed
from reliability.features.reasons.declaration import BAD, GOOD, Draft, Phrase, Reason, Remedy, Said, Seen
from reliability.features.reasons.wording import quoted, sentence, usually, yes_no

LONGEST = 1_000  # characters of a headline that are looked at


def found(seen: Seen, pattern: str) -> list[str]:
    """What a pattern matches in the headline."""
    return [match.group() for match in re.finditer(pattern, seen.title[:LONGEST])]


def shouts(seen: Seen) -> Said | None:
    """Words in capitals."""
    words = found(seen, CAPITALS)
    if not words or not seen.value("title_capitals_share"):
        return Said("The headline does not shout.", GOOD)
    return Said(sentence(f"the headline shouts: {counted(len(words), 'word')} in capitals ({quoted(words)})"), BAD)


def holds(feature: str, words: Callable[[], str], what: str, plural: str) -> Phrase:
    """The phrase of a feature that counts listed words of the headline."""

    def say(seen: Seen) -> Said | None:
        shown = quoted(found(seen, f"(?i){words()}"))
        if not seen.value(feature):
            return Said(f"The headline has no {plural}.", GOOD)
        number = counted(round(seen.value(feature)), what, plural)
        return Said(sentence(f"the headline has {number}{': ' + shown if shown else ''}"), BAD)

    return Phrase((feature,), say)


def marks(seen: Seen) -> Said | None:
    """Exclamation marks."""
    number = round(seen.value("title_exclamations"))
    if not number:
        return Said("The headline has no exclamation mark.", GOOD)
    return Said(sentence(f"the headline has {counted(number, 'exclamation mark')}"), BAD)


def length(seen: Seen) -> Said | None:
    """How many words."""
    number = round(seen.value("title_words"))
    if not number:
        return Said("There is no headline.", BAD)
    return Said(sentence(f"the headline has {counted(number, 'word')}{usually(seen, 'title_words')}"))


def repeats(seen: Seen) -> Said | None:
    """Words that it has twice."""
    words = seen.title[:LONGEST].lower().split()
    twice = [word for word in words if words.count(word) > 1]
    return Said(f"The headline has {quoted(twice)} more than once." if twice else "The headline repeats no word.")


def borne_out(seen: Seen) -> Said | None:
    """How many of the headline's words the text has."""
    part = seen.values.get("title_words_in_body")
    if part is None:
        return None
    sounds = GOOD if part >= seen.mean("title_words_in_body") else BAD
    words = "all" if part == 1 else f"{part:.0%}" if part else "none"
    return Said(f"The text has {words} of the headline's longer words.", sounds)


def _calm(seen: Seen) -> str | None:
    loud = [
        word
        for pattern in (CAPITALS, f"(?i){listed('loaded')}", f"(?i){listed('lures')}")
        for word in found(seen, pattern)
    ]
    if not loud and "!" not in seen.title:
        return None
    what = f" without {quoted(loud)}" if loud else " without the exclamation mark"
    return f"Write a headline that tells what happened{what}."


def _calmed(seen: Seen, draft: Draft) -> Draft:
    title = re.sub(CAPITALS, lambda match: match.group().capitalize(), draft.title[:LONGEST]).replace("!", "")
    for words in ("loaded", "lures", "boosters"):
        title = re.sub(f"(?i){listed(words)}", "", title)
    return replace(draft, title=title)


def _fit(seen: Seen) -> str | None:
    misses = [
        words
        for name, words in (
            ("title_quotation_missing", "the quotation"),
            ("title_numbers_missing", "the figure"),
        )
        if seen.value(name)
    ]
    if misses:
        return f"Take {' and '.join(misses)} of the headline from the text as it stands there."
    low = (seen.values.get("title_words_in_body") or 1) < seen.mean("title_words_in_body")
    return "Write a headline whose words the text bears out." if low else None


def _fitted(seen: Seen, draft: Draft) -> Draft:
    known = {"title_quotation_missing": 0.0, "title_numbers_missing": 0.0}
    if not any(seen.value(name) for name in known):
        known["title_words_in_body"] = 1.0
    return replace(draft, values={**draft.values, **known})


REASONS = (
    Reason(
        "headline",
        (
            Phrase(("title_capitals_share",), shouts),
            Phrase(("title_exclamations",), marks),
            holds("title_loaded", lambda: listed("loaded"), "loaded word", "loaded words"),
            holds("title_lures", lambda: listed("lures"), "phrase that lures", "phrases that lure"),
            holds("title_boosters", lambda: listed("boosters"), "overstating word", "overstating words"),
            yes_no("title_question", "The headline asks.", "The headline asks nothing.", sounds=BAD),
            yes_no(
                "title_person",
                "The headline speaks of you, we or me.",
                "The headline speaks of no you or we.",
                sounds=BAD,
            ),
            Phrase(("title_words",), length),
            Phrase(("title_variety",), repeats),
        ),
        Remedy(_calm, _calmed),
        flagged=("title_sensational", "title_shouted_words"),
    ),
    Reason(
        "headline against text",
        (
            Phrase(("title_words_in_body",), borne_out),
            yes_no(
                "title_numbers_missing",
                "The headline has a figure that the text does not give.",
                "The headline has no figure that the text lacks.",
                sounds=BAD,
            ),
            yes_no(
                "title_quotation_missing",
                "The headline quotes words that the text does not have.",
                "The headline quotes nothing that the text lacks.",
                sounds=BAD,
            ),
            yes_no(
                "title_is_body",
                "The text is no more than the headline again.",
                "The text is more than the headline.",
                sounds=BAD,
            ),
        ),
        Remedy(_fit, _fitted),
        flagged=("title_doubt_lost", "title_doubt_missing"),
    ),
)
