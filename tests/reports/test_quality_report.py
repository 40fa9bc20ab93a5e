"""What the data-quality report says, and that it stays whole, small and self-contained."""

from __future__ import annotations

import io
import json
import re
from hashlib import sha256
from itertools import pairwise

import pytest

from reliability.errors import ReliabilityError
from reliability.quality import schema
from reliability.reports import quality as report
from reliability.reports.quality import page, sankey, small, words


def rendered(quality, form: str = "html") -> str:
    out = io.BytesIO()
    report.RENDER[form](quality, out, "Data-quality report")
    return out.getvalue().decode()


def test_the_example_is_a_report_of_the_schema(quality):
    jsonschema = pytest.importorskip("jsonschema", reason="Great Expectations brings it along")
    jsonschema.validate(quality, schema.json_schema())


def test_the_head_says_what_is_wrong(quality):
    said = "1 critical finding, 1 warning, 14 of 1,200 articles with critical flags (COM001 9, CON003 5)"
    assert words.verdict(quality) == f"{said}; freshest article 3 hours old, 2 sources behind."
    assert words.light(quality) == "red"
    quality["findings"], quality["dimensions"] = [], quality["dimensions"][2:]
    quality["flags"] = []
    quality["freshness"] = {"newest": None, "age_hours": None, "sources_behind": 0}
    quality["intake"] |= {"articles": 1, "critical": 0}
    said = "No finding about the intake as a whole, 0 of 1 article with critical flags; no article has a date."
    assert words.verdict(quality) == said and words.light(quality) == "amber"
    quality["dimensions"] = quality["dimensions"][1:]
    assert words.light(quality) == "green"
    quality["intake"]["articles"] = 0
    assert words.verdict(quality) == "There is no article here." and words.light(quality) == "amber"


def test_the_head_says_which_articles_it_is_about(quality):
    assert words.slice_words(quality) == "run 20260108-051000-ab12"
    quality["slice"] = {"run": None, "since": "2026-01-05T06:00:00+00:00", "source": "torch.example"}
    assert words.slice_words(quality) == "all since 2026-01-05 06:00 UTC, source torch.example"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0.0, "0 minutes"),
        (0.5, "30 minutes"),
        (1.2, "1 hour"),
        (47, "47 hours"),
        (80, "3 days"),
        (50_000, "6 years"),
        (None, "unknown"),
    ],
)
def test_ages_are_told_in_words(hours, said):
    assert words.ago(hours) == said


def test_a_light_is_a_word_and_a_shape_too(quality):
    text = rendered(quality)
    lights = (("red", "Critical", "critical"), ("amber", "Warning", "warning"), ("green", "Within limits", "green"))
    for colour, word, shape in lights:
        pattern = rf'<span class="label {colour}"><svg [^>]*><use href="#shape-{shape}"/></svg> {word}'
        assert re.search(pattern, text), colour
        assert f'<symbol id="shape-{shape}"' in text


def test_days_without_articles_are_gaps():
    days = [{"day": "2026-01-30", "articles": 4}, {"day": "2026-02-02", "articles": 1}]
    assert small.daily(days) == [0] * 26 + [4, 0, 0, 1] and small.daily([]) == []
    assert small.daily([{"day": "2020-05-05", "articles": 9}, *days]) == small.daily(days)


def test_a_flag_is_shown_with_its_words_in_context(quality):
    text = rendered(quality)
    assert "reporters on Monday that <mark>21 of the piles had rotted</mark>, and that work" in text
    quality["flags"][0]["examples"][0] |= {"before": "so " * 90, "marked": "rotted", "after": " and gone " * 90}
    assert re.search(r"<blockquote>…[so ]{100,160}<mark>rotted</mark> and gone [and gone]{100,160}…", rendered(quality))
    assert "What to do:" in text and 'href="https://harbour-post.example/2026/01/com001-0"' in text


def test_causes_and_further_flags_are_one_step_away(quality):
    seen = {"severity": "info", "message": "It is said."}
    quality["articles"]["rows"][0]["flags"] = [{"code": f"LAN{n:03}", **seen} for n in range(9)]
    text = rendered(quality)
    cards = text.partition('<section id="dimensions">')[2].partition("</section>")[0]
    assert 'Mostly <a href="#flag-COM001">COM001</a> title lacking: 9' in cards
    article = text.partition('<ol class="reading')[2].partition("</li>\n<li data-")[0]
    assert "<details><summary" in article and "4 more</summary>" in article and "LAN008" in article


def test_every_chart_has_its_rows_as_a_table_and_a_text(quality):
    text = rendered(quality)
    embedded = json.loads(re.search(r'<script type="application/json" id="charts">(.*?)</script>', text, re.DOTALL)[1])
    assert len(embedded["charts"]) == 8 + 3  # two of the five dimensions had no flag in any run
    for name in embedded["charts"]:
        figure = text.partition(f'<figure id="chart-{name}"')[2].partition("</figure>")[0]
        assert re.search(r'role="img" aria-label="[^"]{30,}"', figure) and figure.count("<tr>") >= 3, name


def test_a_report_on_next_to_nothing_is_whole(quality):
    quality |= {"dimensions": [], "flags": [], "findings": [], "grades": [], "origins": [], "drift": None}
    quality |= {"last_run": None, "rejects": [], "silenced": [], "timings": []}
    quality["scores"] = {"bins": [], "abstentions": [], "calibration": [], "calibration_of": ""}
    for name, rows in (("sources", "rows"), ("cited", "rows"), ("articles", "rows"), ("citations", "links")):
        quality[name] = {"total": 0, rows: []}
    quality["intake"] = dict.fromkeys(quality["intake"], 0)
    text = rendered(quality)
    for said in ("No flag was raised", "There is no article here", "No publisher yet", "no earlier run", ">Warning<"):
        assert said in text
    assert "<figure" not in text and "| dimension |" in rendered(quality, "md")


def test_a_large_report_stays_small(quality):
    long = "w" * 5_000 + " "
    for row in quality["articles"]["rows"]:
        row["title"] = long
        row["flags"] = [{"code": "CON003", "severity": "warning", "message": long}] * 40
    quality["flags"] = [
        row | {"code": f"X{n}", "why": long, "action": long} for n in range(15) for row in quality["flags"]
    ]
    for row in quality["flags"]:
        row["examples"] = [example | {"before": long, "marked": long, "after": long} for example in row["examples"]]
    quality["findings"] *= 3_000
    quality["sources"] = {
        "total": 9_000,
        "rows": [row | {"source": f"{n}{long}"} for n, row in enumerate(quality["sources"]["rows"] * 14)],
    }
    text = rendered(quality)
    assert len(text.encode()) < 3_000_000
    assert "8,902 more sources" in text and "5,940 more findings" in text


def test_markdown_is_short_and_escaped(quality):
    quality["findings"][0]["subject"] = "torch|<b>*x*\n# y"
    text = rendered(quality, "md")
    assert len(text) < 4_200 and "**🟥 Critical.** 1 critical finding" in text
    assert r"(source torch\|&lt;b&gt;\*x\* \# y)" in text
    assert "| completeness | 🟥 Critical | 9 | 41 | 60 |" in text
    first = quality["articles"]["rows"][0]
    assert f"- {first['title']} ({first['source']}): **{first['flags'][0]['severity']}**" in text
    assert " 0 minutes |" not in text
    quality["dimensions"].reverse()
    quality["notes"] = ["3 articles have a score of <another> model."]
    assert "🔶 3 articles have a score of &lt;another&gt; model." in rendered(quality, "md")
    assert "3 articles have a score of &lt;another&gt; model." in rendered(quality)
    assert re.findall(r"\| (🟥|🔶|🟢) ", rendered(quality, "md")) == ["🟥", "🟥", "🔶", "🟢", "🟢"]


def test_json_comes_back_as_it_was(quality, tmp_path):
    path = tmp_path / "quality.json"
    path.write_text(rendered(quality, "json"), encoding="utf-8")
    assert report.load(path) == quality
    path.write_text("[1]", encoding="utf-8")
    with pytest.raises(ReliabilityError, match="no data-quality report"):
        report.load(path)


def test_the_page_allows_its_own_scripts_and_nothing_else(quality):
    text = rendered(quality)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert policy.startswith("default-src 'none'") and "unsafe-eval" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 5
    assert all(page._script(script).digest in policy for script in scripts)


def test_the_chart_libraries_are_those_of_the_notice():
    notice = (page.ASSETS / "NOTICE.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"\| (\S+\.min\.js) \| \S+ \S+ \| (\w{64}) \|", notice))
    assert set(listed) == set(page.LIBRARIES)
    for name, digest in listed.items():
        content = (page.ASSETS / name).read_bytes()
        assert sha256(content).hexdigest() == digest
        assert b"</script" not in content.lower() and b"<!--" not in content
    assert sum((page.ASSETS / name).stat().st_size for name in listed) < 1_000_000


def test_bands_of_the_citation_map_fill_their_nodes():
    links = {("Radio Almar", "torch"): 30, ("Radio Almar", "lantern"): 10, ("Coast Wire", "lantern"): 20}
    drawn = sankey.layout(links)
    assert {(node.side, node.name): node.weight for node in drawn.nodes}[1, "lantern"] == 30
    for node in drawn.nodes:
        ends = sorted(
            band.points[-node.side][1:] for band in drawn.bands if node.name == (band.left, band.right)[node.side]
        )
        assert ends[0][0] == pytest.approx(node.top, abs=0.2) and ends[-1][1] == pytest.approx(node.bottom, abs=0.2)
        assert all(one[1] == pytest.approx(other[0], abs=0.2) for one, other in pairwise(ends))
        assert 0 <= node.top < node.bottom <= drawn.height


def test_many_outlets_fold_into_one_node_and_labels_keep_their_distance():
    links = {(f"outlet {n}", f"publisher {n % 40}"): 1 + 1000 // (n + 1) for n in range(200)}
    drawn = sankey.layout(links)
    for side, others in ((0, "182 others"), (1, "22 others")):
        column = sorted((node.top + node.bottom) / 2 for node in drawn.nodes if node.side == side)
        assert len(column) == 19 and others in {node.name for node in drawn.nodes}
        assert min(after - before for before, after in pairwise(column)) >= 14
    assert sum(band.weight for band in drawn.bands) == sum(links.values())


def test_the_section_on_review_says_what_its_figures_are_of_and_is_left_out_without_decisions(quality):
    out = io.BytesIO()
    page.render(quality, out, "Desk")
    told = out.getvalue().decode()
    assert "0.52 (0.20 to 0.79)" in told and "31 opinions against a score of 50, 77% the same" in told
    assert "3 approved below 40 and 2 rejected from 60 on, of 25 opinions" in told
    assert "&lt;b&gt;Ruth" in told and "<b>Ruth" not in told
    out = io.BytesIO()
    page.render(quality | {"review": None}, out, "Desk")
    assert 'id="review"' not in out.getvalue().decode() and "#review" not in out.getvalue().decode()
