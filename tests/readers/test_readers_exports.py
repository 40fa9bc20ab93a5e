"""The shapes in which common corpora come, each with rows made up for this test."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import polars as pl
import pytest

from reliability.errors import ReliabilityError

TEXT = "The ferry to Norvale will sail again in May, the harbour office said on Monday. Nobody was hurt."
URL = "https://www.harbour-post.example/2021/04/ferry?utm_source=feed"
MORNING = datetime(2021, 4, 6, 7, 30, tzinfo=UTC)
KEPT = ("url", "domain", "publisher", "title", "authors", "published_at", "language", "text")


def shown(articles: pl.DataFrame) -> dict[str, object]:
    return articles.row(0, named=True)


def test_fakenewsnet_content_is_read_from_its_folders(load, tmp_path):
    content = {
        "url": URL,
        "text": TEXT,
        "images": ["https://harbour-post.example/a.jpg"],
        "top_img": "",
        "keywords": [],
        "authors": ["Ada Lind", "Bo Ek"],
        "canonical_link": "https://www.harbour-post.example/2021/04/ferry",
        "title": "Ferry sails again",
        "meta_data": {"og": {"title": "Ferry sails again", "type": "article"}, "viewport": "width=device-width"},
        "movies": [],
        "publish_date": 1617694200.0,
        "source": "https://www.harbour-post.example",
        "summary": "",
    }
    for number, kind in enumerate(("real", "fake")):
        folder = tmp_path / "politifact" / kind / f"politifact{number}"
        folder.mkdir(parents=True)
        (folder / "news content.json").write_text(json.dumps(content), encoding="utf-8")
        (folder / "tweets.json").write_text('{"tweets": [{"text_id": 1, "user_id": 2}]}', encoding="utf-8")
    articles, rejects = load(tmp_path)
    row = shown(articles)
    assert articles.height == 2
    assert [row[name] for name in KEPT] == [
        URL,
        "harbour-post.example",
        "harbour-post.example",
        "Ferry sails again",
        ["Ada Lind", "Bo Ek"],
        MORNING,
        None,
        TEXT,
    ]
    assert all("tweets.json" in name for name in rejects["input"])


def test_the_list_of_fakenewsnet_without_texts_says_what_is_missing(load, tmp_path):
    (tmp_path / "gossipcop_fake.csv").write_text(
        f"id,news_url,title,tweet_ids\ngossipcop-1,{URL},Ferry sails again,1\\t2\n", encoding="utf-8"
    )
    with pytest.raises(ReliabilityError, match="holds no article: its fields are id, news_url, title, tweet_ids"):
        load(tmp_path / "gossipcop_fake.csv")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_nela_articles_are_read(load, tmp_path, form):
    article = {
        "id": "harbourpost--2021-04-06--Ferry sails again",
        "date": "2021-04-06",
        "source": "harbourpost",
        "title": "Ferry sails again",
        "content": TEXT,
        "author": "Ada Lind",
        "url": URL,
        "published": "Tue, 06 Apr 2021 07:30:00 +0000",
        "published_utc": 1617694200,
        "collection_utc": 1617701400,
    }
    path = tmp_path / f"harbourpost.{form}"
    if form == "json":
        path.write_text(json.dumps([article, article | {"id": "second", "published": "", "date": ""}]), "utf-8")
    else:
        pl.DataFrame([article, article | {"id": "second", "published": "", "date": ""}]).write_csv(path)
    articles, rejects = load(path)
    row = shown(articles)
    assert (articles["article_id"][0], rejects.height) == ("harbourpost--2021-04-06--Ferry sails again", 0)
    assert [row[name] for name in KEPT[:3]] == [URL, "harbour-post.example", "harbourpost"]
    assert (row["authors"], row["text"]) == (["Ada Lind"], TEXT)
    assert articles["published_at"].to_list() == [MORNING, MORNING]  # the second by the seconds alone


def test_cc_news_of_hugging_face_is_read(load, tmp_path):
    pl.DataFrame(
        {
            "title": ["Ferry sails again"],
            "text": [TEXT],
            "domain": ["www.harbour-post.example"],
            "date": ["2021-04-06 07:30:00"],
            "description": ["The ferry."],
            "url": [URL],
            "image_url": [""],
        }
    ).write_parquet(tmp_path / "train-00000.parquet")
    row = shown(load(tmp_path / "train-00000.parquet")[0])
    assert (row["domain"], row["published_at"], row["text"]) == ("harbour-post.example", MORNING, TEXT)


def test_cc_news_of_stanford_is_read(load, tmp_path):
    pl.DataFrame(
        {
            "requested_url": [URL],
            "plain_text": [TEXT],
            "published_date": ["2021-04-06T07:30:00"],
            "title": ["Ferry sails again"],
            "tags": [[]],
            "categories": [["Coast"]],
            "author": ["Ada Lind"],
            "sitename": ["Harbour Post"],
            "image_url": [None],
            "language": ["en"],
            "language_score": [0.99],
            "responded_url": [URL],
            "publisher": ["ccnews-publisher.example"],
            "warc_path": ["crawl-data/CC-NEWS/2021/04/a.warc.gz"],
            "crawl_date": ["2021-04-07T00:00:00"],
        }
    ).write_parquet(tmp_path / "2021_04.parquet")
    row = shown(load(tmp_path / "2021_04.parquet")[0])
    assert [row[name] for name in KEPT] == [
        URL,
        "harbour-post.example",
        "ccnews-publisher.example",
        "Ferry sails again",
        ["Ada Lind"],
        MORNING,
        "en",
        TEXT,
    ]


@pytest.mark.parametrize("wrapped", [True, False])
def test_event_registry_articles_are_read(load, tmp_path, wrapped):
    article = {
        "uri": "7-8123456789",
        "lang": "eng",
        "isDuplicate": False,
        "date": "2021-04-06",
        "time": "09:12:00",
        "dateTime": "2021-04-06T09:12:00Z",
        "dateTimePub": "2021-04-06T07:30:00Z",
        "dataType": "news",
        "sim": 0.42,
        "url": URL,
        "title": "Ferry sails again",
        "body": TEXT,
        "source": {"uri": "harbour-post.example", "dataType": "news", "title": "Harbour Post"},
        "authors": [{"uri": "ada_lind@harbour-post.example", "name": "Ada Lind", "type": "author", "isAgency": False}],
        "concepts": [{"uri": "http://en.wikipedia.org/wiki/Ferry", "type": "wiki", "score": 5}],
        "image": None,
        "eventUri": "eng-6712345",
        "sentiment": 0.1,
        "wgt": 355306200,
        "relevance": 100,
    }
    given = {"articles": {"results": [article], "totalResults": 1, "page": 1, "count": 1, "pages": 1}}
    path = tmp_path / "articles.json"
    path.write_text(json.dumps(given if wrapped else article) + "\n", encoding="utf-8")
    row = shown(load(path)[0])
    assert [row[name] for name in KEPT] == [
        URL,
        "harbour-post.example",
        "Harbour Post",
        "Ferry sails again",
        ["Ada Lind"],
        MORNING,
        "en",
        TEXT,
    ]
