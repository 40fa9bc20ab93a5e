"""Contributions -> reasons: points summed by reason, the strongest three for and against put into words."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

import polars as pl

from reliability import records
from reliability.features.reasons.declaration import Phrase, Reason, Said, Seen, Spans
from reliability.features.reasons.themes import catalogue
from reliability.features.reasons.wording import plain
from reliability.features.themes import catalogue as declared

BASE = "base"
SIDES = ("for", "against")
SHOWN = 3  # reasons of one side, and sentences of one reason
PHRASES = 2  # of one reason
LEAST = 0.005  # of the score: weaker reasons are not put forward
FAINT = 0.25  # of the strongest phrase: weaker ones are left out
TRAINING = " In training, articles like this came {} often from reliable publishers."
WORDING = "wording"
LIKE = "The choice of words as a whole is more like that of {} publishers in training{}."
WORDS = 5  # of the most telling ones that are named

Points = Mapping[str, float]


def build(contributions: pl.DataFrame, seen: Seen, sentences: Spans = ()) -> pl.DataFrame:
    """The reasons of one article's score.

    Features that belong to one reason are folded into one row; rows that no reason declares are folded by `group`.

    Args:
        contributions: records.CONTRIBUTIONS of one article; may lack a base.
        seen: the article.
        sentences: where its sentences begin and end; without them, places are shown as they are.

    Returns:
        records.REASONS without `article_id`: the base, then the strongest first. `points` add up to those of
        `contributions`, `score_points` to the score. `side` is null beyond the three strongest of each side.
    """
    rows = contributions.select("feature", "group", "points").rows()
    base = sum(points for name, _, points in rows if name == BASE)
    folded = _folded([(name, group, points) for name, group, points in rows if name != BASE])
    slope = _slope(base, base + sum(sum(points.values()) for _, points in folded))
    told = [_row(reason, points, slope, seen, sentences) for reason, points in folded]
    told.sort(key=lambda row: (-abs(_number(row["points"])), str(row["reason"])))
    for row, side in _put_forward(told):
        row["side"] = side
    start = {"reason": BASE, "points": base, "score_points": _probability(base), "text": "Where every article starts."}
    return records.REASONS.frame([start, *told]).drop("article_id")


def say(feature: str, seen: Seen) -> str:
    """What an article has of one feature, in words."""
    known = next((p for reason in catalogue() for p in reason.phrases if feature in p.features), None)
    said = known.say(seen) if known is not None else None
    return said.text if said is not None else _plain(feature, seen)


def _folded(rows: Sequence[tuple[str, str, float]]) -> list[tuple[Reason, Points]]:
    """Each reason that has points, with the points of its features."""
    points = {name: value for name, _, value in rows}
    groups = {name: group or "other" for name, group, _ in rows}
    known = [(reason, {n: points.pop(n) for n in reason.features if n in points}) for reason in catalogue()]
    others: dict[str, dict[str, float]] = {}
    for name, value in points.items():
        others.setdefault(groups[name], {})[name] = value
    taken = {reason.name for reason, _ in known}
    unknown = [(Reason(f"{g}, other" if g in taken else g.replace("_", " "), ()), p) for g, p in others.items()]
    return [(reason, found) for reason, found in [*known, *unknown] if found]


def _row(reason: Reason, points: Points, slope: float, seen: Seen, sentences: Spans) -> dict[str, object]:
    total = math.fsum(points.values())
    chosen = _chosen(reason, points, total, seen)
    spans = [spans for phrase, _ in chosen for spans in [_where(phrase, seen)] if spans]
    if reason.name == WORDING:
        spans = [[list(span)] for word in _telling(seen, total) if (span := _first(word, seen.text))]
    shown, snapped = _snap(spans, sentences, seen.text)
    return {
        "reason": reason.name,
        "points": total,
        "score_points": total * slope,
        "text": _text(reason, points, total, chosen, seen),
        "features": list(points),
        "spans": shown,
        "sentences": snapped,
    }


def _put_forward(told: Sequence[dict[str, object]]) -> list[tuple[dict[str, object], str]]:
    found = []
    for side, sign in zip(SIDES, (1, -1), strict=True):
        strong = [row for row in told if _number(row["score_points"]) * sign >= LEAST]
        found += [(row, side) for row in strong[:SHOWN]]
    return found


def _chosen(reason: Reason, points: Points, total: float, seen: Seen) -> list[tuple[Phrase, Said]]:
    """The phrases that bear the reason's direction, strongest first; those that sound against it count half."""
    sign = 1 if total >= 0 else -1
    weighed = []
    for phrase in reason.phrases:
        weight = sign * sum(points.get(name, 0.0) for name in phrase.features)
        said = phrase.say(seen) if weight > 0 else None
        if said is not None:
            weighed.append((weight * (0.5 if said.sounds * sign < 0 else 1), phrase, said))
    weighed.sort(key=lambda entry: -entry[0])
    return [(phrase, said) for weight, phrase, said in weighed[:PHRASES] if weight >= FAINT * weighed[0][0]]


def _text(reason: Reason, points: Points, total: float, chosen: Sequence[tuple[Phrase, Said]], seen: Seen) -> str:
    if not reason.phrases:
        return _unknown(reason.name, points, total, seen)
    if not chosen:
        return f"Nothing stands out about {reason.name}."
    note = TRAINING.format("more" if total > 0 else "less")
    return " ".join(dict.fromkeys(said.text + (note if said.sounds * total < 0 else "") for _, said in chosen))


def _unknown(name: str, points: Points, total: float, seen: Seen) -> str:
    if name == WORDING:
        words = _telling(seen, total)
        named = f": {', '.join(f'‘{word}’' for word in words)}" if words else ""
        return LIKE.format("reliable" if total >= 0 else "unreliable", named)
    return _plain(max(points, key=lambda feature: points[feature] * (1 if total >= 0 else -1)), seen)


def _telling(seen: Seen, total: float) -> list[str]:
    """The words whose points go the same way as those of the whole wording, strongest first."""
    strong = [(abs(points), word) for word, points in seen.telling.items() if points * total > 0]
    return [word for _, word in sorted(strong, key=lambda one: (-one[0], one[1]))[:WORDS]]


def _first(word: str, text: str) -> tuple[int, int] | None:
    """Where a word stands first, outside other words."""
    found = re.search(rf"(?<![\w'’-]){re.escape(word)}(?![\w'’-])", text, re.IGNORECASE)
    return found.span() if found else None


def _plain(name: str, seen: Seen) -> str:
    return plain(name, seen.values.get(name), next((known for known in declared() if known.name == name), None))


def _where(phrase: Phrase, seen: Seen) -> list[list[int]]:
    if phrase.where is not None:
        return [list(span) for span in phrase.where(seen)]
    return [list(span) for name in phrase.features for span in seen.places.get(name, ())]


def _snap(phrases: Sequence[Spans], sentences: Spans, text: str) -> tuple[list[list[int]], list[list[int]]]:
    """The most telling few places and the sentences around them: by phrase, then those that hold most places."""
    starts = [start for start, _ in sentences]
    found: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for spans in phrases:
        here: dict[tuple[int, int], set[tuple[int, int]]] = {}
        for start, end in spans:
            index = bisect_right(starts, start) - 1
            around = (sentences[index][0], max(sentences[index][1], end)) if index >= 0 else (start, end)
            here.setdefault((int(around[0]), int(around[1])), set()).add((start, end))
        for around, places in sorted(here.items(), key=lambda entry: (-len(entry[1]), entry[0])):
            found.setdefault(around, set()).update(places)
    different = {text[start:end]: (start, end) for start, end in reversed(found)}
    kept = [around for around in found if different[text[slice(*around)]] == around][:SHOWN]
    spans_kept = [list(span) for around in kept for span in sorted(found[around])]
    return spans_kept, [list(around) for around in kept]


def _slope(base: float, total: float) -> float:
    """Score per log-odds on the straight way from base to total (integrated gradients, Sundararajan et al. 2017)."""
    middle = (base + total) / 2
    if abs(total - base) < 1e-6:
        return _probability(middle) * _probability(-middle)
    return (_probability(total) - _probability(base)) / (total - base)


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-700.0, min(700.0, log_odds))))


def _number(value: object) -> float:
    return value if isinstance(value, float) else 0.0
