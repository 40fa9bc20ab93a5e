"""Annotated articles: what is taken, what is set aside and why, and the way through brat and back."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import polars as pl
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.claims.gold import read_gold
from reliability.errors import ReliabilityError
from reliability.reports import brat
from reliability.reports.documents import SCHEMA

TEXT = "The dam holds, Ida Holm said.\nNobody 🙂 asked, she added."
GOOD = {"source": [[15, 23]], "cue": [[24, 28]], "content": [[0, 13]]}


def write(path: Path, *records: object) -> Path:
    lines = (record if isinstance(record, str) else json.dumps(record) for record in records)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def article(*attributions: object, text: str = TEXT, **more: object) -> dict[str, object]:
    return {"id": "dam", "text": text, "attributions": list(attributions), **more}


def test_an_article_is_taken_with_its_spans_in_text_order(tmp_path):
    given = article({**GOOD, "content": [[30, 44], [0, 13]]}, annotator="a1", publisher="harbour-post")
    gold = read_gold([write(tmp_path / "gold.jsonl", given)])
    attributions = [{**GOOD, "content": [[0, 13], [30, 44]]}]
    assert gold.articles == [{"id": "dam", "text": TEXT, "publisher": "harbour-post", "attributions": attributions}]
    assert gold.rejects == []


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
def test_packed_lines_are_read(tmp_path, pack):
    path = tmp_path / "gold"
    path.write_bytes(pack(b"\xef\xbb\xbf" + json.dumps(article(GOOD)).encode()))
    assert read_gold([path]).attributions == 1


@pytest.mark.parametrize(
    ("attribution", "reason"),
    [
        ({**GOOD, "cue": []}, "its cue is empty"),
        ({**GOOD, "content": None}, "its content is empty"),
        ({**GOOD, "cue": [[24, 999]]}, "is no span of a text of 56 characters"),
        ({**GOOD, "cue": [[28, 24]]}, "is no span"),
        ({**GOOD, "cue": [[-4, -1]]}, "is no span"),
        ({**GOOD, "cue": [24, 28]}, "no list of [start, end]"),
        ({**GOOD, "cue": [[24, 28.0]]}, "no list of [start, end]"),
        ({**GOOD, "cue": [[True, 28]]}, "no list of [start, end]"),
        ({**GOOD, "cue": "said"}, "no list of [start, end]"),
        ({**GOOD, "source": [[14, 15]]}, "nothing but white space"),
        ({**GOOD, "content": [[0, 9], [8, 13]]}, "overlap"),
        ("said", "it is no object"),
    ],
)
def test_an_attribution_that_cannot_be_used_is_set_aside_alone(tmp_path, attribution, reason):
    gold = read_gold([write(tmp_path / "gold.jsonl", article(GOOD, attribution))])
    assert gold.attributions == 1
    (reject,) = gold.rejects
    assert reject["record"] == 1 and reject["reason"].startswith("Attribution 2: ") and reason in reject["reason"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("{broken", "no valid JSON"),
        ([1], "of type 'list'"),
        ({"attributions": []}, "no `text`"),
        ({"text": " \n"}, "no `text`"),
        ({"text": "It rained."}, "no list of `attributions`"),
        (article(GOOD, id="again"), "already there, as 'dam'"),
    ],
)
def test_an_article_that_cannot_be_used_is_set_aside_with_its_line(tmp_path, record, reason):
    gold = read_gold([write(tmp_path / "gold.jsonl", article(GOOD), "", record)])
    assert len(gold.articles) == 1
    (reject,) = gold.rejects
    assert reject["record"] == 3 and reason in reject["reason"]


def test_inputs_without_anything_to_learn_from_are_an_error(tmp_path):
    for path, says in [
        (write(tmp_path / "none.jsonl", article()), "no article with a usable attribution"),
        (write(tmp_path / "bad.jsonl", "{"), "The first record was set aside: This is no valid JSON"),
        (tmp_path / "nowhere", "There is no file"),
        (tmp_path, "holds no .ann file"),
    ]:
        with pytest.raises(ReliabilityError, match=re.escape(says)):
            read_gold([path])
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(json.dumps(article(GOOD)).encode())[:40])
    with pytest.raises(ReliabilityError, match="cannot be read"):
        read_gold([cut])


def test_what_brat_was_given_comes_back_for_training(tmp_path):
    attributions = [GOOD, {"source": [[46, 49]], "cue": [[50, 55]], "content": [[0, 13], [15, 45]]}]
    blank = dict.fromkeys(SCHEMA["claims"].inner.to_schema())
    frame = pl.DataFrame(
        [{"article_id": "dam", "text": TEXT, "sentences": [], "claims": [{**blank, **one} for one in attributions]}],
        schema=SCHEMA,
    )
    for name, content in brat.render([frame]):
        (tmp_path / name).write_bytes(content)
    gold = read_gold([tmp_path])
    assert gold.articles == [{"id": "dam", "text": TEXT, "attributions": attributions}]


def test_events_tie_roles_to_a_cue_too(tmp_path):
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")
    lines = [
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        "T1\tSource 15 23\tIda Holm",
        "T2\tCue 24 28\tsaid",
        "T3\tContent 0 13\tThe dam holds",
        "T4\tAttribution 24 28\tsaid",
        "T5\tDiscard 30 56\tNobody 🙂 asked, she added.",
        "T6\tCue 50 99\tadded",
        "R1\tContentOf Arg1:T6 Arg2:T3",
        "#1\tAnnotatorNotes T2\tnone",
    ]
    (tmp_path / "dam.ann").write_text("\n".join(lines), encoding="utf-8")
    gold = read_gold([tmp_path])
    assert gold.articles[0]["attributions"] == [GOOD]
    assert "T6: its cue [50, 99]" in gold.rejects[0]["reason"]


def test_an_id_that_is_no_name_is_replaced(tmp_path):
    deep = '{"id": %s, "text": "The dam holds, she said.", "attributions": [{"id": %s}, %s]}'
    nested, usable = "[" * 800 + "]" * 800, '{"cue": [[19, 23]], "content": [[0, 13]]}'
    gold = read_gold([write(tmp_path / "gold.jsonl", deep % (nested, nested, usable))])
    assert [one["id"] for one in gold.articles] == ["gold:1"]
    assert gold.rejects[0]["reason"] == "Attribution 1: its cue is empty."


WHOLE = ["T1\tSource 15 23\tIda Holm", "T2\tCue 24 28\tsaid", "T3\tContent 0 13", "R1\tTie Arg1:T2 Arg2:T3"]


def brat_pair(folder: Path, name: str, text: str, notes: bytes) -> None:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.ann").write_bytes(notes)


@pytest.mark.parametrize(
    ("places", "reason"),
    [
        ("5;7 9", "Attribution T2: its cue is no list of [start, end]."),
        ("5 6;7", "Attribution T2: its cue is no list of [start, end]."),
        ("5 6 7;7 9", "Attribution T2: its cue is no list of [start, end]."),
        ("", "Attribution T2: its cue is no list of [start, end]."),
        ("5 x", "Attribution T2: its cue [5, -1] is no span of a text of 56 characters."),
        (f"5 {'9' * 5_000}", "Attribution T2: its cue [5, -1] is no span of a text of 56 characters."),
    ],
    ids=lambda value: value[:12],
)
def test_a_malformed_place_of_a_brat_file_is_set_aside_with_its_reason(tmp_path, places, reason):
    brat_pair(tmp_path, "dam", TEXT, "\n".join(WHOLE).encode())
    brat_pair(tmp_path, "mast", f"{TEXT[:-1]}!", "\n".join([WHOLE[0], f"T2\tCue {places}", *WHOLE[2:]]).encode())
    gold = read_gold([tmp_path])
    assert gold.attributions == 1
    assert gold.rejects == [{"input": str(tmp_path / "mast.ann"), "record": 1, "reason": reason}]


SIGNS = [
    "T1",
    "T2",
    "T3",
    "T",
    "R1",
    "E1",
    "#1",
    "\t",
    " ",
    ";",
    ":",
    "Arg1:T2",
    "Cue",
    "Content",
    "Source",
    "\n",
    "\r",
]
NUMBERS = ["0", "13", "24", "28", "-1", "²", "٣", "9" * 30, "9" * 5_000, "5;7 9", ""]
PLACES = st.lists(st.lists(st.sampled_from(NUMBERS), max_size=3).map(" ".join), max_size=4).map(";".join)
BOUND = st.builds("{}\t{} {}\n".format, st.sampled_from(["T1", "T2", "T3"]), st.sampled_from(SIGNS), PLACES)
LINES = st.one_of(BOUND, st.sampled_from([*(line + "\n" for line in WHOLE), *SIGNS, *NUMBERS]))
MANGLED = st.lists(LINES, max_size=12).map("".join)


@st.composite
def cut(draw: st.DrawFn) -> str:
    """A whole file with some of its characters gone or others in their place."""
    notes = list("\n".join(WHOLE))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(notes) - 1))
        notes[at : at + draw(st.integers(0, 3))] = draw(st.sampled_from([*SIGNS, *NUMBERS, ""]))
    return "".join(notes)


@settings(max_examples=200, deadline=None)
@given(st.one_of(MANGLED, cut(), st.binary(max_size=60)))
def test_mangled_brat_files_give_rejects_and_no_error(tmp_path_factory, notes):
    folder = tmp_path_factory.mktemp("brat")
    brat_pair(folder, "dam", TEXT, "\n".join(WHOLE).encode())
    brat_pair(folder, "mast", f"{TEXT[:-1]}!", notes if isinstance(notes, bytes) else notes.encode())
    gold = read_gold([folder])
    assert gold.articles[0]["attributions"][0]["cue"] == [[24, 28]]
    assert all(reject["reason"] for reject in gold.rejects)
    for one in (one for article in gold.articles for one in article["attributions"]):
        assert all(0 <= start < end <= len(TEXT) for role in one.values() for start, end in role)
