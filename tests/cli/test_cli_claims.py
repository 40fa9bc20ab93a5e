"""`reliability claims`: the table, the formats of annotation tools, and annotated lines as input."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).with_name("reliability"))
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
TEXT = (
    "  The reactor was never switched on, [red]Joos Haan[/red] told the Brennick Courier on Monday.\r\n\r\n"
    '"We closed it, we sealed it and we threw the key into the harbour where nobody will ever look for it again, and '
    'whoever says otherwise should come and look," he said.\t\n\n'
    "The ministry said in a statement that the inquiry goes on. The town\u2019s 🙂 mayor denied it.\n"
)


@pytest.fixture
def annotated(tmp_path):
    """Two lines with the fields of PolNeAR."""
    path = tmp_path / "gold.jsonl.gz"
    lines = [
        {
            "id": f"courier_2026-03-0{day}_reactor-{day}",
            "publisher": "harbour-post",
            "split": "dev",
            "annotator": "a1",
            "text": TEXT * day,
            "attributions": [{"id": "E1", "source": [[38, 47]], "cue": [[54, 58]], "content": [[2, 35]]}],
        }
        for day in (1, 2)
    ]
    path.write_bytes(gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode()))
    return path


def rows(done) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_annotated_lines_keep_their_id_and_their_offsets(annotated, run_program):
    found = rows(run_program("claims", str(annotated), "--format", "jsonl"))
    assert {row["article_id"] for row in found} == {"courier_2026-03-01_reactor-1", "courier_2026-03-02_reactor-2"}
    for row in found:
        text = TEXT * int(row["article_id"][-1])
        for role in ("source", "cue", "content"):
            assert " ... ".join(text[start:end] for start, end in row[role]) == row[f"{role}_text"]


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_fits_the_terminal_and_names_each_article_once(annotated, run_program, width):
    done = run_program("claims", str(annotated), env={**os.environ, "COLUMNS": str(width)})
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= width
    for article_id in ("courier_2026-03-01_reactor-1", "courier_2026-03-02_reactor-2"):
        assert [line.strip() for line in lines].count(article_id) == 1
    assert "Who, through whom" in done.stdout and "\x1b[" not in done.stdout


@pytest.mark.parametrize("form", ["conll", "brat", "webanno"])
def test_annotation_formats_hold_the_claims_of_jsonl(annotated, run_program, tmp_path, form):
    found = rows(run_program("claims", str(annotated), "--format", "jsonl"))
    place = tmp_path / "out"
    done = run_program("claims", str(annotated), "--format", form, "--output", str(place))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    if form == "conll":
        written = place.read_text(encoding="utf-8")
        assert written.count("\tB-") + written.count("|B-") == sum(len(r[k]) for r in found for k in ROLES)
    elif form == "brat":
        names = sorted(path.name for path in place.iterdir())
        stems = [f"courier_2026-03-0{day}_reactor-{day}" for day in (1, 2)]
        assert names == ["annotation.conf", *(f"{stem}.{kind}" for stem in stems for kind in ("ann", "txt"))]
        cues = re.findall(r"^T\d+\tCue (.*)\t", (place / f"{stems[0]}.ann").read_text(encoding="utf-8"), re.M)
        expected = [row["cue"] for row in found if row["article_id"] == stems[0]]
        assert cues == [";".join(f"{start} {end}" for start, end in spans) for spans in expected]
    else:
        written = (place / "courier_2026-03-01_reactor-1.tsv").read_text(encoding="utf-8")
        assert written.startswith("#FORMAT=WebAnno TSV 3.3\n#T_SP=") and "🙂" in written


ROLES = ("source", "cue", "content")


def test_one_article_goes_to_standard_output_as_webanno_tsv(run_program):
    article = json.dumps({"id": "pier", "text": "It rained, Ida Holm said."})
    done = run_program("claims", "-", "--format", "webanno", input=article)
    assert done.returncode == 0, done.stderr
    assert "#Text=It rained, Ida Holm said.\n1-1\t0-2\tIt\t" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "brat"], "folder"),
        (["--format", "webanno"], "several articles"),
        (["--format", "brat", "--output", "taken"], "taken is a file"),
        (["--format", "brat", "--output", "no/where"], "does not exist"),
        (["--format", "conll", "--output", "no/where.conll"], "does not exist"),
    ],
)
def test_a_place_that_does_not_suit_the_format_is_named_before_any_work(
    annotated, run_program, tmp_path, arguments, says
):
    (tmp_path / "taken").write_text("mine")
    done = run_program("claims", str(annotated), *arguments, cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert says in done.stderr and "hint: " in done.stderr and "Traceback" not in done.stderr
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.mark.parametrize("form", ["jsonl", "csv", "conll"])
def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path, form):
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(n), "text": TEXT * 9}) + "\n" for n in range(60)), encoding="utf-8")
    command = [PROGRAM, "claims", str(path), "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.parametrize("command", [["claims"], ["score", "--db", ":memory:"]])
def test_a_claims_model_that_is_not_there_is_the_users_mistake(annotated, run_program, command):
    done = run_program(*command, str(annotated), "--claims-model", "nowhere")
    assert done.returncode == 2
    assert "--claims-model: 'nowhere' is no value for claims_model." in done.stderr and "hint: " in done.stderr


def test_the_claims_model_fast_is_the_default(annotated, run_program):
    spoken = run_program("claims", str(annotated), "--format", "jsonl", "--claims-model", "fast")
    assert spoken.stdout and spoken.stdout == run_program("claims", str(annotated), "--format", "jsonl").stdout


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the PolNeAR articles beside the checkout")
def test_every_polnear_article_is_answered_under_its_id(run_program):
    path = SHARED / "data/attribution/polnear-dev.jsonl.gz"
    lines = gzip.decompress(path.read_bytes()).splitlines()
    articles = {row["id"]: row["text"] for row in map(json.loads, lines)}
    found = rows(run_program("claims", str(path), "--format", "jsonl"))
    assert {row["article_id"] for row in found} == set(articles)
    for row in found:
        text = articles[row["article_id"]]
        for role in ROLES:
            assert " ... ".join(text[start:end] for start, end in row[role]) == row[f"{role}_text"]
