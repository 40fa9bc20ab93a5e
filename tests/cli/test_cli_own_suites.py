"""A desk's own suites and silences, and Great Expectations' own pages, as a user comes to them."""

from __future__ import annotations

import json

import pytest

from reliability import config, rulebook
from reliability.errors import ReliabilityError


def expectation(code, column, message, *, table="features", type_="expect_column_values_to_be_between", **kwargs):
    return {
        "type": type_,
        "kwargs": {"column": column, **kwargs},
        "severity": "info",
        "notes": "Our style guide says so.",
        "meta": {"code": code, "name": "House rule", "table": table, "message": message, "action": "Ask the desk."},
    }


@pytest.fixture
def desk(tmp_path):
    """A folder with three articles, a suite folder and a reliability.toml."""
    names = {"a": "harbour-post.example", "b": "harbour-post.example", "c": "inland.example"}
    rows = [
        {
            "id": key,
            "domain": domain,
            "title": "storm at sea",
            "text": f"Sources say the storm {key} will pass. It was loud.",
        }
        for key, domain in names.items()
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "rules").mkdir()
    rules = [
        expectation("HOUSE001", "words", "Short: {value} words, {words}.", min_value=100),
        expectation(
            "HOUSE002",
            "title",
            "{value}",
            table="articles",
            type_="expect_column_values_to_match_regex",
            regex="^[A-Z]",
        ),
        expectation("HOUSE003", "claims", "{claims} claims.", table="scores", min_value=99),
        expectation("HOUSE004", "articles", "{source} sent {value}.", table="source_measures", min_value=2),
    ]
    write(tmp_path, rules)
    (tmp_path / "reliability.toml").write_text(
        'suites = ["rules"]\n'
        '[[silence]]\ncode = "HOUSE002"\nsource = "HARBOUR-POST.example"\nreason = "its house style"\n'
        '[[silence]]\ncode = "HOUSE003"\nsource = "*"\nreason = "not now"\nuntil = 2020-01-01\n'
    )
    return tmp_path


def write(desk, rules):
    (desk / "rules" / "house.json").write_text(json.dumps({"name": "house", "expectations": rules}), encoding="utf-8")


def test_own_suites_judge_articles_scores_and_sources_but_for_what_is_silenced(desk, run_program):
    done = run_program("score", "articles.jsonl", "--db", "desk.duckdb", "-f", "jsonl", cwd=desk)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    own = {
        row["article_id"]: {f["code"]: f["message"] for f in row["flags"] if f["code"].startswith("HOUSE")}
        for row in rows
    }
    assert own["c"]["HOUSE002"] == "storm at sea"
    pointed = [flag["spans"] for flag in rows[0]["flags"] if flag["spans"]]
    assert pointed
    assert all(0 <= start < end <= 53 for spans in pointed for start, end in spans)
    assert [key for key in own if "HOUSE002" in own[key]] == ["c"]
    assert set(own) == {key for key in own if "HOUSE003" in own[key]}  # that silence has ended
    assert own["a"]["HOUSE001"].startswith("Short: ")
    assert "{" not in own["a"]["HOUSE001"]
    assert "2 flags were silenced" in done.stderr
    checked = run_program("report", "--db", "desk.duckdb", "--out", "quality.json", "--data-docs", "pages", cwd=desk)
    assert checked.returncode == 0, checked.stderr
    told = json.loads((desk / "quality.json").read_text(encoding="utf-8"))
    found = [(row["code"], row["message"]) for row in told["findings"] if row["code"] == "HOUSE004"]
    assert found == [("HOUSE004", "inland.example sent 1.")]
    assert told["silenced"] == [
        {"code": "HOUSE002", "source": "HARBOUR-POST.example", "reason": "its house style", "flags": 2}
    ]
    (page,) = (desk / "pages" / "validations" / "house-articles").rglob("*.html")
    assert "HOUSE002 House rule" in page.read_text(encoding="utf-8")

    with (desk / "reliability.toml").open("a", encoding="utf-8") as settings:
        settings.write('[[silence]]\ncode = "HOUSE002"\nsource = "harbor-post.example"\nreason = "misspelt"\n')
    looked = run_program("doctor", "--json", "--db", "desk.duckdb", cwd=desk)
    checks = {check["name"]: check for check in map(json.loads, looked.stdout.splitlines())}
    assert checks["silence HOUSE002"]["ok"] is None
    assert checks["silence HOUSE002"]["found"].startswith(
        "no article is of harbor-post.example; most like it: harbour-post.example"
    )


def test_a_silence_names_a_source_not_an_address(tmp_path):
    block = '[[silence]]\ncode = "LAN004"\nsource = "https://harbour-post.example/"\nreason = "its house style"\n'
    (tmp_path / "reliability.toml").write_text(block, encoding="utf-8")
    with pytest.raises(ReliabilityError, match="is an address"):
        config.load({}, directory=tmp_path)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (
            expectation("HOUSE001", "wrods", "{value}", min_value=1),
            "column 'wrods': table features has no column 'wrods'",
        ),
        (expectation("HOUSE001", "claims", "{value}", min_value=-1), "column 'claims': no value can fail"),
        (expectation("SRC001", "claims", "{value}", min_value=1), "SRC001, column 'claims': the code is taken"),
        (expectation("HOUSE001", "claims", "{value}", min_value=1, table="storys"), "unknown table 'storys'"),
        (expectation("HOUSE009", "claims", "{value}", min_value=1), "names the code 'HOUSE002', which no suite has"),
    ],
)
def test_mistake_is_named_before_anything_is_read(desk, monkeypatch, rule, says):
    monkeypatch.chdir(desk)
    write(desk, [rule])
    with pytest.raises(ReliabilityError) as raised:
        rulebook.suites(config.load())
    assert says in raised.value.message
    assert raised.value.exit_code == 2
