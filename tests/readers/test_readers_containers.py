"""E-mail, web archives and documents, each made here as its own kind of program makes it."""

from __future__ import annotations

import gzip
import io
import mailbox
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.errors import ReliabilityError
from reliability.readers import mail, pdf
from reliability.readers.raw import Broken, Raw
from reliability.readers.streams import open_stream

PARAGRAPHS = ("The ferry hit the wall in Ténby, the harbour office said.", '"It was slow," said Nora Steen of Osk.')
HTML = f"<html><body><h1>Ferry hits wall</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></body></html>"
TEXT = "\n\n".join(PARAGRAPHS)


def letter(*, html: bool = False, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"] = "Brennick Courier <news@courier.example>"
    message["To"] = "ruth@reader.example"
    message["Subject"] = "Ferry hits wall"
    message["Date"] = "Mon, 02 Mar 2026 09:00:00 +0100"
    message["Message-ID"] = "<a1@courier.example>"
    message.set_content(TEXT + "\n\nFrom the quay it was seen by many.\n", charset=charset)
    if html:
        message.add_alternative(HTML, subtype="html", charset=charset)
        message.add_attachment(b"<p>no</p>", maintype="text", subtype="html", filename="x.html")
    return bytes(message)


def page(status: int, kind: str, body: bytes, *head: str) -> bytes:
    fields = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", *head, f"Content-Length: {len(body)}"]
    answer = "\r\n".join(fields).encode() + b"\r\n\r\n" + body
    record = [
        "WARC/1.0",
        "WARC-Type: response",
        "WARC-Target-URI: https://courier.example/ferry",
        "WARC-Date: 2026-03-02T00:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
    ]
    return "\r\n".join(record).encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"


def pdf_file(lines: list[str]) -> bytes:
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 50 700 Td 14 TL {shown} ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Title(Ferry hits wall)/Author(Ruth Brandt)/CreationDate(D:20260302080000Z)>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count, start = len(objects) + 1, len(out)
    return (
        out
        + (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R/Info 6 0 R>>\n"
            f"startxref\n{start}\n%%EOF"
        ).encode()
    )


def book(chapters: dict[str, str]) -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:identifier>b1</dc:identifier><dc:publisher>Brennick Courier</dc:publisher><dc:date>2026-03-02</dc:date>"
        "</metadata><manifest>{items}</manifest><spine>{steps}</spine></package>"
    )
    items = "".join(f'<item id="c{at}" href="{name}"/>' for at, name in enumerate(chapters))
    steps = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    root = '<container><rootfiles><rootfile full-path="in/c.opf"/></rootfiles></container>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/epub+zip")
        packed.writestr("META-INF/container.xml", root)
        packed.writestr("in/c.opf", package.format(items=items, steps=steps))
        for name, html in chapters.items():
            if not name.startswith(".."):
                packed.writestr(f"in/{name}", html)
    return out.getvalue()


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_newsletter_is_an_article_of_its_sender(load, charset):
    articles, rejects = load(letter(html=True, charset=charset))
    row = articles.row(0, named=True)
    assert (row["article_id"], row["publisher"]) == ("a1@courier.example", "Brennick Courier")
    assert (row["domain"], row["title"]) == ("courier.example", "Ferry hits wall")
    assert row["published_at"] == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert row["text"] == TEXT
    assert rejects.is_empty()


def test_an_mbox_gives_each_of_its_messages(load, tmp_path):
    box = mailbox.mbox(tmp_path / "letters")
    for html in (False, True):
        box.add(letter(html=html))
    box.flush()
    articles, _ = load(tmp_path / "letters")
    first, second = articles["text"]
    assert first.rstrip().endswith("From the quay it was seen by many.")
    assert second == TEXT


def test_a_message_in_eight_bits_keeps_its_letters(load):
    head = b"From: a@courier.example\r\nTo: b@x.example\r\nSubject: T\r\nDate: Mon, 02 Mar 2026 08:00:00 +0100\r\n"
    body = b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nThe caf\xe9 is closed, the mayor said."
    articles, _ = load(head + body)
    assert articles["text"][0] == "The café is closed, the mayor said."


def test_an_article_that_begins_with_a_date_is_no_mail(load):
    articles, _ = load(b"Date: Monday\nSubject: harbour\n\nThe ferry hit the wall, the harbour office said.")
    assert articles["text"][0].startswith("Date: Monday")


@given(st.binary(max_size=300), st.integers(0, 1500))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_whatever_is_inside_a_message_it_is_read_or_refused(noise, at):
    data = letter(html=True)
    stream = open_stream(io.BytesIO(data[:at] + noise + data[at:]), "x.eml", None, lambda _: None)
    assert all(isinstance(found, Raw | Broken) for found in mail.read(stream))


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_a_web_archive_are_read_and_nothing_else(load, packed):
    swollen = gzip.compress(b"<html>" + b"x" * 30_000_000)
    records = [
        page(200, "text/html; charset=iso-8859-1", HTML.encode("iso-8859-1")),
        page(404, "text/html", b"<p>gone</p>"),
        page(200, "image/png", b"\x89PNG"),
        page(200, "text/html", swollen, "Content-Encoding: gzip"),
    ]
    articles, rejects = load(b"".join(map(gzip.compress, records)) if packed else b"".join(records))
    row = articles.row(0, named=True)
    assert articles.height == 1
    assert (row["url"], row["domain"], row["text"]) == ("https://courier.example/ferry", "courier.example", TEXT)
    assert rejects["reason"].to_list() == ["The page is larger than 20 MB."]


def test_a_word_document_is_an_article(load):
    docx = pytest.importorskip("docx")
    document, out = docx.Document(), io.BytesIO()
    document.add_heading("Ferry hits wall", 0)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    document.core_properties.author = "Ruth Brandt"
    document.save(out)
    articles, _ = load(out.getvalue())
    row = articles.row(0, named=True)
    assert (row["title"], row["authors"], row["text"]) == ("Ferry hits wall", ["Ruth Brandt"], TEXT)


def test_a_pdf_has_its_lines_joined_and_its_date(load):
    pytest.importorskip("pypdf")
    lines = ["The ferry hit the harbour wall on Monday morning, the har-", "bour office said.", "Nobody was hurt."]
    articles, _ = load(pdf_file(lines))
    row = articles.row(0, named=True)
    assert row["text"] == (
        "The ferry hit the harbour wall on Monday morning, the harbour office said.\n\nNobody was hurt."
    )
    assert (row["title"], row["published_at"]) == ("Ferry hits wall", datetime(2026, 3, 2, 8, tzinfo=UTC))


@given(st.text(max_size=300))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_paragraphs_of_a_page_lose_no_word(page_text):
    kept = "".join(pdf.paragraphs(page_text).split()).replace("-", "")
    assert kept == "".join("".join(page_text.splitlines()).split()).replace("-", "")


def test_each_chapter_of_an_epub_is_an_article(load):
    long = HTML.replace("<p>", "<p>It was told in the town on Monday that much had to change there. " * 4, 1)
    articles, rejects = load(book({"cover.xhtml": "<p>Courier</p>", "one.xhtml": long, "../../etc/passwd": ""}))
    row = articles.row(0, named=True)
    assert (row["article_id"], row["publisher"], row["title"]) == (
        "b1#in/one.xhtml",
        "Brennick Courier",
        "Ferry hits wall",
    )
    assert "cannot be read" in rejects["reason"][0]


def test_a_container_that_swells_is_refused(load, tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as part:
        for _ in range(450):
            part.write(b"0" * 1_000_000)
    with pytest.raises(ReliabilityError, match="unpacks to more than 400 MB"):
        load(path)


@pytest.mark.parametrize("data", [b"%PDF-1.4\n\x00\xff", b"PK\x03\x04word/\x00\x01", b"WARC/1.0\r\nbroken"])
def test_damaged_containers_say_so(load, data):
    with pytest.raises(ReliabilityError):
        load(data)


def archived(*members: bytes) -> bytes:
    return b"".join(map(gzip.compress, members))


TOLD = "Ferry number {} hits the wall, the harbour office of Norvale said on Monday. "
PAGES = [page(200, "text/html", f"<p>{TOLD.format(number) * 40}</p>".encode()) for number in range(3)]


@pytest.mark.parametrize("whole", [archived(*PAGES), gzip.compress(b"".join(PAGES)), b"".join(PAGES)])
def test_an_archive_is_read_whether_its_records_are_packed_one_by_one_at_once_or_not(load, whole):
    articles, rejects = load(whole)
    assert [text[:14] for text in articles["text"]] == ["Ferry number 0", "Ferry number 1", "Ferry number 2"]
    assert rejects.height == 0


@pytest.mark.parametrize("last", [archived(*PAGES[1:]), archived(b"".join(PAGES[1:]))])
@pytest.mark.parametrize("lost", [1, 4, 9, 60])
def test_an_archive_that_was_cut_off_says_so_and_gives_no_half_page(load, last, lost):
    articles, rejects = load((archived(PAGES[0]) + last)[:-lost])
    assert 1 <= articles.height <= 2
    assert "cut off" in rejects["reason"][0]
    assert all(text.count("Ferry number") == 40 for text in articles["text"])


@pytest.mark.parametrize("place", [0.4, 0.7, 0.9])
def test_damage_inside_an_archive_is_told(load, place):
    packed = bytearray(archived(*PAGES))
    packed[int(len(packed) * place)] ^= 0xFF
    articles, rejects = load(bytes(packed))
    assert 1 <= articles.height <= 2
    assert "Nothing can be read from here on" in rejects["reason"][0]
    assert all(text.count("Ferry number") == 40 for text in articles["text"])
