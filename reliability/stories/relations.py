"""How what one article says stands to what another says of the same: it agrees, contradicts, or follows it in time.

Precision comes first here: of two reports of one event, only like sentences of about one day are compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from reliability.stories import days
from reliability.stories.differences import REPEATED, SAME, Said, alike, explained, nearest, one_number, repeats, risen

AGREES, CONFLICTS, UPDATES = "agrees", "conflicts", "updates"

Relation = tuple[str, Said]

ONE_DAY = timedelta(hours=36)
LIKE = 0.4  # reports of one day
LIKE_AMOUNTS = 0.6  # markets and polls are told in the same words, whichever number it is
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
EQUAL = 0.2  # where the values are the same, which is seldom chance


def of_tolls(one: Said, theirs: Sequence[Said]) -> Relation | None:
    """What another article says to this toll."""
    repeated = [other for other in theirs if repeats(one, other)]
    equal = next((other for other in repeated or theirs if one_number(one, other)), None)
    if equal is not None:
        known = (one.first and equal.first) or alike(one, equal) >= EQUAL
        return (AGREES, equal) if known else None
    able = repeated or [other for other in theirs if one.value.comparable(other.value)]
    found = _nearest_of_one_occasion(one, able, LIKE) or next((other for other in able if _bare(one, other)), None)
    if found is None:
        return None
    if risen(one, found) or one.updated or found.updated or (repeated and explained(one, found)):
        return UPDATES, found
    close = _bare(one, found) or _of_one_time(one, found) or (_undated(one, found) and alike(one, found) >= SAME)
    return (CONFLICTS, found) if close else None


def of_days(one: Said, theirs: Sequence[Said]) -> Relation | None:
    """What nearly the same sentence says to this day; weekdays are compared with weekdays only."""
    weekday = one.value in days.WEEKDAYS
    able = [other for other in theirs if (other.value in days.WEEKDAYS) == weekday and _of_one_time(one, other)]
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
    times = one.article["published_at"], other.article["published_at"]
    if None in times:
        return bool(one.article["copy_group"] == other.article["copy_group"])
    return bool(abs(times[0] - times[1]) <= ONE_DAY)


def _undated(one: Said, other: Said) -> bool:
    return None in (one.article["published_at"], other.article["published_at"])


def _bare(one: Said, other: Said) -> bool:
    """Whether nothing is known of either sentence, and the articles may be of one day."""
    return not one.about and not other.about and (_undated(one, other) or _of_one_time(one, other))
