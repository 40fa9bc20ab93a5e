"""Whether two articles quote the same words differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

LEAST_WORDS = 6
LEAST_SPELLED = 5  # letters in which one more or less is spelling
LEAST_SHARED = 0.4  # of the shorter one's words
MOST_PIECES = 8
MOST_CHANGED = 4
MOST_CHANGED_SHARE = 0.25
NEGATIONS = frozenset({"not", "no", "never", "none", "nor"})
QUOTED = re.compile(r"[“\"]([^“”\"]{0,5000})")
ASIDE = re.compile(r"\([^()]{0,200}\)")
MARKED = re.compile(r"\[[^\[\]]{0,200}\]|\.\.\.|…")  # what the article changed or left out openly
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")  # "co-operation" and "cooperation" are one word
ACRONYM = re.compile(r"\b(?:[A-Za-z]\.){2,}")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
CONTRACTIONS = (("won't", "will not"), ("can't", "can not"), ("n't", " not"), ("'re", " are"), ("'ve", " have"),
                ("'ll", " will"), ("'m", " am"), ("'s", ""), ("'d", ""))  # fmt: skip


def quoted_pieces(content: str) -> list[list[str]]:
    """The words inside the quotation marks, or of all of it without marks, in pieces between marked changes.

    >>> quoted_pieces("that she “won't go (home)” ... “until [the strike] ends”")
    [['will', 'not', 'go'], ['until'], ['ends']]
    """
    pieces = QUOTED.findall(content)
    inside = "...".join(pieces[::2] if '"' in content else pieces) or content
    return [words for part in MARKED.split(ASIDE.sub(" ", inside)) if (words := _plain(part))]


def altered(one: str, other: str) -> bool:
    """Whether two versions of a quotation differ inside: a few words replaced, or a negation put in or left out.

    A shorter cut is not altered, nor are contractions, asides in brackets, marked changes and spellings.

    >>> altered("“The bridge will stay open all winter”", "“The bridge will not stay open all winter”")
    True
    """
    pieces = [[words for words in quoted_pieces(text) if len(words) >= LEAST_WORDS] for text in (one, other)]
    for first in pieces[0][:MOST_PIECES]:
        verdicts = [_altered(first, second) for second in pieces[1][:MOST_PIECES]]
        if True in verdicts and False not in verdicts:
            return True
    return False


def _plain(part: str) -> list[str]:
    whole = ACRONYM.sub(lambda found: found[0].replace(".", "") + " ", HYPHEN.sub("", part))
    plain = " ".join(WORD.findall(whole.casefold().replace("’", "'")))
    for short, full in CONTRACTIONS:
        plain = plain.replace(short, full)
    return plain.split()


def _altered(first: list[str], second: list[str]) -> bool | None:
    """Whether a few words inside differ; None where the pieces are not of one sentence."""
    from rapidfuzz.distance import Levenshtein

    steps = list(Levenshtein.opcodes(first, second))
    short = min(len(first), len(second))
    if sum(step.src_end - step.src_start for step in steps if step.tag == "equal") < LEAST_SHARED * short:
        return None
    whole = len(first) == len(second)  # then neither is cut short, and its ends count too
    inner = [
        (start, end, begin, stop)
        for start, end, begin, stop in _changes(steps)
        if whole or (start > 0 and end < len(first) and begin > 0 and stop < len(second))
    ]
    changed = sum(max(end - start, stop - begin) for start, end, begin, stop in inner)
    if changed > min(MOST_CHANGED, MOST_CHANGED_SHARE * short):
        return None
    changes = [(first[start:end], second[begin:stop]) for start, end, begin, stop in inner]
    return any((gone and come and not _spelled(gone, come)) or _negates(gone + come) for gone, come in changes)


def _changes(steps: Iterable[Any]) -> list[tuple[int, int, int, int]]:
    """Spans of both texts that differ; changes with one equal word between them are one."""
    found: list[tuple[int, int, int, int]] = []
    for step in steps:
        if step.tag == "equal":
            continue
        if found and step.src_start - found[-1][1] <= 1 and step.dest_start - found[-1][3] <= 1:
            found[-1] = (found[-1][0], step.src_end, found[-1][2], step.dest_end)
        else:
            found.append((step.src_start, step.src_end, step.dest_start, step.dest_end))
    return found


def _spelled(gone: Sequence[str], come: Sequence[str]) -> bool:
    """Whether the same words are only spelled otherwise: `co-operation`, `Madame`, `an historic`."""
    from rapidfuzz.distance import Levenshtein

    one, other = "".join(gone), "".join(come)
    if {one, other} == {"a", "an"}:
        return True
    return min(len(one), len(other)) >= LEAST_SPELLED and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _negates(words: Sequence[str]) -> bool:
    return not NEGATIONS.isdisjoint(words)
