"""Parts appear whole, receipts say what is done, and nothing unfinished passes for finished."""

import polars as pl
import pytest

from reliability.errors import ReliabilityError
from reliability.parts import Folder, Marks, pack, unpack

ROWS = pl.DataFrame(
    {"id": ["a", "b"], "values": [[1, 2], None]}, schema={"id": pl.String, "values": pl.List(pl.UInt32)}
)
RUN = {"run_id": "r1", "same": {"model": "m1", "input": [["a.jsonl", 10]]}}


@pytest.fixture
def folder(tmp_path):
    return Folder(str(tmp_path / "out"))


def test_a_part_comes_back_as_it_was_also_its_unsigned_numbers(folder):
    folder.write("signatures", 3, ROWS)
    folder.write("signatures", 12, ROWS.head(1))
    assert folder.read("signatures", 3).equals(ROWS)
    assert folder.read("signatures", 12, ["id"])["id"].to_list() == ["a"]
    assert folder.parts("signatures") == [3, 12]


def test_writing_a_part_again_puts_it_in_the_same_place(folder):
    for _ in range(2):
        folder.write("claims", 0, ROWS)
    assert folder.files() == ["claims/part-00000.parquet"]


def test_a_write_that_fails_leaves_the_part_that_was_there_and_no_scraps(folder):
    folder.put("note.json", {"kept": True})
    with pytest.raises(TypeError):
        folder.put("note.json", {1: {(): "no JSON"}})
    assert folder.get("note.json") == {"kept": True}
    assert [file.name for file in folder.local().iterdir()] == ["note.json"]


def test_a_missing_or_damaged_part_is_named(folder):
    folder.write("claims", 0, ROWS)
    (folder.local() / "claims" / "part-00000.parquet").write_bytes(b"PAR1 cut off")
    for number in (0, 1):
        with pytest.raises(ReliabilityError, match=f"claims/part-0000{number}.parquet cannot be read"):
            folder.read("claims", number)


def test_rows_travel_as_bytes(folder):
    assert unpack([pack(ROWS), pack(ROWS)], ROWS.clear()).height == 4
    assert unpack([], ROWS.clear()).schema == ROWS.schema


def test_receipts_are_found_again_by_stage_and_part(folder):
    marks = Marks(folder)
    marks.done("claims", 2, {"claims": 7})
    marks.done("claims", 5, {"claims": 0})
    assert marks.receipts("claims", [1, 2, 3]) == {2: {"claims": 7}}
    assert marks.receipts("scores", [2]) == {}


def test_a_folder_is_taken_up_only_by_the_same_run_and_only_when_asked(folder):
    marks = Marks(folder)
    assert marks.begin(RUN, resume=False) == RUN
    with pytest.raises(ReliabilityError, match="unfinished run") as refused:
        marks.begin(RUN, resume=False)
    assert "--resume" in refused.value.hint
    assert marks.begin({**RUN, "run_id": "r2"}, resume=True)["run_id"] == "r1"
    with pytest.raises(ReliabilityError, match="another model"):
        marks.begin({**RUN, "same": {**RUN["same"], "model": "m2"}}, resume=True)


def test_a_folder_with_something_else_in_it_is_left_alone(folder):
    folder.put("letters/mine.json", {})
    with pytest.raises(ReliabilityError, match="not empty"):
        Marks(folder).begin(RUN, resume=True)


def test_only_a_finished_folder_is_whole(folder):
    marks = Marks(folder)
    with pytest.raises(ReliabilityError, match="holds no run"):
        marks.whole()
    marks.begin(RUN, resume=False)
    with pytest.raises(ReliabilityError, match="unfinished run"):
        marks.whole()
    marks.finish({"articles": 3})
    assert marks.whole() == {"articles": 3}
    with pytest.raises(ReliabilityError, match="finished run"):
        marks.begin(RUN, resume=True)


def test_an_address_that_no_file_system_knows_is_the_users_mistake():
    with pytest.raises(ReliabilityError, match="cannot be opened"):
        Folder("nowhere://bucket/run").get("x.json")
