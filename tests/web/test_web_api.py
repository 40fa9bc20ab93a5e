"""The HTTP API over a real session and a real database."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from reliability import config, pipeline
from reliability.web import create

TEXT = (
    "The lighthouse of Skelle will get a new lamp in May, the port authority said on Friday. "
    '"The old one has served for sixty years," said Nora Steen, who runs the authority. She said that the work would '
    "cost 80,000 crowns. The council agreed in March, according to its minutes. Fishermen had asked for a stronger "
    "light. Their speaker, Joos Haan, wrote on Facebook that the lamp came late. The society for birds said in a "
    "statement that the light must stay dark in the first weeks of June, when the terns on the rock feed their young."
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    db = str(tmp_path_factory.mktemp("web") / "web.duckdb")
    with (
        pipeline.session(config.load({"db": db, "workers": 1})) as desk,
        TestClient(create(desk), base_url="http://127.0.0.1:8000") as client,
    ):
        yield client


def test_one_article_is_scored_stored_and_listed(client):
    answer = client.post("/api/v1/score", json={"id": "lamp", "title": "New lamp for Skelle", "text": TEXT})
    assert answer.status_code == 200, answer.text
    row = answer.json()
    assert row["article_id"] == "lamp"
    assert row["claims"] >= 4 and row["second_hand"] >= 1
    assert 0 < row["low"] <= row["score"] <= row["high"] < 1
    client.post("/api/v1/score", json={"id": "short", "text": "Fog stops ferries."})
    page = client.get("/api/v1/articles", params={"limit": 1}).json()
    assert [article["article_id"] for article in page["articles"]] == ["lamp"]
    rest = client.get("/api/v1/articles", params={"after": page["next"]}).json()
    assert [article["article_id"] for article in rest["articles"]] == ["short"]
    assert rest["next"] is None


def test_the_api_describes_itself(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/v1/articles", "/api/v1/score"} <= set(paths)


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": 5}])
def test_what_is_no_article_is_refused_in_words(client, body):
    answer = client.post("/api/v1/score", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"]


def test_a_request_that_does_not_fit_is_a_problem_too(client):
    for answer in (
        client.post("/api/v1/score", json=[1]),
        client.get("/api/v1/articles?limit=0"),
        client.get("/nowhere"),
    ):
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_page_elsewhere_cannot_read_through_its_browser(client):
    assert client.get("/api/v1/articles", headers={"Host": "evil.example:8000"}).status_code == 400


def test_a_body_without_end_is_refused(client):
    answer = client.post("/api/v1/score", content=b'{"text": "' + b"x" * 10_000_001 + b'"}')
    assert answer.status_code == 413
