from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from reliability.readers import pages
from reliability.readers.plain_text import split_title

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Harbour of Lunden closes | The Lunden Post</title>
<link rel="canonical" href="https://www.lundenpost.example.com/news/harbour">
<meta property="og:site_name" content="The Lunden Post"><meta property="article:section" content="Business">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"author": [{"@type": "Person", "name": "Ada Brenn"}, {"@type": "Person", "name": "Tom Vesk"}],
"datePublished": "2021-03-04T10:15:00+02:00", "dateModified": "2021-03-05T08:00:00Z"}</script></head>
<body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav>
<article><h1>Harbour of Lunden closes</h1>
<p>The harbour of Lunden will close on Tuesday, the mayor said after a long meeting with the port authority.</p>
<p>“We have no choice,” said Mayor Ida Kron, who has led the town since 2011 – “but the café will stay open.”</p>
<p>Three ships will be moved to the port of Osk in the coming weeks, according to the authority’s own plan.</p>
</article><footer>Copyright The Lunden Post</footer></body></html>
"""
BODY = "Ships leave the harbour today, and nobody in the town of Lunden can say when they will return to it."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_page_gives_its_article_and_who_made_it(load, encoding):
    articles, rejects = load(PAGE.replace("\n", "\r\n").encode(encoding))
    (row,) = articles.to_dicts()
    assert rejects.height == 0
    paragraphs = row["text"].split("\n\n")
    assert len(paragraphs) == 3
    assert paragraphs[0].startswith("The harbour of Lunden will close")
    assert "“We have no choice,”" in paragraphs[1]
    assert "café" in paragraphs[1]
    assert "\r" not in row["text"]
    assert row["title"] == "Harbour of Lunden closes"
    assert row["authors"] == ["Ada Brenn", "Tom Vesk"]
    assert row["publisher"] == "The Lunden Post"
    assert row["url"] == "https://www.lundenpost.example.com/news/harbour"
    assert row["domain"] == "example.com"
    assert row["published_at"] == datetime(2021, 3, 4, 8, 15, tzinfo=UTC)
    assert row["modified_at"] == datetime(2021, 3, 5, 8, tzinfo=UTC)
    assert row["section"] == "Business"
    assert row["language"] == "en"


def test_a_declared_encoding_counts(load):
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Ida Kron", "Ида Крон")
    articles, _ = load(page.replace("é", "e").encode("cp1251"))
    assert "Ида Крон" in articles["text"][0]


def test_html_in_a_record_fills_only_what_the_record_lacks(load):
    import json

    record = {"html": PAGE, "title": "The record's own title", "published": "2020-01-02"}
    (row,) = load(json.dumps(record).encode())[0].to_dicts()
    assert row["title"] == "The record's own title"
    assert row["published_at"] == datetime(2020, 1, 2, tzinfo=UTC)
    assert row["authors"] == ["Ada Brenn", "Tom Vesk"]
    assert row["text"].startswith("The harbour of Lunden will close")


def test_an_xhtml_page_with_a_declaration(load):
    articles, _ = load(('<?xml version="1.0" encoding="utf-8"?>\n' + PAGE).encode())
    assert articles["title"][0] == "Harbour of Lunden closes"


@pytest.mark.parametrize("html", ["<p>The harbour closes.</p>", "The <b>harbour</b> closes.", "The harbour closes."])
def test_a_piece_of_a_page_is_enough(html):
    assert pages.extract(html)["text"] == ["The harbour closes."]


@pytest.mark.parametrize(
    "html",
    ["<html><body></body></html>", "<p>" * 200_000, "<div>" * 20_000 + "x", "<html>" + "a" * 20_000_001, "\x00"],
)
def test_pages_without_an_article_say_so(html):
    with pytest.raises(pages.PageError, match=r"^The HTML"):
        pages.extract(html)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_plain_text_takes_its_title_from_the_first_line(load, end):
    articles, _ = load(f"\ufeffHarbour closes{end}{end}{BODY}{end}{BODY}\n".encode())
    (row,) = articles.to_dicts()
    assert row["title"] == "Harbour closes"
    assert row["text"] == f"{BODY}\n{BODY}"
    assert row["record"] == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Will the harbour close?\n\n{BODY}", "Will the harbour close?"),
        (f"# Harbour closes\n\n{BODY}", "Harbour closes"),
        (f"Harbour of Lunden closes\n{BODY}", "Harbour of Lunden closes"),
        (f"{BODY}\n\n{BODY}", None),
        ("The harbour of Lunden, which has been open since the year 1802,\nwill close on Tuesday.\n", None),
        (f"Harbour\n\n{BODY}", None),
        ("Harbour closes\n\n", None),
        ("", None),
        ("\n \n", None),
    ],
)
def test_what_looks_like_a_title(text, title):
    found, body = split_title(text)
    assert found == title
    assert body.strip() in text


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"])
def test_text_in_other_encodings(load, encoding):
    text = "The café of Lunden, Ida Kron’s own, stays open.".replace("’", "'" if encoding == "latin-1" else "’")
    assert load(text.encode(encoding))[0]["text"][0] == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1251",
            "Гавань города закрывается во вторник, сообщил мэр после долгого заседания. Суда уйдут в другой порт.",
        ),
        ("shift_jis", "港は火曜日に閉鎖されると市長が長い会議の後で述べた。船は別の港に移される予定である。"),
        ("cp1253", "Το λιμάνι κλείνει την Τρίτη, δήλωσε ο δήμαρχος μετά από μακρά συνεδρίαση. Τα πλοία φεύγουν."),
    ],
)
def test_text_in_other_scripts(load, encoding, text):
    assert load(text.encode(encoding))[0]["text"][0] == text


def test_a_page_tells_what_it_links_to_and_is_based_on(load):
    told = {
        "@graph": [
            {"@type": "WebSite", "datePublished": "2001-01-01"},
            {
                "@type": ["NewsArticle"],
                "datePublished": "2026-03-02T08:00:00Z",
                "isAccessibleForFree": "False",
                "isBasedOn": {"@id": "https://cpa.example/wire/7"},
                "citation": ["https://council.example/minutes", {"url": "https://post.example/1"}],
            },
        ]
    }
    html = f"""<html lang="en"><head><script type="application/ld+json">{json.dumps(told)}</script>
    <script type="application/ld+json">{{broken</script></head><body><nav><a href="https://other.example/">x</a></nav>
    <article><p>The ferry hit the wall, <a href="https://council.example/minutes">the council said</a> in Osk.</p>
    <p>It is <a href="/more">told here</a> and <a href="javascript:alert(1)">there</a>, as all of the town knows.</p>
    </article></body></html>"""
    articles, _ = load(html.encode())
    row = articles.row(0, named=True)
    assert row["published_at"] == datetime(2026, 3, 2, 8, tzinfo=UTC)
    came = row["came_with"]
    assert came["links"] == ["https://council.example/minutes"]
    assert came["based_on"] == [
        "https://cpa.example/wire/7",
        "https://council.example/minutes",
        "https://post.example/1",
    ]
    assert came["free"] is False
