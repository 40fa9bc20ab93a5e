"""Each export against its published schema or vocabulary, over a desk with hostile words in it."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from typer.testing import CliRunner, Result

from reliability import config, records, review, store
from reliability.claims.gold import read_gold
from reliability.cli.main import build
from reliability.errors import ReliabilityError
from reliability.review import ClaimVerdict, exporting, exports

SCHEMAS = Path(__file__).parent / "schemas"
NOW = datetime(2030, 3, 1, 9, 0, tzinfo=UTC)
TEXT = (
    'The pier is safe again 🚢, the harbour office said. "We counted every plank," Mayor Ada Holm told i24 NEWS.\r\n'
    "A sailor said that it creaks."
)
TITLE = "</script><!-- <b>Pier</b> & sons \u2028"
ADDRESS = "https://küste.example/a fähre?q=<1>#oben"


def _claim(number: int, **given: Any) -> dict[str, Any]:
    """A claim of the article `pier`; its parts are given by their words."""
    parts: dict[str, Any] = {}
    for role in ("source", "cue", "content"):
        pieces = given.pop(role, ())
        parts[role] = [[TEXT.index(words), TEXT.index(words) + len(words)] for words in pieces]
        parts[f"{role}_text"] = " ... ".join(pieces)
    usual = {"quotation": "indirect", "via": [], "hops": 0, "second_hand": False, "anonymous": False, "hedged": False}
    return {"article_id": "pier", "claim_id": f"pier#{number}"} | usual | parts | given


CLAIMS = [
    _claim(
        *(1,),
        source=["the harbour office"],
        cue=["said"],
        content=["The pier is safe again 🚢"],
        origin="harbour office of Almar",
        source_type="government",
    ),
    _claim(
        *(2,),
        source=["Mayor Ada Holm"],
        cue=["told"],
        content=["We counted", "every plank"],
        origin="Ada Holm",
        source_type="person",
        via=[{"kind": "outlet", "name": "i24 NEWS"}, {"kind": "platform", "name": "Facebook"}],
    ),
    _claim(
        *(3,), source=["A sailor"], cue=["said that"], content=["it creaks"], anonymous=True, source_type="anonymous"
    ),
]


def _put(opened: store.Store) -> None:
    run_id = opened.begin("score", "0.1.0", "m", None, [])
    usual = {"text_hash": "h", "input": "a.jsonl", "published_at": NOW}
    rows = [
        {"article_id": "pier", "url": ADDRESS, "domain": "küste.example", "publisher": "Küste", "title": TITLE}
        | {"text": TEXT, "authors": ["Ida <i>Brandt</i>"], "language": "en"},
        {"article_id": "fog", "title": "Fog stops ferries", "text": "Fog stops ferries.", "publisher": "Fog Times"},
        {"article_id": "bare", "text": "Nobody knows.", "url": "javascript:alert(1)"},
        {"article_id": "unscored", "text": "Not yet."},
    ]
    opened.add_articles(records.ARTICLES.frame([usual | row for row in rows]), run_id)
    claims = records.CLAIMS.frame(CLAIMS).drop("run_id")
    opened.put_claims(claims, records.SIGNATURES.empty().drop("run_id"), ["pier"], run_id, "s")
    scores = [
        {"article_id": "pier", "score": 0.724, "low": 0.6, "high": 0.81, "information_credibility": 2, "claims": 3}
        | {"second_hand": 1, "model": "m"},
        {"article_id": "fog", "abstained": "too_short", "information_credibility": 6, "claims": 0, "model": "m"},
        {"article_id": "bare", "score": 0.1, "low": 0.0, "high": 0.3, "information_credibility": 5, "model": "m"},
    ]
    opened.replace("scores", records.SCORES.frame(scores).drop("run_id"), run_id, ["pier", "fog", "bare"])
    flag = {"article_id": "pier", "code": "TST001", "severity": "critical", "message": "7 <planks> are lost."}
    opened.replace("flags", records.FLAGS.frame([flag | {"spans": []}]).drop("run_id"), run_id, ["pier"])
    sources = [
        {"source": "küste.example", "role": "publisher", "score": 0.7, "low": 0.5, "high": 0.9, "articles": 1}
        | {"source_reliability": "B", "claims": 3, "second_hand": 1},
        {"source": "Fog Times", "role": "publisher", "abstained": "too_few_articles", "source_reliability": "F"},
        {"source": "i24 NEWS", "role": "cited", "abstained": "not_published_here", "source_reliability": "F"},
    ]
    names = [row["source"] for row in sources]
    opened.replace("sources", records.SOURCES.frame(sources).drop("run_id"), run_id, names)
    opened.finish(run_id, 4, 0, [])


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    """A database with three scored articles; on `pier` a reviewer has decided, and on its claims."""
    file = tmp_path_factory.mktemp("exports") / "desk.duckdb"
    with store.open_store(str(file)) as opened:
        _put(opened)
        judged = [
            ClaimVerdict("1", "supported", "Seen <there>."),
            ClaimVerdict("2", "wrongly_attributed", "Her deputy said it."),
        ]
        review.decide(opened, "pier", "needs_sources", "Ask Ms <Holm>.", "ruth", claims=judged)
    return file


@pytest.fixture
def settings(path) -> config.Config:
    return config.load({"db": str(path), "desk": "Almar <desk>", "public_url": "https://desk.example/r/"})


def _written(opened: store.Reader, name: str, settings: config.Config, ids: list[str] | None = None) -> bytes:
    exporter = exports.formats()[name]
    if exports.rows_of(exporter) == exports.SOURCES:
        rows = exporting.sources(opened, ids or [], settings)
    else:
        rows = exporting.articles(opened, ids or store.scored_articles(opened), settings)
    out = io.BytesIO()
    exporter.render(rows, out)
    return out.getvalue()


@pytest.fixture
def export(path, settings):
    with store.open_store(str(path), read_only=True) as opened:
        yield lambda name, settings=settings, ids=None: _written(opened, name, settings, ids)


def _by_article(lines: bytes) -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for line in lines.splitlines()]
    return {row["itemReviewed"].get("identifier", row["itemReviewed"].get("name")): row for row in found}


VOCABULARY: dict[str, Any] = json.loads((SCHEMAS / "schemaorg.json").read_text())
TEXTS = {"Text", "URL", "Date", "DateTime"}


def _ancestors(name: str) -> set[str]:
    return {name}.union(*(_ancestors(parent) for parent in VOCABULARY[name]["parents"]))


def _check_vocabulary(thing: dict[str, Any]) -> int:
    """Every property is one of the thing's type in schema.org, and its value one that the property takes."""
    known = _ancestors(thing["@type"])
    properties = {key: kinds for name in known for key, kinds in VOCABULARY[name]["properties"].items()}
    seen = 0
    for key, value in thing.items():
        if key.startswith("@"):
            continue
        assert key in properties, f"schema.org knows no {thing['@type']}.{key}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                assert _ancestors(one["@type"]) & set(properties[key]), f"{key} takes no {one['@type']}"
                seen += _check_vocabulary(one)
            else:
                wanted = TEXTS if isinstance(one, str) else {"Number", "Integer"}
                assert wanted & set(properties[key]), f"{key} takes no {one!r}"
            seen += 1
    return seen


@pytest.mark.parametrize("name", ["schema-org", "schema-org-sources", "claim-review"])
def test_json_ld_holds_only_what_schema_org_knows(export, name):
    for line in export(name).splitlines():
        thing = json.loads(line)
        assert thing["@context"] == "https://schema.org"
        assert _check_vocabulary(thing) > 8 or name == "schema-org-sources"


@pytest.mark.parametrize("name", ["schema-org", "schema-org-sources", "claim-review", "ninjs"])
def test_hostile_words_cannot_leave_a_script(export, name):
    written = export(name).decode()
    assert not set("<>&\u2028\u2029") & set(written)
    assert name == "schema-org-sources" or "Pier" in written or name == "ninjs"


def test_a_review_gives_the_score_with_its_scale_and_reasons(export):
    found = _by_article(export("schema-org"))
    pier = found["pier"]
    rating = pier["reviewRating"]
    assert (rating["ratingValue"], rating["bestRating"], rating["worstRating"]) == (72, 100, 0)
    assert rating["alternateName"] == "Admiralty B2. Source: usually reliable. Information: probably true."
    assert "90 % interval 60 to 81" in rating["ratingExplanation"] and "TST001" in rating["ratingExplanation"]
    assert pier["itemReviewed"]["headline"] == TITLE
    assert (
        pier["itemReviewed"]["url"]
        == pier["isBasedOn"][0]
        == "https://xn--kste-0ra.example/a%20f%C3%A4hre?q=%3C1%3E#oben"
    )
    assert pier["isBasedOn"][1]["identifier"] == "m"
    assert (pier["author"]["name"], pier["url"]) == ("Almar <desk>", "https://desk.example/r/articles/pier")
    assert "url" not in found["bare"]["itemReviewed"]  # javascript: is no address of a page


def test_without_a_score_there_is_no_rating_at_all(export):
    fog = _by_article(export("schema-org"))["fog"]
    assert "reviewRating" not in fog
    assert fog["reviewBody"] == "No score. The text has fewer than 80 words: too little to judge."
    times = _by_article(export("schema-org-sources"))["Fog Times"]
    assert "reviewRating" not in times and "Too few" in times["reviewBody"]
    assert times["itemReviewed"]["@type"] == "NewsMediaOrganization"


def test_only_claims_on_which_a_person_decided_get_a_claim_review(export):
    found = _by_article(export("claim-review"))
    assert list(found) == ["pier#1", "pier#2"]
    one, two = found.values()
    assert one["claimReviewed"] == "The pier is safe again 🚢"
    assert one["itemReviewed"]["author"] == {"@type": "GovernmentOrganization", "name": "harbour office of Almar"}
    rating = {"@type": "Rating", "alternateName": "Supported", "ratingExplanation": "Seen <there>."}
    assert one["reviewRating"] == rating
    assert two["reviewRating"]["alternateName"] == "Wrongly attributed"
    assert "author" not in two["itemReviewed"]  # whose it is, is what the reviewer doubts


def test_a_verdict_on_a_claim_falls_with_its_decision_and_when_the_claim_changes(settings):
    with store.open_store(":memory:") as opened:
        _put(opened)
        ids = ["pier"]
        given = [ClaimVerdict("1", "supported"), ClaimVerdict("2", "unsupported")]
        review.decide(opened, "pier", "needs_sources", "Why?", "ruth", claims=given, now=NOW)
        later = NOW + timedelta(minutes=1)
        review.decide(
            opened, "pier", "needs_sources", "Why!", "ruth", claims=[ClaimVerdict("1", "unsupported")], now=later
        )
        assert store.claim_verdicts(opened, ids)["verdict"].to_list() == ["unsupported", "unsupported"]
        review.undo(opened, "pier", "A slip.", "ruth")
        assert store.claim_verdicts(opened, ids)["verdict"].to_list() == ["supported", "unsupported"]
        changed = pl.DataFrame([CLAIMS[0] | {"content_text": "Other words"}, *CLAIMS[1:]], schema=records.CLAIMS.schema)
        opened.put_claims(changed.drop("run_id"), records.SIGNATURES.empty().drop("run_id"), ids, "r", "t")
        assert store.claim_verdicts(opened, ids)["claim_id"].to_list() == ["pier#2"]
        review.decide(opened, "pier", "reopened", "New words.", "ruth")
        assert store.claim_verdicts(opened, ids).is_empty()
        assert _written(opened, "claim-review", settings) == b""
        assert store.export_facts(opened, ids)["verdict"].item() is None


def test_misp_tags_are_of_the_taxonomy(export):
    taxonomy = json.loads((SCHEMAS / "admiralty-scale.json").read_text())
    known = {
        f'{taxonomy["namespace"]}:{group["predicate"]}="{entry["value"]}"'
        for group in taxonomy["values"]
        for entry in group["entry"]
    }
    tags = {row["article_id"]: row["tags"] for row in map(json.loads, export("misp").splitlines())}
    assert {tag for given in tags.values() for tag in given} <= known
    assert tags["pier"] == [
        'admiralty-scale:source-reliability="b"',
        'admiralty-scale:information-credibility="2"',
    ]
    assert tags["fog"][1] == 'admiralty-scale:information-credibility="6"'


def test_the_words_of_grades_are_those_of_the_taxonomy():
    taxonomy = json.loads((SCHEMAS / "admiralty-scale.json").read_text())
    words = [{entry["value"]: entry["expanded"] for entry in group["entry"]} for group in taxonomy["values"]]
    from reliability.review.exports import admiralty

    assert words == [
        {grade.lower(): said for grade, said in admiralty.RELIABILITY.items()},
        {str(grade): said for grade, said in admiralty.CREDIBILITY.items()},
    ]


def test_a_stix_bundle_is_valid_and_the_same_the_next_time(export):
    from stix2validator import ValidationOptions, validate_string

    written = export("stix")
    checked = validate_string(written.decode(), ValidationOptions(version="2.1"))
    assert checked.is_valid, checked.errors
    assert written == export("stix")
    notes = {item["abstract"]: item for item in json.loads(written)["objects"] if item["type"] == "note"}
    pier, fog = notes[f"Reliability of {TITLE}"], notes["Reliability of Fog stops ferries"]
    assert (pier["confidence"], pier["x_opencti_reliability"]) == (70, "B - Usually reliable")
    assert pier["object_refs"][0].startswith("url--")
    assert "needs sources by ruth: Ask Ms <Holm>." in pier["content"]
    assert pier["modified"] > pier["created"]
    assert "confidence" not in fog  # 6: the scales of STIX give it no number
    assert fog["object_refs"][0].startswith("identity--") and "too little to judge" in fog["content"]
    ids = [item["id"] for item in json.loads(written)["objects"]]
    assert len(ids) == len(set(ids))


def test_a_ninjs_sidecar_is_valid_and_says_nothing_in_numbers(export):
    schema = json.loads((SCHEMAS / "ninjs-3.3-excerpt.json").read_text())
    checker = Draft202012Validator(schema, format_checker=FormatChecker(["uri"]))
    assert not checker.is_valid({"uri": "no uri", "score": 1})
    found = {}
    for line in export("ninjs").splitlines():
        item = json.loads(line)
        checker.validate(item)
        found[item["altIds"][0]["value"]] = item
        assert not re.search(r"\d", item["edNote"])
        for link in item["trustIndicators"]:
            assert list(link) == ["role", "title", "href"]
            assert not re.search(r"\d", link["title"])
    pier = found["pier"]
    assert [source["name"] for source in pier["infoSources"]] == ["harbour office of Almar", "Ada Holm", "i24 NEWS"]
    assert pier["trustIndicators"][0]["href"] == "https://desk.example/r/articles/pier"
    assert pier["edNote"] == (
        "Source: usually reliable. Information: probably true. Look at its critical flags. "
        "A reviewer asks for more sources."
    )
    assert found["fog"]["edNote"].endswith("No score: too short.") and found["bare"]["uri"].startswith("urn:uuid:")


def test_without_a_public_address_there_is_no_link(export, path):
    plain = config.load({"db": str(path)})
    assert all("trustIndicators" not in json.loads(line) for line in export("ninjs", plain).splitlines())


def _annotated(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tasks as Label Studio exports them (JSON) once somebody has submitted the predictions unchanged."""
    done = []
    for number, task in enumerate(tasks, 1):
        result = [region | {"origin": "prediction"} for region in task["predictions"][0]["result"]]
        annotation = {"id": number, "completed_by": 1, "was_cancelled": False, "ground_truth": False, "result": result}
        annotation |= {"created_at": "2030-03-01T09:00:00.000000Z", "updated_at": "2030-03-01T09:05:00.000000Z"}
        more = {"id": number, "inner_id": number, "meta": {}, "project": 1, "file_upload": "tasks.json", "drafts": []}
        done.append(more | {"data": task["data"], "predictions": task["predictions"], "annotations": [annotation]})
    return done


def test_label_studio_gives_back_what_it_was_given(export, path, tmp_path):
    tasks = json.loads(export("label-studio"))
    for task in tasks:
        text = task["data"]["text"]
        for region in task["predictions"][0]["result"]:
            if region["type"] == "labels":
                assert text[region["value"]["start"] : region["value"]["end"]] == region["value"]["text"]
                assert "#" not in region["id"]  # Label Studio cuts ids there
    file = tmp_path / "export.json"
    file.write_text(json.dumps(_annotated(tasks)))
    read = read_gold([file])
    assert {article["id"] for article in read.articles} == {"pier", "fog", "bare"}
    pier = next(article for article in read.articles if article["id"] == "pier")
    assert pier["publisher"] == "Küste"
    assert len(pier["text"]) == len(TEXT)
    wanted = [{role: sorted(claim[role]) for role in ("source", "cue", "content")} for claim in CLAIMS]
    assert [{role: one[role] for role in one if role != "id"} for one in pier["attributions"]] == wanted
    with store.open_store(str(path), read_only=True) as opened:
        scores = opened.table("scores", [task["data"]["article_id"] for task in tasks])["score"].to_list()
    kept = [task["data"]["score"] for task in json.loads(file.read_text())]
    assert kept == scores


def test_label_studio_tasks_fit_the_labelling_interface(export):
    """Names and labels are those of the interface, and relations tie regions that are there."""
    from xml.etree import ElementTree

    from reliability.review.exports.label_studio import CONFIG

    view = ElementTree.fromstring(CONFIG)
    (control,), (text,) = view.findall("Labels"), view.findall("Text")
    labels = {label.get("value") for label in control}
    relations = {relation.get("value") for relation in view.find("Relations")}
    for task in json.loads(export("label-studio")):
        assert isinstance(task["data"][text.get("value").removeprefix("$")], str)
        result = task["predictions"][0]["result"]
        ids = [region["id"] for region in result if region["type"] == "labels"]
        assert len(ids) == len(set(ids))
        for region in result:
            if region["type"] == "relation":
                assert {region["from_id"], region["to_id"]} <= set(ids) and region["direction"] == "right"
                assert set(region["labels"]) <= relations
            else:
                assert (region["from_name"], region["to_name"]) == (control.get("name"), control.get("toName"))
                assert region["to_name"] == text.get("name") and set(region["value"]["labels"]) <= labels


def test_corrections_made_in_label_studio_are_learned_from(export, tmp_path):
    from reliability.claims import label_studio

    task = _annotated(json.loads(export("label-studio", ids=["pier"])))[0]
    first = task["annotations"][0]
    start = TEXT.index("creaks")
    kept = [region for region in first["result"] if "3." not in str(region.get("id") or region["to_id"])]
    kept += [
        {"id": "x9", "type": "labels", "value": {"start": start, "end": start + 6, "labels": ["content"]}},
        {"id": "x8", "type": "labels", "value": {"start": start - 3, "end": start - 1, "labels": ["Cue"]}},
        {"type": "relation", "from_id": "x9", "to_id": "x8", "direction": "left", "labels": []},
    ]
    second = first | {"id": 2, "result": kept, "updated_at": "2030-03-02T08:00:00.000000Z"}
    cancelled = second | {"id": 3, "result": [], "was_cancelled": True, "updated_at": "2030-03-03T08:00:00.000000Z"}
    task["annotations"] = [second, cancelled, first]
    record = label_studio.record(task)
    assert [one.get("id") for one in record["attributions"]] == ["pier#1", "pier#2", None]
    new = record["attributions"][2]
    assert (new["content"], new["cue"], new["source"]) == ([[start, start + 6]], [[start - 3, start - 1]], [])
    file = tmp_path / "lines.jsonl"
    file.write_text(json.dumps(task) + "\n" + json.dumps(task | {"annotations": []}))
    read = read_gold([file])
    assert read.attributions == 3
    assert [reject["reason"] for reject in read.rejects] == ["Nobody has annotated it."]  # never from its own guesses
    task["data"]["text"] = "Another " + task["data"]["text"]
    with pytest.raises(label_studio.UnusableError, match="does not hold its words"):
        label_studio.record(task)


def test_csv_and_parquet_hold_results_with_decisions(export):
    rows = {row["article_id"]: row for row in csv.DictReader(io.StringIO(export("csv").decode()))}
    assert (rows["pier"]["verdict"], rows["pier"]["reviewer"], rows["pier"]["flags"]) == (
        "needs_sources",
        "ruth",
        "TST001",
    )
    assert json.loads(rows["pier"]["judged"])[0]["verdict"] == "supported"
    assert rows["fog"]["score"] == "" and rows["fog"]["abstained"] == "too_short"
    frame = pl.read_parquet(io.BytesIO(export("parquet")))
    assert frame["article_id"].to_list() == ["bare", "fog", "pier"]
    assert frame.filter(article_id="pier")["judged"].item()[1]["claim_id"] == "pier#2"
    assert "text" not in frame.columns


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(build(), ["export", *arguments])


def test_the_command_lists_its_formats_and_writes_what_is_asked_for(path, tmp_path):
    assert [line.split()[0] for line in _run().stdout.splitlines()] == list(exports.formats())
    place = tmp_path / "notes.json"
    done = _run("stix", "--db", str(path), "--source", "küste", "--output", str(place))
    assert done.exit_code == 0, done.output
    assert "set public_url" in done.stderr and done.stdout == ""
    kinds = [item["type"] for item in json.loads(place.read_text())["objects"]]
    assert kinds == ["identity", "url", "note"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["xml"], "There is no format 'xml'"),
        (["csv", "unscored"], "unscored has not been scored yet"),
        (["csv", "pier", "--since", "7d"], "stands for itself"),
        (["csv", "--source", "nobody"], "No scored article fits"),
        (["schema-org-sources", "nobody"], "There is no publisher 'nobody'"),
        (["schema-org-sources", "--since", "7d"], "Sources have no date"),
    ],
)
def test_mistakes_are_told_in_words(path, arguments, why):
    done = _run(*arguments, "--db", str(path))
    assert isinstance(done.exception, ReliabilityError), done.output
    assert why in done.exception.message and done.exception.hint
