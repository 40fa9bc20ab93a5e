from __future__ import annotations

import csv
import io

import pytest

from reliability.errors import ReliabilityError
from reliability.readers import read

TEXT = 'The harbour closes.\r\n\r\n"We have no choice", said Ida Kron; ships\tmove.'


def table(rows, delimiter=","):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_separator_keeps_the_text_exactly(load, delimiter):
    rows = [["ID", "Headline", "Body", "Date Published"], ["7", "Harbour, closed", TEXT, "4 March 2016"]]
    articles, rejects = load(table(rows, delimiter).encode())
    assert articles["text"].to_list() == [TEXT]
    assert articles["title"][0] == "Harbour, closed"
    assert articles["article_id"][0] == "7"
    assert str(articles["published_at"][0].date()) == "2016-03-04"
    assert rejects.height == 0


def test_rows_are_numbered_without_the_header_and_blank_rows(load):
    data = table([["text", "title"], ["One two.", "A"], [], ["", "B"], ["Three four.", "C"]])
    articles, rejects = load(data.encode())
    assert articles["record"].to_list() == [1, 3]
    assert rejects.select("record", "reason").rows() == [(2, "The text is empty.")]


def test_a_row_with_too_many_cells_is_set_aside(load):
    _, rejects = load(b"title,text\nA,One two.\nB,Broken, without quotes\n")
    assert rejects.select("record", "reason").rows() == [(2, "The row has 3 cells, the header 2.")]


def test_a_single_column_needs_the_name_of_the_file(load, tmp_path):
    path = tmp_path / "one.csv"
    path.write_text("text\nThe harbour closes.\n")
    assert load(path)[0]["text"].to_list() == ["The harbour closes."]


def test_latin_and_utf16_tables(load):
    rows = [["title", "text"], ["Café", "The café of Lunden stays open – “as ever”."]]
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        articles, _ = load(table(rows).encode(encoding))
        assert articles.select("title", "text").rows() == [tuple(rows[1])], encoding


def test_quotes_after_a_blank(load):
    articles, _ = load(b'"title", "text"\n"A", "One, two."\n')
    assert articles["text"].to_list() == ["One, two."]


def test_no_text_column_is_one_error_that_names_the_columns(load, tmp_path):
    path = tmp_path / "outlets.csv"
    path.write_text("domain,rating\nexample.org,0.5\n")
    with pytest.raises(ReliabilityError, match="its fields are domain, rating"):
        load(path)


def test_a_quotation_mark_that_never_closes_loses_one_row(load):
    articles, rejects = load(b'title,text\nA,One two.\nB,"no end\n' + (b"C," + b"more " * 200_000 + b"\n") * 12)
    assert articles["title"].to_list()[0] == "A"
    assert rejects["reason"][0] == "The row is no valid CSV: field larger than field limit (10000000)."


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_rows_in_silence(tmp_path):
    path = tmp_path / "stray.csv"
    path.write_text('id,text\n1,One stays.\n2,"Two opens and\n3,Three is lost.\n4,Four is lost.\n')
    (intake,) = read([str(path)])
    assert intake.articles["article_id"].to_list() == ["1"]
    (reject,) = intake.rejects.to_dicts()
    assert (reject["record"], reject["reason"]) == (2, "A quotation mark is never closed: 3 lines run into one row.")
