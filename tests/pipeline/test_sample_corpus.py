"""The sample corpus goes through the whole path, and what is found is what its authors meant."""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from pathlib import Path

import pytest

from reliability import store
from reliability.records import SENSE, WORD

EXPECTED = Path(__file__).resolve().parents[1] / "expected"

SCORE_KEYS = [
    "article_id", "url", "publisher", "title", "score", "low", "high", "abstained", "source_reliability",
    "information_credibility", "claims", "second_hand", "flags", "contributions", "model",
]  # fmt: skip


CLAIM_KEYS = [
    "article_id", "claim_id", "quotation", "source", "cue", "content", "source_text", "cue_text", "content_text",
    "origin", "source_type", "via", "hops", "second_hand", "anonymous", "hedged",
]  # fmt: skip

STORY_KEYS = [
    "story_id", "articles", "copies", "independent_origins", "claims", "conflicts", "updates", "agreements", "circular",
]  # fmt: skip


def table(name: str) -> list[dict[str, str]]:
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def claims(run_program) -> dict[str, list[dict]]:
    done = run_program("claims", "data", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    found = defaultdict(list)
    for line in done.stdout.splitlines():
        claim = json.loads(line)
        found[claim["article_id"]].append(claim)
    return found


def test_every_article_gets_one_line_with_the_promised_keys(sample):
    assert len(sample.rows) == 46
    assert len({row["article_id"] for row in sample.rows}) == 46
    for row in sample.rows:
        assert list(row) == SCORE_KEYS
        assert all(list(flag) == ["code", "severity", "message", "spans"] for flag in row["flags"])
        assert all(list(points) == ["feature", "group", "value", "points"] for points in row["contributions"])


def test_the_shares_of_single_words_are_neither_stored_nor_shown(sample):
    with store.open_store(sample.db, read_only=True) as opened:
        stored = opened.table("features").columns
        shown = opened.table("contributions")["feature"].unique().to_list()
    assert not [name for name in (*stored, *shown) if name.startswith((WORD, SENSE))]
    assert "wording" in shown


def test_a_score_lies_in_its_interval_and_adds_up(sample):
    scored = [row for row in sample.rows if row["score"] is not None]
    assert len(scored) > 35
    for row in scored:
        assert 0 < row["low"] <= row["score"] <= row["high"] < 1
        points = sum(contribution["points"] for contribution in row["contributions"])
        assert points == pytest.approx(math.log(row["score"] / (1 - row["score"])), abs=1e-6)


@pytest.mark.parametrize(
    ("article", "reason"), [("brief", "too_short"), ("german", "not_english"), ("link-page", "not_an_article")]
)
def test_what_cannot_be_judged_gets_a_reason_and_no_score(sample, article, reason):
    row = sample.row(article)
    assert (row["score"], row["low"], row["high"], row["abstained"]) == (None, None, None, reason)
    assert row["contributions"] == []


def test_grades_keep_to_the_admiralty_code(sample):
    for row in sample.rows:
        assert row["source_reliability"] in "ABCDEF"
        assert row["information_credibility"] in range(1, 7)


def test_claims_have_the_promised_keys(claims):
    for claim in (claim for found in claims.values() for claim in found):
        assert list(claim) == CLAIM_KEYS
        assert all(list(step) == ["kind", "name"] for step in claim["via"])


MISSED = {("ferry-torch", "the steering failed")}  # `claims` is read as a noun there


def expected_claims():
    for row in table("claims"):
        missed = (row["article_id"], row["content"]) in MISSED
        marks = [pytest.mark.xfail(strict=True, reason="not found yet")] if missed else []
        yield pytest.param(row, marks=marks, id=f"{row['article_id']}-{row['content'][:20]}")


@pytest.mark.parametrize("expected", expected_claims())
def test_claim(claims, expected):
    candidates = [
        claim
        for claim in claims[expected["article_id"]]
        if expected["content"] in claim["content_text"] and expected["cue"].lower() in claim["cue_text"].lower()
    ]
    assert candidates, [(c["cue_text"], c["content_text"][:60]) for c in claims[expected["article_id"]]]
    claim = candidates[0]
    chain = " > ".join(f"{step['kind']}: {step['name']}" for step in claim["via"])
    found = {key: claim[key] for key in ("quotation", "origin", "source_type", "hops", "second_hand")}
    assert found | {"via": chain} == {
        "quotation": expected["quotation"],
        "origin": expected["origin"],
        "source_type": expected["source_type"],
        "hops": int(expected["hops"]),
        "second_hand": expected["second_hand"] == "true",
        "via": expected["via"],
    }


@pytest.mark.parametrize("expected", table("flags"), ids=lambda row: f"{row['article_id']}-{row['code']}")
def test_flag(sample, expected):
    codes = [flag["code"] for flag in sample.row(expected["article_id"])["flags"]]
    assert (expected["code"] in codes) == (expected["raised"] == "yes"), codes


def test_stories_and_copies(sample, run_program):
    done = run_program("stories", "--db", str(sample.db), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    story_of, copies = {}, set()
    for line in done.stdout.splitlines():
        story = json.loads(line)
        assert list(story) == STORY_KEYS
        story_of |= dict.fromkeys(story["articles"], story["story_id"])
        copies |= {frozenset(group) for group in story["copies"]}
    groups = defaultdict(set)
    for row in table("stories"):
        groups[row["copy_group"]].add(row["article_id"])
    assert {frozenset(group) for group in groups.values() if len(group) > 1} <= copies
    wanted = {row["article_id"]: row["story"] for row in table("stories")}
    pairs = [(a, b) for a in wanted for b in wanted if a < b]
    joined = {pair for pair in pairs if story_of.get(pair[0], pair[0]) == story_of.get(pair[1], pair[1])}
    same = {pair for pair in pairs if wanted[pair[0]] == wanted[pair[1]]}
    assert not joined - same
    assert len(joined & same) >= 0.7 * len(same), same - joined
