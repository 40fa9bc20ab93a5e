"""Files and parts in an object store, on a server of this machine."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import polars as pl
import pytest

from reliability.errors import ReliabilityError
from reliability.parts import Folder, Marks
from reliability.readers import read

sys.path.insert(0, str(Path(__file__).parent))
import s3_server


@pytest.fixture
def store(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with s3_server.serving() as running:
        yield running


def lines(*ids: str) -> bytes:
    rows = ({"id": article, "text": f"The ferry {article} ran aground, the harbour master said."} for article in ids)
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def ids(address: str) -> list[str]:
    return [article for intake in read([address]) for article in intake.articles["article_id"]]


def test_a_file_a_folder_and_a_pattern_are_read(store, tmp_path):
    objects, server = store
    frame = pl.DataFrame({"id": ["p"], "text": ["A barge sank off Tarnmouth on Monday."]})
    frame.write_parquet(tmp_path / "d.parquet")
    objects["desk/in/day1/a.jsonl"] = lines("a", "b")
    objects["desk/in/day2/c.jsonl.gz"] = gzip.compress(lines("c"))
    objects["desk/in/day2/d.parquet"] = (tmp_path / "d.parquet").read_bytes()
    objects["desk/in/day2/_SUCCESS"] = b"{}"
    assert ids(f"s3://desk/in/day1/a.jsonl{server}") == ["a", "b"]
    assert ids(f"s3://desk/in{server}") == ["a", "b", "c", "p"]
    assert ids(f"s3://desk/in/*/*.jsonl{server}") == ["a", "b"]


def test_nothing_there_is_the_users_mistake_and_shows_no_options(store):
    _, server = store
    with pytest.raises(ReliabilityError, match="There is nothing at s3://desk/none") as refused:
        ids(f"s3://desk/none{server}")
    assert "endpoint" not in refused.value.message


def test_parts_receipts_and_the_marker_of_the_whole_live_there_too(store):
    objects, server = store
    folder = Folder(f"s3://desk/out{server}")
    rows = pl.DataFrame({"n": range(1000)})
    marks = Marks(folder)
    marks.begin({"run_id": "r", "same": {}}, resume=False)
    folder.write("claims", 0, rows)
    folder.write("_work/links", 0, rows)
    marks.done("claims", 0, {"claims": 1000})
    assert folder.read("claims", 0).equals(rows)
    assert marks.receipts("claims", [0, 1]) == {0: {"claims": 1000}}
    with pytest.raises(ReliabilityError, match="unfinished run"):
        marks.whole()
    folder.drop("_work")
    marks.finish({"articles": 1})
    assert marks.whole() == {"articles": 1}
    assert sorted(name for name, data in objects.items() if data) == [
        "desk/out/_SUCCESS",
        "desk/out/_done/claims/00000.json",
        "desk/out/_run.json",
        "desk/out/claims/part-00000.parquet",
    ]
