"""What an editor reads about articles of the sample."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from rich.console import Console

from reliability import config, explaining, features, records, scoring, store
from reliability.features import reasons
from reliability.reports import explained_files, explanation
from reliability.reports.explained import excerpt, explained
from reliability.scoring.reference import describe
from reliability.scoring.usual import usual
from reliability.scoring.whatif import what_if

ARTICLES = (
    "tunnel-torch",
    "ferry-torch",
    "ferry-northlight",
    "water-lowmere",
    "water-gazette",
    "ferry-cpa",
    "dam-lowmere",
    "tunnel-courier",
    "brief",
    "german",
)


@pytest.fixture(scope="module")
def dossiers(sample) -> dict[str, dict[str, pl.DataFrame]]:
    settings = config.load({"db": str(sample.db)})
    with store.open_store(settings["db"], read_only=True) as opened:
        return {name: explaining.explain(opened, name, settings) for name in ARTICLES}


def printed(dossier, **more) -> str:
    out = io.StringIO()
    explanation.render(dossier, Console(file=out, width=118), **more)
    return out.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


def reason(dossier, name: str) -> dict:
    return dossier["reasons"].row(by_predicate=pl.col("reason") == name, named=True)


# Told of a feature that weighs, whatever the shipped model makes of it.
SEEN = [
    (
        "tunnel-torch",
        "mean_hops",
        "6 of 11 claims reached this page through others (Brennick Courier and Harbour Post); usually 0 to 2 of 11; "
        "the longest way is Ursula Brandt -> Harbour Post -> Brennick Courier -> this page.",
    ),
    (
        "ferry-northlight",
        "second_hand_share",
        "7 of 10 claims reached this page through others (Brennick Courier, Calvian Press Agency and X); "
        "usually 0 to 2 of 10.",
    ),
    (
        "tunnel-courier",
        "second_hand_claims",
        "2 of 8 claims reached this page through one outlet, Harbour Post; usually 0 to 2 of 8.",
    ),
    (
        "ferry-torch",
        "loaded_per_1000",
        "The writer uses 5 loaded words: ‘outrageous’, ‘disaster’, ‘furious’, ‘disgraceful’ and 1 more; "
        "usually none in a text of this length.",
    ),
    (
        "ferry-torch",
        "title_capitals_share",
        "The headline shouts: 3 words in capitals (‘SHOCKING’, ‘DEATH’ and ‘HIDING’).",
    ),
    (
        "water-lowmere",
        "anonymous_share",
        "4 of 11 claims come from people without a name: ‘chief engineer of Lowmere's waterworks’ and "
        "‘two people who have read the internal e-mails’; usually 0 to 2 of 11.",
    ),
    ("water-lowmere", "title_quotation_missing", "The headline quotes words that the text does not have."),
    ("dam-lowmere", "title_words_in_body", "The text has 20% of the headline's longer words."),
    ("tunnel-courier", "documents_cited", "1 document is cited: letter from the national audit office."),
    (
        "ferry-cpa",
        "distinct_origins",
        "4 different people, bodies or documents are heard: Almar Lines, Ilse Varga, Calvian coastguard and 1 more",
    ),
    ("ferry-cpa", "top_origin_share", "3 of 7 claims come from Almar Lines."),
]


@pytest.mark.parametrize(("article", "feature", "sentence"), SEEN)
def test_an_editor_reads_what_was_seen(dossiers, article, feature, sentence):
    middle = {name: reasons.Usual(0.1, (0.0, 0.2)) for name in (feature, "second_hand_share", "anonymous_share")}
    looked = look(dossiers[article], middle)
    rows = records.CONTRIBUTIONS.frame([{"feature": "base", "points": 0.0}, {"feature": feature, "points": -1.0}])
    assert reasons.build(rows, looked)["text"][1].startswith(sentence)


def look(dossier, middle=None) -> reasons.Seen:
    return reasons.see(dossier["article"], dossier["claims"], dossier["features"], middle)


@pytest.mark.parametrize("article", ARTICLES[:8])
def test_the_reasons_add_up_to_the_score(dossiers, article):
    dossier = dossiers[article]
    score = dossier["result"]["score"][0]
    assert math.fsum(dossier["reasons"]["points"]) == pytest.approx(math.log(score / (1 - score)), abs=1e-6)
    assert math.fsum(dossier["reasons"]["score_points"]) == pytest.approx(score, abs=1e-6)
    assert math.fsum(dossier["reasons"]["points"]) == pytest.approx(math.fsum(dossier["contributions"]["points"]))
    for side in ("for", "against"):
        assert dossier["reasons"].filter(side=side).height <= 3


def test_the_sensational_piece_is_marked_down_for_how_it_is_written(dossiers):
    dossier = dossiers["tunnel-torch"]
    text, row = dossier["article"]["text"][0], reason(dossier, "charged words")
    assert row["side"] == "against"
    assert "Taxpayers are furious about this outrageous betrayal!" in [text[a:b] for a, b in row["sentences"]]
    assert {"furious", "outrageous"} <= {text[a:b] for a, b in row["spans"]}
    assert 0 < len(row["sentences"]) <= 3


def test_what_if_says_what_scoring_says(dossiers):
    dossier, model = dossiers["ferry-torch"], scoring.load()
    before = dossier["features"].drop("run_id")
    names = [name for name in ("loaded_per_1000", "anonymous_share", "title_exclamations") if name in before.columns]
    after = before.with_columns(pl.lit(0.0).alias(name) for name in names)
    words = features.wording(dossier["article"]).drop("article_id")
    scores, _ = scoring.score(after.hstack(words), model)
    assert what_if(dossier["result"]["score"][0], before, after, model) == pytest.approx(scores["score"].to_list())
    assert what_if(0.4, before, before, model) == pytest.approx([0.4])


def remedied(dossier, name: str) -> tuple[str | None, dict[str, float], dict[str, float]]:
    """The advice on a reason, and the article's features before and after it was followed."""
    looked = look(dossier)
    remedy = next(known for known in reasons.catalogue() if known.name == name).remedy
    draft = reasons.Draft(looked.title, looked.text, looked.claims)
    before, after = explaining.features_of([draft, remedy.apply(looked, draft)], dossier)
    return remedy.advise(looked), before.row(0, named=True), after.row(0, named=True)


def test_naming_the_unnamed_changes_everything_that_counts_them(dossiers):
    advice, before, after = remedied(dossiers["water-gazette"], "unnamed sources")
    assert advice.startswith("Name ‘Officials’") and "say why" in advice
    assert before["anonymous_claims"] == 7 and before["named_sources"] == 0
    assert after["anonymous_claims"] == after["anonymous_share"] == 0
    assert after["named_sources"] >= 3 and after["person_share"] > before["person_share"]
    assert after["words"] == before["words"]


@pytest.mark.parametrize(
    ("article", "name", "advice", "features"),
    [
        ("tunnel-torch", "second-hand claims", "Ask Ursula Brandt directly", ("second_hand_share", "max_hops")),
        ("ferry-torch", "charged words", "Replace ‘outrageous’", ("loaded_per_1000", "boosters_per_1000")),
        ("ferry-torch", "headline", "Write a headline that tells", ("title_capitals_share", "title_exclamations")),
        ("ferry-torch", "shouting", "Take out the exclamation marks", ("exclamations_per_1000",)),
        ("water-lowmere", "headline against text", "Take the quotation of the headline", ("title_quotation_missing",)),
    ],
)
def test_following_the_advice_removes_what_was_seen(dossiers, article, name, advice, features):
    said, before, after = remedied(dossiers[article], name)
    assert said.startswith(advice)
    for feature in features:
        assert before[feature] > 0 and after[feature] == 0, feature


def test_nobody_is_advised_to_write_longer(dossiers):
    unhelped = {known.name for known in reasons.catalogue() if known.remedy is None}
    assert {"length", "sentences and words", "how much is attributed", "times, figures and names", "doubt"} <= unhelped


def test_hints_stand_only_where_they_help(dossiers):
    for dossier in dossiers.values():
        score = dossier["result"]["score"][0]
        hints = dossier["reasons"].drop_nulls("hint")
        assert (hints["side"] == "against").all()
        assert all(would > score for would in hints["hint_score"])


def test_capitals_of_a_dateline_are_no_shouting(dossiers):
    rows = records.CONTRIBUTIONS.frame([{"feature": "capitals_share", "points": -1.0}])
    text = reasons.build(rows, look(dossiers["ferry-cpa"]))["text"][1]
    assert "PORT" not in text and "dateline" in text


def test_a_flag_stands_with_the_reason_that_says_the_same(dossiers):
    told = explained(dossiers["ferry-northlight"])
    assert next(row for row in told["reasons"] if row["reason"] == "second-hand claims")["flags"] == [
        "SRC001",
        "SRC007",
    ]
    page = printed(dossiers["ferry-northlight"])
    assert page.count("SRC001 ") >= 1
    assert page.index("7 of 10 claims reached this page") < page.index(" SRC001 ") < page.index("Who says what")


def test_no_score_is_explained_in_words(dossiers):
    short = printed(dossiers["brief"])
    assert "No score. The text has 22 words; below 80 there is too little to judge." in words(short)
    assert "Why this score" not in short and "speaks for" not in short
    assert "The text is not English" in printed(dossiers["german"])
    assert explained(dossiers["brief"])["reasons"] == []


def test_the_terminal_shows_reasons_before_claims_and_text(dossiers):
    page = printed(dossiers["tunnel-torch"])
    parts = ("What speaks for it", "What speaks against it", "Who says what", "Why this score", "The text")
    lines = [line.strip("─- ") for line in page.splitlines() if "──" in line or "--" in line]
    places = [next(n for n, line in enumerate(lines) if line.startswith(part)) for part in parts]
    assert places == sorted(places)
    assert "loaded_per_1000" not in page and "per 1000" not in page
    assert "loaded per 1000" in printed(dossiers["tunnel-torch"], every=True)


def hostile(dossier: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    bad = "<script>alert(1)</script>[link](http://x.example)\x1b[31m"
    return {
        **dossier,
        "article": dossier["article"].with_columns(title=pl.lit(bad), publisher=pl.lit(bad), text=pl.lit(bad * 60)),
        "result": dossier["result"].with_columns(title=pl.lit(bad), publisher=pl.lit(bad)),
        "claims": dossier["claims"].with_columns(origin=pl.lit(bad), content_text=pl.lit(bad)),
        "reasons": dossier["reasons"].with_columns(text=pl.lit(bad), hint=pl.lit(bad)),
        "flags": dossier["flags"].with_columns(message=pl.lit(bad)),
    }


@pytest.mark.parametrize("article", ["tunnel-torch", "brief"])
def test_hostile_words_stay_words(dossiers, article):
    dossier = hostile(dossiers[article])
    assert "\x1b" not in printed(dossier)
    html, markdown, lines = io.BytesIO(), io.BytesIO(), io.BytesIO()
    explained_files.html(dossier, html)
    explained_files.markdown(dossier, markdown)
    explained_files.jsonl(dossier, lines)
    page = html.getvalue().decode()
    assert "<script" not in page and "&lt;script&gt;" in page and "href=" not in page
    assert "<script" not in markdown.getvalue().decode() and "[link](" not in markdown.getvalue().decode()
    assert json.loads(lines.getvalue())["article_id"] == article


def test_an_excerpt_marks_its_place_and_cuts_what_is_long():
    text = "word " * 100 + "furious " + "word " * 100
    pieces = excerpt({"start": 1000, "text": text, "spans": [[1500, 1507]]})
    assert ("furious", True) in pieces
    assert pieces[0][0] == "…" and pieces[-1][0] == "…"
    assert sum(len(piece) for piece, _ in pieces) < 330


def test_a_score_of_another_model_is_still_explained_but_gets_no_hints(sample, tmp_path):
    settings = config.load({"db": str(sample.db)})
    with store.open_store(settings["db"], read_only=True) as opened:
        found = store.dossier(opened, "tunnel-torch")
        assert explaining.model_of("2020-01-01-gone", settings) is None
        assert explaining.model_of(found["result"]["model"][0], settings) is not None


def test_the_command_writes_what_the_name_of_the_file_asks_for(sample, run_program, tmp_path):
    place = tmp_path / "why.html"
    done = run_program("explain", "tunnel-torch", "--db", str(sample.db), "--output", str(place))
    assert done.returncode == 0, done.stderr
    assert "<mark>furious</mark>" in place.read_text(encoding="utf-8")
    lines = run_program("explain", "tunnel-torch", "--db", str(sample.db), "--format", "jsonl")
    row = json.loads(lines.stdout)
    assert {"score", "because", "start", "reasons", "flags", "model"} <= set(row)
    assert list(row["reasons"][0]) == [
        "reason", "side", "points", "score_points", "text", "features", "places", "flags", "hint",
    ]  # fmt: skip
    assert row["start"] + sum(r["score_points"] for r in row["reasons"]) == pytest.approx(row["score"], abs=1e-6)


def test_the_usual_is_the_middle_half_of_training(dossiers):
    model = scoring.load()
    values = np.column_stack([np.arange(1.0, 1001.0), np.repeat([0.0, 4.0], [900, 100])])
    owners = np.arange(1000) // 20
    reference = describe(values, ["words", "title_exclamations"], owners)
    linear = replace(model.linear, names=("words", "title_exclamations"), mean=np.array([500.0, 0.4]))
    known = usual(replace(model, linear=linear, reference=reference))
    assert known["words"][1] == pytest.approx((250, 750), abs=5)
    assert known["title_exclamations"] == (0.4, (0.0, 0.0))
    assert usual(replace(model, reference=None))[model.linear.names[0]][1] is None
