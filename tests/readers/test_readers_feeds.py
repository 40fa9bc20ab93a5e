"""Feeds: RSS, Atom and JSON Feed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.errors import ReliabilityError
from reliability.readers import feeds
from reliability.readers.raw import Broken, Raw

RSS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Brennick Courier</title><link>https://courier.example/</link><language>en-gb</language>
<item><title>Ferry hits wall</title><link>/2026/ferry</link><guid isPermaLink="false">f1</guid>
<pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate><author>desk@courier.example (Ruth Brandt)</author>
<description>Short é one.</description><content:encoded><![CDATA[<p>The ferry hit the wall in Ténby, the harbour office
said.</p><p>"Nobody was hurt," said Nora Steen.</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Bridge safe</title><link>https://post.example/x</link>
<source url="https://post.example/feed">Harbour Post</source>
<description>The mayor said that the bridge is safe.</description></item>
<item><title>Nothing in it</title></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title>
<entry><id>tag:1</id><title>Ferry hits wall</title><link href="https://courier.example/1"/>
<published>2026-03-02T08:00:00Z</published><updated>2026-03-02T10:00:00Z</updated>
<author><name>Ruth Brandt</name></author>
<category term="Harbour"/>
<content type="html">&lt;p&gt;The ferry hit the wall, the office said.&lt;/p&gt;</content></entry>
</feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Brennick Courier",
    "home_page_url": "https://courier.example/",
    "language": "en",
    "items": [
        {
            "id": "j1",
            "url": "/2026/ferry",
            "title": "Ferry hits wall",
            "content_html": "<p>The ferry hit the wall, the harbour office said.</p>",
            "summary": "A ferry.",
            "date_published": "2026-03-02T08:00:00Z",
            "authors": [{"name": "Ruth Brandt"}],
        },
        {"id": "j2", "content_text": "The mayor said that the bridge is safe."},
        "no item",
    ],
}


def test_an_rss_entry_is_an_article_of_its_feed(load):
    articles, rejects = load(RSS.encode("iso-8859-1"))
    first, second = articles.to_dicts()
    assert first["article_id"] == "f1"
    assert first["url"] == "https://courier.example/2026/ferry"
    assert first["publisher"] == "Brennick Courier"
    assert first["authors"] == ["Ruth Brandt"]
    assert first["published_at"] == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert first["modified_at"] is None
    assert first["language"] == "en"
    assert (
        first["text"]
        == 'The ferry hit the wall in Ténby, the harbour office said.\n\n"Nobody was hurt," said Nora Steen.'
    )
    assert (second["publisher"], second["text"]) == ("Harbour Post", "The mayor said that the bridge is safe.")
    assert (first["came_with"]["relay"], second["came_with"]["relay"]) == (None, "Brennick Courier")
    assert rejects["record"].to_list() == [3]


def test_an_atom_entry_has_both_of_its_dates(load):
    articles, _ = load(ATOM.encode())
    row = articles.row(0, named=True)
    assert (row["article_id"], row["section"], row["authors"]) == ("tag:1", "Harbour", ["Ruth Brandt"])
    assert (row["published_at"].hour, row["modified_at"].hour) == (8, 10)


def test_a_json_feed_names_the_publisher_of_its_items(load):
    articles, rejects = load(json.dumps(JSON_FEED).encode())
    first, second = articles.to_dicts()
    assert first["url"] == "https://courier.example/2026/ferry"
    assert (first["publisher"], first["text"]) == (
        "Brennick Courier",
        "The ferry hit the wall, the harbour office said.",
    )
    assert second["text"].startswith("The mayor")
    assert "not an object" in rejects["reason"][0]


def test_entities_are_not_expanded(load):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + RSS.partition("?>")[2]
    with pytest.raises(ReliabilityError, match="declares entities"):
        load(b'<?xml version="1.0"?>' + bomb.encode("utf-8"))


def test_a_large_feed_that_is_no_xml_is_refused_at_once():
    broken = b"<rss><channel>" + b"<item><title>a & b</title></item>" * 60_000
    (found,) = feeds.records(broken)
    assert isinstance(found, Broken)
    assert "no XML" in found.reason


@given(st.binary(max_size=400), st.integers(0, 900))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_whatever_is_inside_a_feed_it_is_read_or_refused(noise, at):
    data = RSS.encode()
    for found in feeds.records(data[:at] + noise + data[at:]):
        assert isinstance(found, Raw | Broken)
