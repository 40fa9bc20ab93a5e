"""A story in words: dates, who has it from whom, nodes of trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reliability.errors import counted, printable

Row = Mapping[str, Any]

QUOTES = frozenset('"“”«»„')
BLANKS = " \n\t,"
MARKS = "\"'“”‘’«»„" + BLANKS
BETWEEN = " ... "  # pieces of a claim
CITED = 3  # outlets that a line of the timeline names
ARTICLES = ("article", "copy")
COPIES = 5  # copies of one article that a tree shows


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


def day(moment: datetime | None) -> str:
    """'2026-03-10', '2026-03-10 08:30' where a time is known, 'no date'."""
    return "no date" if moment is None else f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00")


def clipped(text: object, limit: int = 200) -> str:
    """At most `limit` characters on one line, without those that turn the direction of a text or drive a terminal."""
    flat = " ".join(printable(str(text or "")).split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def quoted(text: object, limit: int = 200) -> str:
    """The same in quotation marks, which take the place of its own and of those of its pieces."""
    pieces = (_bare(piece) for piece in str(text or "").split(BETWEEN))
    return f"“{clipped(' … '.join(pieces), limit)}”"


def _bare(piece: str) -> str:
    """A piece of a quotation without its marks; what follows the closing one is not quoted and goes too."""
    bare = piece.strip(MARKS)
    inner = [place for place, letter in enumerate(bare) if letter in QUOTES]
    if len(inner) != 1:
        return bare
    (place,) = inner
    if piece.lstrip(BLANKS)[:1] in QUOTES:
        return bare[:place].rstrip(MARKS)
    if piece.rstrip(BLANKS)[-1:] in QUOTES:
        return f"{bare[:place]}‘{bare[place + 1 :]}’"
    return bare[:place] + bare[place + 1 :]


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


def explained(story: Row) -> str:
    """What the two numbers of origins count that stand near each other; empty where there is nothing to tell apart."""
    if story["independent_origins"] is None or len(story["timeline"]) == 1:
        return ""
    number = counted(story["independent_origins"], "origin is", "origins are")
    said = f"{number} behind all that the story tells."
    if any((entry["independent_origins"] or 0) > 1 for entry in story["timeline"]):
        return f"{said} “Corroborated by” counts those behind an article's best corroborated claim."
    return said


def ways(entry: Row, publishers: Mapping[str, str]) -> list[str]:
    """How an article has the story: 'first here', 'copy of Harbour Post (tunnel-post)', 'cites Radio Almar'."""
    found = ["first here"] if entry["first"] else []
    if entry["relay"]:
        found.append(f"handed on by {clipped(entry['relay'], 60)}")
    if entry["copy_of"]:
        name = publishers.get(entry["copy_of"])
        return [*found, f"copy of {name} ({entry['copy_of']})" if name else f"copy of {entry['copy_of']}"]
    if entry["credit"]:
        found.append(f"text of {clipped(entry['credit'], 60)}")
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


def circle(found: Row) -> str:
    """What is circular about a claim, in a sentence."""
    if found["kind"] == "circle":
        return "These outlets lead back to each other: nobody outside the circle is given."
    return f"All of these lead to {clipped(found['root'], 120)}: one report, not several."
