"""Transcripts and interviews: paragraphs that open with their speaker (`LIND: We lost everything.`, `Q: ...`).

One label proves nothing: recipes, tables and timetables have them too. It takes a second one by the same speaker, a
question and its answer, or a name with first-person speech or a whole quotation behind it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from reliability.claims.labels import Label, read_label
from reliability.claims.quotation import Quotations
from reliability.claims.tokens import Tokens
from reliability.claims.turn import Range, Turn, raw, trimmed

_TALKING = "i we you me us my our your i'm we're you're i've we've i'd we'd i'll we'll let's mine ours yours"
_TALK = frozenset(_TALKING.split(" "))
_REPLYING = "yes no well yeah right okay ok thanks sure exactly absolutely never correct oh"
_REPLIES = frozenset(_REPLYING.split(" "))
_VERBAL = frozenset("PBmhdEW")
_MOST_FOLLOWING = 6
_SHORTEST = 4
_SMALLEST = 3
_NEAR = 2
_LONGEST_CREDIT = 8


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A label and the first paragraph of what it may introduce; `quotation_end` is that of one that opens it, or 0."""

    label: Label
    start: int
    end: int
    is_talk: bool
    is_speech: bool
    quotation_end: int


def transcripts(tokens: Tokens, quotations: Quotations, parts: list[Range]) -> list[Turn]:
    """Turns of the labelled paragraphs of a text; `parts` are its paragraphs."""
    found = [read_label(tokens, number, low, high) for number, (low, high) in enumerate(parts)]
    labels = [label for label in found if label and quotations.holding(label.source[0]) < 0]
    if labels and labels[0].paragraph == 0 and not (len(labels) > 1 and labels[1].paragraph <= _NEAR):
        del labels[0]  # a headline
    labelled = {label.paragraph for label in labels}
    inline: list[_Spoken] = []
    lone: list[_Spoken] = []
    for label in labels:
        if label.start < label.end:
            inline.append(_spoken(tokens, quotations, label, label.start, label.end))
        elif label.paragraph + 1 < len(parts) and label.paragraph + 1 not in labelled:
            (inline if label.cue[0] < label.cue[1] else lone).append(
                _spoken(tokens, quotations, label, *parts[label.paragraph + 1])
            )
    accepted = [*_accepted(tokens, inline), *_accepted_lines(lone)]
    accepted.sort(key=lambda one: one.label.paragraph)
    dense = _is_dense(accepted)
    following = [*(one.label.paragraph for one in accepted[1:]), -1]
    made = [
        _turn(tokens, quotations, parts, one, after if dense else -1)
        for one, after in zip(accepted, following, strict=False)
    ]
    return [turn for turn in made if turn.content]


def _spoken(tokens: Tokens, quotations: Quotations, label: Label, start: int, end: int) -> _Spoken:
    words, tags = tokens.words, tokens.tags
    quoted = quotations.holding(start)
    opens = quoted >= 0 and quotations.starts[quoted] == start
    whole = opens and quotations.ends[quoted] >= end - 1
    talk = words[end - 1] == "?" or words[start] in _REPLIES or not _TALK.isdisjoint(words[start:end])
    speech = end - start >= _SHORTEST and tags[start] != "#" and not _VERBAL.isdisjoint(tags[start:end])
    quotation_end = quotations.ends[quoted] if opens and quotations.ends[quoted] - start > _SHORTEST else 0
    return _Spoken(label, start, end, talk or whole, speech or talk or whole, min(quotation_end, end))


def _accepted(tokens: Tokens, all_spoken: list[_Spoken]) -> list[_Spoken]:
    """The labels before colons that stand before speech."""
    keys = Counter(one.label.key for one in all_spoken)
    kinds = Counter(one.label.kind for one in all_spoken)
    asked = kinds["question"] + kinds["answer"] >= 2 and kinds["question"] > 0
    run = _is_run(all_spoken)
    mentions = Counter(tokens.words) if all_spoken else Counter()
    accepted = []
    for one in all_spoken:
        label = one.label
        if label.kind in ("question", "answer"):
            good = asked
        elif label.kind == "handle":
            good = one.end - one.start > 1
        elif run and (label.strong or keys[label.key] > 1 or raw(tokens, label.source[1] - 1).isupper() or asked):
            good = True
        elif label.strong:
            good = one.quotation_end > 0 or (one.is_talk and one.is_speech)
        else:  # somebody whom the text names outside the labels, too
            good = one.quotation_end > 0 and mentions[label.key] > keys[label.key]
        if good:
            short = one.quotation_end and (not run or one.end - one.quotation_end <= _LONGEST_CREDIT)
            accepted.append(replace(one, end=one.quotation_end) if short else one)
    return accepted


def _accepted_lines(lone: list[_Spoken]) -> list[_Spoken]:
    """The labels on lines of their own, without a colon, that stand before speech."""
    keys = Counter(one.label.key for one in lone)
    again = [one for one in lone if keys[one.label.key] > 1 or one.label.timed]
    if len(again) < 2 or not (_is_run(again) and sum(one.is_talk for one in again) * 2 >= len(again)):
        return []
    known = {one.label.key for one in again}
    return [one for one in lone if one.label.strong or one.label.key in known]


def _is_run(all_spoken: list[_Spoken]) -> bool:
    """Whether what stands behind two or more labels is mostly sentences, and some of it talk."""
    number = len(all_spoken)
    speech = sum(one.is_speech for one in all_spoken)
    talk = sum(one.is_talk for one in all_spoken)
    return number >= 2 and speech * 2 >= number and talk * 4 >= number


def _is_report(tokens: Tokens, low: int, high: int) -> bool:
    """Whether a paragraph reports speech itself (`Lind said`), which no speaker's does often."""
    return any(tokens.words[at] == "said" and tokens.tags[at - 1] in "NP" for at in range(low + 1, high))


def _is_dense(accepted: list[_Spoken]) -> bool:
    """Whether most of a text's paragraphs from the first label to the last are labelled ones."""
    if len(accepted) < _SMALLEST:
        return False
    return (accepted[-1].label.paragraph - accepted[0].label.paragraph + 1) <= len(accepted) * 2.5


def _turn(tokens: Tokens, quotations: Quotations, parts: list[Range], one: _Spoken, after: int) -> Turn:
    """The turn of a label, with the paragraphs that go on before the next label, paragraph `after`, if there is one."""
    pieces = [(one.start, one.end)]
    first = one.label.paragraph + (1 if one.label.start < one.label.end else 2)
    if one.quotation_end == one.end:
        held = quotations.holding(one.start) + 1
        while held < len(quotations.starts) and quotations.continued[held]:
            pieces.append((quotations.starts[held], quotations.ends[held]))
            held += 1
    elif 0 < after - first <= _MOST_FOLLOWING:
        for low, high in parts[first:after]:
            if quotations.covered(low, high) or _is_report(tokens, low, high):
                break
            if not set("*.-").issuperset(tokens.tags[low:high]):
                pieces.append((low, high))
    content = [trimmed(tokens, start, end, stop=number == len(pieces)) for number, (start, end) in enumerate(pieces, 1)]
    form = "post" if one.label.kind == "handle" else "transcript"
    return Turn(one.label.source, one.label.cue, tuple((start, end) for start, end in content if start < end), form)
