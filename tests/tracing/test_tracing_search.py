"""Which claims a search finds, and how sure it is."""

from __future__ import annotations

import pytest

from reliability import tracing
from reliability.errors import ReliabilityError

QUOTED = {
    "content_text": "“The ice bridge will stay open until the last ferry has left Brennick,” ... “not a day less.”"
}


@pytest.fixture
def asked_of_the_bridge(tell, ask):
    tell("gull", 3, {"content_text": "that the town would pay"}, QUOTED)
    tell("tern", 4, {"content_text": "the harbour master's boat was sold for 12,000 crowns"})
    return ask


@pytest.mark.parametrize(
    ("words", "kind", "changes"),
    [
        ("The ice bridge will stay open until the last ferry has left Brennick", "same_words", []),
        ("ICE BRIDGE WILL STAY", "same_words", []),
        ("“...the last ferry has left Brennick. Not a day less!”", "same_words", []),
        ("bridge's ferry", "other_words", []),
        ("ice bridge", "same_words", []),
        ("the ice bridge will not stay open until the last ferry", "near_words", [("not", "")]),
        (
            "the ice bridge will stay shut until the last ferry has gone",
            "near_words",
            [("shut", "open"), ("gone", "left")],
        ),
        ("the ice bridge stays open until the ferry has left", "near_words", [("", "will"), ("", "last")]),
        ("Ida Voss: Brennick's ice bridge open until ferry left", "other_words", []),
        ("9 days the ice bridge open until ferry left Brennick", "other_words", [("9", "")]),
        ("the council of Brennick meets in May to vote on the budget of its school", None, None),
        ("until the last of us", None, None),
    ],
)
def test_a_quotation_is_found_by_its_words_and_says_what_differs(asked_of_the_bridge, words, kind, changes):
    found = asked_of_the_bridge(words)
    assert [row["claim_id"] for row in found] == ([] if kind is None else ["gull#2"])
    if kind is not None:
        match = found[0]["match"]
        assert match["kind"] == kind
        assert [(change["asked"], change["told"]) for change in match["changes"]] == changes
        assert 0 < match["similarity"] <= 1 and (match["similarity"] == 1 or kind != "same_words")


def test_the_words_that_fit_are_marked_in_the_text(asked_of_the_bridge):
    row = asked_of_the_bridge("Bridge will be open until the last FERRY")[0]
    marked = [row["content_text"][start:end] for start, end in row["match"]["spans"]]
    assert marked == ["bridge will", "open until the last ferry"]


def test_a_claim_that_is_a_piece_of_the_words_is_found_where_it_tells_something(tell, ask):
    tell(
        "gull",
        3,
        {"content_text": "that the harbour tunnel leaks at its northern gate"},
        {"content_text": "it would be"},
    )
    found = ask(
        "Nobody was told, she says, that the harbour tunnel leaks at its northern gate, and it would be May by then"
    )
    assert [row["claim_id"] for row in found] == ["gull#1"]
    assert found[0]["match"]["kind"] == "same_words" and found[0]["match"]["similarity"] < 0.7


def test_common_words_alone_are_found_in_their_order_only(tell, ask):
    tell("gull", 3, {"content_text": "“We will not do it,”"})
    tell("tern", 4, {"content_text": "that it will not do to say what we do"})
    assert [row["article_id"] for row in ask("we will not do it")] == ["gull"]


def test_the_same_number_is_found_however_it_is_grouped(asked_of_the_bridge):
    assert [row["claim_id"] for row in asked_of_the_bridge("boat sold for 12000 crowns")] == ["tern#1"]


def test_what_fits_best_stands_first_and_claims_that_say_the_same_together(tell, ask):
    lost = "the annex of the tunnel contract was lost in the flood that drowned the cellar of the museum of Brennick"
    tell("tern", 4, {"content_text": lost, "quotation": "indirect"})
    tell("gull", 5, {"content_text": "“I have not read the annex of the tunnel contract,”"})
    tell("skua", 6, {"content_text": "“I have never read the annex of the tunnel contract”"})
    found = ask("I have not read the annex of the tunnel contract")
    assert [(row["group"], row["article_id"]) for row in found][:2] == [(1, "gull"), (1, "skua")]
    assert [row["first"] for row in found][:2] == [True, False]
    assert found[1]["match"]["changes"] == [{"asked": "not", "told": "never"}]
    assert [(row["article_id"], row["match"]["kind"]) for row in found][2:] == [("tern", "perhaps")]


def test_claims_that_were_replaced_are_no_longer_found(tell, ask):
    tell("gull", 3, {"content_text": "that the lighthouse of Almar will be sold"})
    assert ask("lighthouse of Almar will be sold")
    tell("gull", 3, {"content_text": "that the tunnel was saved by its keeper"})
    assert ask("lighthouse of Almar will be sold") == []
    assert [row["claim_id"] for row in ask("saved by its keeper")] == ["gull#1"]


@pytest.mark.parametrize("words", ["", "?!", "  “” "])
def test_a_question_without_a_word_is_refused(store, words):
    with pytest.raises(ReliabilityError, match="too little to look for"):
        tracing.trace(store, words)


def test_a_question_as_long_as_an_article_is_refused(store):
    with pytest.raises(ReliabilityError, match="too long") as caught:
        tracing.trace(store, "word " * 1000)
    assert "sentence" in caught.value.hint


def test_long_hostile_claims_are_searched_in_time(store, tell, ask):
    tell("gull", 3, {"content_text": "ice bridge " * 20_000}, {"content_text": "\x1b[31m" + "“" * 50_000}, {})
    tell("tern", 4, *({"content_text": f"the ice bridge number {n} is open"} for n in range(300)))
    found = ask("the ice bridge number 7 is open " + "ice bridge " * 100)
    assert "tern" in {row["article_id"] for row in found}
    assert ask("ice bridge " * 100)[0]["article_id"] == "gull"
