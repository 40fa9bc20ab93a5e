"""The page of a source shows what the publisher declares of itself, apart from its score."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from reliability import declaring
from reliability.declaring.asking import FOUND, NOTHING
from reliability.declaring.statements import Statement
from reliability.web import create

SOURCE = "harbour-post.example"
STATEMENTS = (
    Statement("contact", "javascript:alert(1)"),
    Statement("social", "https://social.example/<b>"),
    Statement("belongto", "https://press-council.example/"),
)


@pytest.fixture
def page(sampled):
    site = declaring.site(SOURCE)
    answer = declaring.Answer("trust.txt", "trust.txt", FOUND, None, STATEMENTS)
    declaring.keep(sampled.store, site, [answer], datetime.now(UTC))
    with TestClient(create(sampled), base_url="http://127.0.0.1:8000", headers={"Accept": "text/html"}) as client:
        yield client.get(f"/sources/{SOURCE}").text
    declaring.keep(sampled.store, site, [declaring.Answer("trust.txt", "", NOTHING)], datetime.now(UTC))


def test_it_stands_apart_and_cannot_hurt(page):
    part = page.partition("Declared by the publisher itself, not checked")[2].partition("</section>")[0]
    assert "It is no part of the score." in part
    assert 'href="https://press-council.example/" rel="noopener noreferrer nofollow"' in part
    assert "javascript:alert(1)</td>" in part.replace("\n", "")
    assert "<b>" not in part
