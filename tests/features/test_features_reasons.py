"""Reasons: every feature has words, and the points of all reasons add up whatever the model."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import features, records
from reliability.features import reasons

CLAIM = {
    "article_id": "a",
    "quotation": "indirect",
    "source": [[0, 3]],
    "cue": [[4, 8]],
    "content": [[9, 20]],
    "source_text": "Ida",
    "cue_text": "said",
    "content_text": "that it rained",
    "origin": "Ida Holm",
    "source_type": "person",
    "via": [],
    "hops": 0,
    "second_hand": False,
    "anonymous": False,
    "hedged": False,
}
TEXT = "Ida said that it rained. Nobody answered! The furious crowd waited."


def seen(values: dict[str, float], claims: list[dict] | None = None, **more) -> reasons.Seen:
    return reasons.Seen(title=more.pop("title", "Rain"), text=TEXT, claims=claims or [], values=values, **more)


def contributions(points: dict[str, float], groups: dict[str, str] | None = None) -> pl.DataFrame:
    rows = [{"feature": name, "group": (groups or {}).get(name, "any"), "points": p} for name, p in points.items()]
    return records.CONTRIBUTIONS.frame(rows)


def article(text: str, title: str, claims: list[dict]) -> reasons.Seen:
    frame = records.ARTICLES.frame([{"article_id": "a", "title": title, "text": text}])
    said = records.CLAIMS.frame(claims)
    return reasons.see(frame, said, features.compute(frame, said, records.STORY_MEMBERS.empty()))


def test_every_feature_belongs_to_one_reason():
    scored = {feature.name: feature.scored for feature in features.catalogue()}
    known = [name for reason in reasons.catalogue() for name in reason.features]
    flagged = [name for reason in reasons.catalogue() for name in reason.flagged]
    learnt = {name for name in scored if scored[name]}
    assert learnt - set(known) == set(), "give each new feature a phrase in features/reasons/"
    assert set(known) <= learnt
    assert set(flagged) <= scored.keys() - learnt
    assert len(known + flagged) == len({*known, *flagged}) == len(reasons.reason_of())


@pytest.mark.parametrize("claims", [[], [CLAIM]], ids=["without claims", "with a claim"])
def test_every_phrase_speaks_english_of_any_value(claims):
    names = {feature.name for feature in features.catalogue()}
    for value in (None, 0.0, 0.4, 1.0, 37.0):
        for usual in (
            {},
            {name: reasons.Usual(0.5, (0.1, 2.0)) for name in names},
            {n: reasons.Usual(3) for n in names},
        ):
            looked = seen(dict.fromkeys(names, value), claims, usual=usual)
            for reason in reasons.catalogue():
                for phrase in reason.phrases:
                    said = phrase.say(looked)
                    if said is None:
                        continue
                    assert said.text[0].isupper() or not said.text[0].isalpha(), said.text
                    assert said.text.endswith((".", "!", "?")), said.text
                    assert "_" not in said.text and "per 1" not in said.text and "None" not in said.text, said.text


KNOWN = st.sampled_from([feature.name for feature in features.catalogue()])
NAMES = KNOWN | st.text(min_size=1, max_size=12).filter(lambda name: name != "base")
POINTS = st.floats(-30, 30, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(
    points=st.dictionaries(NAMES, POINTS, max_size=25),
    group=st.sampled_from(["wording", "language", "other", ""]),
    base=POINTS,
    values=st.dictionaries(KNOWN, st.none() | st.floats(0, 50), max_size=25),
)
def test_the_reasons_add_up_whatever_the_model(points, group, base, values):
    rows = contributions({"base": base, **points}, dict.fromkeys(points, group))
    built = reasons.build(rows, seen(values, [CLAIM]))
    total = base + math.fsum(points.values())
    assert math.fsum(built["points"]) == pytest.approx(total, abs=1e-9)
    assert math.fsum(built["score_points"]) == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-9)
    for side, sign in (("for", 1), ("against", -1)):
        shown = built.filter(side=side)
        assert shown.height <= 3
        assert all(p * sign > 0 for p in shown["points"])
    assert built["reason"].is_unique().all()
    assert sorted(name for row in built["features"].drop_nulls() for name in row) == sorted(points)


def test_features_of_one_reason_become_one_row():
    built = reasons.build(contributions({"base": 0.5, "loaded_per_1000": -0.4, "boosters_per_1000": -0.2}), seen({}))
    assert built["reason"].to_list() == ["base", "charged words"]
    assert built["points"].to_list() == pytest.approx([0.5, -0.6])


def test_rows_that_no_reason_knows_are_told_as_far_as_they_go():
    points = {"base": 0.0, "theme 3": 0.7, "theme 9": -0.1, "moon_phase": -0.4}
    rows = contributions(points, {"theme 3": "wording", "theme 9": "wording"})
    texts = dict(reasons.build(rows, seen({"moon_phase": 0.25})).select("reason", "text").iter_rows())
    assert texts["wording"] == "The choice of words as a whole is more like that of reliable publishers in training."
    assert texts["any"] == "Moon phase: 0.25."


def test_a_reason_that_sounds_wrong_says_what_it_rests_on():
    looked = seen({"title_loaded": 1.0}, title="Rain disaster")
    said = reasons.build(contributions({"base": 0.0, "title_loaded": 0.5}), looked)["text"][1]
    assert said == (
        "The headline has 1 loaded word: ‘disaster’. "
        "In training, articles like this came more often from reliable publishers."
    )


def test_a_reason_points_at_the_sentences_that_hold_most_of_it():
    looked = article("Rain fell. The furious mayor called it outrageous! Buses ran.", "Rain", [])
    bounds = [(0, 10), (11, 50), (51, 61)]
    built = reasons.build(contributions({"base": 0.0, "loaded_per_1000": -1.0}), looked, bounds)
    row = built.row(1, named=True)
    assert row["sentences"] == [[11, 50]]
    assert [looked.text[start:end] for start, end in row["spans"]] == ["furious", "outrageous"]
    assert "‘furious’ and ‘outrageous’" in row["text"]


def test_the_usual_is_told_in_units_of_the_article():
    relayed = CLAIM | {"second_hand": True, "hops": 1, "via": [{"kind": "outlet", "name": "Radio Vale"}]}
    claims = [relayed] * 3 + [CLAIM] * 7
    rows = contributions({"base": 0.0, "second_hand_share": -1.0})
    values = {"second_hand_share": 0.3}
    said = "3 of 10 claims reached this page through one outlet, Radio Vale"
    for usual, end in (
        ({}, "."),
        ({"second_hand_share": reasons.Usual(0.1)}, "; usually about 1 of 10."),
        ({"second_hand_share": reasons.Usual(0.1, (0.0, 0.2))}, "; usually 0 to 2 of 10."),
    ):
        assert reasons.build(rows, seen(values, claims, usual=usual))["text"][1] == said + end


def test_words_of_an_article_cannot_drive_a_terminal():
    claims = [CLAIM | {"anonymous": True, "origin": "an \x1b[31mofficial\x07" + "x" * 500}]
    said = reasons.build(contributions({"base": 0.0, "anonymous_share": -1.0}), seen({"anonymous_share": 1.0}, claims))
    assert "\x1b" not in said["text"][1] and "\x07" not in said["text"][1]
    assert len(said["text"][1]) < 200


def test_one_feature_can_be_told_by_itself():
    looked = seen(
        {"mean_sentence_words": 80.0, "title_is_body": 0.0}, usual={"mean_sentence_words": reasons.Usual(22.6)}
    )
    assert reasons.say("mean_sentence_words", looked) == "Sentences are 80 words long on average; usually about 23."
    assert reasons.say("title_is_body", looked) == "The text is more than the headline."
    assert reasons.say("platform_share", seen({"platform_share": 0.0})).endswith(
        "a blog or a website: 0 share of claims."
    )
    assert reasons.say("moon_phase", looked) == "Moon phase."
