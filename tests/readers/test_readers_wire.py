"""What agencies send: NewsML-G2, NITF and ninjs."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from reliability.errors import ReliabilityError

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>'
ITEM = """<newsItem guid="urn:newsml:cpa.example:ferry" version="3">
<itemMeta><provider qcode="p:CPA"><name>Coastal Press Agency</name></provider>
<versionCreated>2026-03-02T09:00:00Z</versionCreated><firstCreated>2026-03-02T08:00:00Z</firstCreated>
<embargoed>2026-03-02T12:00:00Z</embargoed><pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><urgency>2</urgency><creditline>CPA</creditline><by>Ruth Brandt</by><headline>Ferry hits wall</headline>
<language tag="en-GB"/><subject qcode="m:1"><name>Transport</name></subject></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The ferry hit the wall, the <b>harbour office</b> said.</p><div><p>"It was slow," said Nora Steen.</p></div>
</body></html></inlineXML></contentSet></newsItem>"""
PICTURE = '<newsItem guid="urn:2"><itemMeta/><contentSet><remoteContent href="x.jpg"/></contentSet></newsItem>'
TEXT = 'The ferry hit the wall, the harbour office said.\n\n"It was slow," said Nora Steen.'

NITF = """<nitf><head><docdata management-status="usable"><doc-id id-string="n1"/><date.issue norm="20260302T080000Z"/>
</docdata><pubdata name="Coastal Press"/></head><body><body.head><hedline><hl1>Ferry hits wall</hl1></hedline>
<byline>By <person>Ruth Brandt</person></byline></body.head><body.content>
<p>The ferry hit the wall, the harbour office said.</p><p>"It was slow," said Nora Steen.</p></body.content>
</body></nitf>"""

NINJS_1 = {
    "uri": "urn:1",
    "versioncreated": "2026-03-02T09:00:00Z",
    "byline": "Ruth Brandt",
    "headline_main": "Ferry hits wall",
    "body_text": "plain",
    "body_xhtml": "<p>The ferry hit the wall, the harbour office said.</p><p>Nobody was hurt.</p>",
}
NINJS_3 = {
    "uri": "urn:3",
    "pubStatus": "usable",
    "firstCreated": "2026-03-02T08:00:00Z",
    "versionCreated": "2026-03-02T09:00:00Z",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry hits wall"}],
    "by": "Ruth Brandt",
    "infoSources": [{"name": "Coastal Press Agency"}],
    "bodies": [{"role": "main", "contentType": "text/plain", "value": "The ferry hit the wall, the office said."}],
}


def test_a_message_of_an_agency_gives_its_texts(load):
    data = f"{HEAD}{ITEM.format(status='usable')}{PICTURE}{ITEM.format(status='canceled')}</itemSet></newsMessage>"
    articles, rejects = load(data.encode())
    row = articles.row(0, named=True)
    assert articles.height == 1
    assert row["article_id"] == "urn:newsml:cpa.example:ferry"
    assert (row["publisher"], row["authors"], row["section"]) == ("Coastal Press Agency", ["Ruth Brandt"], "Transport")
    assert row["published_at"] == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert row["text"] == TEXT
    came = row["came_with"]
    assert (came["format"], came["credit"], came["urgency"], came["version"]) == ("NewsML-G2 or NITF", "CPA", 2, "3")
    assert came["embargo"] == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert rejects["reason"].to_list() == ["The agency has canceled this item."]


def test_a_nitf_document_is_one_article(load):
    articles, _ = load(NITF.encode())
    row = articles.row(0, named=True)
    assert (row["article_id"], row["title"], row["authors"]) == ("n1", "Ferry hits wall", ["Ruth Brandt"])
    assert row["text"] == TEXT


def test_a_message_that_breaks_off_gives_what_came_before(load):
    articles, rejects = load((HEAD + ITEM.format(status="usable") + "<newsItem><broken").encode())
    assert articles.height == 1
    assert "cannot be read from here on" in rejects["reason"][0]


def test_an_agencys_entities_are_not_expanded(load):
    bomb = '<!DOCTYPE nitf [<!ENTITY a "aaaa">]>' + NITF.replace("Nora", "&a;")
    with pytest.raises(ReliabilityError):
        load(bomb.encode())


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (NINJS_1, "The ferry hit the wall, the harbour office said.\n\nNobody was hurt."),
        (NINJS_3, "The ferry hit the wall, the office said."),
    ],
)
def test_ninjs_of_every_version_gives_its_richest_text(load, item, text):
    articles, _ = load(json.dumps(item).encode())
    row = articles.row(0, named=True)
    assert (row["title"], row["authors"], row["text"]) == ("Ferry hits wall", ["Ruth Brandt"], text)


def test_what_an_agency_takes_back_is_set_aside(load):
    lines = [NINJS_3, NINJS_3 | {"uri": "urn:4", "pubStatus": "withheld"}]
    articles, rejects = load("\n".join(map(json.dumps, lines)).encode())
    assert articles["article_id"].to_list() == ["urn:3"]
    assert rejects["reason"].to_list() == ["The agency has withheld this item."]


def test_a_record_of_another_kind_may_say_withdrawn(load):
    articles, _ = load(json.dumps({"uri": "x:1", "withdrawn": True, "text": "The mayor said no."}).encode())
    assert articles.height == 1


def test_event_registrys_nested_lists_are_read_without_line_breaks(load):
    found = {
        "uri": "12",
        "lang": "eng",
        "body": "The mayor said no.",
        "source": {"uri": "post.example", "title": "Post"},
    }
    dates = {"date": "2026-03-02", "dateTime": "2026-03-03T08:30:00Z", "dateTimePub": "2026-03-02T08:00:00Z"}
    articles, _ = load(json.dumps({"articles": {"page": 1, "results": [found | dates]}}).encode())
    row = articles.row(0, named=True)
    assert (row["publisher"], row["language"]) == ("Post", "en")
    assert row["published_at"] == datetime(2026, 3, 2, 8, tzinfo=UTC)
