"""Great Expectations' own pages: of some runs, harmless whatever a headline holds, and never over other files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from reliability import flags, records
from reliability.errors import ReliabilityError
from reliability.flags import pages, site
from reliability.flags.suites import Entry, Suites
from reliability.quality import pages as quality_pages

HOSTILE = "<script>alert(1)</script> of a shock " + "x" * 300


def entry(code: str, table: str, column: str, type_: str, **kwargs: object) -> Entry:
    return Entry(
        suite="own",
        code=code,
        name="Loud <b>",
        table=table,
        columns=(column,),
        type=type_,
        kwargs={"column": column, **kwargs},
        severity="warning",
        message="{value}",
        unit="number",
        why="Why.",
        action="Act.",
    )


SUITES = Suites(
    (
        entry("OWN001", "articles", "title", "expect_column_values_to_not_match_regex", regex="shock|<b>"),
        entry("OWN002", "features", "words", "expect_column_values_to_be_between", min_value=50),
        entry("OWN003", "source_measures", "articles", "expect_column_values_to_be_between", min_value=1),
    ),
    "",
)
TABLES = {
    "articles": records.ARTICLES.frame(
        [{"article_id": "<i>a", "title": HOSTILE}, {"article_id": "b", "title": "Calm"}]
    ),
    "features": pl.DataFrame({"article_id": ["<i>a", "b"], "words": [40.0, None]}),
    "source_measures": records.SOURCE_MEASURES.frame([{"source": "harbour-post.example", "articles": 0}]),
}


def build_here(monkeypatch: pytest.MonkeyPatch, folder: Path, run: str, every: int = 1) -> None:
    """Build in this process, which has Great Expectations at hand."""
    with monkeypatch.context() as patched:
        patched.setattr(flags.Checker, "__enter__", lambda checker: checker)
        patched.setattr(flags.Checker, "ask", lambda checker, request: site.build(request))
        pages.data_docs(TABLES, SUITES, folder, run, every=every, keep=2)


def written(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.html")):
        yield str(path.relative_to(folder)), path.read_text(encoding="utf-8")


def test_pages_name_codes_rows_and_values_and_run_no_script_of_an_article(tmp_path: Path) -> None:
    index = flags.data_docs(TABLES, SUITES, tmp_path / "site", "run-1")
    assert index == tmp_path / "site" / "index.html"
    found = dict(written(tmp_path / "site"))
    assert "run-1" in found["index.html"]
    (articles,) = (text for name, text in found.items() if name.startswith("validations/own-articles"))
    assert "OWN001 Loud &lt;b&gt;, warning: title matches shock|&lt;b&gt;" in articles
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in articles
    assert "&lt;i&gt;a" in articles
    assert "x" * 200 not in articles
    (features,) = (text for name, text in found.items() if name.startswith("validations/own-features"))
    assert "OWN002 Loud" in features
    (sources,) = (text for name, text in found.items() if name.startswith("validations/own-source_measures"))
    assert "harbour-post.example" in sources
    assert not [name for name, text in found.items() if "<script>alert" in text or "<i>a" in text]


def test_history_is_capped_and_a_run_built_again_takes_its_own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for run in ("run-1", "run-2", "run-3", "run-3"):
        build_here(monkeypatch, tmp_path, run)
    kept = [name.split("/")[2] for name, _ in written(tmp_path) if name.startswith("validations/own-features")]
    assert kept == ["run-2", "run-3"]
    assert "run-1" not in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert not list((tmp_path / "history").rglob("run-1"))


def test_pages_of_a_sample_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_here(monkeypatch, tmp_path, "run-1", every=7)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "articles, 1 row in 7" in index
    assert "source_measures, 1 row" not in index


def test_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(ReliabilityError, match="holds something else"):
        flags.data_docs(TABLES, SUITES, tmp_path, "run-1")
    with pytest.raises(ReliabilityError, match="is a file"):
        flags.data_docs(TABLES, SUITES, tmp_path / "index.html", "run-1")
    assert (tmp_path / "index.html").read_text() == "mine"


def test_expectation_that_cannot_be_judged_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(SUITES.entries[1], columns=("wrods",), kwargs={"column": "wrods", "min_value": 5})
    with pytest.raises(ReliabilityError, match=r"'own', OWN002, column 'wrods'.*did you mean words"):
        flags.data_docs(TABLES, Suites((wrong,), ""), tmp_path / "site", "run-1")
    broken = {**pages.plain([SUITES.entries[1]])[0], "kwargs": {"column": "gone", "min_value": 5}}
    stream = pages.streams({"features": TABLES["features"]}, [SUITES.entries[1]], named=True)
    request = site.Request(
        [broken], stream, {"features": "article_id"}, {"features": "features"}, str(tmp_path / "site"), "run-1", 1
    )
    with pytest.raises(ReliabilityError, match=r"'own', OWN002, column 'words': .*gone"):
        site.build(request)


def test_articles_of_an_earlier_version_are_not_judged_by_what_it_did_not_compute() -> None:
    with pytest.raises(ReliabilityError, match="earlier version, which did not compute 'words'") as raised:
        quality_pages.check_features(TABLES["features"].drop("words"), SUITES)
    assert "Score them again" in raised.value.hint
    quality_pages.check_features(TABLES["features"], SUITES)
