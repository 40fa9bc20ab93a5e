"""What the headline claims, against the text: with as much doubt, and on somebody's word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import entries, holds
from reliability.features.reading import WORD, lowered, sentences, sentences_with, spans_of, stems
from reliability.features.sourcing import NAMED_TYPES

DOUBT = (
    r"\b(?:may|might|could|reportedly|allegedly|alleged|apparently|possibly|perhaps|maybe|presumably|"
    r"purported(?:ly)?|supposedly|probably|likely"
    r"|potential(?:ly)?|suspected|unconfirmed|unverified|rumou?r(?:s|ed)?|(?:appear|seem)(?:s|ed)? to|(?:is|are|was|"
    r"were) (?:said|believed|thought|understood|feared) to"
    r"|(?:is|are|was|were) (?:accused|suspected) of|claims? (?:that|to)|whether|unclear|if true)\b"
    r"|^(?:claims?|allegations?|theory|speculation|unproven|unverified) ?:"
)
# What these words begin with: a plain search for them is many times faster.
DOUBT_ROOTS = (
    "may", "might", "could", "report", "alleg", "apparent", "possibl", "perhaps", "presum", "purport", "suppos",
    "probabl", "likely", "potential", "suspect", "unconfirm", "unverif", "rumo", "appear", "seem", " said to",
    "believed to", "thought to", "understood to", "feared to", "accused of", "claim", "whether", "unclear", "if true",
)  # fmt: skip
ASKED = r"\?\s*$"
UNNAMED = (
    r"(?:sources?|insiders?|officials?|reports?|rumou?rs?|experts?|critics|analysts|observers|witnesses|aides?|leaks?|"
    r"opponents|supporters|scientists|researchers|campaigners|activists|neighbou?rs|locals|residents|friends|pals|"
    r"colleagues|doctors|economists|commentators|pundits|sceptics|skeptics|whistle-?blowers?)"
)
VAGUE = (
    r"\b(?:sources?|insiders?|officials?|reports?|rumou?rs?|experts?|critics|analysts|observers|witnesses|aides?|"
    r"leaks?|documents?|investigators?|authorities|many|some|people)"
    r" (?:familiar |close )?(?:say|says|said|claims?|claimed|suggests?|suggested|alleges?|alleged|warns?|warned|"
    r"reveals?|revealed|tell|tells|told|hint|hints|believe|fear|confirm)\b"
    r"|^(?:new )?(?:report|reports|sources?|insiders?|rumou?r|claim|officials?|leaked|witness(?:es)?|experts?)\s?:"
    r"|[:–—-]\s*(?:new )?(?:reports?|sources?|officials?|insiders?|witness(?:es)?|experts?|claims?)$"
    r"|\b(?:reportedly|allegedly|supposedly|purportedly|according to (?:an? |the |new |several )?(?:sources?|"
    r"reports?|officials?|insiders?|rumou?rs?|experts?|leaks?|witness(?:es)?))\b"
    r"|\b(?:is|are|was|were) (?:said|rumou?red|reported|claimed|alleged) to\b"
    rf"|[,:–—-] ?(?:say|says|claims?|warns?|alleges?|believes?|fears?|suggests?|reveals?|hints?|"
    rf"confirms?) (?:[a-z]+ ){{0,2}}"
    rf"{UNNAMED}$|^(?:[a-z]+ )?{UNNAMED} ?:"
    r"|\bit (?:is|was|has been) (?:[a-z]+ly )?(?:claimed|alleged|said|reported|rumou?red|believed|understood|feared|"
    r"suggested|thought|whispered)\b"
)
LONGEST = 1000  # characters of a headline that are looked through
SAME, SURE = 0.6, 0.75  # share of the headline's words that a sentence has which tells the same
FEW = 2  # words of a short headline, all of which a short sentence must have
ABOUT = 0.34  # the same, of a claim that somebody makes
SPEECH = re.compile(
    r"(?i)\b(?:sa(?:id|ys?|ying)|tell|tells|told|accord|report|claim|announc|warn|argu|add|wr[io]t|state|tweet|"
    r"insist|declar|alleg"
    r"|suggest|call|predict|testif|explain|not(?:e|ed|es)\b)"
)
# Somebody's word in the sentence itself, and words that are no flat statement.
ON_A_WORD = re.compile(
    r"(?i)\b(?:confirm(?:s|ed)|report(?:s|ed)|said|says|told|wrote|announced|according to|looks? (?:almost )?"
    r"(?:certain|set|sure)|almost certain(?:ly)?)\b"
)
OPEN_QUESTION = re.compile(
    r"(?i)\b(?:what|how|why|who|whom|whose|which|where|when)\b[^?]*\?"
)  # it asks for more, not whether
NEAR_BEFORE, NEAR_AFTER = 40, 90  # characters about a word of doubt that it is said of
FEWEST = 3  # words of a headline by which a sentence can be known again

_DOUBT = re.compile(DOUBT, re.IGNORECASE)
_MONTH = re.compile(r"\bMay(?= \d| Day|,)|\b(?:in|since|by|last|late|early|mid|until|of|from)[ -]May\b")
_VAGUE = re.compile(VAGUE, re.IGNORECASE)


def _title(case: Case) -> str:
    return case.title[:LONGEST]


def _doubtful(words: str) -> bool:
    return _DOUBT.search(_MONTH.sub("", words)) is not None


@cache
def _verbs() -> dict[str, str]:
    """The first form of verbs by their other forms: 'know' by 'knew' and 'known'."""
    lines = [entry.split() for entry in entries("irregular_verbs")]
    return {form: line[0] for line in lines for form in line}


def _telling(words: str) -> set[str]:
    """The stems of a line; those of irregular and short verbs are their first form."""
    verbs = _verbs()
    found = {verbs.get(word, word) for word in WORD.findall(words.lower())}
    return stems(" ".join(found - verbs.keys())) | {word for word in found if word in verbs}


def _alike(case: Case) -> Iterator[tuple[int, int, float]]:
    """Sentences that tell what the headline tells, and how much of it."""
    title = _telling(_DOUBT.sub(" ", _title(case)))
    if len(title) < FEW:
        return
    verbs, small, whole = _verbs(), lowered(case.text).replace("’", "'"), _title(case).strip()
    forms = [{stem, *(form for form, base in verbs.items() if base == stem)} for stem in title]
    for start, end in sentences(case.text):
        near = small[start:end]
        # Stems take many times longer than a plain search for what they may come from.
        if end - start < LONGEST and sum(any(form in near for form in known) for known in forms) >= SAME * len(title):
            told = _telling(case.text[start:end])
            same = len(title & told) / len(title)
            alike = same >= SAME if len(title) >= FEWEST else same == 1 and len(told) <= len(title) + FEW
            if alike and case.text[start:end] != whole:
                yield start, end, same


def flat_below_doubt(case: Case) -> list[Place]:
    """Sentences that state flatly, on nobody's word, what the headline doubts; none where a likelier one doubts too."""
    if OPEN_QUESTION.search(_title(case)) or not (_doubtful(_title(case)) or _title(case).rstrip().endswith("?")):
        return []
    found = list(_alike(case))
    doubted = max((same for start, end, same in found if _unsure(case.text[start:end])), default=0.0)
    told = [claim for claim in case.claims if SPEECH.search(claim["cue_text"] or "")]
    said = [span for claim in told for span in spans_of(claim, "content")]
    return [
        Place(start, end)
        for start, end, same in found
        if same > doubted
        and not _unsure(case.text[start:end])
        and not ON_A_WORD.search(case.text, start, end)
        and sum(max(min(last, end) - max(first, start), 0) for first, last in said) * 2 < end - start
    ]


def _unsure(sentence: str) -> bool:
    return _doubtful(sentence) or sentence.endswith("?")


def doubt_below_flat(case: Case) -> list[Place]:
    """Sentences that doubt what the headline states flatly; none where one states it flatly as well."""
    if _doubtful(_title(case)) or "?" in _title(case) or _VAGUE.search(_title(case)):
        return []
    title = stems(_title(case))
    if len(title) < FEWEST:
        return []
    alike = [
        (start, end)
        for start, end in sentences_with(DOUBT_ROOTS, case.text)
        if _may_be_same(title, lowered(case.text)[start:end]) and _same(title, case.text[start:end]) >= SURE
    ]
    doubtful = [Place(*span) for span in alike if _doubts(title, case.text[span[0] : span[1]])]
    flat = doubtful and any(not _doubtful(case.text[start:end]) for start, end, _ in _alike(case))
    return [] if flat else doubtful


def _doubts(title: set[str], sentence: str) -> bool:
    """Whether a sentence doubts what it has of the headline: about the word of doubt, and not in another clause."""
    words = _MONTH.sub(lambda month: " " * len(month[0]), sentence)
    near = (words[max(0, found.start() - NEAR_BEFORE) : found.end() + NEAR_AFTER] for found in _DOUBT.finditer(words))
    return any(len(title & stems(piece)) >= FEW for piece in near)


def _may_be_same(title: set[str], sentence: str) -> bool:
    """Whether so many of the headline's stems can be in a sentence in small letters: cheaper than its stems."""
    sentence = sentence.replace("’", "'")
    return sum(stem in sentence for stem in title) >= SURE * len(title)


def _same(title: set[str], sentence: str) -> float:
    return len(title & stems(sentence)) / len(title)


def claims_of_nobody(case: Case) -> list[Place]:
    """The words by which the headline gives its claim to somebody unnamed, where the text names nobody either."""
    vague = _VAGUE.search(_title(case))
    title = stems(_VAGUE.sub(" ", _title(case)))
    if vague is None or not title:
        return []
    told = [(claim, len(title & stems(claim["content_text"] or "")) / len(title)) for claim in case.claims]
    named = max((same for claim, same in told if _is_named(claim)), default=0.0)
    others = max((same for claim, same in told if not _is_named(claim)), default=0.0)
    # On the word of somebody named, unless an unnamed one tells much more of it.
    if named >= ABOUT and not (others >= SAME and others > named):
        return []
    return [Place(*vague.span(), title=True)]


def _is_named(claim: Mapping[str, Any]) -> bool:
    return claim["source_type"] in NAMED_TYPES and bool(claim["origin"])


FEATURES = (
    Feature(
        "title_doubt_lost",
        Finder(flat_below_doubt, when=holds("title_lower", DOUBT) | pl.col("title").str.contains(ASKED)),
        "sentences",
        "Sentences that state flatly, on nobody's word, what the headline only holds possible, reports or asks; none "
        "where another sentence doubts it too. Why: headline and text cannot both be right about what is known. "
        "Example: 1 for 'Mayor may resign' above 'The mayor will resign.'",
        scored=False,
    ),
    Feature(
        "title_doubt_missing",
        Finder(doubt_below_flat, when=holds("lower", DOUBT) & (pl.col("title").str.len_chars() > 0)),
        "sentences",
        "Sentences that doubt what the headline states flatly, where none states it flatly. Why: the headline knows "
        "more than the text. Example: 1 for 'Mayor took bribes' above 'The mayor allegedly took bribes.'",
        scored=False,
    ),
    Feature(
        "title_claim_of_nobody",
        Finder(claims_of_nobody, when=holds("title_lower", VAGUE)),
        "phrases",
        "1 where the headline gives its claim to sources, reports or nobody, and the text has no named source for it. "
        "Why: nobody answers for what the headline says. "
        "Example: 1 for 'Mayor to resign, sources say' above a text in which only 'officials' say so.",
        scored=False,
    ),
)
