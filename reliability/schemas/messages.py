"""What other programs send and are sent: articles in, messages of webhooks out."""

from __future__ import annotations

from reliability import records
from reliability.quality.fields import Schema, count, many, number, one_of, record, share, text, time
from reliability.schemas.columns import pick, row
from reliability.schemas.output import Output

_HEAD = pick(records.ARTICLES, "article_id", "title", "url", "publisher")
_CODE = pick(records.FLAGS, "code", "message")
_RUN = [
    column
    for column in records.RUNS.columns
    if column.name in ("run_id", "command", "started_at", "finished_at", "version", "model", "articles", "rejected")
]
_DECISION = pick(
    records.DECISIONS, "decision_id", "article_id", "verdict", "reason", "reviewer", "decided_at", "score", "undoes"
)


def _some(help_: str, item: Schema) -> Schema:
    return record(help_, count=count("How many."), first=many("The first of them.", item))


def _message(event: str, **data: Schema) -> Schema:
    return record(
        "",
        type={"const": event, "description": "What happened."},
        data=record("More of it.", **data),
        timestamp=time("When the message was made."),
    )


def _webhook() -> Schema:
    """`notifying.messages`, shape `standard`."""
    flag = row("", [*_HEAD, *_CODE], certain=("article_id", "code", "message"))
    decided = row("", [*_DECISION, *_HEAD[1:]], certain=("decision_id", "article_id", "verdict", "decided_at"))
    run = {
        "run": row("The run.", _RUN, certain=("run_id", "started_at")),
        "critical_flags": _some("Its new critical flags.", flag),
    }
    finished, critical, made = records.HOOK_EVENTS
    return {
        "description": "The body of a webhook's message, signed as docs/api.md says.",
        "oneOf": [
            _message(finished, **run),
            _message(critical, **run),
            _message(made, decisions=_some("New decisions.", decided)),
            _message("test", message=text("That it is a test.")),
        ],
    }


_NAMED = ("array", "object", "string", "null")
_WHEN = ("string", "number", "object", "null")
_TYPES = {"publisher": _NAMED, "authors": _NAMED, "published_at": _WHEN, "modified_at": _WHEN}
_GIVEN = (
    "url",
    "publisher",
    "domain",
    "title",
    "authors",
    "published_at",
    "modified_at",
    "section",
    "language",
    "text",
)


def _article() -> Schema:
    keys: dict[str, Schema] = {
        "id": {"type": ["string", "integer", "null"], "description": "Yours; else a digest of `url` or `text`."}
    }
    for column in pick(records.ARTICLES, *_GIVEN):
        keys[column.name] = {"type": list(_TYPES.get(column.name, ("string", "null"))), "description": column.help}
    keys["html"] = {"type": ["string", "null"], "description": "The page, where there is no `text`."}
    return {
        "type": "object",
        "description": "An article as the program reads it: a line of JSONL, or the body of POST /api/v1/score. Names "
        "that other exports give to these keys are understood too; other keys are ignored.",
        "properties": keys,
        "anyOf": [{"required": ["text"]}, {"required": ["html"]}],
    }


_LOG: Schema = {
    "type": "object",
    "description": "A message on standard error with --log-format json. `progress` has `stage`, `share` and "
    "`articles`, `error` has `hint`; there may be further keys.",
    "properties": {
        "time": time("When."),
        "level": one_of("What kind of message.", "debug", "info", "warning", "progress", "error", "critical"),
        "message": text("In words."),
        "hint": text("What to do about an error."),
        "stage": text("Stage of a run."),
        "share": share("How much of the stage is done."),
        "seconds": number("How long the stage took."),
        "articles": count("Articles that the stage has seen."),
    },
    "required": ["time", "level", "message"],
}

OUTPUTS = (
    Output("log", ("COMMAND --log-format json",), _LOG),
    Output("article", ("score INPUT",), _article()),
    Output("webhook", ("webhooks test ID",), _webhook(), lines=False),
)
"""Messages to and from other programs."""
