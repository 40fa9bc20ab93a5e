"""The pages over a real session, as a browser without scripts meets them."""

from __future__ import annotations

import re
from contextlib import ExitStack, contextmanager
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from reliability import readers, review
from reliability.web import create, files, rooms

HTML = {"Accept": "text/html,application/xhtml+xml"}
HOSTILE = '</p></template><script>alert(1)</script><img src=x onerror="alert(1)">\'"{{ 7 * 7 }}{% raw %}'
TEXT = (
    "The lighthouse of Skelle will get a new lamp in May, the port authority said on Friday. "
    f'"The old one has served for sixty years," said {HOSTILE} Nora Steen, who runs the authority.\n'
    "She said that the work would cost 80,000 crowns. The council agreed in March, according to its minutes. "
    "Fishermen had asked for a stronger light. Their speaker, Joos Haan, wrote on Facebook that the lamp came late."
)


@pytest.fixture(scope="module")
def client(sampled):
    with TestClient(create(sampled), base_url="http://127.0.0.1:8000", headers=HTML) as client:
        yield client


@contextmanager
def deciding(sampled, article):
    """An article that nobody has touched, and that is left in the queue."""
    yield article
    if review.state(sampled.store, article).state not in ("new", "in_review"):
        review.decide(sampled.store, article, "reopened", "for the next test", "tests")


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


def token(client, path="/score"):
    return re.search(r'name="csrf_token" value="(\w+)"', client.get(path).text)[1]


def send(client, path, **fields):
    return client.post(path, data={"csrf_token": token(client), **fields}, follow_redirects=False)


def test_the_queue_is_filtered_and_paged_by_links_and_forms_alone(client):
    page = client.get("/").text
    assert "46 articles wait" in page and page.count('<li class="item"') == 25
    more = re.search(r'<li class="more"><a href="([^"]+)"', page)[1].replace("&amp;", "&")
    rest = client.get(more).text
    assert rest.count('<li class="item"') == 21 and 'class="more"' not in rest
    names = [re.findall(r"data-open[^>]*>([^<]+)</a>", one) for one in (page, rest)]
    assert len(set(names[0]) & set(names[1])) == 0
    found = client.get("/", params={"source": "daily-torch.example", "high": "10", "state": "new"}).text
    assert "3 articles wait" in found and 'value="daily-torch.example"' in found
    assert "No article fits these filters." in client.get("/", params={"assignee": "me"}).text
    wrong = client.get("/", params={"since": "tomorrow"})
    assert wrong.status_code == 422 and "no date for `since`" in wrong.text.replace("&#39;", "'")


def test_an_article_is_taken_decided_and_undone_without_a_script(client, sampled):
    with deciding(sampled, "ferry-torch") as article:
        taken = send(client, f"/take/{article}", queue="flag=SRC004")
        assert taken.headers["location"] == f"/articles/{article}?queue=flag%3DSRC004"
        page = client.get(taken.headers["location"]).text
        assert "You have taken it until" in page and 'name="claim-5"' in page
        fields = {"verdict": "rejected", "reason": "A rumour.", "claim-5": "unsupported", "why-5": "Only a post."}
        decided = send(client, f"/decide/{article}", revision="1", queue="flag=SRC004", **fields)
        assert decided.status_code == 303 and f"done={article}" in decided.headers["location"]
        page = client.get(f"/articles/{article}").text
        assert "A rumour." in page and "unsupported" in page and "Only a post." in page
        undone = send(client, f"/undo/{article}", reason="Too early.")
        assert undone.status_code == 303
        assert review.state(sampled.store, article).state == "in_review"  # whoever held it holds it again
        send(client, f"/release/{article}", back="queue")
        assert review.state(sampled.store, article).state == "new"


def test_what_cannot_be_done_is_said_on_a_page(client, sampled):
    review.take(sampled.store, "dam-torch", "ruth")
    try:
        page = client.get("/articles/dam-torch").text
        assert "ruth has taken it" in page and "Take it over" in page and 'id="decision-form"' not in page
        refused = send(client, "/decide/dam-torch", verdict="approved", reason="Fine.")
        assert refused.status_code == 409 and "ruth has taken dam-torch" in refused.text
        assert refused.headers["content-type"].startswith("text/html")
        assert 'You had written: <q dir="auto">Fine.</q>' in refused.text
    finally:
        review.release(sampled.store, "dam-torch", "ruth")
    claim = {"claim-1": "unsupported", "why-1": "Only a <post>."}
    for revision, kept in (("7", False), ("1", True)):
        said = {"verdict": "reopened" if kept else "rejected", "reason": "A rumour.", "revision": revision}
        refused = send(client, "/decide/dam-torch", **said, **claim)
        assert refused.status_code in (409, 422) and "A rumour.</textarea>" in refused.text
        assert ('value="Only a &lt;post&gt;."' in refused.text) is kept
        assert ('<option value="unsupported" selected>' in refused.text) is kept
    for verdict, reason, said in (("", "Fine.", "no verdict"), ("approved", "", "needs a reason")):
        refused = send(client, "/decide/dam-torch", verdict=verdict, reason=reason)
        assert refused.status_code in (409, 422) and said in refused.text
    assert client.post("/take/dam-torch", data={}).status_code == 403


def test_pages_that_are_not_there_say_so_to_people_and_programs(client):
    for path in (
        "/articles/nothing-of-the-kind",
        "/stories/nothing",
        "/sources/nobody",
        "/nowhere",
        "/reasons/nothing",
    ):
        page = client.get(path)
        assert page.status_code == 404 and page.headers["content-type"].startswith("text/html"), path
        assert '<main id="main"' in page.text and "default-src 'none'" in page.headers["content-security-policy"]
    plain = client.get("/articles/nothing-of-the-kind", headers={"Accept": "*/*"})
    assert plain.headers["content-type"] == "application/problem+json"
    found = client.get("/articles/Mayor CONFESSES", follow_redirects=False)
    assert found.status_code == 303 and found.headers["location"].startswith("/articles/tunnel-torch")


def test_words_of_an_article_stay_words(client):
    made = send(client, "/score", title=HOSTILE, text=TEXT, publisher=HOSTILE, url="https://skelle.example/a b?<i>")
    assert made.status_code == 303, made.text
    page = client.get(made.headers["location"]).text
    for shown in (page, client.get("/").text, client.get("/sources").text, client.get("/score").text):
        tags = Tags(shown)
        assert not [attrs for _, attrs in tags.found if any(name.startswith("on") or name == "style" for name in attrs)]
        assert all(attrs.get("src", "").startswith("/assets/") for attrs in tags.all("script"))
        assert not tags.all("img")
        assert not [a for a in tags.all("a") if not re.match(r"(/|#|\?|https?://)", a["href"])]
    assert "&lt;script&gt;alert(1)" in page and "{{ 7 * 7 }}" in page and "49" not in re.sub(r"\d{3,}", "", page)[:200]


def test_an_id_may_hold_anything(client, sampled):
    name = "desk/2026 #1?a=b&c/take"
    from reliability.web.desk import Desk

    Desk(sampled).score(readers.one({"id": name, "title": "Skelle gets a lamp", "text": TEXT}), ["<tests>"])
    queue = client.get("/", params={"title": "Skelle gets a lamp"}).text
    link = re.search(r'<h2[^>]*><a href="([^"?]+)', queue)[1]
    page = client.get(link)
    assert page.status_code == 200 and "Skelle gets a lamp" in page.text
    action = re.search(r'action="(/take/[^"]+)"', page.text)[1]
    assert send(client, action).status_code == 303
    assert review.state(sampled.store, name).holder == "local"
    review.release(sampled.store, name, "local")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "nothing to score"),
        ({"text": "   "}, "nothing to score"),
        ({"text": TEXT, "address": "https://skelle.example/"}, "one of the three"),
        ({"address": "http://127.0.0.1:1/"}, "private"),
        ({"address": "ftp://skelle.example/"}, "http"),
        ({"text": "<html><body></body></html>"}, "text"),
    ],
)
def test_what_is_no_article_is_refused_beside_what_was_written(client, fields, said):
    answer = send(client, "/score", title="Kept & shown", **fields)
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert said in answer.text.split('role="alert"')[1].split("</div>")[0]
    assert 'value="Kept &amp; shown"' in answer.text


def test_a_long_text_fits_into_the_form(client):
    data = {"csrf_token": token(client), "text": " " * 1_900_000, "title": "Kept & shown"}
    refused = client.post("/score", data=data, files={"file": ("", b"")})  # as a browser sends it
    assert refused.status_code == 422 and "nothing to score" in refused.text


def test_the_way_back_from_a_problem_stays_on_this_site(client):
    for came, link in (
        ("http://127.0.0.1:8000/sources?words=a", True),
        ("http://127.0.0.1:8000/\\evil.example", False),
        ("http://127.0.0.1:8000//evil.example", False),
        ("https://evil.example/", False),
    ):
        page = client.post("/take/dam-torch", data={}, headers={"Referer": came})
        assert page.status_code == 403 and ("Back to where you were" in page.text) is link, came
        assert "evil" not in page.text


def test_reports_are_made_some_at_a_time(client):
    reports = client.app.state.rooms.reports
    with ExitStack() as taken:
        for _ in range(rooms.REPORTS):
            taken.enter_context(reports.place())
        busy = client.get("/report/page")
        assert busy.status_code == 503 and int(busy.headers["retry-after"]) > 0 and "Too many reports" in busy.text
    assert client.get("/report/page", params={"run": "never"}).status_code == 422


def test_files_are_scored_one_opens_and_many_are_listed(client):
    def upload(name, content):
        data = {"csrf_token": token(client)}
        return client.post("/score", data=data, files={"file": (name, content)}, follow_redirects=False)

    page = "<html><head><title>Lamp</title></head><body><article>" + "<p>Nora Steen said it was old.</p>" * 8
    assert upload("../../lamp.html", page.encode()).status_code == 303
    lines = "".join(f'{{"id": "lamp-{n}", "title": "Lamp {n}", "text": "Nora Steen said {n}."}}\n' for n in range(3))
    listed = upload("lamps.jsonl", lines.encode())
    assert listed.status_code == 200 and "3 articles scored" in listed.text and "/articles/lamp-2" in listed.text
    for name, content, said in (
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture.png"),
        ("empty.txt", b"", "empty.txt"),
        ("many.jsonl", lines.encode() * 20, "more than 50"),
    ):
        refused = upload(name, content)
        assert refused.status_code == 422 and said in refused.text, refused.text
        assert "/tmp" not in refused.text


def test_sources_and_stories_say_who_cites_whom(client):
    assert "harbour-post.example" in client.get("/sources", params={"words": "harbour", "role": "publisher"}).text
    page = client.get("/sources/daily-torch.example").text
    assert "Brennick Courier" in page.split("Whom it cites")[1].split("Who cites it")[0]
    assert "Island Gazette" in page.split("Who cites it")[1].split("Its articles")[0]
    assert "2026-04" in page and "6 articles" in page and "start: any source" in page
    cited = client.get("/sources/Brennick Courier")
    assert cited.status_code == 200 and "North Light TV" in cited.text
    stories = client.get("/stories", params={"only": "circular"}).text
    assert "Belmor factory" in stories and "/stories/ferry-cpa" not in stories
    story = client.get("/stories/ferry-cpa").text
    assert "copy of Calvian Press Agency" in story and "at least eleven" in story and "single origin" in story


def test_the_report_opens_under_a_policy_of_its_own(client):
    runs = client.get("/report").text
    link = re.search(r'href="(/report/page\?run=[^"]+)"', runs)[1]
    report = client.get(link)
    assert report.status_code == 200 and "Data-quality report" in report.text
    policy = report.headers["content-security-policy"]
    scripts = set(re.findall(r"'(sha256-[^']+)'", policy))
    assert len(scripts) >= 4 and scripts == set(
        re.findall(r"'(sha256-[^']+)'", report.text[:4000].replace("&#39;", "'"))
    )
    assert client.get("/report/page", params={"run": "never"}).status_code == 422


def test_files_of_pages_are_kept_under_addresses_of_their_content(client):
    page = client.get("/").text
    found = set(re.findall(r'"(/assets/[^"]+)"', page))
    assert {address.rsplit("/", 1)[1] for address in found} == set(files.shipped())
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
    assert client.get(files.address("desk.css").replace("/assets/", "/assets/0")).status_code == 404
    assert client.get("/assets/x/..%2f..%2fwho.py").status_code == 404


def test_vendored_scripts_are_those_that_the_notice_names():
    from hashlib import sha256

    notice = (files.ASSETS / "NOTICE.md").read_text(encoding="utf-8")
    for name, digest in re.findall(r"\| (\S+\.js) \| [^|]+ \| ([0-9a-f]{64}) \|", notice):
        assert sha256((files.ASSETS / name).read_bytes()).hexdigest() == digest, name
    assert "htmx.min.js" in notice
