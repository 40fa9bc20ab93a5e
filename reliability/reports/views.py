"""What a person sees of a table: few columns, in words and round numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from reliability import abstentions
from reliability.errors import counted
from reliability.reports import tellings

Row = Mapping[str, Any]

DETERMINER = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Shown:
    """One column as a person sees it: header, text of a cell, side, and a colour that depends on the row.

    A cell takes one line, or, where `wrap` says so, several of so many characters in all; `note` stands under it.
    """

    header: str
    cell: Callable[[Row], str]
    justify: Literal["left", "right"] = "left"
    style: Callable[[Row], str] = lambda row: ""
    wide: bool = False
    extra: bool = False  # left out on a narrow terminal
    heading: bool = False  # in the terminal a line above the rows that share it
    wrap: int = 0
    note: Callable[[Row], str] = lambda row: ""

    def text(self, row: Row) -> str:
        """The cell on one line with its note."""
        return ", ".join(filter(None, (self.cell(row), self.note(row))))


@dataclass(frozen=True)
class View:
    """How a table is shown: its columns, which rows come first, and what one row is called."""

    noun: str
    columns: tuple[Shown, ...]
    order: tuple[pl.Expr, ...]

    @property
    def plural(self) -> str:
        """What several rows are called."""
        return self.noun[:-1] + "ies" if self.noun.endswith("y") else self.noun + "s"


def percent(value: float | None) -> str:
    """0.614 -> '61'."""
    return "-" if value is None else f"{value * 100:.0f}"


def interval(row: Row) -> str:
    """'61 (48-73)', or why there is no score."""
    if row["score"] is None:
        return abstentions.short(row["abstained"])
    return f"{percent(row['score'])} ({percent(row['low'])}-{percent(row['high'])})"


def score_style(row: Row) -> str:
    """Green from 60, yellow from 40, red below; dim without a score."""
    score = row["score"]
    if score is None:
        return "dim"
    return "green" if score >= 0.6 else "yellow" if score >= 0.4 else "red"


def _combined(row: Row) -> str:
    """The score that has the publisher in it, and the publisher's part of it: '66 (54-77), 21 % source'."""
    both = row["combined"]
    return f"{interval(both)}, {percent(both['source_weight'])} % source" if both else "-"


def values_held(row: Row) -> str:
    """How its values fared beside independent reports: '11 of 12', empty where none could be checked."""
    return f"{row['values_agreed']} of {row['values_checked']}" if row.get("values_checked") else ""


def _record(row: Row) -> str:
    grade = f"grade {row['source_reliability']}"
    if not row.get("values_checked"):
        return grade
    checked = counted(row["values_checked"], "value")
    return f"{grade}; {checked} checked against independent reports, {row['values_agreed']} agreed"


def _cited_path(row: Row) -> str:
    steps = (
        f"{step['outlet']} cites {step['cites']}"
        + (f" ({step['published_at']:%Y-%m-%d})" if step["published_at"] else "")
        for step in row["path"]
    )
    return ", ".join(steps)


def beside_articles(row: Row) -> str:
    """What a source's score is made of beside its articles: '1 list, 6 decisions'."""
    parts = row.get("parts") or []
    seen = {kind: sum(part["n"] for part in parts if part["part"] == kind) for kind in ("rating", "decisions")}
    named = {"rating": "list", "decisions": "decision"}
    return ", ".join(counted(number, named[kind]) for kind, number in seen.items() if number)


def _part(row: Row) -> str:
    part = row["part"]
    if part is None:
        return "nothing known"
    names = {"start": "start: any source", "rating": f"list {part['origin']}"}
    return names.get(part["part"], counted(part["n"] or 0, part["part"].removesuffix("s")))


def _of_part(name: str, shown: Callable[[float], str]) -> Callable[[Row], str]:
    return lambda row: "-" if row["part"] is None or row["part"][name] is None else shown(row["part"][name])


def _top_flag(row: Row) -> str:
    flags = row["flags"] or []
    if not flags:
        return ""
    more = f" (+{len(flags) - 1})" if len(flags) > 1 else ""
    return f"{flags[0]['code']} {flags[0]['message']}{more}"


def _flag_style(row: Row) -> str:
    flags = row["flags"] or []
    return {"critical": "red", "warning": "yellow"}.get(flags[0]["severity"] if flags else "", "dim")


def chain(row: Row) -> str:
    """`Eli Cohen -> press release -> i24 NEWS`: the origin, then each intermediary."""
    steps = [row["origin"] or "unnamed", *(step["name"] or step["kind"] for step in row["via"] or [])]
    return " -> ".join(steps)


def _in_words(row: Row) -> str:
    """The source as the article words it, where that is not the origin's name."""
    words = " ".join((row["source_text"] or "").split())
    return f"“{words}”" if DETERMINER.sub("", words) != DETERMINER.sub("", row["origin"] or "") else ""


def _marks(row: Row) -> str:
    marks = (("second_hand", "2nd-hand"), ("anonymous", "anonymous"), ("hedged", "hedged"))
    return ", ".join(word for name, word in marks if row[name])


def _claim_style(row: Row) -> str:
    return "yellow" if row["second_hand"] else ""


def _number(value: float | None, form: str) -> str:
    return "-" if value is None else format(value, form)


def _value(value: object) -> str:
    """Text as it is; of a number no more digits than it has."""
    return "(none)" if value is None else f"{value:,.12g}" if isinstance(value, float) else str(value)


def _sure_style(share: float | None) -> str:
    return "dim" if share is None else "green" if share >= 0.9 else "yellow" if share >= 0.6 else "red"


def _or_else(row: Row) -> str:
    """The next likely value, where it is likely at all."""
    second = (row["alternatives"] or [None])[0]
    if second is None or second["confidence"] < 0.05:
        return ""
    return f"{_value(second['value'])} ({percent(second['confidence'])})"


def _first_told(row: Row) -> str:
    date = f"{row['published_at']:%Y-%m-%d}" if row["published_at"] else "no date"
    return f"{date} {row['publisher'] or 'unknown publisher'}: {row['title'] or '(no title)'}"


def _alarming(name: str) -> Callable[[Row], str]:
    return lambda row: "yellow" if row[name] else "dim"


def _origins(row: Row) -> str:
    """How many independent origins corroborate an article; nothing where no other article tells its story."""
    number = row.get("independent_origins")
    return "" if number is None else str(number)


def _origins_style(row: Row) -> str:
    return "green" if (row.get("independent_origins") or 0) > 1 else "dim"


SCORES = View(
    "article",
    (
        Shown("Score", interval, "right", score_style),
        Shown("Grade", lambda row: f"{row['source_reliability'] or 'F'}{row['information_credibility'] or 6}"),
        Shown("2nd-hand", lambda row: f"{row['second_hand']}/{row['claims']}", "right"),
        Shown("Origins", _origins, "right", _origins_style, extra=True),
        Shown("Title", lambda row: row["title"] or "(no title)", wide=True),
        Shown("Top flag", _top_flag, style=_flag_style, wide=True),
    ),
    (pl.col("score").is_null(), pl.col("score"), pl.col("article_id")),
)

COMBINED_SCORES = View(
    SCORES.noun,
    (
        SCORES.columns[0],
        Shown("Combined", _combined, "right", lambda row: score_style(row["combined"] or {"score": None})),
        *SCORES.columns[1:],
    ),
    SCORES.order,
)

QUEUE = View(
    "article",
    (
        Shown("Need", lambda row: percent(row["need"]), "right"),
        Shown("Because of", lambda row: row["reason"]),
        Shown("Score", interval, "right", score_style, extra=True),
        Shown("Article", lambda row: row["article_id"]),
        Shown("Title", lambda row: row["title"] or "(no title)", wide=True),
        Shown("Top flag", _top_flag, style=_flag_style, wide=True, extra=True),
    ),
    (),
)

CLAIMS = View(
    "claim",
    (
        Shown("Article", lambda row: row["article_id"], heading=True),
        Shown("Who, through whom", chain, style=_claim_style, wide=True, wrap=100, note=_in_words),
        Shown("Cue", lambda row: row["cue_text"], wrap=60),
        Shown("What is said", lambda row: row["content_text"], wide=True, wrap=160),
        Shown("Kind", lambda row: row["quotation"], style=_claim_style, note=_marks),
    ),
    (),
)

SOURCES = View(
    "source",
    (
        Shown("Source", lambda row: row["source"], wide=True),
        Shown("Role", lambda row: row["role"], extra=True),
        Shown("Score", interval, "right", score_style),
        Shown("Grade", lambda row: row["source_reliability"]),
        Shown("Articles", lambda row: f"{row['articles']:,}", "right"),
        Shown("Claims", lambda row: f"{row['claims']:,}", "right"),
        Shown("2nd-hand", lambda row: f"{row['second_hand']:,}", "right", extra=True),
        Shown("Values agreed", values_held, extra=True),
        Shown("Beside articles", beside_articles, extra=True),
    ),
    (pl.col("role") == "cited", pl.col("articles") * -1, pl.col("source")),
)

SOURCE_PARTS = View(
    "part",
    (
        Shown(
            "Source",
            lambda row: f"{row['source']} ({row['role']}): {interval(row)}, {_record(row)}",
            heading=True,
        ),
        Shown("Evidence", _part, wide=True),
        Shown("Seen", _of_part("value", percent), "right"),
        Shown("Alone", lambda row: interval(row["part"]) if row["part"] and row["part"]["weight"] else "-", "right"),
        Shown("Weight", _of_part("weight", lambda share: f"{percent(share)} %"), "right"),
        Shown("Moves", _of_part("points", lambda points: f"{points * 100:+.1f}"), "right"),
    ),
    (),
)

RATING_LISTS = View(
    "list",
    (
        Shown("List", lambda row: row["list"], wide=True),
        Shown("Domains", lambda row: f"{row['domains']:,}", "right"),
        Shown("Sources here", lambda row: f"{row['here']:,}", "right"),
        Shown("Error", lambda row: f"{row['error']:.2f}", "right"),
        Shown("Imported", lambda row: f"{row['imported_at']:%Y-%m-%d %H:%M}"),
    ),
    (),
)

MODELS = View(
    "model",
    (
        Shown("", lambda row: "*" if row["in_use"] else ""),
        Shown("Model", lambda row: row["id"], wide=True, wrap=80, note=lambda row: row["problem"] or ""),
        Shown("Kind", lambda row: row["kind"]),
        Shown("Articles", lambda row: _number(row["articles"], ",d"), "right"),
        Shown("Sources", lambda row: _number(row["sources"], ",d"), "right"),
        Shown("Spearman", lambda row: _number(row["spearman"], ".2f"), "right"),
        Shown("AUC", lambda row: _number(row["auc"], ".2f"), "right"),
        Shown("MAE", lambda row: _number(row["mae"], ".3f"), "right"),
        Shown("Where", lambda row: row["folder"], wide=True, wrap=100, extra=True),
    ),
    (),
)

STORIES = View(
    "story",
    (
        Shown("First article", _first_told, heading=True),
        Shown("Story", lambda row: row["story_id"], wide=True),
        Shown("Articles", lambda row: f"{row['articles']:,}", "right"),
        Shown("Copies", lambda row: f"{row['copies']:,}", "right"),
        Shown("Origins", lambda row: f"{row['independent_origins'] or 0:,}", "right"),
        Shown("Conflicts", lambda row: f"{row['conflicts']:,}", "right", _alarming("conflicts")),
        Shown("Circular", lambda row: f"{row['circular']:,}", "right", _alarming("circular")),
    ),
    (),
)

CIRCULAR = View(
    "claim",
    (
        Shown("Claim", lambda row: f"{row['kind']}: “{row['claim']}”", heading=True),
        Shown("Path", _cited_path, wide=True, wrap=200),
        Shown("Root", lambda row: row["root"] or "", extra=True),
    ),
    (),
)

LEANING = View(
    "pair of outlets",
    (
        Shown("Outlet", lambda row: row["outlet"], wide=True),
        Shown("Cites", lambda row: row["cites"], wide=True),
        Shown("Claims", lambda row: f"{row['claims']:,}", "right"),
        Shown("Articles", lambda row: f"{row['articles']:,}", "right"),
        Shown("In return", lambda row: f"{row['back']:,}", "right"),
        Shown("First", lambda row: f"{row['first']:%Y-%m-%d}" if row["first"] else "", extra=True),
        Shown("Last", lambda row: f"{row['last']:%Y-%m-%d}" if row["last"] else "", extra=True),
    ),
    (),
)

TRUTH = View(
    "object",
    (
        Shown("Object", lambda row: row["object"]),
        Shown("Value", lambda row: _value(row["value"]), wide=True, wrap=160),
        Shown("Sure", lambda row: percent(row["confidence"]), "right", lambda row: _sure_style(row["confidence"])),
        Shown("Sources", lambda row: f"{row['sources']}/{row['claims']}", "right"),
        Shown("Or else", _or_else, wide=True, wrap=100, extra=True),
    ),
    (pl.col("confidence").is_null(), pl.col("confidence"), pl.col("object")),
)

TRUST = View(
    "source",
    (
        Shown("Source", lambda row: row["source"], wide=True),
        Shown("Trust", lambda row: percent(row["trust"]), "right", lambda row: _sure_style(row["trust"])),
        Shown("Agreed", lambda row: f"{row['agreed']:,}/{row['claims']:,}", "right"),
        Shown("Shares errors with", lambda row: row["shares_errors_with"] or "", wide=True),
    ),
    (),
)

TRACE = View(
    "telling",
    (
        Shown("Claim", lambda row: str(row["group"]), "right"),
        Shown("When", tellings.day),
        Shown("Outlet", lambda row: row["publisher"] or row["article_id"]),
        Shown("First", lambda row: "first" if row["first"] else ""),
        Shown("How", lambda row: tellings.way(row, {})),
        Shown("Who, through whom", chain),
        Shown("Words", lambda row: row["content_text"] or "", wide=True, wrap=160),
        Shown("Fits", lambda row: tellings.fit(row["match"])),
    ),
    (),
)


def select(chunks: Any, view: View, limit: int) -> tuple[list[Row], int]:
    """The first `limit` rows of `chunks` in the view's order, and how many rows there were in all.

    Only `limit` rows are held at a time.
    """
    kept: pl.DataFrame | None = None
    total = 0
    for chunk in chunks:
        total += chunk.height
        kept = chunk if kept is None else pl.concat([kept, chunk])
        if view.order:
            kept = kept.sort(*view.order, nulls_last=True)
        kept = kept.head(limit)
    rows: list[Row] = [] if kept is None else list(kept.iter_rows(named=True))
    return rows, total
