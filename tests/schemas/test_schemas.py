"""What every command prints as JSON is as its schema says, and every command that prints JSON has a schema."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from enum import EnumType
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer
from typer.testing import CliRunner

from reliability import schemas
from reliability.cli import main

jsonschema = pytest.importorskip("jsonschema", reason="Great Expectations brings it")

ELSEWHERE = {
    "score": "test_every_line_of_the_sample_is_as_its_schema_says",
    "audit": "tests/cli/test_cli_evaluate.py, on a corpus that is large enough to be audited",
    "review-simulate": "tests/cli/test_cli_evaluate.py, for the same reason",
    "log": "tests/cli/test_cli_voice.py",
    "article": "test_articles_of_the_sample_are_as_their_schema_says",
    "webhook": "test_messages_of_webhooks_are_as_their_schema_says",
}


@pytest.fixture(scope="module")
def desk(sample, tmp_path_factory) -> Path:
    """A folder with the sample's database, on which somebody has worked."""
    place = tmp_path_factory.mktemp("desk")
    shutil.copy(sample.db, place / "reliability.duckdb")
    (place / "claims.csv").write_text("object,source,value\npier,a,3\npier,b,4\npier,c,3\nquay,a,2\n", encoding="utf-8")
    (place / "ratings.csv").write_text("domain,rating\nharbour-post.example,0.9\n", encoding="utf-8")
    (place / "letter.txt").write_text("The quay is safe\n\nThe quay is safe, Ida Holm said.\n", encoding="utf-8")
    (place / "reliability.toml").write_text(
        '[[outlets]]\nname = "Radio Almar"\n\n[[silence]]\ncode = "COM002"\nsource = "*"\nreason = "no bylines"\n',
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for line in (
            "webhooks add http://127.0.0.1:9/hook",
            "sources import ratings.csv",
            "review take ferry-torch --reviewer ruth",
            "review decide ferry-torch --verdict rejected --reason 'The toll is invented.' --reviewer ruth",
            "review reply ferry-torch --text 'We stand by it.' --from 'The Torch' --reviewer ruth",
            "tokens add cms",
        ):
            printed(line)
        printed("users add ruth --role reviewer --password-stdin", given="tide over the quay wall\n")
        printed("score letter.txt --with-source-prior --output letter.jsonl")  # webhooks are told of it
        yield place


def printed(line: str, given: str | None = None) -> str:
    done = CliRunner().invoke(main.build(), shlex.split(line), input=given)
    assert done.exit_code in (0, 1) and (done.exception is None or isinstance(done.exception, SystemExit)), (
        line,
        done.exception,
        done.stderr,
    )
    return done.stdout


def closed(schema: Any) -> Any:
    """The same without room for keys that it does not tell."""
    if isinstance(schema, list):
        return [closed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {"additionalProperties": False, **inner} if isinstance(inner.get("properties"), dict) else inner


def misfits(name: str, value: Any) -> list[str]:
    schema = schemas.document(name)
    validator = jsonschema.Draft202012Validator(
        closed(schema), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator.iter_errors(value)]


VALUES = {
    "INPUT": "letter.txt",
    "NAME": "harbour-post.example",
    "WORDS": "'passed its yearly inspection in March'",
    "CLAIMS": "claims.csv",
    "ARTICLE": "ferry-torch",
    "ID": "2026-11-23-ridge",
}
RUN = [(output.name, command) for output in schemas.OUTPUTS.values() for command in output.commands]


@pytest.mark.parametrize(
    ("name", "command"), [pair for pair in RUN if pair[0] not in ELSEWHERE], ids=lambda value: value.replace(" ", "_")
)
def test_what_a_command_prints_is_as_its_schema_says(name, command, desk):
    words = [VALUES.get(word, word) for word in command.split()]
    out = desk / f"{name}.{'jsonl' if schemas.OUTPUTS[name].lines else 'json'}"
    line = " ".join(str(out) if word.startswith("FILE") else word for word in words)
    text = printed(line)
    text = out.read_text(encoding="utf-8") if out.exists() else text
    rows = [json.loads(row) for row in text.splitlines()] if schemas.OUTPUTS[name].lines else [json.loads(text)]
    assert rows
    for row in rows:
        assert misfits(name, row) == []


def test_a_story_of_several_articles_and_one_article_alone(desk):
    for article in ("ferry-cpa", "salt"):
        assert misfits("story", json.loads(printed(f"story {article} --format json"))) == []


def test_every_line_of_the_sample_is_as_its_schema_says(sample, desk):
    for row in sample.rows:
        assert misfits("score", row) == []
    alone = json.loads((desk / "letter.jsonl").read_text(encoding="utf-8"))
    assert "combined" in alone and misfits("score", alone) == []


def test_articles_of_the_sample_are_as_their_schema_says():
    lines = (Path(__file__).resolve().parents[2] / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    validator = jsonschema.Draft202012Validator(schemas.document("article"))
    for article in map(json.loads, lines):
        assert list(validator.iter_errors(article)) == []
    assert list(validator.iter_errors({"title": "No text"}))


def commands_with_json(app: typer.Typer, before: str = "") -> Iterator[str]:
    """The names of commands with an option whose forms, name or file is JSON."""
    for command in app.registered_commands:
        hints = get_type_hints(command.callback, include_extras=True)
        hints.pop("log_format")  # that of messages; every command has it
        for kind, *more in filter(None, map(get_args, hints.values())):
            forms = {str(form) for one in (kind, *get_args(kind)) if isinstance(one, EnumType) for form in one}
            told = " ".join(f"{info.default} {info.param_decls} {info.metavar} {info.help}" for info in more)
            if forms & {"json", "jsonl"} or re.search(r"--json|[.]json|JSON Lines[.]", told):
                yield f"{before}{command.name or command.callback.__name__}"
    for group in app.registered_groups:
        yield from commands_with_json(group.typer_instance, f"{before}{group.name} ")


def test_every_command_that_prints_json_has_a_schema():
    known = {command.split(" --")[0] for name, command in RUN if name != "log"}
    found = set(commands_with_json(main.build()))
    assert {"score", "claims", "review queue", "doctor", "check", "evaluate", "report"} <= found
    without = {name for name in found if not any(command.startswith(name) for command in known)}
    assert without == set()


def test_messages_of_webhooks_are_as_their_schema_says(desk):
    from reliability import notifying, store

    with store.open_store("reliability.duckdb") as opened:
        hook = store.webhooks(opened)["webhook_id"][0]
        notifying.test(opened, hook)
        bodies = [json.loads(body) for body in opened.query("SELECT body FROM deliveries")["body"]]
    assert {body["type"] for body in bodies} == {"run.finished", "decision.made", "test"}
    for body in bodies:
        assert misfits("webhook", body) == []
