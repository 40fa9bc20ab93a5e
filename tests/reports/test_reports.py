"""What reports make of rows, hostile ones included."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
import pytest
from rich.console import Console

from reliability.reports import csv as csv_report
from reliability.reports import explanation, jsonl, markdown, parquet, table, views

ROWS = pl.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "title": ["Pier | rebuilt", "\x1b[31mred\nnews", "<script>x</script>"],
        "score": [0.7, 0.2, None],
        "low": [0.6, 0.1, None],
        "high": [0.8, 0.4, None],
        "abstained": [None, None, "too_short"],
        "source_reliability": ["B", "E", "F"],
        "information_credibility": [2, 4, 6],
        "claims": [7, 4, 0],
        "second_hand": [3, 4, 0],
        "flags": [[], [{"code": "LAN004", "severity": "warning", "message": "Shouting."}], []],
    }
)


def printed(chunks, limit: int) -> str:
    out = io.StringIO()
    table.render(chunks, Console(file=out, width=140), views.SCORES, limit)
    return out.getvalue()


def test_the_table_puts_the_worst_first_and_counts_the_rest():
    text = printed([ROWS.head(1), ROWS.tail(2)], limit=2)
    assert text.index("20 (10-40)") < text.index("70 (60-80)")
    assert "E4" in text and "4/4" in text and "LAN004 Shouting." in text
    assert "1 more article:" in text


def test_a_title_cannot_drive_the_terminal():
    assert "\x1b[31m" not in printed([ROWS], limit=3)


CLAIMS = pl.DataFrame(
    {
        "article_id": [
            "pier",
            "pier",
            "dam-with-a-name-that-is-much-longer-than-any-column-of-the-table-could-ever-be",
        ],
        "quotation": ["direct", "indirect", "mixed"],
        "source_text": ["the harbour master", "The Ministry", None],
        "cue_text": ["said in a statement published on Monday", "denied", "\x1b]0;x\x07"],
        "content_text": ['"[red]No[/red]," ' + "and so on " * 60, "that it rained", "word" * 80],
        "origin": ["Ida Holm", "Ministry", None],
        "via": [[{"kind": "document", "name": "press release"}, {"kind": "outlet", "name": "Radio Almar"}], [], []],
        "second_hand": [True, False, False],
        "anonymous": [False, False, True],
        "hedged": [False, True, False],
    }
)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_claims_wrap_under_their_article(width):
    out = io.StringIO()
    table.render([CLAIMS.head(2), CLAIMS.tail(1)], Console(file=out, width=width), views.CLAIMS, 10)
    text = out.getvalue()
    assert max(map(len, text.splitlines())) <= width
    assert text.count(" pier\n") == 1 and "\x1b" not in text
    words = " ".join(text.split())
    for shown in ("[red]No[/red]", "2nd-hand", "hedged", "“the", "that it rained", "unnamed", "anonymous", "…"):
        assert shown in words, shown
    assert "“The Ministry”" not in words  # the origin's own name is not said twice
    if width >= 120:
        assert "Ida Holm -> press release -> Radio" in words


def test_claims_take_colour_on_a_terminal_only():
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=True, color_system="standard")
    table.render([CLAIMS.head(1)], console, views.CLAIMS, 10)
    assert "\x1b[33m" in out.getvalue()


def test_markdown_cells_stay_cells():
    out = io.BytesIO()
    markdown.render([ROWS], out, views.SCORES, 3)
    lines = out.getvalue().decode().splitlines()
    assert len(lines) == 5
    assert r"Pier \| rebuilt" in lines[3]
    assert "<script>" not in out.getvalue().decode()
    assert "too short" in lines[4]


def test_machine_formats_keep_every_row_of_every_chunk():
    chunks = [ROWS.head(2), ROWS.tail(1)]
    lines, text, binary = io.BytesIO(), io.BytesIO(), io.BytesIO()
    jsonl.render(chunks, lines)
    csv_report.render(chunks, text)
    parquet.render(chunks, binary)
    assert [json.loads(line)["article_id"] for line in lines.getvalue().splitlines()] == ["a", "b", "c"]
    rows = list(csv.DictReader(io.StringIO(text.getvalue().decode())))
    assert rows[1]["flags"] == "LAN004"
    assert pl.read_parquet(io.BytesIO(binary.getvalue())).equals(ROWS)


def test_marks_stand_at_their_place_and_leave_the_words_alone():
    text = "The pier is safe, Ada Holm said. Nobody asked."
    claim = {"source": [[18, 26]], "cue": [[27, 31]], "content": [[0, 16]]}
    flag = {"code": "SRC003", "severity": "warning", "spans": [[18, 26]]}
    marked = explanation.marked(text, [claim], [flag])
    assert marked.plain == "[1] The pier is safe, Ada Holm SRC003  said. Nobody asked."
    assert explanation.marked(text, [], []).plain == text
