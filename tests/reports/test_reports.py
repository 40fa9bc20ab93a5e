"""What reports make of rows, hostile ones included."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
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
