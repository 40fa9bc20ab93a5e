"""How what one article says stands to what another says of the same: it agrees, contradicts, or follows it in time.

Precision comes first here: of two reports of one event, only like sentences of about one day are compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from reliability.stories import days, marks
from reliability.stories.differences import REPEATED, SAME, Said, alike, explained, nearest, one_number, repeats, risen

AGREES, CONFLICTS, UPDATES = "agrees", "conflicts", "updates"

Relation = tuple[str, Said]

ONE_DAY = timedelta(hours=36)
LIKE = 0.4  # reports of one day
LIKE_AMOUNTS = 0.6  # markets and polls are told in the same words, whichever number it is
STANDING = timedelta(days=4)  # as long as a story lasts
BESIDE = 2  # words on each side
SHORT_ALIKE = 70.0  # of 100
WORD = re.compile(r"[^\W\d_]{3,}")
EMPTY = frozenset(["the", "and", "was", "were", "had", "has", "have", "would", "will", "that", "for", "from", "said"])
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
EQUAL = 0.2  # where the values are the same, which is seldom chance


def of_tolls(one: Said, theirs: Sequence[Said]) -> Relation | None:
    """What another article says to this toll."""
    repeated = [other for other in theirs if repeats(one, other)]
    equal = next((other for other in repeated or theirs if one_number(one, other)), None)
    if equal is not None:
        known = (one.first and equal.first) or alike(one, equal) >= EQUAL
        return (AGREES, equal) if known else None
    theirs = _latest(theirs)
    repeated = [other for other in repeated if other in theirs]
    able = repeated or [other for other in theirs if one.value.comparable(other.value)]
    found = _nearest_of_one_occasion(one, able, LIKE) or next((other for other in able if _bare(one, other)), None)
    if found is None:
        rise = next((other for other in able if _rise(one, other) or _rise(other, one)), None)
        return None if rise is None else (UPDATES, rise)
    if risen(one, found) or one.updated or found.updated or (repeated and explained(one, found)):
        return UPDATES, found
    close = _bare(one, found) or _of_one_time(one, found) or (_undated(one, found) and alike(one, found) >= SAME)
    return (CONFLICTS, found) if close else None


def of_days(one: Said, theirs: Sequence[Said]) -> Relation | None:
    """What nearly the same sentence says to this day; weekdays are compared with weekdays only.

    A date stands longer than a weekday, which is another one next week.
    """
    weekday = one.value in days.WEEKDAYS
    able = [
        other
        for other in theirs
        if (other.value in days.WEEKDAYS) == weekday
        and (_of_one_time(one, other) if weekday else _near_in_time(one, other, STANDING))
        and _one_statement(one, other)
    ]
    found = nearest(one, able, REPEATED)
    if found is None:
        return None
    return (CONFLICTS if days.apart(one.value, found.value) else AGREES), found


def of_amounts(one: Said, theirs: Sequence[Said]) -> Relation | None:
    """What another article says to money, a percentage or a count."""
    able = [other for other in theirs if _of_one_time(one, other)]
    equal = nearest(one, [other for other in able if one.value.agrees(other.value)], EQUAL)
    if equal is not None:
        return AGREES, equal
    found = _nearest_of_one_occasion(one, able, LIKE_AMOUNTS)
    if found is None:
        return None
    return (UPDATES if one.updated or found.updated else CONFLICTS), found


def _latest(told: Sequence[Said]) -> list[Said]:
    """What an article says itself, rather than what it repeats of an older text."""
    last = max((said.when for said in told if said.when is not None), default=None)
    return [said for said in told if said.when in (last, None)]


def _nearest_of_one_occasion(one: Said, others: Sequence[Said], least: float) -> Said | None:
    """The most like sentence, but none whose other numbers are all different ones: it tells of another day."""
    mine = _other_numbers(one)
    able = [other for other in others if not mine or not (told := _other_numbers(other)) or mine & told]
    return nearest(one, able, least)


def _other_numbers(one: Said) -> frozenset[str]:
    sentence = (one.mark["sentence"] or "").replace(one.mark["words"], " ")
    return frozenset(NUMBER.findall(sentence))


def _of_one_time(one: Said, other: Said) -> bool:
    """Whether the articles are of about one day; of a copy it is enough that no date says otherwise."""
    return _near_in_time(one, other, ONE_DAY)


def _near_in_time(one: Said, other: Said, most: timedelta) -> bool:
    if one.when is None or other.when is None:
        return bool(one.article["copy_group"] == other.article["copy_group"])
    return abs(one.when - other.when) <= most


def _rise(before: Said, after: Said) -> bool:
    """Whether the later article says that the toll has risen, in whatever words: "rose to 15 on Tuesday"."""
    if before.when is None or after.when is None or not (before.first and after.first):
        return False
    higher = after.value.low > before.value.low and before.value.comparable(after.value)
    return higher and after.when > before.when and marks.tells_of_change(after.mark["sentence"] or after.words)


def _one_statement(one: Said, other: Said) -> bool:
    """Whether two sentences tell the same of their days: "would open on Tuesday" and "is expected Wednesday" do not.

    A short sentence is compared by itself, for its telling words are those of the sentence before it too.
    """
    from rapidfuzz import fuzz

    near = [_beside(said) for said in (one, other)]
    if all(near) and near[0].isdisjoint(near[1]):
        return False
    bare = [(said.mark["sentence"] or "").lower().replace(said.mark["words"].lower(), "") for said in (one, other)]
    own = [[word for word in said.about if word in text] for said, text in zip((one, other), bare, strict=True)]
    return min(map(len, own)) >= marks.FEW or bool(fuzz.ratio(*bare) >= SHORT_ALIKE)


def _beside(said: Said) -> frozenset[str]:
    """The words beside a day, which say what happens on it."""
    before, _, after = (said.mark["sentence"] or "").lower().partition(said.mark["words"].lower())
    words = [*WORD.findall(before)[-BESIDE:], *WORD.findall(after)[:BESIDE]]
    return frozenset(words) - EMPTY


def _undated(one: Said, other: Said) -> bool:
    return None in (one.when, other.when)


def _bare(one: Said, other: Said) -> bool:
    """Whether nothing is known of either sentence, and the articles may be of one day."""
    return not one.about and not other.about and (_undated(one, other) or _of_one_time(one, other))
