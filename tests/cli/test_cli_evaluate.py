"""`reliability evaluate` on a corpus made by rule: careful papers, shouting ones, and what the audit says of them."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from reliability import schemas
from reliability.cli.main import build
from reliability.scoring import audit, evaluation

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = ("Ida Holm", "Per Aune", "Nora Vik", "Olav Strand", "Kaia Lund")
BODIES = ("the harbour board", "the water office", "the school council", "the road service")
THINGS = ("the north bridge", "the old tunnel", "the ferry quay", "the market hall")
CAREFUL = (
    "Repairs of {thing} will take {number} weeks, {person} of {body} told reporters on Monday.",
    '"We have looked at every bolt of {thing}," {person} said. "There is no sign of a crack."',
    "According to a report by {body}, {thing} cost {number} million crowns last year.",
    "{person} declined to comment on the delay.",
    "Traffic past {thing} fell by {number} percent in March, figures from {body} show.",
)
SHOUTING = (
    "You won't BELIEVE what they did to {thing}!!!",
    "Everybody knows this is a disgraceful, outrageous scandal and they are all lying to you!",
    "Some people say {thing} was a total disaster from the very first day, and it is insane!",
    "It's absolutely shocking how the corrupt fools always get away with everything!",
    "Wake up! They never tell you the truth about {thing}, and you are paying for it!",
)


def article(rng: random.Random, number: int, paper: int, careful: bool) -> dict:
    """An article of some twenty sentences; every paper mixes a few sentences of the other kind in."""
    own, other = (CAREFUL, SHOUTING) if careful else (SHOUTING, CAREFUL)
    lines = [rng.choice(own if rng.random() < 0.62 else other) for _ in range(22)]
    told = [
        line.format(
            thing=rng.choice(THINGS), person=rng.choice(PEOPLE), body=rng.choice(BODIES), number=rng.randint(2, 90)
        )
        for line in lines
    ]
    return {
        "id": f"p{paper:02}-{number}",
        "domain": f"paper{paper:02}.example",
        "title": f"Work on {rng.choice(THINGS)} <b>goes on</b>",
        "published_at": f"202{number % 3 + 3}-03-0{number % 9 + 1}",
        "topic": ("roads", "schools")[number % 2],
        "text": "\n\n".join(" ".join(told[start : start + 3]) for start in range(0, len(told), 3)),
    }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("corpus")
    rng = random.Random(5)
    rows = [article(rng, number, paper, paper % 2 == 0) for paper in range(14) for number in range(6)]
    (place / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ratings = ["domain,rating,owner_group,lean,split"]
    ratings += [
        f"paper{paper:02}.example,{0.9 - paper / 100 if paper % 2 == 0 else 0.1 + paper / 100:.2f},owner{paper:02},"
        f"{('left', 'right')[paper % 4 // 2]},{'train' if paper < 13 else 'test'}"
        for paper in range(14)
    ]
    (place / "ratings.csv").write_text("\n".join(ratings) + "\n", encoding="utf-8")
    return place / "articles.jsonl", place / "ratings.csv"


@pytest.fixture(scope="module")
def done(corpus, tmp_path_factory) -> tuple[Result, Path]:
    articles, ratings = corpus
    out = tmp_path_factory.mktemp("out")
    files = ("--out", str(out / "audit.html"), "--json", str(out / "audit.json"))
    words = ["evaluate", str(articles), "--ratings", str(ratings), "--quick", "--workers", "1", *files]
    with pytest.MonkeyPatch.context() as patch:  # intervals of single articles cost most of the time
        patch.setattr(evaluation, "REPLICATES", 4)
        patch.setattr(audit, "QUICK", replace(audit.QUICK, draws=30, attacked=16))
        ran = CliRunner().invoke(build(), words, catch_exceptions=False)
    assert ran.exit_code == 0, ran.stderr
    return ran, out


def test_it_says_what_it_found_and_writes_both_files(done):
    ran, out = done
    told = json.loads((out / "audit.json").read_text())
    assert audit.unknown(told) == []
    assert list(Draft202012Validator(schemas.document("audit")).iter_errors(told)) == []
    assert [line.split(":")[0] for line in ran.stdout.splitlines()] == [title for title, _ in audit.summary(told)]
    assert told["data"]["sources"] == 14 and told["made"]["inputs"] == ["articles.jsonl"]
    assert told["model"]["article_auc"]["value"] > 0.7
    assert {table["by"] for table in told["parity"]} == {"lean", "publisher size", "topic", "year"}
    assert {row["name"] for row in told["baselines"]} >= {"constant", "topic", "lean label", "peer stack"}


def test_a_review_in_the_queues_order_is_simulated_on_the_same_labels(corpus):
    words = ["review", "simulate", str(corpus[0]), "--labels", str(corpus[1]), "--workers", "1"]
    ran = CliRunner().invoke(build(), [*words, "--cap", "3", "--json"], catch_exceptions=False)
    assert ran.exit_code == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert list(Draft202012Validator(schemas.document("review-simulate")).iter_errors(told)) == []
    assert (told["articles"], told["unreliable"], told["publishers"]) == (42, 21, 14)
    for entry in told["found"]:
        assert entry["perfect"] <= entry["queue"] <= 42


def test_the_attack_goes_through_claims_and_features(done):
    rows = {row["rule"]: row for row in json.loads((done[1] / "audit.json").read_text())["attack"]}
    assert list(rows)[-1] == "all together" and rows["all together"]["articles"] > 10
    assert rows["all together"]["mean"]["low"] > 0
    assert rows["neutral words"]["mean"]["value"] > 0


def test_the_page_is_one_safe_file(done):
    page = (done[1] / "audit.html").read_text()
    assert "default-src 'none'" in page and "<script" not in page
    assert not re.search(r"(?:src|href)=", page) and "http:" not in page and "https:" not in page
    assert page.count("<svg") >= 3 and "too few to measure" in page
    for part in ("Publishers never seen", "What a wrong split would pretend", "The looks of a newspaper"):
        assert f"<h2>{part}</h2>" in page


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (["--split", "nowhere"], "No publisher has the split 'nowhere'"),
        (["--split", "test"], "too little"),
        (["--out", "no/such/folder/audit.html"], "does not exist"),
    ],
)
def test_mistakes_are_told_before_the_work(run_program, corpus, extra, said):
    articles, ratings = corpus
    ran = run_program("evaluate", str(articles), "--ratings", str(ratings), "--quick", *extra)
    assert ran.returncode == 2 and said in ran.stderr and "Traceback" not in ran.stderr


def test_floors_hold_until_a_figure_falls(done, tmp_path):
    told, floors = done[1] / "audit.json", tmp_path / "floors.json"

    def floor(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "benchmarks/audit.py", str(told), "--floors", str(floors), *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    floors.write_text("{}\n")
    assert "no floors" in floor("--check").stderr
    assert "--reason" in floor("--pin").stderr and floors.read_text() == "{}\n"
    assert floor("--pin", "--reason", "first figures").returncode == 0
    assert floor("--check").returncode == 0
    pinned = json.loads(floors.read_text())
    assert pinned["audit"]["reason"] == "first figures"
    pinned["audit"]["at_least"]["article_auc"] = 1.1
    floors.write_text(json.dumps(pinned))
    fell = floor("--check")
    assert fell.returncode == 1 and "article_auc" in fell.stderr
    pinned["audit"]["digest"] = "0" * 64
    floors.write_text(json.dumps(pinned))
    assert "other data" in floor("--check").stderr
