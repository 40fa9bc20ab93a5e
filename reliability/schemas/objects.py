"""What commands print or write as one object: `--json`, `--format json`, and files."""

from __future__ import annotations

from typing import Any

from reliability import config, records
from reliability.quality import schema as quality
from reliability.quality.fields import Schema, count, many, maybe, number, one_of, record, share, text, typed
from reliability.quality.review_fields import REVIEW
from reliability.recounting import MEMBER
from reliability.reports.circumstances import LABELS
from reliability.schemas.columns import of, of_table, pick
from reliability.schemas.output import Output
from reliability.schemas.rows import HEAD, SURE
from reliability.scoring.audit.keys import KEYS

_SPAN = many("", typed("integer", ""), minItems=2, maxItems=2)
_PLACE = {
    "start": count("Where the sentence begins in the article's text (characters)."),
    "end": count("Where it ends."),
    "text": text("The sentence."),
    "spans": many("What in it is meant: offsets into the article's text.", _SPAN),
}


def _rows(help_: str, **fields: Schema) -> Schema:
    return many(help_, record("", **fields))


def _explain() -> Schema:
    """`reports.explained.explained`."""
    told = {column.name: of(column) for column in records.REASONS.columns}
    reason = {name: told[name] for name in ("side", "points", "score_points", "text", "features")}
    return record(
        "An article with the reasons for its score.",
        **{column.name: of(column, certain=column.name in SURE) for column in HEAD},
        because=maybe(text("Why there is no score.")),
        start=maybe(share("The score of an article of which nothing is known.")),
        story=maybe(
            record(
                "What other articles tell with it; null where none does.",
                story_id=text("The story."),
                articles=count("Its articles."),
                different_texts=count("Their different texts."),
                independent_origins=maybe(count("Independent origins behind the article's best corroborated claim.")),
            )
        ),
        reasons=_rows(
            "Why the score is what it is, the strongest first.",
            reason=text("Name of the reason."),
            **reason,
            places=_rows("Sentences that it points at.", **_PLACE),
            flags=many("Codes of flags that speak of the same.", text("")),
            hint=maybe(
                record(
                    "What the author could do; null where nothing helps.",
                    text=text("In words."),
                    score=share("The score that the article would then have."),
                )
            ),
        ),
        grades=_rows(
            "Both axes of the Admiralty code.",
            axis=text("`source` or `information`."),
            grade=text("A-F, or 1-6."),
            meaning=text("What that says."),
            evidence=text("From what it was given."),
        ),
        came_with=_rows(
            "What came with its text.",
            name=one_of("What: a field of `came_with` in the table `articles`.", *LABELS),
            text=text("In words."),
        ),
        flags=_rows(
            "Its flags, the worst first.",
            code=text("Permanent code."),
            severity=one_of("How bad it is.", *records.SEVERITIES),
            message=text("What was seen."),
            reason=maybe(text("The reason that speaks of the same.")),
        ),
        model=of(*pick(records.SCORES, "model")),
    )


def _story() -> Schema:
    """`recounting.recount`."""
    known = {
        column.name: of(column, certain=column.name == "article_id")
        for table in (records.SCORES, records.STORY_MEMBERS, records.ARTICLES)
        for column in table.columns
    }
    timeline = _rows(
        "Its articles in order of time.",
        **{name: known[name] for name in MEMBER},
        first=typed("boolean", "No other article of the story has an earlier date."),
        copy_of=maybe(text("The article whose text it repeats.")),
        credit=maybe(text("The agency that it, or a copy, credits with its text.")),
        relay=maybe(text("The feed of somebody else that handed it on.")),
        cites=_rows(
            "From whom it has claims.",
            name=text("Whom it names."),
            article_id=maybe(text("That one's article in the story.")),
            claims=count("Claims."),
        ),
    )
    return of_table(records.STORIES, unknown=("independent_origins",), timeline=timeline)


def _check(*, line: bool) -> Schema:
    of_what = {
        "run": text("The run that was looked at."),
        "slice": quality.PARTS["slice"],
        "articles": count("Articles that were looked at."),
    }
    limit: dict[str, Schema] = {
        "limit": text("What is allowed, in words."),
        "found": text("What there is."),
        "ok": typed("boolean", "Whether it is within the limit."),
        "because": many("What makes it up, most important first.", text("")),
        "value": maybe(number("What there is, as a number: articles and findings, a share of 1, or hours.")),
        "limit_value": maybe(number("What is allowed, in the same unit.")),
    }
    if line:
        return record("A limit, held against a report.", **limit, **of_what)
    ok = typed("boolean", "Whether all limits are kept.")
    return record("Limits held against a report.", ok=ok, **of_what, limits=_rows("Each limit.", **limit))


_KINDS = ((bool, "boolean"), (int, "integer"), (str, "string"))


def _config() -> Schema:
    fields: dict[str, Schema] = {}
    for setting in config.SETTINGS:
        if isinstance(setting.default, list):
            fields[setting.name] = many(setting.help, text(""))
        else:
            kind = next(name for python, name in _KINDS if isinstance(setting.default, python))
            fields[setting.name] = typed(kind, setting.help)
    outlet: Schema = {
        "type": "object",
        "properties": {"name": text("Name."), "domain": text("Domain."), "aliases": many("Other names.", text(""))},
        "required": ["name"],
    }
    silence = {
        "code": text("Code of the flag."),
        "source": text("Publisher, or `*` for all."),
        "reason": text("Why."),
        "until": maybe(typed("string", "The last day on which it holds.", format="date")),
    }
    return record(
        "The settings in force.",
        **fields,
        outlets=many("Outlets of your own: see docs/outlets.md.", outlet),
        silence=_rows("Silenced flags: see docs/suites.md.", **silence),
    )


_DOCTOR = record(
    "One thing that `doctor` looked at.",
    name=text("What."),
    ok={"type": ["boolean", "null"], "description": "Whether it is sound; null: missing, and not needed."},
    found=text("What was found, and what to do where it is not sound."),
)
_FACTOR = record(
    "By what factor fewer than at random, with the 95 % interval over publishers; null where it is not defined.",
    value=maybe(number("The factor.")),
    low=maybe(number("Lower end.")),
    high=maybe(number("Upper end.")),
)
_SIMULATE = record(
    "What the order of the review queue saves, on labelled articles.",
    articles=count("Articles in the queue."),
    unreliable=count("Of them unreliable by their labels."),
    publishers=count("Their publishers."),
    without_score=count("Articles on which scores abstain."),
    below=share("A label below this means unreliable."),
    found=_rows(
        "A share of the unreliable ones, and how many articles are read until they are found.",
        share=share("The share."),
        bad=count("How many that is."),
        random=number("Articles read in random order: the expected value."),
        queue=count("In the order of the queue."),
        score=count("The lowest score first."),
        perfect=count("In the best order there can be."),
        queue_saving=_FACTOR,
        score_saving=_FACTOR,
    ),
)
_MODEL: Schema = {
    "type": "object",
    "description": "What a model is made from, as its `model.json` has it; further keys depend on its kind.",
    "properties": {
        "kind": text("Kind of model."),
        "format": count("Version of the file's form."),
        "id": text("Id of a scoring model."),
        "name": text("Name of a claims model."),
    },
    "required": ["kind", "format"],
    "additionalProperties": True,
}


def _audit() -> Schema:
    """`evaluate --json`: the paths of `scoring.audit.KEYS` as a tree."""
    tree: dict[str, Any] = {}
    for path, meaning in KEYS.items():
        node = tree
        *way, last = path.split(".")
        for part in way:
            node = node.setdefault(part, {})
        node[last] = meaning
    return {"description": "An audit of how models are made: see docs/audit.md.", **_tree(tree)}


def _tree(node: dict[str, Any] | str) -> Schema:
    if isinstance(node, str):
        return _FIGURE | {"description": node} if node.split(":")[0].startswith("figure") else {"description": node}
    keys = {}
    for name, inside in node.items():
        inner = _tree(inside)
        keys[name.removesuffix("[]")] = {"type": "array", "items": inner} if name.endswith("[]") else inner
    if "*" in keys:
        return {"type": ["object", "null"], "additionalProperties": keys["*"]}
    return {"type": "object", "properties": keys}


_FIGURE: Schema = {
    "type": ["object", "null"],
    "properties": {name: {"type": ["number", "null"]} for name in ("value", "low", "high")},
    "required": ["value", "low", "high"],
}

_QUALITY = {key: value for key, value in quality.json_schema().items() if key not in ("$schema", "title")}

OUTPUTS = (
    Output("explain", ("explain ARTICLE --format jsonl",), _explain()),
    Output("story", ("story ARTICLE --format json",), _story(), lines=False),
    Output("check", ("check --format json",), _check(line=False), lines=False),
    Output("check-limit", ("check --format jsonl",), _check(line=True)),
    Output("config", ("config --json",), _config(), lines=False),
    Output("doctor", ("doctor --json",), _DOCTOR),
    Output("review-stats", ("review stats --json",), REVIEW, lines=False),
    Output("review-simulate", ("review simulate INPUT --labels LABELS --json",), _SIMULATE, lines=False),
    Output("model", ("models show ID --format jsonl",), _MODEL, lines=False),
    Output("audit", ("evaluate INPUT --ratings RATINGS --json FILE",), _audit(), lines=False),
    Output("quality", ("report --out FILE.json",), _QUALITY, lines=False),
)
"""Outputs that are one object."""
