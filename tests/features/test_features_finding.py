"""Finders look only where it is worth it, and what they find is what the flag shows."""

import polars as pl
import pytest

from reliability.features import finding
from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.frames import article_frame, claims_frame
from reliability.features.pointing import pointed
from reliability.records import ARTICLES, CLAIMS, FLAGS, STORY_MEMBERS


def frames(*articles):
    frame = article_frame(ARTICLES.frame(articles), STORY_MEMBERS.empty())
    return frame, claims_frame(frame, CLAIMS.empty())


def feature(finder):
    return Feature("bridges", finder, "bridges", "help")


def test_the_value_is_the_number_of_places():
    finder = Finder(lambda case: [Place(n, n + 6) for n in range(case.text.count("bridge"))], pl.lit(True))
    frame, told = frames({"article_id": "a", "text": "A bridge, a bridge."}, {"article_id": "b", "text": "A tower."})
    assert finding.count(frame, told, [feature(finder)])["bridges"].to_list() == [2, 0]


def test_only_articles_that_are_worth_it_are_looked_through():
    seen = []
    finder = Finder(lambda case: seen.append(case.article_id) or [], pl.col("text").str.contains("bridge"))
    frame, told = frames({"article_id": "a", "text": "A bridge."}, {"article_id": "b", "text": "A tower."})
    finding.count(frame, told, [feature(finder)])
    assert seen == ["a"]


def test_nothing_to_judge_by_is_no_value():
    finder = Finder(lambda case: [], pl.lit(True), given=pl.col("published_at").is_not_null())
    frame, told = frames({"article_id": "a", "text": "A bridge."})
    assert finding.count(frame, told, [feature(finder)])["bridges"].to_list() == [None]


def test_a_case_holds_the_article_and_its_claims(claim):
    text = "“We stay,” Ada Novak said."
    frame = article_frame(ARTICLES.frame([{"article_id": "a", "text": text}]), STORY_MEMBERS.empty())
    told = claims_frame(frame, CLAIMS.frame([claim(text, "Ada Novak", "said", "We stay")]))
    (case,) = finding.cases(frame, told, frame["row"])
    assert isinstance(case, Case)
    assert (case.article_id, case.title, case.text, case.authors) == ("a", "", text, [])
    assert [said["source_text"] for said in case.claims] == ["Ada Novak"]


TEXT = "Ada Novak and Ida Novak met."


@pytest.mark.parametrize(
    ("message", "places", "shown"),
    [
        ("Names: {words}.", [Place(0, 9), Place(14, 23)], "Names: Ada Novak, Ida Novak."),
        ("The names {words} are alike.", [Place(0, 9)], "The names Ada Novak are alike."),
        ("Names: {words}.", [], "Names."),
        ("Names: {words}.", [Place(0, 9, "Ada\n\x1b[31mN.")], "Names: Ada [31mN."),
        ("Names: {words}.", [Place(14, 28)], "Names: Ida Novak met."),
        ("Ends: {words}.", [Place(0, 4, ". Read on:")], "Ends: Read on."),
        ("Ends: {words}.", [Place(0, 4, "“Read on?”")], "Ends: “Read on?”"),
        ("Ends: {words}.", [Place(0, 4, "...")], "Ends: ..."),
        ("Ends: {words}", [Place(0, 4, "Read on.")], "Ends: Read on."),
        ("In the headline: {words}.", [Place(0, 0, "shock", title=True)], "In the headline: shock."),
        ("Names: {words}.", [Place(n, n + 2) for n in range(7)], "Names: Ada, Novak."),
        ("Marks: {words}.", [Place(0, 0, word) for word in "abcdefg"], "Marks: a, b, c, d, e and 2 more."),
        ("Ends: {words}.", [Place(4, 13)], "Ends: Novak and Ida."),
        ("Said: {words}.", [Place(0, 0, "“no more,"), Place(0, 0, '"yes,"')], 'Said: no more, "yes".'),
        ("Names: 2.", [Place(0, 9)], "Names: 2."),
    ],
)
def test_a_message_shows_the_words(message, places, shown):
    flags = FLAGS.frame([{"article_id": "a", "code": "X1", "message": message}])
    found = pointed(flags, {("a", "X1"): places}, {"a": TEXT})
    assert found["message"].to_list() == [shown]


def test_words_of_the_headline_have_no_place_in_the_text():
    flags = FLAGS.frame([{"article_id": "a", "code": "X1", "message": "m"}])
    found = pointed(flags, {("a", "X1"): [Place(14, 23), Place(0, 9), Place(0, 4, title=True)]}, {"a": TEXT})
    assert found["spans"].to_list() == [[[0, 9], [14, 23]]]
