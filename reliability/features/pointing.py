"""What a flag points at: spans of the text, and the words that its message shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Finder, Place, cases
from reliability.features.patterns import ascii_bounds
from reliability.records import SPANS

MOST = 20  # spans of one flag: an editor reads no more
SHOWN, LONGEST = 5, 60  # words in a message, and characters of one
LONGEST_SAID = 200  # characters of what a finder says instead of them
PLACEHOLDER = re.compile(r"(\s*:)?\s*\{words\}(\.)?")
BEFORE = re.compile(r"^[\s.,:;!?)\]]+(?=[\w“\"‘(])")  # the end of what stands before a match
STOPPED = re.compile(r"[.!?…][”\"’')\]]*$")  # after these words a message needs no full stop of its own
PARTIAL = 20  # letters by which a span may cut a word
# A phrase that ends in one of these goes on: 'according to a Vale Times' is followed by what it was.
LEADS_ON = re.compile(r"(?i)\b(?:a|an|the|of|to|when|for|with|and|or|by|in|on|from|your|our|my|their|its)$")
FOLLOWS = re.compile(r" [\w’'-]{1,30}")
INNER_COMMA = re.compile(r",(?=[’'”\"]$)")
MARKS = (("“", "”"), ('"', '"'))
EDGES = " ,;:"
BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")  # a text must not steer a terminal

Spans = list[list[int]]
Found = dict[tuple[str, str], Spans]  # by article_id and code
Places = dict[tuple[str, str], Sequence[Place]]


def of_spans(found: Found) -> Places:
    """Places of spans."""
    return {key: [Place(start, end) for start, end in spans] for key, spans in found.items()}


def of_titles(chosen: pl.DataFrame, wanted: Mapping[str, Feature], texts: pl.DataFrame) -> Places:
    """Words of the headline, of the flags whose feature looks for a pattern there."""
    found: Places = {}
    for code, feature in wanted.items():
        if feature.title_words is None:
            continue
        flagged = chosen.filter(pl.col("code") == code).join(texts, on="article_id")
        matched = flagged.select("article_id", pl.col("title").str.extract_all(ascii_bounds(feature.title_words)))
        found |= {
            (article, code): [Place(0, 0, word, True) for word in words] for article, words in matched.iter_rows()
        }
    return found


def of_finders(chosen: pl.DataFrame, wanted: Mapping[str, Feature], texts: pl.DataFrame, told: pl.DataFrame) -> Places:
    """What finders find, in the order in which they give it."""
    finders = {code: f.expression for code, f in wanted.items() if isinstance(f.expression, Finder)}
    asked = chosen.filter(pl.col("code").is_in(list(finders))).join(texts.select("article_id", "row"), on="article_id")
    found: Places = {}
    codes = asked.group_by("row", maintain_order=True).agg("code")
    for case, here in zip(cases(texts, told, codes["row"]), codes["code"].to_list(), strict=True):
        for code in here:
            places = finders[code].find(case)
            found[case.article_id, code] = [_of_title(place, case.title) if place.title else place for place in places]
    return found


def _of_title(place: Place, title: str) -> Place:
    return Place(place.start, place.end, place.said or title[place.start : place.end], True)


def pointed(flags: pl.DataFrame, places: Places, texts: Mapping[str, str]) -> pl.DataFrame:
    """The flags with the spans and words of these places; other flags lose only the placeholder of their words.

    Args:
        flags: records.FLAGS.
        places: what some of them point at.
        texts: the text of each article of `places`.
    """
    spans, messages = [], []
    for article, code, before, message in flags.select("article_id", "code", "spans", "message").iter_rows():
        here = places.get((article, code))
        spans.append(before or [] if here is None else _spans(here))
        messages.append(message and _told(message, here or (), texts.get(article, "")))
    return flags.with_columns(pl.Series("spans", spans, dtype=SPANS), pl.Series("message", messages, dtype=pl.String))


def _spans(places: Iterable[Place]) -> Spans:
    return sorted([place.start, place.end] for place in places if not place.title and place.end > place.start)[:MOST]


def _told(message: str, places: Iterable[Place], text: str) -> str:
    if "{words}" not in message:
        return message
    said = dict.fromkeys(_shown(place, text) for place in places)
    words = [word for word in said if word]
    more = f" and {len(words) - SHOWN} more" if len(words) > SHOWN else ""
    shown = f"{', '.join(words[:SHOWN])}{more}"
    return PLACEHOLDER.sub(
        lambda found: f"{found[1] or ''} {_stopped(shown, found[2])}" if words else found[2] or "", message
    )


def _stopped(shown: str, stop: str | None) -> str:
    """The words with the message's full stop after them, and no second mark beside it."""
    bare = shown.rstrip(" .,:;") if stop else shown
    shown = bare or shown
    return shown if not stop or STOPPED.search(shown) else shown + stop


def _shown(place: Place, text: str) -> str:
    words, longest = (place.said, LONGEST_SAID) if place.said else (_whole_words(text, place), LONGEST)
    line = BEFORE.sub("", BLANK.sub(" ", words[: 4 * longest]).strip())
    if len(line) > longest:
        line = f"{line[: longest - 1].rpartition(' ')[0] or line[: longest - 1]}…"
    return INNER_COMMA.sub("", _balanced(line))


def _whole_words(text: str, place: Place) -> str:
    """The words of a span, none of them cut, and on to the next where the last one leads on to it."""
    start, end = place.start, place.end
    while 0 < start < end and place.start - start < PARTIAL and _within_word(text[start - 1 : start + 1]):
        start -= 1
    while start < end < len(text) and end - place.end < PARTIAL and _within_word(text[end - 1 : end + 1]):
        end += 1
    for _ in range(2):
        follows = FOLLOWS.match(text, end) if LEADS_ON.search(text, max(start, end - PARTIAL), end) else None
        end = follows.end() if follows else end
    return text[start:end]


def _within_word(pair: str) -> bool:
    """Whether no word ends between two characters; broken ones, as in 'mayorâ€™s', are shown alone."""
    return pair.isalnum() and pair.isascii()


def _balanced(line: str) -> str:
    """The line without quotation marks that lack their other half."""
    for opening, closing in MARKS:
        uneven = line.count(opening) % 2 if opening == closing else line.count(opening) - line.count(closing)
        if uneven:
            line = line.replace(opening, "").replace(closing, "").strip(EDGES)
    return line
