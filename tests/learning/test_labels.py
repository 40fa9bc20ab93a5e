"""Labels from files and from decisions, and the articles that they fit."""

from __future__ import annotations

import datetime

import polars as pl
import pytest

from reliability import learning, readers, records, review, store
from reliability.errors import ReliabilityError
from reliability.learning.training import check_enough
from reliability.ratings import Scale


@pytest.fixture
def read(tmp_path):
    """Reads a file of labels with these contents."""

    def written(text: str, scale: str = "0-1", column: str | None = None) -> learning.Labels:
        path = tmp_path / "labels.csv"
        path.write_text(text, encoding="utf-8")
        return learning.read_labels(path, Scale.parse(scale), column)

    return written


def intake(*articles: dict) -> list[readers.Intake]:
    rows = [{"text": "The bridge is safe.", "text_hash": "x"} | article for article in articles]
    return [readers.Intake(records.ARTICLES.frame(rows), records.REJECTS.empty(), None)]


def test_the_columns_tell_publishers_from_articles(read):
    of_publishers = read("domain;rating;owner_group;split\nhttps://www.Post.example/;80;Holm;train\n", "0-100")
    assert of_publishers.sources.row(0, named=True) == {
        "source": "post.example", "rating": 0.8, "owner_group": "Holm", "lean": None, "split": "train",
    }  # fmt: skip
    assert not of_publishers.articles.height
    by_url = read("domain,url,label\npost.example,http://post.example/a/?utm_source=x,reliable\n")
    assert by_url.articles.rows() == [(None, "https://post.example/a", 1.0)] and not by_url.sources.height
    by_id = read("id,verdict\n7,FALSE\n8,mixed\n9,0.9\n", column="verdict")
    assert by_id.articles.select("article_id", "label").rows() == [("7", 0.0), ("8", 0.5), ("9", 0.9)]
    assert read("domain,rating\na.example,A\nb.example,E\n", "A-E").sources["rating"].to_list() == [1.0, 0.0]


def test_broken_rows_are_set_aside_with_their_reasons(read):
    found = read(
        "domain,rating\na.example,yes\n,1\nnowhere,1\nb.example,maybe\nc.example,3\nd.example,\na.example,no\n"
    )
    assert found.sources["source"].to_list() == ["a.example"]
    assert dict(found.rejects.select("record", "reason").rows()) == {
        2: "There is no domain.",
        3: "'nowhere' is no domain.",
        4: "The rating 'maybe' is no number.",
        5: "The rating '3' is not on the scale 0-1.",
        6: "There is no rating.",
        7: "An earlier row labels a.example already.",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,rating\nx,1\n", "no column that names a publisher or an article"),
        ("domain,points\na.example,1\n", "no column 'rating'"),
        ("domain,rating\na.example,9\n", "no usable label"),
    ],
)
def test_a_file_without_labels_is_the_users_mistake(read, text, said):
    with pytest.raises(ReliabilityError, match=said):
        read(text)


def test_articles_find_their_own_label_and_their_publishers_rating(read):
    labels = read("domain,rating\nexample.com,0.9\nodd.example.com,0.1\n") | read(
        "url,label\nhttps://unrated.example/x,false\n"
    )
    drawn = learning.sample(
        intake(
            {"article_id": "host", "domain": "news.example.com"},
            {"article_id": "own", "domain": "odd.example.com"},
            {"article_id": "checked", "domain": "unrated.example", "url": "http://unrated.example/x#top"},
            {"article_id": "other", "domain": "unrated.example", "url": "https://unrated.example/y"},
            {"article_id": "nameless"},
        ),
        labels,
    )
    rows = {row["article_id"]: (row["source"], row["rating"], row["label"]) for row in drawn.to_dicts()}
    assert rows == {
        "host": ("example.com", 0.9, None),
        "own": ("odd.example.com", 0.1, None),
        "checked": ("unrated.example", None, 0.0),
    }
    assert drawn["owner_group"].null_count() == 0


def test_a_publisher_is_capped_and_its_labelled_articles_come_first(read):
    labels = read("domain,rating\na.example,0.9\n") | read("article_id,label\nn7,no\n")
    articles = [{"article_id": f"n{number}", "domain": "a.example"} for number in range(20)]
    drawn = learning.sample(intake(*articles), labels, cap=5)["article_id"].to_list()
    again = learning.sample(intake(*articles[::-1]), labels, cap=5)["article_id"].to_list()
    assert len(drawn) == 5 and drawn[0] == "n7" and drawn == again


def test_too_few_labels_are_counted_and_the_need_is_said():
    few = pl.DataFrame(
        {"owner_group": ["a", "b", "b"], "rating": [0.9, 0.2, 0.2], "label": [None, None, 1.0], "split": ["x"] * 3}
    )
    with pytest.raises(ReliabilityError) as error:
        check_enough(few)
    assert "3 labelled articles of 2 owner groups: 2 labelled 0.6 or more, 1 below" in error.value.message
    assert "At least 8 owner groups" in error.value.hint
    with pytest.raises(ReliabilityError, match="At least 10 labelled articles"):
        check_enough(few, refine=True)
    check_enough(pl.concat([few] * 4), refine=True)


def test_the_latest_decision_on_the_present_text_is_a_label(tmp_path):
    now = datetime.datetime.now(datetime.UTC)

    def decision(number: int, article: str, verdict: str) -> dict:
        at = now + datetime.timedelta(minutes=number)
        return {"decision_id": str(number), "article_id": article, "verdict": verdict, "reason": "r"} | {
            "reviewer": "ruth", "decided_at": at,
        }  # fmt: skip

    verdicts = [
        ("a", "rejected"),
        ("a", "approved"),
        ("b", "rejected"),
        ("c", "needs_sources"),
        ("d", "escalated"),
        ("e", "approved"),
        ("e", "reopened"),
        ("f", "approved"),
        ("gone", "approved"),
    ]
    with store.open_store(tmp_path / "desk.duckdb") as opened:
        run = opened.begin("ingest", "0", None, None, [])
        opened.add_articles(intake(*({"article_id": name} for name in "abcdef"))[0].articles, run)
        opened.add_decision(
            records.DECISIONS.frame([decision(number, *verdict) for number, verdict in enumerate(verdicts)])
        )
        later = now + datetime.timedelta(days=1)
        edited = intake({"article_id": "f", "text_hash": "y"})[0].articles
        opened.add_articles(edited, opened.begin("ingest", "0", None, None, []))
        with opened._session.transaction() as transaction:  # the edit came after the decision
            transaction.run("UPDATE article_rows SET ingested_at = $at WHERE text_hash = 'y'", {"at": later})
        labels = learning.from_decisions(opened)
        assert dict(labels.articles.select("article_id", "label").rows()) == {"a": 1.0, "b": 0.0, "c": 0.5}
        assert labels.rejects["reason"].to_list() == ["f has changed since it was decided on."]
        drawn = learning.sample(learning.stored(opened, labels), labels)
    assert drawn.select("article_id", "source").sort("article_id").rows() == [("a", "a"), ("b", "b"), ("c", "c")]


def test_what_was_taken_back_is_no_label_and_the_one_before_is_again(tmp_path):
    with store.open_store(tmp_path / "desk.duckdb") as opened:
        run = opened.begin("score", "0", "m", None, [])
        opened.add_articles(intake(*({"article_id": name} for name in "abc"))[0].articles, run)
        scores = records.SCORES.frame([{"article_id": name, "score": 0.5, "model": "m"} for name in "abc"])
        opened.replace("scores", scores.drop("run_id"), run, list("abc"))
        for article, verdict in (("a", "approved"), ("a", "rejected"), ("b", "rejected"), ("c", "approved")):
            review.decide(opened, article, verdict, "Read it.", "ruth")
        for article in "ab":
            review.undo(opened, article, "Wrong key.", "ruth")
        opened.add_articles(intake({"article_id": "c", "text_hash": "y"})[0].articles, run)
        found = learning.from_decisions(opened)
        assert found.articles.select("article_id", "label").rows() == [("a", 1.0)]
        assert found.rejects["reason"].to_list() == ["c has changed since it was decided on."]
        review.decide(opened, "c", "needs_sources", "It says otherwise now.", "ida")
        assert dict(learning.from_decisions(opened).articles.select("article_id", "label").rows()) == {
            "a": 1.0,
            "c": 0.5,
        }
