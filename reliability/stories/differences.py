"""Where an article differs from most of the other articles of its story that tell the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from math import log
from typing import Any

from reliability.stories import amounts, days, marks, toll_words, tolls, words

REACH = 40  # other articles that each is compared with, so that a huge story stays cheap
MOST_JUDGED = 1_000  # things said of one kind that are held against others
LONGEST = 300  # characters of words that are kept
SHARED = 2  # telling words
TOLL_ALIKE = 0.12
REPEATED = 0.7  # reports of one event tell of many days, so sentences must be nearly the same
SAME = 0.9
SAME_WORDS = 0.7  # where the toll is told in the same words too
SENTENCE = 5  # words that are no chance where they are the same
FAR = 1.5
MOST_RISEN, FEW = 2, 3

Row = Mapping[str, Any]
Difference = tuple[str, dict[str, Any]]
Repeated = tuple[str, str, str | None]
"""What a copy repeats: copy group, value and sentence."""


@dataclass(frozen=True)
class Said:
    """One thing that an article says: a value, the words that give it, and what their sentence is about.

    `weight` is that of `about`, `wording` are the words without their numbers; `first` marks the first of its kind in
    the article, `updated` one of which the article says that the number has changed. `mark` is the row of it. `when` is
    the date of the article; of a value that a copy repeats, the date on which it was first told.
    """

    article: Row
    when: datetime | None
    value: Any
    words: str
    about: frozenset[str]
    weight: float
    wording: str
    first: bool
    updated: bool
    mark: Row


Judge = Callable[[Said, Sequence[Said]], "Said | bool | None"]


def of_tolls(articles: Sequence[Row]) -> Iterator[Difference]:
    """Tolls that more of the others contradict than share, as (article id, row of `records.DIFFERENCES`).

    The same sentence with another number is a difference, unless an article says that the number has changed. In other
    words, the first tolls of two articles are taken to be of one event, others where their sentences have telling words
    in common; there a number of a later day that is higher, up to twice the earlier, is no difference: tolls rise.

    Args:
        articles: rows of a story with `article_id`, `publisher`, `published_at` and `marks`.
    """
    for kind in toll_kinds(articles):
        yield from _odd("toll", said(articles, kind), _other_toll)


def of_days(articles: Sequence[Row]) -> Iterator[Difference]:
    """The same for days of events; sentences are compared that are nearly the same."""
    yield from _odd(marks.DAY, said(articles, marks.DAY), _other_day)


def of_copies(articles: Sequence[Row]) -> Iterator[Difference]:
    """What each copy repeats, with both bylines; of two articles of one time, each is the other's copy."""
    groups: dict[str, list[Row]] = {}
    for article in articles:
        groups.setdefault(article["copy_group"], []).append(article)
    for copy_group, members in groups.items():
        first = next((article for article in members if article["article_id"] == copy_group), members[0])
        copies = [article for article in members if article is not first]
        for article in copies:
            yield difference(article, "copy", _byline(article), _byline(first), first)
        twin = next((article for article in copies if article["published_at"] == first["published_at"]), None)
        if twin is not None:
            yield difference(first, "copy", _byline(first), _byline(twin), twin)


def of_embargoes(articles: Sequence[Row]) -> Iterator[Difference]:
    """Which copies were published before the end that another article of their text sets: `value` is that end."""
    ends: dict[str, Row] = {}
    for article in articles:
        held = ends.get(article["copy_group"])
        if article["embargo"] and (held is None or article["embargo"] > held["embargo"]):
            ends[article["copy_group"]] = article
    for article in articles:
        item, when = ends.get(article["copy_group"]), article["published_at"]
        if item is not None and not article["embargo"] and when is not None and when < item["embargo"]:
            yield difference(article, "embargo", item["embargo"].isoformat(), "", item)


def difference(article: Row, kind: str, value: str, other: str, where: Row) -> Difference:
    """A row of `records.DIFFERENCES`: `value` in this article, `other` in the article `where`."""
    about = {name: where[name] for name in ("article_id", "publisher", "published_at")}
    return article["article_id"], {"kind": kind, "value": value[:LONGEST], "other": other[:LONGEST], **about}


def _byline(article: Row) -> str:
    return "; ".join(name for name in article["authors"] or () if name)


def toll_kinds(articles: Sequence[Row]) -> list[str]:
    """The kinds of tolls that the articles give, sorted."""
    return sorted({mark["kind"] for article in articles for mark in article["marks"] or ()} & toll_words.KINDS.keys())


def said(articles: Sequence[Row], kind: str) -> list[list[Said]]:
    """What each article that says anything of this kind says; nothing where only one does."""
    given = [(article, [mark for mark in article["marks"] or () if mark["kind"] == kind]) for article in articles]
    given = [(article, told) for article, told in given if told]
    if len(given) < 2:
        return []
    first = _first_told(given)
    return [
        [
            _read(article, mark, place == 0, _updated(article, mark), first.get(_repeated(article, mark)))
            for place, mark in enumerate(told)
        ]
        for article, told in given
    ]


def _first_told(given: Sequence[tuple[Row, Sequence[Row]]]) -> dict[Repeated, datetime]:
    """When each copy group gave each value first in these words: a copy of an old report says nothing new."""
    found: dict[Repeated, datetime] = {}
    for article, told in given:
        when = article["published_at"]
        for mark in told if when is not None else ():
            key = _repeated(article, mark)
            found[key] = min(found.get(key, when), when)
    return found


def _repeated(article: Row, mark: Row) -> Repeated:
    return article["copy_group"], mark["value"], mark["sentence"]


def _updated(article: Row, mark: Row) -> bool:
    if marks.is_amount(mark["kind"]):
        return marks.tells_of_change(mark["sentence"] or "")
    sought = (marks.UPDATE, mark["kind"], mark["words"])
    return any((other["kind"], other["value"], other["words"]) == sought for other in article["marks"])


def _read(article: Row, mark: Row, first: bool, updated: bool, when: datetime | None) -> Said:
    about = frozenset(mark["about"])
    wording = tolls.wording(mark["words"]) if mark["kind"] in toll_words.KINDS else ""
    when = when if article["published_at"] is not None else None
    return Said(article, when, _value(mark), mark["words"], about, _weight(about), wording, first, updated, mark)


def _value(mark: Row) -> Any:
    if mark["kind"] == marks.DAY:
        return mark["value"]
    if marks.is_amount(mark["kind"]):
        return amounts.parse(mark["value"])
    return tolls.parse(f"{tolls.PREFIX}{mark['kind']}={mark['value']}")  # `marks.find` wrote it so


def _odd(kind: str, told: Sequence[Sequence[Said]], judge: Judge) -> Iterator[Difference]:
    """What more of the other articles contradict than share; of `MOST_JUDGED` things that a story says of a kind."""
    left = MOST_JUDGED
    for place, given in enumerate(told):
        others = [*islice(told, 0, min(place, REACH)), *islice(told, place + 1, REACH + 1)]
        left -= len(given)
        if left < 0:
            return
        for one in given:
            verdicts = [judge(one, theirs) for theirs in others]
            against = [verdict for verdict in verdicts if isinstance(verdict, Said)]
            if len(against) > verdicts.count(True):
                yield difference(one.article, kind, one.words, against[0].words, against[0].article)


def _other_toll(one: Said, theirs: Sequence[Said]) -> Said | bool | None:
    """The toll of another article that contradicts this one; True where the article agrees."""
    repeated = [other for other in theirs if repeats(one, other)]
    if any(one_number(one, other) for other in repeated or theirs):
        return True
    if repeated:
        return None if explained(one, repeated[0]) else repeated[0]
    able = [other for other in theirs if one.value.comparable(other.value) and not risen(one, other)]
    if one.updated or any(other.updated for other in able):
        return None
    if one.first and able and able[0].first:
        return able[0]
    return nearest(one, able, TOLL_ALIKE)


def repeats(one: Said, other: Said) -> bool:
    """Whether two sentences are the same but for their numbers."""
    if one.wording == other.wording and one.wording.count(" ") >= SENTENCE - 1:
        return True
    likeness = alike(one, other)
    return likeness >= SAME or (likeness >= SAME_WORDS and one.wording == other.wording)


def explained(one: Said, other: Said) -> bool:
    """Whether of two that repeat one sentence it, or only one article besides, says that the number has changed.

    "At least 14" of a later day says so too.
    """
    floor = None in (one.value.high, other.value.high) and risen(one, other)
    return floor or one.updated != other.updated or marks.tells_of_change(one.words)


def one_number(one: Said, other: Said) -> bool:
    """Whether both can mean one number: "at least 12" and "at least 14" can, unless one sentence repeats the other."""
    if not one.value.agrees(other.value):
        return False
    low, high = sorted((one.value.low, other.value.low))
    open_ended = one.value.high is None and other.value.high is None
    return not open_ended or low == high or (high < FAR * low and alike(one, other) < SAME)


def _other_day(one: Said, theirs: Sequence[Said]) -> Said | bool | None:
    """The day of another article that contradicts this one; True where the article agrees."""
    found = nearest(one, theirs, REPEATED)
    return found if found is None or days.apart(one.value, found.value) else True


def risen(one: Said, other: Said) -> bool:
    """Whether the article of the later day has a number that is higher, but not by much."""
    low, high = sorted((one.value.low, other.value.low))
    if one.when is None or other.when is None or one.when.date() == other.when.date():
        return False
    if high > max(MOST_RISEN * low, low + FEW):
        return False
    return bool((one.when > other.when) == (one.value.low > other.value.low))


def nearest(one: Said, others: Sequence[Said], least: float) -> Said | None:
    """What is said in the sentence that is most alike, if it is alike enough."""
    best, found = least, None
    for other in others:
        likeness = alike(one, other)
        if likeness >= best and (found is None or likeness > best):
            best, found = likeness, other
    return found


def alike(one: Said, other: Said) -> float:
    """How much two sentences share of their telling words, by weight: 0..1 (Dice); one word in common is chance."""
    shared = one.about & other.about
    if not shared or len(shared) < min(SHARED, len(one.about), len(other.about)):
        return 0.0
    return 2 * _weight(shared) / max(one.weight + other.weight, 1e-9)


def _weight(about: frozenset[str]) -> float:
    return sum(map(rarity, about))


def rarity(word: str) -> float:
    """How much a word tells: the negative logarithm of the share of articles that have it."""
    return _rarity().get(word, -log(words.UNSEEN))


@cache
def _rarity() -> dict[str, float]:
    return {word: -log(share) for word, share in words.background().iter_rows()}
