"""The data-quality report as a user asks for it."""

from __future__ import annotations

import json
import sys

import polars as pl

import reliability.quality  # noqa: F401


def test_a_page_comes_with_its_figures_and_needs_nothing_else(sample, run_program, tmp_path):
    page, text = tmp_path / "morning.HTML", tmp_path / "morning.md"
    asked = ("--out", str(page), "--out", str(text), "--title", "Morning <intake>")
    done = run_program("report", "--db", str(sample.db), *asked)
    assert done.returncode == 0, done.stderr
    html = page.read_text(encoding="utf-8")
    assert "Morning &lt;intake&gt;" in html and "harbour-post.example" in html
    assert "src=" not in html.partition('<script type="application/json"')[0]
    assert page.stat().st_size < 1_500_000
    told = json.loads((tmp_path / "quality.json").read_bytes())
    assert told["schema"] == 2 and told["intake"]["articles"] == len(sample.rows)
    flagged = {row["article_id"] for row in sample.rows if any(f["severity"] == "critical" for f in row["flags"])}
    assert f"{len(flagged)} of {len(sample.rows)} articles with critical flags" in html
    assert text.read_text(encoding="utf-8").startswith("# Morning &lt;intake&gt;")
    assert not (tmp_path / "morning-data").exists()  # nothing was left out


def test_figures_alone_give_the_same_page_again(sample, run_program, tmp_path):
    figures, first, again = (tmp_path / name for name in ("q.json", "first.html", "again.html"))
    done = run_program("report", "--db", str(sample.db), "--out", str(figures), "--out", str(first))
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "quality.json").exists()
    done = run_program("report", "--from", str(figures), "--out", str(again))
    assert done.returncode == 0, done.stderr
    assert again.read_bytes() == first.read_bytes()


def test_a_report_on_one_source_is_on_its_articles(sample, run_program, tmp_path):
    done = run_program(
        "report", "--db", str(sample.db), "--source", "Harbour-Post.example", "--out", f"{tmp_path}/h.json"
    )
    assert done.returncode == 0, done.stderr
    told = json.loads((tmp_path / "h.json").read_bytes())
    assert {row["source"] for row in told["articles"]["rows"]} == {"harbour-post.example"}


def test_what_the_page_leaves_out_lies_beside_it(sample, run_program, tmp_path, monkeypatch):
    from reliability.cli import report

    monkeypatch.setattr(sys.modules["reliability.quality.summary"], "ARTICLES", 5)
    report.report(out=[tmp_path / "r.html"], db=str(sample.db))
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert 'href="r-data/articles.parquet"' in page and f"{len(sample.rows) - 5} more articles" in page
    articles, flags = (pl.read_parquet(tmp_path / "r-data" / f"{name}.parquet") for name in ("articles", "flags"))
    assert set(articles["article_id"]) == {row["article_id"] for row in sample.rows}
    assert flags.height == sum(len(row["flags"]) for row in sample.rows)
    assert "harbour-post.example" in pl.read_parquet(tmp_path / "r-data" / "sources.parquet")["source"].to_list()


def test_a_report_of_an_older_version_is_still_read(sample, run_program, tmp_path):
    new, old, page = (tmp_path / name for name in ("new.json", "old.json", "old.html"))
    assert run_program("report", "--db", str(sample.db), "--out", str(new)).returncode == 0
    told = json.loads(new.read_bytes())
    assert told["schema"] == 2 and told["notes"] == [] and told["review"] is None
    sources = {name: value for name, value in told["sources"].items() if name != "declared"}
    older = {name: value for name, value in told.items() if name not in ("notes", "review")}
    old.write_text(json.dumps(older | {"schema": 1, "sources": sources}), encoding="utf-8")
    checked = [
        run_program("check", "--from", str(path), "--max-critical", "0", "--format", "json") for path in (new, old)
    ]
    assert checked[0].stdout and checked[0].stdout == checked[1].stdout, checked[1].stderr
    assert run_program("report", "--from", str(old), "--out", str(page)).returncode == 0 and page.exists()
    old.write_text(json.dumps(older | {"schema": 2}), encoding="utf-8")
    assert "lacks review, notes" in run_program("check", "--from", str(old)).stderr


def test_mistakes_are_said_before_anything_is_written(sample, run_program, tmp_path):
    old = tmp_path / "old.json"
    old.write_text('{"schema": 0}', encoding="utf-8")
    (tmp_path / "half.json").write_text('{"schema": 1, "run": {}}', encoding="utf-8")
    whole = tmp_path / "wrong.json"
    assert run_program("report", "--db", str(sample.db), "--out", str(whole)).returncode == 0
    told = json.loads(whole.read_bytes())
    told["articles"]["rows"][3]["score"] = "x"
    whole.write_text(json.dumps(told), encoding="utf-8")
    for arguments, said in (
        (("--db", str(sample.db), "--out", f"{tmp_path}/r.pdf"), ".html, .json, .md"),
        (("--from", str(old), "--out", f"{tmp_path}/r.html"), "has schema 0"),
        (("--from", f"{tmp_path}/half.json", "--out", f"{tmp_path}/r.html"), "the document lacks made_at"),
        (("--from", str(whole), "--out", f"{tmp_path}/r.html"), "articles.rows[3].score is no number or null"),
        (("--from", f"{tmp_path}/none.json", "--out", f"{tmp_path}/r.html"), "cannot be read"),
        (("--db", str(sample.db), "--data-docs", str(old), "--out", f"{tmp_path}/r.html"), "is a file"),
        (("--from", str(whole), "--data-docs", f"{tmp_path}/new", "--out", f"{tmp_path}/r.html"), "Leave --from out"),
        (("--from", str(old), "--db", str(sample.db), "--out", f"{tmp_path}/r.html"), "as it is"),
    ):
        done = run_program("report", *arguments)
        assert done.returncode == 2 and said in done.stderr, done.stderr
        assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("r.*"))


def test_figures_of_a_part_do_not_take_the_place_of_those_of_the_whole(sample, run_program, tmp_path):
    assert run_program("report", "--db", str(sample.db), "--out", f"{tmp_path}/full.html").returncode == 0
    whole = (tmp_path / "quality.json").read_bytes()
    asked = ("--source", "harbour-post.example", "--out", f"{tmp_path}/one.html")
    done = run_program("report", "--db", str(sample.db), *asked)
    assert done.returncode == 0 and "one.quality.json written" in done.stderr
    assert (tmp_path / "quality.json").read_bytes() == whole
    told = json.loads((tmp_path / "one.quality.json").read_bytes())
    assert told["slice"]["source"] == "harbour-post.example"
