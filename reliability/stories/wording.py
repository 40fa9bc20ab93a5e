"""Whether two articles quote the same words differently."""

from __future__ import annotations

import re
from collections.abc import Sequence

LEAST_WORDS = 6
LEAST_SPELLED = 5  # letters in which one more or less is spelling
MOST_CHANGED = 4
MOST_CHANGED_SHARE = 0.25
MARKED = ("[", "…", "...")
NEGATIONS = frozenset({"not", "no", "never", "none", "nor"})
QUOTED = re.compile(r"[“\"]([^“”\"]{0,5000})")
ASIDE = re.compile(r"\([^()]{0,200}\)")
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")  # "co-operation" and "cooperation" are one word
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
CONTRACTIONS = (("won't", "will not"), ("can't", "can not"), ("n't", " not"), ("'re", " are"), ("'ve", " have"),
                ("'ll", " will"), ("'m", " am"), ("'s", ""), ("'d", ""))  # fmt: skip


def quoted_words(content: str) -> list[str] | None:
    """The words inside the quotation marks, or of all of it without marks; null where the article marks changes.

    >>> quoted_words("that she “won't go (home)” today")
    ['will', 'not', 'go']
    """
    if any(mark in content for mark in MARKED):
        return None
    pieces = QUOTED.findall(content)
    inside = " ".join(pieces[::2] if '"' in content else pieces) or content
    words = WORD.findall(HYPHEN.sub("", ASIDE.sub(" ", inside)).casefold().replace("’", "'"))
    plain = " ".join(words)
    for short, full in CONTRACTIONS:
        plain = plain.replace(short, full)
    return plain.split()


def altered(one: str, other: str) -> bool:
    """Whether two versions of a quotation differ inside: a few words replaced, or a negation put in or left out.

    A shorter cut is not altered, nor are contractions, asides in brackets, marked changes and spellings.

    >>> altered("“The bridge will stay open all winter”", "“The bridge will not stay open all winter”")
    True
    """
    from rapidfuzz.distance import Levenshtein

    first, second = quoted_words(one), quoted_words(other)
    if first is None or second is None or min(len(first), len(second)) < LEAST_WORDS:
        return False
    steps = [step for step in Levenshtein.opcodes(first, second) if step.tag != "equal"]
    whole = len(first) == len(second)  # then neither is cut short, and its ends count too
    inner = [step for step in steps if whole or (step.src_start > 0 and step.src_end < len(first))]
    changed = sum(max(step.src_end - step.src_start, step.dest_end - step.dest_start) for step in inner)
    if changed > min(MOST_CHANGED, MOST_CHANGED_SHARE * min(len(first), len(second))):
        return False
    changes = [(first[step.src_start : step.src_end], second[step.dest_start : step.dest_end]) for step in inner]
    return any((gone and come and not _spelled(gone, come)) or _negates(gone + come) for gone, come in changes)


def _spelled(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Whether the same words are only spelled otherwise: `co-operation`, `Madame`."""
    from rapidfuzz.distance import Levenshtein

    one, other = "".join(gone), "".join(come)
    return min(len(one), len(other)) >= LEAST_SPELLED and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _negates(words: Sequence[str]) -> bool:
    return not NEGATIONS.isdisjoint(words)
