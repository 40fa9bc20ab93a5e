from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys

import pytest
import zstandard

from reliability.errors import ReliabilityError
from reliability.readers import one, read

LINES = "".join(json.dumps({"id": f"n{n}", "text": f"Article number {n} of the Lunden Post."}) + "\n" for n in range(9))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_compressed_input_is_found_by_content(load, tmp_path, pack):
    path = tmp_path / "articles"
    path.write_bytes(pack(LINES.encode()))
    assert load(path)[0].height == 9
    assert load(pack(LINES.encode()) + pack(LINES.encode()))[0].height == 18


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_a_cut_off_file_keeps_what_can_be_read(load, pack):
    many = "".join(json.dumps({"text": os.urandom(500).hex()}) + "\n" for _ in range(500)).encode()
    articles, rejects = load(pack(many)[:-5000])
    assert 100 < articles.height < 500
    assert rejects.height >= 1
    with pytest.raises(ReliabilityError):
        load(pack(many)[:-5000], strict=True)


def test_a_folder_is_read_sorted_and_deep_and_says_what_it_set_aside(load, tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("Hidden text.")
    (tmp_path / ".hidden.txt").write_text("Hidden text.")
    (tmp_path / "a.jsonl").write_text(LINES)
    (tmp_path / "b" / "c.txt").write_text("Ferry returns\n\nThe ferry to Osk sails again.")
    (tmp_path / "b" / "d.csv.gz").write_bytes(gzip.compress(b"title,text\nA,One two.\n"))
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "outlets.csv").write_text("domain,rating\nexample.org,0.5\n")
    (tmp_path / "photo.png").write_bytes(PNG)
    (tmp_path / "tool.py").write_text("import os\n")
    articles, rejects = load(tmp_path)
    assert articles["title"].to_list()[-2:] == ["Ferry returns", "A"] or articles.height == 11
    assert articles.height == 11
    assert rejects["record"].to_list() == [0, 0, 0, 0]
    reasons = [reason.removeprefix(f"{tmp_path}{os.sep}") for reason in rejects["reason"]]
    assert reasons == [
        "empty.txt is empty.",
        "outlets.csv holds no article: its fields are domain, rating.",
        "photo.png is a PNG image, not an article file.",
        "tool.py is a '.py' file, not an article file.",
    ]


def test_a_folder_without_an_article_is_an_error(load, tmp_path):
    with pytest.raises(ReliabilityError, match="holds no files"):
        load(tmp_path)
    (tmp_path / "photo.png").write_bytes(PNG)
    with pytest.raises(ReliabilityError, match=r"No file in the folder holds an article.*PNG image"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "x.jsonl is empty."),
        (b" \n\t ", "x.jsonl is empty."),
        (PNG, "x.jsonl is a PNG image, not an article file."),
        (b"PK\x03\x04" + bytes(60), "x.jsonl is a ZIP archive (or an Office document), not an article file."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "x.jsonl holds no article; document 1: The document cannot be taken apart"),
        (bytes(range(256)) * 9, "x.jsonl is binary data, not an article file."),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "x.jsonl holds no entry."),
        (b"<?xml version='1.0'?><svg><path/></svg>", "x.jsonl is XML, not an article file."),
        (
            gzip.compress(gzip.compress(b"text", mtime=0), mtime=0),
            "x.jsonl is compressed twice with gzip, not an article file.",
        ),
        (b"PAR1 and then nothing", "x.jsonl is a damaged Parquet file"),
        (b"not json\nat all\n", "x.jsonl holds no article; line 1: This is no valid JSON"),
        (b"\x1f\x8bnonsense", "x.jsonl cannot be read"),
        (b"[]", "x.jsonl holds no element."),
        (b"title,text\n", "x.jsonl holds no row."),
        (b'{"title": "a"}\n{oops\n', "x.jsonl holds no article: its fields are title."),
    ],
)
def test_a_file_that_is_no_article_input_says_what_it_is(load, tmp_path, content, message):
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    with pytest.raises(ReliabilityError) as caught:
        load(path)
    assert caught.value.message.startswith(f"{tmp_path}{os.sep}{message}")
    assert caught.value.hint
    assert caught.value.exit_code == 2


def test_strict_raises_for_a_broken_record_but_not_for_a_file_of_another_kind(load, tmp_path):
    (tmp_path / "labels.jsonl").write_text('{"label": 1}\n')
    (tmp_path / "a.jsonl").write_text(LINES)
    assert load(tmp_path, strict=True)[0].height == 9
    (tmp_path / "a.jsonl").write_text("{oops\n" + LINES)
    with pytest.raises(ReliabilityError, match=r"a\.jsonl, line 1: This is no valid JSON"):
        load(tmp_path, strict=True)


def test_a_missing_file_is_named_before_anything_is_read(tmp_path):
    (tmp_path / "a.jsonl").write_text(LINES)
    with pytest.raises(ReliabilityError, match=r"There is no file or folder 'missing\.jsonl'"):
        read([str(tmp_path / "a.jsonl"), "missing.jsonl"])
    with pytest.raises(ReliabilityError, match="No input"):
        read([])
    with pytest.raises(ReliabilityError, match="There is no file"):
        read(["a\x00b"])


def test_intakes_are_bounded_and_progress_grows(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(LINES * 50)
    intakes = list(read([str(tmp_path)], chunk=100))
    assert [intake.articles.height for intake in intakes] == [100] * 9
    shares = [intake.progress for intake in intakes]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_an_intake_ends_where_its_text_grows_large():
    line = json.dumps({"text": "word " * 1_000_000}) + "\n"
    intakes = list(read(["-"], stdin=io.BytesIO(line.encode() * 10)))
    assert [intake.articles.height for intake in intakes] == [7, 3]
    assert intakes[0].progress is None


def test_one_record():
    articles = one({"text": "The harbour closes.", "url": "https://www.example.co.uk/a"})
    assert articles["domain"].to_list() == ["example.co.uk"]
    with pytest.raises(ReliabilityError, match="its fields are name"):
        one({"name": "x"})
    with pytest.raises(ReliabilityError, match="The text is of type 'int'"):
        one({"text": 3})
    with pytest.raises(ReliabilityError, match="10,000,001 characters"):
        one({"text": "a" * 10_000_001})


def test_heavy_libraries_wait_until_they_are_needed(tmp_path):
    (tmp_path / "a.jsonl").write_text(LINES)
    code = (
        "import sys; from reliability.readers import read\n"
        f"assert sum(intake.articles.height for intake in read([{str(tmp_path / 'a.jsonl')!r}])) == 9\n"
        "late = {'trafilatura', 'tldextract', 'pyarrow', 'pandas', 'dateutil'} & set(sys.modules)\n"
        "assert not late, late"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
