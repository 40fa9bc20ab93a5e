from __future__ import annotations

import gzip
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.errors import ReliabilityError
from reliability.readers import from_frame, read

FRAME = pl.DataFrame(
    {
        "id": [1, 2, 3],
        "text": ["One two.\r\n", None, "Three\x00four."],
        "authors": [["Ada Brenn", "Tom Vesk"], [], None],
        "publisher": [{"name": "The Lunden Post"}, None, {"name": None}],
        "published_at": [datetime(2016, 3, 4, 5, 6, tzinfo=UTC), None, None],
        "date": [date(2016, 3, 4)] * 3,
        "unused": [1.5, 2.5, 3.5],
    }
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    FRAME.write_parquet(tmp_path / "articles.bin", row_group_size=2)
    return tmp_path / "articles.bin"


def test_lists_objects_and_times(load, path):
    articles, rejects = load(path)
    assert articles["article_id"].to_list() == ["1", "3"]
    assert articles["text"].to_list() == ["One two.\r\n", "Three\ufffdfour."]
    assert articles["authors"].to_list() == [["Ada Brenn", "Tom Vesk"], None]
    assert articles["publisher"].to_list() == ["The Lunden Post", None]
    assert articles["published_at"].to_list() == [
        datetime(2016, 3, 4, 5, 6, tzinfo=UTC),
        datetime(2016, 3, 4, tzinfo=UTC),
    ]
    assert rejects["record"].to_list() == [2]


def test_the_same_from_a_frame_a_pipe_and_gzip(load, path):
    expected = load(path)[0].drop("input", "came_with")
    (intake,) = from_frame(FRAME)
    assert intake.articles.drop("input", "came_with").equals(expected)
    assert intake.progress == 1.0
    assert load(path.read_bytes())[0].drop("input", "came_with").equals(expected)
    assert load(gzip.compress(path.read_bytes()))[0].drop("input", "came_with").equals(expected)


def test_progress_goes_by_rows(tmp_path):
    pl.DataFrame({"text": [f"Article number {n}." for n in range(5000)]}).write_parquet(tmp_path / "a.parquet")
    shares = [intake.progress for intake in read([str(tmp_path / "a.parquet")], chunk=1000)]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert shares[1] < 0.6


def test_odd_types_do_not_stop_the_file(load, tmp_path):
    far = pa.array([2**62, 0], pa.timestamp("ms"))
    table = pa.table(
        {
            "text": pa.array([b"One two.", b"Three \xff four."], pa.binary()),
            "published_at": far,
            "modified_at": pa.array([1, 2], pa.timestamp("ns", "Europe/Paris")),
            "language": pa.array(["en-GB", "EN"]).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    articles, _ = load(tmp_path / "a.parquet")
    assert articles["text"].to_list() == ["One two.", "Three \ufffd four."]
    assert articles["published_at"].to_list() == [None, datetime(1970, 1, 1, tzinfo=UTC)]
    assert articles["language"].to_list() == ["en", "en"]
    assert articles["modified_at"][0] - datetime(1970, 1, 1, tzinfo=UTC) < timedelta(seconds=1)


def test_no_text_column_is_an_error(load, tmp_path):
    pl.DataFrame({"domain": ["example.org"]}).write_parquet(tmp_path / "a.parquet")
    with pytest.raises(ReliabilityError, match="its fields are domain"):
        load(tmp_path / "a.parquet")
    with pytest.raises(ReliabilityError, match="its fields are domain"):
        from_frame(pl.DataFrame({"domain": ["example.org"]}))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=4), st.data())
def test_a_damaged_file_is_an_error_or_rejects(tmp_path_factory, damage, data):
    path = tmp_path_factory.mktemp("damaged") / "a.parquet"
    FRAME.write_parquet(path)
    content = bytearray(path.read_bytes())
    for place, value in damage:
        content[4 + place % (len(content) - 4)] = value
    path.write_bytes(content[: data.draw(st.integers(4, len(content)))] if data.draw(st.booleans()) else content)
    try:
        list(read([str(path)]))
    except ReliabilityError as error:
        assert error.message


SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "sources" / "articles.parquet"


@pytest.mark.skipif(not SHARED.is_file(), reason="the research corpus is not here")
def test_the_research_corpus_is_read_whole():
    first = next(read([str(SHARED)], chunk=200))
    assert first.articles.height == 200
    assert first.articles["text"].to_list() == pl.read_parquet(SHARED, n_rows=200)["text"].to_list()
    assert first.rejects.height == 0
