"""A story in words: dates, who has it from whom, nodes of trees, and the values of a conflict side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reliability.errors import counted, printable

Row = Mapping[str, Any]

MARKS = "\"'“”‘’«»„ \n\t,"
TELLERS = 5  # of one value
WORDS = 240  # characters of the words of a value
RELAYS = 5  # copies and relays of one value that are named
DIGITS = 18  # of a number
BETWEEN = " ... "  # pieces of a claim
CITED = 3  # outlets that a line of the timeline names
ARTICLES = ("article", "copy")
COPIES = 5  # copies of one article that a tree shows
NUMBERS = ("money", "number", "toll")
KINDS = {
    "toll": "How many {what}",
    "money": "Amount of money",
    "percent": "Percentage",
    "number": "Number",
    "date": "Day",
    "place": "Place",
    "name": "Name",
    "quotation": "Words of {what}",
}
TOLD = ("toll", "quotation")
"""Kinds whose title says what is asked."""


@dataclass(frozen=True)
class Step:
    """A node of a tree where a reader meets it: how many levels down, whether nodes follow below it, what it says."""

    node: Row
    depth: int
    inner: bool
    name: str
    when: str
    note: str
    more: int = 0  # copies that are left out after it


@dataclass(frozen=True)
class Side:
    """A value of a conflict: how many independent origins are behind it and who gives it.

    `tellers` are articles that have it on their own, each with its words unless they were shown; `more` is how many
    are left out; `relays` are copies and articles that have it from others.
    """

    value: str
    origins: int
    tellers: Sequence[tuple[Row, str]]
    more: int
    relays: Sequence[Row]


def day(moment: datetime | None) -> str:
    """'2026-03-10', '2026-03-10 08:30' where a time is known, 'no date'."""
    return "no date" if moment is None else f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00")


def clipped(text: object, limit: int = 200) -> str:
    """At most `limit` characters on one line, without those that turn the direction of a text or drive a terminal."""
    flat = " ".join(printable(str(text or "")).split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def quoted(text: object, limit: int = 200) -> str:
    """The same in quotation marks, which take the place of its own and of those of its pieces."""
    pieces = (piece.strip(MARKS) for piece in str(text or "").split(BETWEEN))
    return f"“{clipped(' … '.join(pieces), limit)}”"


def origins(number: int | None) -> str:
    """'single origin', '3 independent origins'."""
    if not number:
        return "origin not told"
    return "single origin" if number == 1 else counted(number, "independent origin")


def totals(story: Row) -> list[tuple[str, str]]:
    """The story in numbers: each with what it counts."""
    entries = story["timeline"]
    copies = sum(entry["copy_of"] is not None for entry in entries)
    found = [
        (len(entries), "article", ""),
        (copies, "copy", "copies"),
        (len(entries) - copies, "different text", ""),
        (story["independent_origins"], "independent origin", ""),
        (len(story["conflicts"] or []), "conflict", ""),
        (len(story["circular"] or []), "circular claim", ""),
    ]
    return [
        (f"{number:,}", noun if number == 1 else plural or f"{noun}s")
        for number, noun, plural in found
        if number is not None
    ]


def ways(entry: Row, publishers: Mapping[str, str]) -> list[str]:
    """How an article has the story: 'first here', 'copy of Harbour Post (tunnel-post)', 'cites Radio Almar'."""
    found = ["first here"] if entry["first"] else []
    if entry["copy_of"]:
        name = publishers.get(entry["copy_of"])
        return [*found, f"copy of {name} ({entry['copy_of']})" if name else f"copy of {entry['copy_of']}"]
    if entry["cites"]:
        names = [clipped(row["name"], 60) for row in entry["cites"][:CITED]]
        more = len(entry["cites"]) - len(names)
        found.append(f"cites {', '.join(names)}" + (f" and {more} more" if more else ""))
    return found


def publishers(story: Row) -> dict[str, str]:
    """Publishers of the story's articles, by id."""
    return {entry["article_id"]: clipped(entry["publisher"] or "unknown publisher", 80) for entry in story["timeline"]}


def steps(claim: Row) -> Iterator[Step]:
    """The nodes of a claim's tree, each before those below it; of many copies of one article the first ones."""
    below: dict[int | None, list[Row]] = {}
    for node in claim["tree"] or []:
        below.setdefault(node["parent"], []).append(node)
    stack = [(node, 0, 0) for node in reversed(below.get(None, []))]
    while stack:
        node, depth, more = stack.pop()
        children = below.get(node["node"], [])
        copies = [child for child in children if child["kind"] == "copy"]
        shown = [child for child in children if child["kind"] != "copy"] + copies[:COPIES]
        left = len(copies) - len(copies[:COPIES])
        when = day(node["published_at"]) if node["kind"] in ARTICLES else ""
        yield Step(node, depth, bool(shown), *_named(node, claim, when), more)
        last = len(shown) - 1
        stack += [(child, depth + 1, left if n == last else 0) for n, child in reversed(list(enumerate(shown)))]


def _named(node: Row, claim: Row, when: str) -> tuple[str, str, str]:
    """What a node is called, its date, and what it is or says."""
    kind, name = node["kind"], clipped(node["name"], 120)
    if kind in ARTICLES:
        said = quoted(node["wording"], 240) if node["wording"] and node["wording"] != claim["content"] else ""
        return name or "unknown publisher", when, "copy" if kind == "copy" else said
    if kind == "unnamed":
        return quoted(node["name"], 80), when, "a person without a name"
    notes = {
        "unknown": "",
        "circle": "outlets that lead back to each other",
        "origin": "origin",
        "person": "passed it on",
    }
    return name or ("Origin unknown" if kind == "unknown" else str(kind)), when, notes.get(kind, str(kind))


def title(conflict: Row) -> str:
    """What the values are about: 'How many killed', 'Words of Ursula Brandt', 'Day: opposition motion'."""
    what = clipped(conflict["what"], 80)
    head = KINDS.get(conflict["kind"], conflict["kind"].capitalize()).format(what=what)
    return head if conflict["kind"] in TOLD or not what else f"{head}: {what}"


def value(conflict: Row, words: str | None) -> str:
    """'9000000' -> '9,000,000' where it is a number; words in quotation marks."""
    if conflict["kind"] == "quotation":
        return quoted(words)
    plain = conflict["kind"] in NUMBERS and words is not None and words.isdecimal() and len(words) <= DIGITS
    return f"{int(words or 0):,}" if plain else clipped(words, 160)


def sides(conflict: Row) -> list[Side]:
    """Each value with who gives it, in the order of the first; those that have it on their own before the others."""
    found: dict[str, list[Row]] = {}
    for row in conflict["values"] or []:
        found.setdefault(row["value"] or "", []).append(row)
    return [_side(value(conflict, given), rows) for given, rows in found.items()]


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
    )


def teller(row: Row) -> str:
    """'Brennick Courier, 2026-03-11, from Lena Hobarth'."""
    parts = [clipped(row["publisher"] or row["article_id"], 80), day(row["published_at"])]
    parts += [f"from {clipped(row['origin'], 80)}"] if row["origin"] else []
    parts += ["before its last revision"] if row["revision"] else []
    return ", ".join(parts)


def relays(side: Side) -> str:
    """'Copies and relays: Lowmere Daily, Island Gazette and 3 more', empty where there are none."""
    names = list(dict.fromkeys(clipped(row["publisher"] or row["article_id"], 60) for row in side.relays))
    more = f" and {len(names) - RELAYS} more" if len(names) > RELAYS else ""
    return f"Copies and relays: {', '.join(names[:RELAYS])}{more}" if names else ""


def circle(found: Row) -> str:
    """What is circular about a claim, in a sentence."""
    if found["kind"] == "circle":
        return "These outlets lead back to each other: nobody outside the circle is given."
    return f"All of these lead to {clipped(found['root'], 120)}: one report, not several."
