from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.errors import ReliabilityError
from reliability.readers.json_document import elements
from reliability.readers.lines import lines

ONE = {"id": "a1", "title": "Harbour closes", "text": "The harbour of Lunden closes on Tuesday.\r\n\r\nShips move."}
TWO = {"id": "a2", "title": "Ferry returns", "text": "The ferry to Osk sails again, “at last”, said Ida Kron."}


def test_json_lines_keep_the_text_exactly(load):
    articles, rejects = load(b"\n".join(json.dumps(record).encode() for record in (ONE, TWO)))
    assert articles["text"].to_list() == [ONE["text"], TWO["text"]]
    assert articles["record"].to_list() == [1, 2]
    assert articles["input"].to_list() == ["-", "-"]
    assert rejects.height == 0


def test_claims_that_the_program_wrote_are_no_articles(load):
    claim = {"article_id": "a1", "claim_id": "a1#1", "content_text": "the harbour closes", "cue_text": "said"}
    articles, rejects = load(b"\n".join(json.dumps(record).encode() for record in (ONE, claim)))
    assert articles.height == 1
    assert "not an article" in rejects["reason"][0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_ends_a_line(load, end):
    data = end.join(["", json.dumps(ONE), "", json.dumps(TWO), ""]).encode()
    articles, _ = load(data)
    assert articles["article_id"].to_list() == ["a1", "a2"]
    assert articles["record"].to_list() == [2, 4]


def test_nul_and_lone_surrogates_become_one_replacement_character_each(load):
    articles, _ = load(b'{"text": "one \\u0000 two \\ud83d three", "title": "a \\udc00 b"}\n')
    assert articles["text"][0] == "one \ufffd two \ufffd three"
    assert articles["title"][0] == "a \ufffd b"


def test_bytes_that_are_no_utf8_do_not_lose_the_article(load):
    first = json.dumps(TWO, ensure_ascii=False).encode()
    articles, rejects = load(first + b'\n{"text": "A cut off \xe2\x80 character"}\n')
    assert articles["text"][1].startswith("A cut off ")
    assert "\ufffd" in articles["text"][1]
    assert rejects.height == 0


def test_broken_lines_are_set_aside_with_a_reason(load):
    broken = [b'{"text": "no end', b"[1, 2]", b'"word"', b"{}", b'{"text": ""}', b'{"text": 5}', b'{"text": " \\n "}']
    articles, rejects = load(b"\n".join([json.dumps(ONE).encode(), *broken, json.dumps(TWO).encode()]))
    assert articles["article_id"].to_list() == ["a1", "a2"]
    assert rejects["record"].to_list() == [2, 3, 4, 5, 6, 7, 8]
    reasons = rejects["reason"].to_list()
    assert reasons[0].startswith("This is no valid JSON: unterminated string")
    assert reasons[1:] == [
        "The JSON is of type 'list', not an object.",
        "The JSON is of type 'str', not an object.",
        "The record has no text and no HTML.",
        "The text is empty.",
        "The text is of type 'int', not a string.",
        "The text is empty.",
    ]
    assert rejects["excerpt"][0] == '{"text": "no end'


def test_strict_names_file_line_and_reason(load, tmp_path):
    path = tmp_path / "intake.jsonl"
    path.write_text(json.dumps(ONE) + "\n{oops}\n")
    with pytest.raises(ReliabilityError, match=r"intake\.jsonl, line 2: This is no valid JSON"):
        load(path, strict=True)


def test_a_broken_first_line_does_not_hide_the_format(load):
    articles, rejects = load(b'{"text": "no end\n' + json.dumps(ONE).encode())
    assert articles["record"].to_list() == [2]
    assert rejects["record"].to_list() == [1]


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_of_objects(load, indent):
    articles, rejects = load(json.dumps([ONE, 5, "word", TWO], indent=indent).encode())
    assert articles["article_id"].to_list() == ["a1", "a2"]
    assert articles["record"].to_list() == [1, 3]
    assert rejects.height == 1


def test_an_array_with_one_object_a_line_is_no_json_lines(load):
    articles, rejects = load(b"[\n" + b",\n".join(json.dumps(record).encode() for record in (ONE, TWO)) + b"\n]\n")
    assert articles["article_id"].to_list() == ["a1", "a2"]
    assert rejects.height == 0


@pytest.mark.parametrize("indent", [None, 2])
def test_a_single_object_and_a_wrapper(load, indent):
    assert load(json.dumps(ONE, indent=indent).encode())[0]["text"][0] == ONE["text"]
    wrapper = {"status": "ok", "articles": [ONE, TWO]}
    articles, _ = load(json.dumps(wrapper, indent=indent).encode())
    assert articles["record"].to_list() == [1, 2]


def test_an_array_that_ends_early_keeps_what_it_holds(load):
    data = json.dumps([ONE, TWO]).encode()
    articles, rejects = load(data[:-20])
    assert articles["article_id"].to_list() == ["a1"]
    assert rejects["record"].to_list() == [2]


def test_json_without_an_article_field_is_one_error(load):
    with pytest.raises(ReliabilityError, match="its fields are name, age") as caught:
        load(b'{"name": "x", "age": 3}\n' * 3)
    assert "'text'" in caught.value.hint


def test_an_object_nested_without_end_is_set_aside(load):
    deep = b'{"text": "a", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    _, rejects = load(json.dumps(ONE).encode() + b"\n" + deep + b"\n")
    assert "nested too deeply" in rejects["reason"][0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(max_size=5), JSON, max_size=4), max_size=5),
    st.integers(1, 40),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_elements_are_found_however_the_blocks_fall(values, block, indent, ascii_only):
    data = json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    found = elements(_reader(data), block=block)
    assert [json.loads(element.decode("utf-8", "surrogatepass")) for element in found] == values


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from([b"a", b"\n", b"\r", b"\r\n", b"bc"])).map(b"".join), st.integers(1, 5))
def test_lines_are_those_of_splitlines(data, block):
    assert list(lines(_reader(data), block=block)) == data.splitlines(keepends=True)


def test_a_line_that_is_too_long_is_none():
    assert list(lines(_reader(b"ab\n" + b"c" * 50 + b"\nde"), block=7, limit=10)) == [b"ab\n", None, b"de"]


def _reader(data):
    rest = [data]

    def read(size):
        piece, rest[0] = rest[0][:size], rest[0][size:]
        return piece

    return read
