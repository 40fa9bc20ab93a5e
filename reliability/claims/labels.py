"""Labels: the name of a speaker at the start of a paragraph, before a colon or alone on its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reliability.claims.tokens import Tokens
from reliability.claims.turn import Range, first_words, group_end, is_layout, raw, words_of_list
from reliability.claims.unmarked import speech_verbs

_LINKING = "of the de van von der den al bin ibn and & la le del di da du for ter"
_LINKS = frozenset(_LINKING.split(" "))
_COUNTED = "speaker voice caller juror witness man woman male female participant student host q a question"
_NUMBERED = frozenset(_COUNTED.split(" "))
_QUESTION = frozenset(("q", "q.", "question", "interviewer", "reporter"))
_ANSWER = frozenset(("a", "a.", "answer"))
_TIME = re.compile(r"\d{1,2}[:.]\d\d(?:[:.,]\d+)*")
_MOST_NAMES = 7
_MOST_LEAD = 8
_MOST_TITLE = 12


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its tokens, the colon (empty at the end of a lone line), and where what follows starts.

    `key` is by what the same speaker is known again; `strong` says that the name alone tells a speaker from a field.
    `timed` says that a time of day or of the recording stands beside it.
    """

    paragraph: int
    source: Range
    cue: Range
    start: int
    end: int
    key: str
    kind: str
    strong: bool
    timed: bool


def read_label(tokens: Tokens, paragraph: int, low: int, high: int) -> Label | None:
    """The label that a paragraph starts with; `kind` is `question`, `answer`, `handle` or `name`."""
    start, timed = _past_lead(tokens, low, high)
    start = _past_heading(tokens, start, high)
    names = _names(tokens, start, high)
    if names == start:
        return None
    source_end = _title(tokens, names, high)
    at, later = _past_lead(tokens, source_end, high)
    timed = timed or later
    colon = at < high and tokens.words[at] in (":", "：")
    if colon:
        cue = (at, at + 1)
        at += 1
        while at < high and is_layout(tokens, at):
            at += 1
    elif at < high:
        return _legal(tokens, paragraph, start, names, high)
    elif "-" in tokens.tags[low:start]:
        return None  # a signature
    else:
        cue = (source_end, source_end)
    words = tokens.words[start:names]
    if not _can_speak(tokens, start, names, source_end):
        return None
    return Label(
        paragraph, (start, source_end), cue, at, high, words[-1], _kind(words), _is_strong(tokens, start, names), timed
    )


def _legal(tokens: Tokens, paragraph: int, start: int, names: int, high: int) -> Label | None:
    """The label of a question or answer without a colon (`Q. Where were you?`)."""
    word = tokens.words[start]
    if names != start + 1 or word not in ("q.", "a."):
        return None
    return Label(paragraph, (start, names), (names, names), names, high, word[0], _kind([word]), True, False)


def _past_lead(tokens: Tokens, at: int, high: int) -> tuple[int, bool]:
    """Past bullets, emphasis and times before or behind a name, and whether there was a time."""
    timed = False
    limit = min(high, at + _MOST_LEAD)
    while at < limit:
        word = tokens.words[at]
        end = group_end(tokens, at, high) if tokens.tags[at] == "(" else 0
        if end and _TIME.fullmatch(tokens.text[tokens.ends[at] : tokens.starts[end - 1]].strip()):
            at, timed = end, True
        elif _TIME.fullmatch(word) and (
            at + 1 == high or tokens.words[at + 1] not in ("p", "a", "am", "pm", "p.m.", "a.m.")
        ):
            at, timed = at + 1, True
        elif is_layout(tokens, at) or tokens.tags[at] == "-" or word == "rt":
            at += 1
        else:
            break
    return at, timed


_HEADED = re.compile(r"-(?=N{1,5}(?:CN{1,3})?:\")")
_MOST_HEADING = 30


def _past_heading(tokens: Tokens, at: int, high: int) -> int:
    """Past the heading of an item in a digest (`Bridge shut for good - Mara Lind: “...”`)."""
    heading = _HEADED.search(tokens.tags, at, min(high, at + _MOST_HEADING))
    spaced = heading and tokens.text[tokens.starts[heading.start()] - 1 : tokens.starts[heading.start()]].isspace()
    return heading.end() if heading and spaced else at


def _names(tokens: Tokens, start: int, high: int) -> int:
    """End of the run of names that starts at a token; `start` where there is none."""
    end = at = start
    if start < high and raw(tokens, start) in ("Q", "A", "Q.", "A."):
        return start + 1
    while at < high and at - start < _MOST_NAMES:
        word, tag = tokens.words[at], tokens.tags[at]
        if tag == "#" and end == at > start and tokens.words[at - 1] in _NUMBERED and ":" not in word:
            return at + 1
        if tag == "N" or (at == start and raw(tokens, at) == "THE"):
            end = at + 1
        elif at == start or not (word in _LINKS or _is_abbreviation(tokens, at)):
            break
        at += 1
    return end if "N" in tokens.tags[start:end] else start


def _is_abbreviation(tokens: Tokens, stop: int) -> bool:
    """Whether a full stop ends an initial or a title (`MR. SMITH`)."""
    before = tokens.words[stop - 1]
    return tokens.words[stop] == "." and (len(before) == 1 or before in first_words("titles"))


def _title(tokens: Tokens, at: int, high: int) -> int:
    """End of the title behind a name, in brackets or between commas before the colon."""
    if at < high and tokens.tags[at] == "(":
        end = group_end(tokens, at, high)
        inside = tokens.text[tokens.ends[at] : tokens.starts[end - 1]] if end else ""
        directed = tokens.tags[at + 1 : at + 2] in ("I", "G")  # `(on the phone)`, `(laughing)`
        return end if end and not _TIME.fullmatch(inside.strip()) and not directed else at
    if at < high and tokens.words[at] == ",":
        colon = next((index for index in range(at + 1, min(high, at + _MOST_TITLE)) if tokens.tags[index] == ":"), -1)
        if colon > 0 and all(tag in "NnDIo,-C#" for tag in tokens.tags[at:colon]):
            return colon
    return at


def _kind(words: list[str]) -> str:
    if words[-1][0] == "@":
        return "handle"
    if words[0] in _QUESTION:
        return "question"
    return "answer" if words[0] in _ANSWER else "name"


def _can_speak(tokens: Tokens, start: int, names: int, end: int) -> bool:
    """Whether words can name a speaker: no field, no place alone, and no clause (`Continued Lind:`)."""
    words = tokens.words[start:names]
    if len(words) == 1 and words[0] in ("q", "a", "q.", "a.", "question", "answer"):
        return True
    fields = words_of_list("not_speakers")
    if raw(tokens, start)[0] == "#" or words[-1] in fields or not speech_verbs().isdisjoint((words[0], words[-1])):
        return False
    if words[0] in fields and not _is_strong(tokens, start, names):
        return False
    return end > names or len(words) > 1 or words[0] not in words_of_list("places")


def _is_strong(tokens: Tokens, start: int, end: int) -> bool:
    """Whether words can be nothing but somebody: a title or given name before a name, a handle, or a part in a talk."""
    words = tokens.words[start:end]
    if any(word[0] == "@" for word in words) or words_of_list("speakers").issuperset(words):
        return True
    if len(words) < 2:
        return False
    if words[0].rstrip(".") in first_words("titles"):
        return True
    return words[0] in first_words("given_names") and len(words) <= 4
