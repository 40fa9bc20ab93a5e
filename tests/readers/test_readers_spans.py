"""A large file read in pieces gives what it gives as a whole, record numbers included."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.readers import spans as splitting
from reliability.readers.inputs import Item, expand
from reliability.readers.reading import read_items
from reliability.readers.spans import spans


def told(item: Item) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Record, id and text of the articles of an input; record and reason of what was set aside."""
    intakes = list(read_items([item]))
    articles = [row for intake in intakes for row in intake.articles.select("record", "article_id", "text").rows()]
    rejects = [row for intake in intakes for row in intake.rejects.select("record", "reason").rows()]
    return articles, rejects


def in_pieces(item: Item, size: int) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    found = [told(replace(item, span=span)) for span in spans(item, size)]
    return [row for rows, _ in found for row in rows], [row for _, rows in found for row in rows]


def line(number: int) -> bytes:
    return json.dumps({"id": f"a{number}", "text": f"The ferry number {number} ran aground off Skerry."}).encode()


@given(
    st.lists(st.sampled_from([b"\n", b"\r\n", b"\r", b"\n\n", b"\n{broken\n"]), min_size=2, max_size=40),
    st.integers(40, 400),
    st.integers(5, 200),
    st.booleans(),
)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_lines_in_pieces_are_those_of_the_whole(tmp_path_factory, ends, size, block, marked):
    file = tmp_path_factory.mktemp("spans") / "in.jsonl"
    text = b"".join(line(number) + end for number, end in enumerate(ends))
    file.write_bytes((b"\xef\xbb\xbf" if marked else b"") + text)
    (item,) = expand([str(file)])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(splitting, "BLOCK", block)
        found = spans(item, size)
        if found:
            assert [found[0].start, found[-1].end] == [0, file.stat().st_size]
            assert in_pieces(item, size) == told(item)


def test_row_groups_in_pieces_are_the_whole_table(tmp_path):
    frame = pl.DataFrame(
        {"id": [f"a{n}" for n in range(90)], "text": [f"Barge {n} sank off Tarnmouth." for n in range(90)]}
    )
    frame.write_parquet(tmp_path / "in.parquet", row_group_size=20)
    (item,) = expand([str(tmp_path / "in.parquet")])
    assert [(span.start, span.end, span.first) for span in spans(item, 1)] == [
        (group, group + 1, 20 * group) for group in range(5)
    ]
    assert in_pieces(item, 1) == told(item)
    assert len(told(item)[0]) == 90


def test_what_reads_only_from_front_to_back_stays_whole(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"".join(line(n) + b"\n" for n in range(500)), 0))
    (tmp_path / "b.csv").write_text("id,text\n" + "".join(f"{n},The pier of Brenn is closed.\n" for n in range(500)))
    (tmp_path / "c.jsonl").write_text("".join(line(n).decode() + "\n" for n in range(500)), encoding="utf-16")
    (tmp_path / "d.jsonl").write_bytes(line(1) + b"\n")
    for item in expand([str(tmp_path)]):
        assert spans(item, 1_000) == [], item.name


def test_a_later_piece_without_a_text_is_set_aside_as_in_the_whole(tmp_path):
    rows = [line(n) for n in range(10)] + [b'{"id": "x", "text": ""}'] * 30
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(rows) + b"\n")
    (item,) = expand([str(tmp_path / "in.jsonl")])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(splitting, "BLOCK", 64)
        assert len(spans(item, 300)) > 3
        assert in_pieces(item, 300) == told(item)
