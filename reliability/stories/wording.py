"""Whether two articles quote the same words differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from reliability.stories.toll_words import NUMBERS

LEAST_WORDS = 6
LEAST_SPELLED = 5  # letters in which one more or less is spelling
LEAST_SHARED = 0.4  # of the shorter one's words
MOST_PIECES = 8
MOST_SHOWN = 200  # words of a wording that are shown side by side
CONTEXT = 8  # words on each side of a change
NAMES_ALIKE = 0.5
MOST_NEGATING = 3
MOST_CHANGED = 4
MOST_CHANGED_SHARE = 0.25
NEGATIONS = frozenset({"not", "no", "never", "none", "nor"})
QUOTED = re.compile(r"[“\"]([^“”\"]{0,5000})")
ASIDE = re.compile(r"\([^()]{0,200}\)")
MARKED = re.compile(r"\[[^\[\]]{0,200}\]|\.\.\.|…")  # what the article changed or left out openly
HYPHEN = re.compile(r"(?<=\w)-(?=\w)")  # "co-operation" and "cooperation" are one word
HYPHENED = re.compile(r"\w+(?:-\w+)+")
CAPITAL = re.compile(r"\b[^\W\d_]*[A-Z][^\W\d_]+")
ACRONYM = re.compile(r"\b(?:[A-Za-z]\.){2,}")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
CONTRACTIONS = (("won't", "will not"), ("can't", "can not"), ("n't", " not"), ("'re", " are"), ("'ve", " have"),
                ("'ll", " will"), ("'m", " am"), ("'s", ""), ("'d", ""))  # fmt: skip
WRITTEN_OUT = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "dr": "doctor", "st": "saint",
    "lt": "lieutenant", "prof": "professor", "em": "them", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "ok": "okay", "cause": "because", "til": "until", "till": "until", "per": "percent", "cent": "",
} | {word: str(number) for word, number in NUMBERS.items() if word != "one"} | {"1": "one"}  # fmt: skip
TENS = re.compile(r"\b([2-9])0 ([1-9])\b")


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
    names = _names(one) | _names(other)
    for first in pieces[0][:MOST_PIECES]:
        verdicts = [_altered(first, second, names) for second in pieces[1][:MOST_PIECES]]
        if True in verdicts and False not in verdicts:
            return True
    return False


def diff(one: str, other: str) -> list[dict[str, str]]:
    """What two wordings of a quotation share, and what only the first or the second has, in pieces of words.

    >>> [tuple(piece.values()) for piece in diff("“It will stay open”", "“It will not stay open”")]
    [('same', 'It will'), ('come', 'not'), ('same', 'stay open')]
    """
    from rapidfuzz.distance import Levenshtein

    first, second = _shown(one), _shown(other)
    keys = [[" ".join(_plain(word)) for word in words] for words in (first, second)]
    pieces: list[tuple[str, list[str]]] = []
    for step in Levenshtein.opcodes(*keys):
        if step.tag == "equal":
            pieces.append(("same", first[step.src_start : step.src_end]))
            continue
        gone, come = first[step.src_start : step.src_end], second[step.dest_start : step.dest_end]
        pieces += [(change, words) for change, words in (("gone", gone), ("come", come)) if words]
    for end in (0, -1):  # where one is only cut shorter
        if len(pieces) > 1 and pieces[end][0] != "same" and pieces[1 if end == 0 else -2][0] == "same":
            pieces.pop(end)
    return [
        {"change": change, "words": _brief(words, place, len(pieces))} for place, (change, words) in enumerate(pieces)
    ]


def _shown(text: str) -> list[str]:
    inside = " … ".join(QUOTED.findall(text)[:: 2 if '"' in text else 1]) or text
    return [word for word in inside.rstrip(" ,").split() if WORD.search(word)][:MOST_SHOWN]


def _brief(words: Sequence[str], place: int, pieces: int) -> str:
    """The words, of a long piece only those next to a change."""
    if len(words) <= 2 * CONTEXT:
        return " ".join(words)
    before = [] if place == 0 else words[:CONTEXT]
    after = [] if place == pieces - 1 else words[-CONTEXT:]
    return " ".join([*before, "…", *after])


def _names(text: str) -> frozenset[str]:
    """Words with a capital letter, which may be spelled in many ways."""
    return frozenset(word for name in CAPITAL.findall(HYPHEN.sub("", text)) for word in _plain(name))


@lru_cache(maxsize=20_000)
def _plain_words(part: str) -> tuple[str, ...]:
    apart = HYPHENED.sub(_hyphened, part)
    whole = ACRONYM.sub(lambda found: found[0].replace(".", "") + " ", apart)
    plain = " ".join(WORD.findall(whole.casefold().replace("’", "'")))
    for short, full in CONTRACTIONS:
        plain = plain.replace(short, full)
    written = " ".join(filter(None, (WRITTEN_OUT.get(word, word) for word in plain.split())))
    return tuple(TENS.sub(r"\1\2", written).split())


def _plain(part: str) -> list[str]:
    return list(_plain_words(part))


def _hyphened(found: re.Match[str]) -> str:
    """ "two-in-three" in three words, "co-operation" in one."""
    words = found[0].split("-")
    return (" " if any(word.lower() in NUMBERS for word in words) else "").join(words)


def _altered(first: list[str], second: list[str], names: frozenset[str]) -> bool | None:
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
    return any(_differ(gone, come, names) for gone, come in changes)


def _differ(gone: list[str], come: list[str], names: frozenset[str]) -> bool:
    if gone and come:
        return not _spelled(gone, come, names)
    return _negates(gone + come)


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


def _spelled(gone: Sequence[str], come: Sequence[str], names: frozenset[str]) -> bool:
    """Whether the same words are only spelled otherwise: `co-operation`, `Madame`, `an historic`, `Gadhafi`."""
    from rapidfuzz.distance import Levenshtein

    one, other = "".join(gone), "".join(come)
    if {one, other} == {"a", "an"}:
        return True
    if names.issuperset([*gone, *come]) and Levenshtein.normalized_similarity(one, other) >= NAMES_ALIKE:
        return True
    return min(len(one), len(other)) >= LEAST_SPELLED and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _negates(words: Sequence[str]) -> bool:
    """Whether a negation is among the words; a longer piece is another sentence."""
    return len(words) <= MOST_NEGATING and not NEGATIONS.isdisjoint(words)
