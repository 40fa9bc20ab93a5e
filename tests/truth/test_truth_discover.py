"""From claims to what is true and whom to trust."""

from __future__ import annotations

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.errors import ReliabilityError
from reliability.truth import METHODS, checked, copying, discover

SCHEMA = ["object", "source", "value"]


def frame(*rows: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def world(copiers: int) -> tuple[pl.DataFrame, dict[str, str]]:
    """20 sources of accuracy 0.5 to 0.9 on 150 things; a bad one, right in a third, and copies of it."""
    dice = random.Random(2)
    rows, right = [], {}
    for number in range(150):
        thing = f"thing {number}"
        right[thing] = f"right {number}"
        wrong = [f"{word} {number}" for word in ("wrong", "false", "odd", "mistaken")]
        for source in range(20):
            true = dice.random() < 0.5 + 0.02 * source
            rows.append((thing, f"honest {source}", right[thing] if true else dice.choice(wrong)))
        lie = right[thing] if dice.random() < 0.33 else dice.choice(wrong)
        rows += [(thing, f"copy {copy}", lie) for copy in range(copiers)]
    return frame(*rows), right


def share_right(claims: pl.DataFrame, right: dict[str, str], method: str) -> float:
    values = discover(claims, "text", method).values
    return sum(right[name] == value for name, value in values.select("object", "value").iter_rows()) / len(right)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_finds_most_truths_among_independent_sources(method):
    claims, right = world(copiers=1)
    assert share_right(claims, right, method) >= (0.85 if method == "pooled-investment" else 0.95)


def test_a_ring_of_copies_misleads_a_vote_and_not_our_method():
    claims, right = world(copiers=16)
    assert share_right(claims, right, "majority") < 0.7
    found = discover(claims)
    assert share_right(claims, right, "latent") > 0.95
    ring = found.sources.filter(pl.col("source").str.starts_with("copy"))
    assert ring["dependence"].min() > 0.9 and ring["shares_errors_with"].str.starts_with("copy").all()
    others = found.sources.filter(pl.col("source").str.starts_with("honest"))
    assert others["dependence"].max() < 0.5 and others["shares_errors_with"].null_count() == 20
    assert ring["trust"].max() < others["trust"].min() + 0.1


def test_a_thing_that_many_claim_is_compared_in_bounded_pieces(monkeypatch):
    claims, _ = world(copiers=6)
    whole = discover(claims)
    held = []
    monkeypatch.setattr(copying, "_CHUNK", 100)
    monkeypatch.setattr(
        copying, "_pairs", lambda *given, of=copying._pairs: (held.append(len(p[0])) or p for p in of(*given))
    )
    pieces = discover(claims)
    assert max(held) <= 100 and sum(held) > 100_000
    assert pieces.values["value"].equals(whole.values["value"])
    assert pieces.sources["dependence"].to_list() == pytest.approx(whole.sources["dependence"].to_list(), abs=1e-5)


def test_leaving_persons_out_is_told_from_adding_wrong_ones():
    rows = []
    for number in range(40):
        pair = f"Ada Holm{'abcdefgh'[number % 8]}; Per Lind{'abcdefgh'[number // 8]}"
        rows += [(f"book {number}", f"whole {shop}", pair) for shop in range(2)]
        rows += [(f"book {number}", f"short {shop}", pair.split(";", maxsplit=1)[0]) for shop in range(3)]
        if number % 10 == 0:
            rows.append((f"book {number}", "adding", f"{pair}; Ines Brandt"))
        else:
            rows.append((f"book {number}", "adding", pair))
    values = discover(frame(*rows), "set").values
    assert values["value"].str.count_matches(";").eq(1).all()  # a vote names one, the longest list sometimes three
    assert values["confidence"].min() > 0.5


def test_a_lone_claim_is_not_certain_and_what_nobody_tells_has_no_value():
    found = discover(frame(("a", "x", "12"), ("b", "x", "unknown"), ("c", "x", "1,200"), ("c", "y", "1.2k")), "number")
    rows = {row["object"]: row for row in found.values.to_dicts()}
    assert list(rows) == ["a", "b", "c"]
    assert rows["b"] | {"alternatives": None} == {
        "object": "b", "value": None, "confidence": None, "sources": 0, "claims": 0, "alternatives": None,
        "abstained": "no_value",
    }  # fmt: skip
    assert rows["a"]["value"] == 12 and rows["c"]["value"] == 1200 and rows["c"]["sources"] == 2
    assert found.unread.rows() == [("b", "x", "unknown", "no number in it")]
    assert 0.5 < rows["a"]["confidence"] < 0.99


@pytest.mark.parametrize("careful", [0.9, 1.0])
def test_half_of_the_sources_of_one_mind_against_the_rest_cannot_be_told_from_copies(careful):
    dice = random.Random(1)
    rows, right = [], {}
    for number in range(40):
        thing = f"thing {number}"
        right[thing] = f"right {number}"
        copied = f"lie {number}" if number % 2 else right[thing]
        rows += [(thing, f"ring {copy}", copied) for copy in range(5)]
        for source in range(4):
            said = right[thing] if dice.random() < careful else f"{dice.choice('abcd')} {number}"
            rows.append((thing, f"honest {source}", said))
    found = discover(frame(*rows))
    wrong = found.values.filter(pl.col("value") != pl.col("object").replace_strict(right))
    assert wrong["confidence"].max() < 0.6
    assert found.sources["shares_errors_with"].null_count() == 9
    dependence = dict(found.sources.select("source", "dependence").iter_rows())
    assert max(dependence[f"honest {source}"] for source in range(4)) < 0.1 and dependence["ring 0"] == 0.5


def test_sources_of_one_mind_whom_the_others_confirm_are_believed():
    dice = random.Random(4)
    rows = [(f"thing {number}", f"good {source}", f"right {number}") for number in range(40) for source in range(5)]
    for number in range(40):
        for source in range(4):
            said = "right" if dice.random() < 0.8 else dice.choice("abcd")
            rows.append((f"thing {number}", f"fair {source}", f"{said} {number}"))
    values = discover(frame(*rows)).values
    assert values["value"].str.starts_with("right").all() and values["confidence"].min() > 0.9


def test_nearness_does_not_lift_a_rare_number_above_the_usual_one():
    apart = ["3,620,000", "3,100,000", "3,300,000", "3,500,000", "3,900,000"]
    close = ["3,620,000", "3,100,000", "3,110,000", "3,120,000", "3,130,000"]
    for others, usual in ((apart, "3,600,000"), (apart, "3.6 million"), (close, "3,600,000")):
        said = ["3,600,000"] * 4 + others
        texts = [usual if text == "3,600,000" else text for text in said]
        claims = frame(*[("cost", f"outlet {place}", text) for place, text in enumerate(texts)])
        for method in METHODS:
            assert discover(claims, "number", method).values["value"].item() == 3_600_000
    tied = discover(frame(*[("cost", f"outlet {place}", text) for place, text in enumerate(["1", "9", "1", "9"])]))
    row = tied.values.row(0, named=True)
    assert row["confidence"] < 0.55 and row["alternatives"][0]["confidence"] == pytest.approx(row["confidence"])


def test_an_ambiguous_date_is_for_both_days_alike_unless_its_source_tells():
    said = ["5 April 2031", "5 April 2031", "4 May 2031", "4 May 2031", "04/05/2031"]
    rows = [("opening", f"outlet {place}", text) for place, text in enumerate(said)]
    row = discover(frame(*rows), "date").values.row(0, named=True)
    (other,) = row["alternatives"]
    assert {row["value"], other["value"]} == {"2031-04-05", "2031-05-04"}
    assert row["confidence"] == other["confidence"] < 0.55 and row["sources"] == other["sources"] == 3
    told = discover(frame(*rows, ("closing", "outlet 4", "12/25/2031")), "date").values
    assert told["value"].to_list() == ["2031-04-05", "2031-12-25"] and told["confidence"][0] > 0.6


def test_confidence_is_near_the_share_of_right_values():
    claims, right = world(copiers=1)
    few = claims.filter(pl.col("source").is_in(["honest 1", "honest 4", "honest 9", "honest 14"]))
    values = discover(few).values
    hits = [right[name] == value for name, value in values.select("object", "value").iter_rows()]
    assert abs(values["confidence"].mean() - sum(hits) / len(hits)) < 0.08


@settings(derandomize=True, max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(*[st.sampled_from("abcd")] * 2, st.sampled_from(["1", "2", "3 %", "Ada Holm", "-", "May 2031"])),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["text", "set", "number", "date"]),
    st.sampled_from(list(METHODS)),
)
def test_every_object_and_source_comes_once_with_bounded_figures_and_again_the_same(rows, kind, method):
    try:
        found = discover(frame(*rows), kind, method)
    except ReliabilityError as error:
        assert "No value" in error.message
        return
    assert sorted(found.values["object"]) == sorted({row[0] for row in rows})
    assert sorted(found.sources["source"]) == sorted({row[1] for row in rows})
    for column in (found.values["confidence"], found.sources["trust"]):
        assert column.drop_nulls().is_between(0, 1).all()
    assert discover(frame(*rows, *rows), kind, method).values.equals(found.values)  # said twice is said once


def test_a_wrong_kind_method_or_tolerance_is_named():
    for wrong, word in (({"kind": "colour"}, "colour"), ({"method": "vote"}, "vote"), ({"tolerance": 2.0}, "2")):
        with pytest.raises(ReliabilityError, match=word) as raised:
            discover(frame(("a", "b", "c")), **wrong)
        assert raised.value.hint
    with pytest.raises(ReliabilityError, match="no claims"):
        discover(pl.DataFrame(schema=dict.fromkeys(SCHEMA, pl.String)))


def test_a_record_counts_values_against_independent_reports():
    claims = pl.DataFrame(
        [
            ("toll", "Post", "12", None), ("toll", "Courier", "12 dead", "wire"), ("toll", "Gazette", "12", "wire"),
            ("toll", "Herald", "twelve: 12", None), ("toll", "Mirror", "15", None),
            ("cost", "Post", "1.2 million", None), ("cost", "Herald", "1,187,000", None),
            ("cost", "Mirror", "1187000", None),
            ("day", "Post", "3", None), ("day", "Courier", "4", "wire"),
        ],
        schema=[*SCHEMA, "group"], orient="row",
    )  # fmt: skip
    assert checked(claims, "number").rows() == [
        ("Courier", 1, 1),  # against Post and Herald; the Gazette tells the same wire story
        ("Gazette", 1, 1),
        ("Herald", 1, 1),  # toll: Post and the wire; cost: nobody else gives one value twice
        ("Mirror", 1, 0),
        ("Post", 2, 2),  # 12 by Herald and the wire; 1.2 million is 1,187,000 rounded
    ]
    assert checked(claims.drop("group"), "number").filter(pl.col("source") == "Courier").rows() == [("Courier", 1, 1)]
    assert checked(claims.head(0), "number").is_empty()
