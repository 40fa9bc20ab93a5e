"""What a story says in the terminal and on its page, of an invented one."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from reliability.reports.story import RENDER, terminal, values, words

HOSTILE = '</script><script>window.owned = 1</script><img src=x onerror="owned = 1"><!--\u202e\x1b[31m'
VOID = {"meta", "img", "br", "hr", "link"}


def at(hour: int) -> datetime:
    return datetime(2031, 5, 5, hour, 30, tzinfo=UTC)


def node(number: int, parent: int | None, kind: str, name: str | None, **more) -> dict:
    empty = dict.fromkeys(("article_id", "claim_id", "publisher", "published_at", "wording"))
    return {"node": number, "parent": parent, "kind": kind, "name": name} | empty | more


def teller(article: str, value: str, sentence: str, hour: int, **more) -> dict:
    row = {"article_id": article, "value": value, "words": sentence, "publisher": article.title()}
    known = {"published_at": at(hour), "origin": None, "independent": True, "independent_origins": 1, "revision": None}
    return row | known | more


def entry(article: str, hour: int, **more) -> dict:
    told = {"article_id": article, "url": f"https://{article}.example/1", "publisher": article.title()}
    told |= {"title": f"Tower goes, says {article}", "published_at": at(hour), "independent_origins": 1, "conflicts": 0}
    told |= {"score": 0.6, "low": 0.5, "high": 0.7, "abstained": None, "information_credibility": 3}
    return told | {"first": False, "copy_of": None, "credit": None, "relay": None, "cites": []} | more


@pytest.fixture
def story() -> dict:
    """The wire has it first, two papers copy it, the Post cites the wire and changes a quotation."""
    tree = [
        node(0, None, "origin", "Ola Renn"),
        node(1, 0, "article", "Wire", article_id="wire", published_at=at(8), wording="the tower goes in spring"),
        node(2, 1, "copy", "Star", article_id="star", published_at=at(9), wording="the tower goes in spring"),
        node(3, 1, "article", "Post", article_id="post", published_at=at(11), wording="the old tower goes"),
        node(4, None, "unnamed", "a crane driver"),
        node(5, 4, "platform", "X"),
        node(6, 5, "article", "Echo", article_id="echo", published_at=at(12), wording="the tower will go"),
    ]
    claim = {"content": "the tower goes in spring", "origins": ["Ola Renn"], "articles": ["wire", "star", "post"]}
    single = claim | {"content": "“we waited,” ... “enough”", "independent_origins": 1, "quotation": "direct"}
    diff = [("same", "we shall"), ("gone", "not"), ("come", "gladly"), ("same", "wait")]
    circle = [("Post", "Echo", 11), ("Echo", "Post", 12)]
    return {
        "story_id": "wire",
        "articles": ["wire", "star", "post", "echo"],
        "copies": [["wire", "star"]],
        "independent_origins": 2,
        "claims": [
            claim | {"independent_origins": 2, "quotation": "indirect", "tree": tree},
            single | {"tree": tree[:3]},
        ],
        "conflicts": [
            {
                "kind": "quotation",
                "what": "Ola Renn",
                "values": [
                    teller("wire", "we shall not wait", "we shall not wait", 8),
                    teller("star", "we shall not wait", "we shall not wait", 9, independent=False),
                    teller("post", "we shall gladly wait", "we shall gladly wait", 11),
                ],
                "diff": [{"change": change, "words": piece} for change, piece in diff],
            },
            {
                "kind": "toll",
                "what": "killed",
                "values": [
                    teller("wire", "14", "the fire killed 14 people", 8, origin="the police", independent_origins=2),
                    teller("post", "17", "17 died in the fire", 11),
                ],
                "diff": None,
            },
        ],
        "updates": [],
        "agreements": [],
        "circular": [
            {
                "kind": "circle",
                "claim": "the tower will go",
                "root": None,
                "path": [
                    {
                        "outlet": one,
                        "cites": other,
                        "article_id": one.lower(),
                        "claim_id": None,
                        "published_at": at(hour),
                    }
                    for one, other, hour in circle
                ],
            }
        ],
        "timeline": [
            entry("wire", 8, first=True, independent_origins=2),
            entry("star", 9, copy_of="wire"),
            entry("post", 11, cites=[{"name": "Wire", "article_id": "wire", "claims": 2}]),
            entry("echo", 12),
        ],
    }


def printed(story: dict, limit: int = 20, **options) -> str:
    out = io.StringIO()
    terminal.render(story, Console(file=out, width=100, highlight=False, **options), limit)
    return out.getvalue()


def page(story: dict) -> str:
    out = io.BytesIO()
    RENDER["html"](story, out)
    return out.getvalue().decode()


def test_the_terminal_says_who_had_it_first_and_who_copied_whom(story):
    text = printed(story)
    assert "4 articles   1 copy   3 different texts   2 independent origins   2 conflicts   1 circular claim" in text
    assert "2031-05-05 08:30  Wire  first here  corroborated by 2 independent origins" in text
    assert "2031-05-05 09:30  Star  copy of Wire (wire)" in text
    assert "2031-05-05 11:30  Post  cites Wire" in text
    assert "\x1b" not in text


def test_trees_are_drawn_from_origins_to_copies(story):
    drawn = """\
“the tower goes in spring”  2 independent origins, 3 articles
├── Ola Renn  origin
│   └── Wire  2031-05-05 08:30  wire
│       ├── Post  2031-05-05 11:30  “the old tower goes”  post
│       └── Star  2031-05-05 09:30  copy  star
└── “a crane driver”  a person without a name
    └── X  platform
        └── Echo  2031-05-05 12:30  “the tower will go”  echo
"""
    text = "\n".join(line.rstrip() for line in printed(story).splitlines())
    assert drawn in text
    assert "“we waited … enough”  single origin, 3 articles" in text


def test_conflicts_stand_side_by_side_with_who_gives_them(story):
    lines = printed(story).splitlines()
    values = next(line for line in lines if line.split() == ["14", "17"])
    origins = lines[lines.index(values) + 1]
    assert origins.split("   ")[0].strip() == "2 independent origins" and "single origin" in origins
    assert "Wire, 2031-05-05 08:30, from the police" in printed(story)
    assert "“17 died in the fire”" in printed(story) and "Copies and relays: Star" in printed(story)


def test_altered_words_are_marked_where_there_are_no_colours(story):
    assert "we shall [-not-] {+gladly+} wait" in printed(story)
    assert "[-not-]" in printed(story, force_terminal=True, no_color=True)
    coloured = printed(story, force_terminal=True, color_system="standard")
    assert "[-not-]" not in coloured and "\x1b[9;31mnot" in coloured


def test_circular_reporting_has_its_path_and_dates(story):
    text = printed(story)
    assert "These outlets lead back to each other" in text
    assert text.index("2031-05-05 11:30  Post cites Echo  post") < text.index("2031-05-05 12:30  Echo cites Post  echo")
    story["circular"][0] |= {"kind": "diamond", "root": "a post on X"}
    assert "All of these lead to a post on X: one report, not several." in printed(story)


def test_what_is_cut_says_so(story):
    assert "Claims that several articles make, the first 1 of 2: see --limit" in printed(story, limit=1)
    tree = story["claims"][0]["tree"]
    tree += [node(10 + n, 1, "copy", f"Copy {n}", article_id=f"copy{n}", published_at=at(10)) for n in range(30)]
    assert "and 26 more copies" in printed(story) and "and 26 more copies" in page(story)
    story["timeline"] = story["timeline"][:1]
    assert "No other article here tells this story." in printed(story)


def test_the_page_escapes_what_comes_from_articles(story):
    for row in story["timeline"]:
        row |= {"title": HOSTILE, "publisher": HOSTILE, "url": "javascript:owned=1"}
    for claim in story["claims"]:
        claim["content"] = HOSTILE
        for step in claim["tree"]:
            step |= {"name": HOSTILE, "wording": HOSTILE}
    for row in story["conflicts"][1]["values"]:
        row |= {"value": HOSTILE, "words": HOSTILE, "origin": HOSTILE}
    story["story_id"] = story["circular"][0]["claim"] = HOSTILE
    text = page(story)
    assert "<script" not in text and "<img" not in text and "javascript:owned" not in text
    assert "\u202e" not in text and "\x1b" not in text
    assert "\x1b" not in printed(story) and "\u202e" not in printed(story)
    assert balanced(text)


def test_the_page_asks_nobody_and_links_only_to_articles_and_itself(story):
    text = page(story)
    assert "default-src 'none'" in text and "script-src" not in text
    links = [value for _, attributes in tags(text) for name, value in attributes if name in ("href", "src")]
    ids = {value for _, attributes in tags(text) for name, value in attributes if name == "id"}
    assert {link for link in links if not link.startswith("#")} == {f"https://{n}.example/1" for n in story["articles"]}
    assert {link[1:] for link in links if link.startswith("#")} <= ids


@given(st.lists(st.integers(-1, 60), min_size=1, max_size=60), st.lists(st.booleans(), min_size=60, max_size=60))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_every_node_of_any_tree_is_told_once_below_its_parent(parents, copied):
    tree = [
        node(n, None if parent < 0 or n == 0 else parent % n, "copy" if copied[n] and n else "outlet", f"N{n}")
        for n, parent in enumerate(parents)
    ]
    steps = list(words.steps({"content": "", "tree": tree}))
    shown = {step.node["node"] for step in steps}
    assert len(shown) == len(steps)
    for before, after in pairwise(steps):
        assert after.depth <= before.depth + 1 and before.inner == (after.depth == before.depth + 1)
    assert len(shown) == len(tree) or any(step.more for step in steps)


def test_a_chain_of_200_is_drawn(story):
    chain = [node(n, n - 1 if n else None, "outlet", f"Outlet {n}") for n in range(200)]
    story["claims"][0]["tree"] = chain
    assert balanced(page(story)) and "Outlet 199" in page(story)
    assert "Outlet 3 " in printed(story)


def tags(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    found: list[tuple[str, list[tuple[str, str]]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, attributes))
    parser.feed(text)
    return found


def balanced(text: str) -> bool:
    """Whether each element ends where it should."""
    open_ones: list[str] = []
    wrong: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: None if tag in VOID else open_ones.append(tag)
    parser.handle_endtag = lambda tag: None if open_ones and open_ones.pop() == tag else wrong.append(tag)
    parser.feed(text)
    return not wrong and not open_ones


def money(article: str, amount: str, said: str, **more) -> dict:
    return teller(article, amount, f"Damage was put at {said}.", 9, said=said, **more)


def test_the_head_says_what_the_two_numbers_of_origins_count(story):
    said = "2 origins are behind all that the story tells. “Corroborated by” counts those behind an article's best"
    assert said in " ".join(printed(story).split())
    assert said in page(story).replace("&#39;", "'")
    assert words.explained(story | {"timeline": story["timeline"][:1]}) == ""


def test_values_are_told_in_the_words_that_give_them(story):
    asked = {"kind": "money", "what": "damage put filters", "diff": None}
    story["conflicts"] = [
        asked | {"values": [money("wire", "3600000000", "$3.6 billion"), money("post", "9000000", "9 million crowns")]}
    ]
    text = printed(story)
    assert "damage put filters" not in text and "Money" in text.split("\n─")[-1]
    assert "$3.6 billion    " in text and "9 million crowns" in text
    unsaid = {"toll": ("12+", "at least 12"), "percent": ("~47.5", "about 47.5%"), "number": ("9000000", "9,000,000")}
    unsaid |= {"date": ("Monday", "Monday"), "money": ("11-1300", "11 to 1,300")}
    for kind, (raw, shown) in unsaid.items():
        assert values.value({"kind": kind, "what": ""}, teller("wire", raw, "", 8)) == shown
    assert values.value({"kind": "toll", "what": ""}, teller("wire", "9", "", 8, said="nine")) == "9"


def test_what_is_told_alike_names_each_outlet_once_and_no_value_of_one_outlet(story):
    given = [("wire", "12+", "at least 12"), ("star", "12+", "at least 12"), ("post", "11-13", "a dozen")]
    rows = [teller(name, value, f"On Monday {said} people died", 8, said=said) for name, value, said in given]
    rows += [teller("wire", "12+", "The toll is at least 12", 12, said="at least 12")]
    rows += [teller("echo", "13", "13 died", 12), teller("moon", "13", "13 died", 12)]
    story["agreements"] = [{"kind": "toll", "what": "killed", "values": rows, "diff": None}]
    one_outlet = [teller("wire", "2", "two", 8), teller("wire", "2", "two", 9)]
    story["agreements"] += [{"kind": "toll", "what": "hurt", "values": one_outlet, "diff": None}]
    told = """\
How many killed: at least 12 (single origin; Wire, Star)
  “On Monday at least 12 people died”
How many killed: 13 (single origin; Echo, Moon)
  “13 died”
"""
    assert printed(story).endswith(told)
    assert "hurt" not in page(story) and "a dozen" not in page(story) and page(story).count("at least 12") > 0


def test_a_change_stands_once_beside_the_conflict_with_another_outlet(story):
    asked = {"kind": "money", "what": "damage", "diff": None}
    across = asked | {"values": [money("wire", "30", "$30"), money("star", "14", "$14", independent=False)]}
    revised = asked | {"what": "estimated"}
    revised |= {"values": [money("wire", "14", "$14", revision="previous"), money("wire", "30", "$30")]}
    revised |= {"diff": [{"change": "gone", "words": "$14"}, {"change": "come", "words": "$30"}]}
    other = revised | {"values": [money("post", "1", "$1", revision="previous"), money("post", "2", "$2")]}
    story["conflicts"] = [across, revised, other]
    shown = values.shown(story)["conflicts"]
    assert [len(row["values"]) for row in shown] == [3, 2] and shown[0]["diff"]
    assert "2 conflicts" in printed(story) and "before its last revision" in printed(story)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('"We had warned them since January," fire', "“We had warned them since January”"),
        ('three metres in four hours," said Mire', "“three metres in four hours, said Mire”"),
        ('He said: "we go"', "“He said: ‘we go’”"),
        ("“we waited,” ... “enough”", "“we waited … enough”"),
        ('"', "“”"),
    ],
)
def test_a_quotation_keeps_no_stray_marks(text, shown):
    assert words.quoted(text) == shown
