from collections.abc import Callable
from typing import Any

import pytest

from reliability import features, records

Measure = Callable[..., dict[str, float | None]]


def row_of(text: str, source: str, cue: str, content: str, **columns: Any) -> dict[str, Any]:
    """A claim row for three phrases of a text, given to a named person unless told otherwise."""

    def spans(phrase: str) -> list[list[int]]:
        return [[text.index(phrase), text.index(phrase) + len(phrase)]] if phrase else []

    row = {
        "claim_id": f"a#{text.index(content)}{source}",
        "article_id": "a",
        "quotation": "direct",
        "source": spans(source),
        "cue": spans(cue),
        "content": spans(content),
        "source_text": source,
        "cue_text": cue,
        "content_text": content,
        "origin": source or None,
        "source_type": "person",
        "via": [],
        "hops": 0,
        "second_hand": False,
        "anonymous": False,
        "hedged": False,
    }
    return row | columns


@pytest.fixture
def claim() -> Callable[..., dict[str, Any]]:
    """Build a claim: `claim(text, source, cue, content, **columns)`."""
    return row_of


@pytest.fixture
def measure() -> Measure:
    """Compute the features of one article."""

    def run(
        text: str | None = "",
        *,
        claims: list[dict[str, Any]] = (),
        member: dict[str, Any] | None = None,
        **columns: Any,
    ) -> dict[str, float | None]:
        articles = records.ARTICLES.frame([{"article_id": "a", "text": text, **columns}])
        members = records.STORY_MEMBERS.frame([{"article_id": "a", **member}] if member else [])
        table = features.compute(articles, records.CLAIMS.frame(claims), members)
        assert table["article_id"].to_list() == ["a"]
        return table.drop("article_id").row(0, named=True)

    return run
