"""The values of conflicts, updates and agreements: what is asked, what is given, and by whom, side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reliability.reports.story.words import MARKS, clipped, day, origins, quoted

Row = Mapping[str, Any]

TELLERS = 5  # of one value
WORDS = 240  # characters of the words of a value
CONTEXT = 120  # characters around a value
RELAYS = 5  # copies and relays of one value that are named
DIGITS = 18  # of a number
NUMBERS = ("money", "number", "toll", "percent")
KINDS = {
    "toll": "How many {what}",
    "money": "Money",
    "percent": "A percentage",
    "number": "A number",
    "date": "A day",
    "place": "A place",
    "name": "A name",
    "quotation": "Words of {what}",
}
FORMS = (
    (re.compile(r"0-(\d+)"), "at most {}"),
    (re.compile(r"(\d+)-(\d+)"), "{} to {}"),
    (re.compile(r"(\d+(?:\.\d+)?)\+"), "at least {}"),
    (re.compile(r"~(\d+(?:\.\d+)?)\+?"), "about {}"),
    (re.compile(r"<(\d+(?:\.\d+)?)"), "at most {}"),
    (re.compile(r"(\d+(?:\.\d+)?)"), "{}"),
)
"""How numbers are written in `records.VALUES`, and in words."""


@dataclass(frozen=True)
class Side:
    """A value: how many independent origins are behind it and who gives it.

    `tellers` are articles that have it on their own, each with its words unless they were shown; `more` is how many
    are left out; `relays` are copies and articles that have it from others; `context` are the first words around it.
    """

    value: str
    origins: int
    tellers: Sequence[tuple[Row, str]]
    more: int
    relays: Sequence[Row]
    context: str = ""


def title(asked: Row) -> str:
    """What the values are about: 'How many killed', 'Words of Ursula Brandt', 'A day'."""
    what = clipped(asked["what"], 80)
    if asked["kind"] == "quotation" and not what:
        return "A quotation"
    return KINDS.get(asked["kind"], clipped(asked["kind"], 80).capitalize()).format(what=what)


def value(asked: Row, row: Row) -> str:
    """'9', 'at least 12', '$3.6 billion', 'Monday'; words in quotation marks."""
    given = row["value"] or ""
    if asked["kind"] == "quotation":
        return quoted(given)
    plain = asked["kind"] == "toll" and given.isdecimal()
    if row.get("said") and not plain:
        return clipped(row["said"], 80)
    if asked["kind"] not in NUMBERS or len(given) > 2 * DIGITS:
        return clipped(given, 160)
    for form, words in FORMS:
        if found := form.fullmatch(given):
            return words.format(*map(_grouped, found.groups())) + ("%" if asked["kind"] == "percent" else "")
    return clipped(given, 160)


def _grouped(digits: str) -> str:
    """'9000000' -> '9,000,000'."""
    whole, dot, fraction = digits.partition(".")
    return f"{int(whole):,}{dot}{fraction}" if whole.isascii() else digits


def shown(story: Row) -> dict[str, Any]:
    """The story with what people should see of its values: each difference once, and what several outlets tell alike.

    What an article has changed stands beside the conflict that other outlets' reports of the same are in.
    """
    agreements = [row for row in story["agreements"] or [] if alike(row)]
    conflicts = _once(story["conflicts"] or [])
    return {**story, "agreements": agreements, "conflicts": conflicts, "updates": _once(story["updates"] or [])}


def _once(rows: Sequence[Row]) -> list[Row]:
    kept: list[Row] = [row for row in rows if not _revised(row)]
    for row in rows:
        if not _revised(row):
            continue
        given = {(value["article_id"], value["value"]) for value in row["values"] if not value["revision"]}
        before = [value for value in row["values"] if value["revision"]]
        for place, other in enumerate(kept):
            theirs = {(value["article_id"], value["value"]) for value in other["values"]}
            known = {value["value"] for value in before} <= {value for _, value in theirs}
            if other["kind"] == row["kind"] and given & theirs and known:
                kept[place] = {**other, "values": [*other["values"], *before], "diff": other["diff"] or row["diff"]}
                break
        else:
            kept.append(row)
    return kept


def _revised(row: Row) -> bool:
    return any(value["revision"] for value in row["values"] or [])


def sides(asked: Row) -> list[Side]:
    """Each value with who gives it, in the order of the first; those that have it on their own before the others."""
    found: dict[str, list[Row]] = {}
    for row in asked["values"] or []:
        found.setdefault(row["value"] or "", []).append(row)
    return [_side(value(asked, rows[0]), rows) for rows in found.values()]


def alike(asked: Row) -> list[Side]:
    """The values that two or more outlets give, each outlet once."""
    found = []
    for side in sides(asked):
        seen: set[str] = set()
        own = [pair for pair in side.tellers if _first(pair[0], seen)]
        others = [row for row in side.relays if _first(row, seen)]
        if len(seen) > 1 or side.more:
            context = "" if asked["kind"] == "quotation" else side.context
            found.append(replace(side, tellers=own, relays=others, context=context))
    return found


def _first(row: Row, seen: set[str]) -> bool:
    """Whether the outlet was not seen before; now it is."""
    new = _outlet(row) not in seen
    seen.add(_outlet(row))
    return new


def outlets(side: Side) -> list[str]:
    """Who gives a value."""
    return [clipped(_outlet(row), 60) for row in (*(row for row, _ in side.tellers), *side.relays)]


def _outlet(row: Row) -> str:
    return str(row["publisher"] or row["article_id"])


def _side(given: str, rows: Sequence[Row]) -> Side:
    own = [row for row in rows if row["independent"] is not False or row["revision"]] or list(rows[:1])
    said: set[str] = {given, rows[0]["value"] or ""}
    tellers = []
    for row in own[:TELLERS]:
        words = quoted(row["words"], WORDS) if row["words"] else ""
        tellers.append((row, "" if {words, row["words"]} & said else words))
        said.add(words)
    return Side(
        given,
        max((row["independent_origins"] or 0 for row in rows), default=0),
        tellers,
        max(len(own) - TELLERS, 0),
        [row for row in rows if not any(row is other for other in own)],
        _around(rows[0]),
    )


def _around(row: Row) -> str:
    """The words of a value, cut on both sides of it where they are long."""
    words = " ".join((row["words"] or "").split())
    sought = row.get("said") or row["value"] or ""
    middle = max(words.lower().find(sought.lower()), 0) + len(sought) // 2
    start = max(min(middle - CONTEXT // 2, len(words) - CONTEXT), 0)
    end = start + CONTEXT
    piece = words[start:end]
    piece = piece.partition(" ")[2] if start else piece
    piece = piece.rpartition(" ")[0] if end < len(words) else piece
    return "“" + ("…" if start else "") + quoted(piece, CONTEXT)[1:-1] + ("…" if end < len(words) else "") + "”"


def diff(asked: Row) -> list[dict[str, str]]:
    """The pieces of `diff`, without the marks at the beginning and end of the whole."""
    pieces = [dict(piece) for piece in asked["diff"] or []]
    if pieces:
        pieces[0]["words"] = pieces[0]["words"].lstrip(MARKS)
        pieces[-1]["words"] = pieces[-1]["words"].rstrip(MARKS)
    return [piece for piece in pieces if piece["words"]]


def teller(row: Row) -> str:
    """'Brennick Courier, 2026-03-11, from Lena Hobarth'."""
    parts = [clipped(_outlet(row), 80), day(row["published_at"])]
    parts += [f"from {clipped(row['origin'], 80)}"] if row["origin"] else []
    parts += ["before its last revision"] if row["revision"] else []
    return ", ".join(parts)


def relays(side: Side) -> str:
    """'Copies and relays: Lowmere Daily, Island Gazette and 3 more', empty where there are none."""
    names = list(dict.fromkeys(clipped(_outlet(row), 60) for row in side.relays))
    more = f" and {len(names) - RELAYS} more" if len(names) > RELAYS else ""
    return f"Copies and relays: {', '.join(names[:RELAYS])}{more}" if names else ""


def behind(side: Side) -> str:
    """'2 independent origins; Norvane Wire, Kestmare Mercury and 3 more'."""
    names = outlets(side)
    more = len(names) - RELAYS + side.more
    return f"{origins(side.origins)}; {', '.join(names[:RELAYS])}" + (f" and {more} more" if more > 0 else "")
