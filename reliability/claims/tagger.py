"""Words to cues: which words report that somebody says, thinks or feels something.

Only the words of `lexicon/cues.txt` and colons are looked at. A linear model over the word and its neighbours decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from reliability.claims.reading import REACH, STRONG, Reading, cue_words, stem
from reliability.claims.surroundings import behind, clause_before
from reliability.claims.weights import load

THRESHOLD = 0.23
"""Probability from which a word is looked at as a cue; `keeping.py` has the last word on what is one."""

_MOST = 24

_VERB_GROUP = frozenset("BhmdRt")
_IN_PHRASE = re.compile(r"ID[nE]+$")
_SURE = 0.85  # share of uses as a cue from which a verb does little but report
_BRIDGE = re.compile(r"[tIoRDBh]{0,3}")


@dataclass(frozen=True)
class Cue:
    """A cue: its tokens, the first word that carries it, the bounds of its sentence, and its probability."""

    start: int
    end: int
    head: int
    low: int
    high: int
    probability: float = 1.0


def find_cues(reading: Reading) -> list[Cue]:
    """The cues of a text, in order."""
    model = load("cue")
    accepted = {}
    for at in reading.candidates:
        probability = model.probability(cue_features(reading, at))
        if probability > THRESHOLD:
            accepted[at] = probability
    return _thinned(join(reading, accepted))


def _thinned(cues: list[Cue]) -> list[Cue]:
    """At most `_MOST` cues a sentence, the most probable: more are no prose, and time must stay bounded."""
    kept: list[Cue] = []
    for _, group in groupby(cues, key=lambda cue: cue.low):
        sentence = sorted(group, key=lambda cue: -cue.probability)[:_MOST]
        kept.extend(sorted(sentence, key=lambda cue: cue.head))
    return kept


def join(reading: Reading, accepted: dict[int, float]) -> list[Cue]:
    """Join accepted words that form one cue (`went on to criticise`)."""
    tags = reading.tokens.tags
    runs: list[list[int]] = []
    for at in accepted:
        if (
            runs
            and tags[at] != ":"
            and not _apart(reading, runs[-1][-1], at)
            and _BRIDGE.fullmatch(tags, runs[-1][-1] + 1, at)
        ):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [cue_around(reading, run[0], run[-1], max(accepted[at] for at in run)) for run in runs]


def _apart(reading: Reading, first: int, second: int) -> bool:
    """Whether a word right behind a verb of saying opens what is said (`said orders had fallen`)."""
    return second == first + 1 and cue_words().get(reading.tokens.words[first], 0.0) >= _SURE


def cue_around(reading: Reading, first: int, last: int, probability: float = 1.0) -> Cue:
    """The cue from word `first` to word `last`, with the auxiliaries and adverbs before it."""
    tags = reading.tokens.tags
    low, high = reading.tokens.sentence(first)
    start = first
    while start > low and tags[start - 1] in _VERB_GROUP and tags[first] != ":":
        start -= 1
    if start > low and reading.tokens.words[start - 1] == "'s":
        start -= 1
    end = last + 1
    if _IN_PHRASE.search(tags, first, end):
        while end < high and tags[end] == "n":
            end += 1  # `said in a press release`
    return Cue(start, end, first, low, max(high, end), probability)


def cue_features(reading: Reading, at: int) -> list[str]:
    """Names of the features of one word that may be a cue."""
    words = reading.tokens.words
    word = words[at]
    root = stem(word)
    p3, p2, p1, key, n1, n2, n3 = reading.keys[at + REACH - 3 : at + REACH + 4]
    quoted = reading.quoted[at]
    title = at < reading.title_end
    before = 1 if at and reading.quoted[at - 1] else 2 if at > 1 and reading.quoted[at - 2] else 0
    near = reading.quoted.find(1, at + 1, at + 6) - at
    beside = reading.beside.get(at, "-") + ("" if word in cue_words() else "*")
    low, high = reading.tokens.sentence(at)
    rest = behind(reading, at, at + 1, high)[1]
    front = clause_before(reading, at, low)
    return [
        "w " + word,
        "s " + root,
        f"w+1 {word} {n1}",
        f"w-1 {word} {p1}",
        f"s+1 {root} {n1}",
        f"s-1 {root} {p1}",
        f"wq {word} {quoted}",
        f"wt {word} {title}",
        f"k {p1} {key} {n1}",
        f"k+ {key} {n1} {n2}",
        f"k- {p2} {p1} {key}",
        f"k3 {n1} {n2} {n3}",
        f"k-3 {p3} {p2} {p1}",
        f"+1 {n1}",
        f"-1 {p1}",
        f"+2 {n2}",
        f"-2 {p2}",
        f"+3 {n3}",
        f"-3 {p3}",
        f"q {quoted} {title} {key}",
        f"qn {before} {max(near, 0)} {quoted}",
        f"qv {beside} {key}",
        f"qk {beside} {p1} {key} {n1}",
        f"wb {words[at - 1] if p1 == 'n' else ''}",
        f"wa {words[at + 1] if n1 == 'n' else ''}",
        f"s2 {root} {n1} {n2}",
        f"fr {front} {key}",
        f"r {rest} {key}",
        f"fr1 {front} {p1} {key}",
        f"fb {front} {rest} {key}",
        f"sr {root} {rest}",
        *_strong_neighbours(reading, at),
    ]


_NEAR = 14


def _strong_neighbours(reading: Reading, at: int) -> list[str]:
    """Features of the nearest words before and after that are mostly cues."""
    words, forms, tags = reading.tokens.words, cue_words(), reading.tokens.tags
    found = []
    here = reading.at_candidate(at)
    for step in (-1, 1):
        name = "no"
        other = here + step
        while 0 <= other < len(reading.candidates) and abs(reading.candidates[other] - at) <= _NEAR:
            place = reading.candidates[other]
            if forms.get(words[place], 0.0) >= STRONG:
                gap = tags[min(at, place) + 1 : max(at, place)]
                stop = "." in gap or "|" in gap
                name = f"{'stop' if stop else 'on'} {',' in gap} {reading.quoted[place]} {min(len(gap), 3)}"
                break
            other += step
        found.append(f"near {step} {name} {tags[at]}")
    return found
