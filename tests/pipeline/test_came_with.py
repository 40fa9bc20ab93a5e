"""What comes with articles counts: whose text it is, until when it is held, who handed it on, and what is cut off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reliability.cli.main import build

PARAGRAPHS = (
    "A ferry with 84 people on board ran aground off Norvale on Tuesday morning after its rudder failed in high waves.",
    "Captain Ilse Brandt told reporters that the crew of the Silver Tern had no way to steer for twenty minutes{link}. "
    "Lifeboats from Norvale and Port Ansel brought all passengers ashore by noon, the harbour office said.",
    "Brandt said the rudder had been mended in March. Divers will look at the hull once the wind has dropped. The "
    "harbour office closed the western channel until the evening and asked sailors to stay in port.",
)
LINK = ', the <a href="https://harbour-post.example/ferry">Harbour Post</a> reported'
WIRE = {
    "uri": "urn:calvian:1",
    "pubstatus": "usable",
    "firstcreated": "2024-05-07T09:00:00Z",
    "headlines": [{"role": "main", "value": "Ferry aground off Norvale"}],
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": "\n\n".join(PARAGRAPHS).format(link="")}],
    "creditline": "Calvian Press Agency",
    "infosources": [{"name": "Calvian Press Agency"}],
    "embargoed": "2024-05-07T18:00:00Z",
}
PAGE = """<!doctype html><html lang="en"><head><title>Ferry aground</title>
<link rel="canonical" href="https://norvale-post.example/ferry"><meta property="og:site_name" content="Norvale Post">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry aground", "isAccessibleForFree": false,
"isBasedOn": "https://calvian-press.example/ferry", "datePublished": "2024-05-07T12:30:00Z"}</script></head>
<body><article><h1>Ferry aground</h1>%s</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Vale Digest</title><link>https://digest.example/</link>
<item><guid>digest-1</guid><title>Ferry off Norvale</title><link>https://digest.example/r/1</link>
<pubDate>Tue, 07 May 2024 20:00:00 GMT</pubDate>
<source url="https://harbour-post.example/feed.xml">Harbour Post</source><description>%s</description></item>
</channel></rss>"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("desk")
    (place / "wire.json").write_text(json.dumps(WIRE), encoding="utf-8")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS).format(link=LINK)
    (place / "page.html").write_text(PAGE % body, encoding="utf-8")
    (place / "feed.xml").write_text(FEED % " ".join(PARAGRAPHS).format(link=""), encoding="utf-8")
    said(place, "score", "wire.json", "page.html", "feed.xml", "--output", "scores.jsonl", "--quiet")
    return place


def said(place: Path, *line: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("COLUMNS", "100")
        done = CliRunner().invoke(build(), list(line))
    assert done.exit_code == 0, done.output
    return done.stdout


def test_who_published_under_embargo_is_flagged_and_who_only_delivered_is_not(desk: Path) -> None:
    rows = [json.loads(line) for line in (desk / "scores.jsonl").read_text(encoding="utf-8").splitlines()]
    flags = {row["publisher"]: {flag["code"]: flag["message"] for flag in row["flags"]} for row in rows}
    early = {publisher: found["COM037"] for publisher, found in flags.items() if "COM037" in found}
    until = "2024-05-07 18:00 UTC by Calvian Press Agency"
    assert early == {"Norvale Post": f"Published 5.5 hours before its embargo ended: {until}."}
    assert not any("COM038" in found for found in flags.values())  # it had ended when they came in
    assert "COM039" in flags["Norvale Post"]  # fewer than 150 words of what is not free


def test_a_page_says_what_came_with_it_and_which_claims_it_links(desk: Path) -> None:
    shown = json.loads(said(desk, "explain", "https://norvale-post.example/ferry", "--format", "jsonl"))
    assert shown["came_with"] == [
        {"name": "based_on", "text": "https://calvian-press.example/ferry"},
        {"name": "links", "text": "harbour-post.example"},
        {"name": "free", "text": "no: the publisher asks for a subscription"},
    ]
    page = said(desk, "explain", "https://norvale-post.example/ferry")
    assert "Links to      harbour-post.example" in page
    assert "Harbour Post -> this page  second-hand, linked" in page
    assert "linked: https://harbour-post" in said(
        desk, "explain", "https://norvale-post.example/ferry", "--format", "html"
    )


def test_an_entry_of_somebody_elses_feed_is_its_publishers_and_says_who_handed_it_on(desk: Path) -> None:
    story = json.loads(said(desk, "story", "digest-1", "--format", "json"))
    told = {row["article_id"]: row for row in story["timeline"]}["digest-1"]
    assert (told["publisher"], told["relay"], told["copy_of"]) == ("Harbour Post", "Vale Digest", "urn:calvian:1")
    trace = [json.loads(line) for line in said(desk, "trace", "no way to steer", "--format", "jsonl").splitlines()]
    assert {row["article_id"]: row["relay"] for row in trace}["digest-1"] == "Vale Digest"
    sources = [json.loads(line) for line in said(desk, "sources", "--format", "jsonl").splitlines()]
    assert "harbour-post.example" in {row["source"] for row in sources}
    assert "digest.example" not in {row["source"] for row in sources}
