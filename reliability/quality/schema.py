"""What stands in `quality.json`: one declaration of its keys, types and meanings.

`docs/quality.md` and `docs/quality.schema.json` are written from it, and a test holds real reports against it.
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def _of(kind: str, help_: str, **more: Any) -> Schema:
    return {"type": kind, "description": help_, **more}


def _text(help_: str) -> Schema:
    return _of("string", help_)


def _one_of(help_: str, *words: str) -> Schema:
    return _of("string", help_, enum=list(words))


def _time(help_: str) -> Schema:
    return _of("string", help_, format="date-time")


def _count(help_: str) -> Schema:
    return _of("integer", help_, minimum=0)


def _number(help_: str) -> Schema:
    return _of("number", help_)


def _share(help_: str) -> Schema:
    return _of("number", help_, minimum=0, maximum=1)


def _maybe(field: Schema) -> Schema:
    """The same, or null."""
    more = {"enum": [*field["enum"], None]} if "enum" in field else {}
    return {**field, **more, "type": [field["type"], "null"]}


def _object(help_: str, **fields: Schema) -> Schema:
    keys = {name.rstrip("_"): field for name, field in fields.items()}
    return _of("object", help_, properties=keys, required=list(keys), additionalProperties=False)


def _rows(help_: str, *, most: int | None = None, **fields: Schema) -> Schema:
    limit = {} if most is None else {"maxItems": most}
    return _of("array", help_, items=_object("", **fields), **limit)


def _list(help_: str, item: Schema, **more: Any) -> Schema:
    return _of("array", help_, items=item, **more)


_SEVERITY = _one_of("How bad it is.", "critical", "warning", "info")
_RUN = {"run_id": _text("The run."), "at": _time("When it started.")}
_SCORE = {
    "score": _maybe(_share("The score; null where it abstains.")),
    "low": _maybe(_share("Lower end of its 90 % interval.")),
    "high": _maybe(_share("Upper end of its 90 % interval.")),
    "abstained": _maybe(_text("Why there is no score: see docs/no-score.md.")),
}
_STAGE = {
    "stage": _text("Stage."),
    "seconds": _number("Wall-clock time."),
    "articles": _count("Articles that it took in."),
}
_TREND = "Past runs of the same command, this one last; oldest first. Empty for one publisher."

PARTS: dict[str, Schema] = {
    "schema": _of("integer", "Version of this schema.", const=1),
    "made_at": _time("When the report was made."),
    "version": _text("Version of the program that made it."),
    "slice": _object(
        "What the report is about.",
        run=_maybe(_text("Articles of this run; null where `since` is given.")),
        since=_maybe(_time("Articles first seen then or later, over all runs.")),
        source=_maybe(_text("Only articles of this publisher.")),
    ),
    "run": _object(
        "The run, or the newest one where the report is about several.",
        run_id=_text("Its id; ids sort by time."),
        command=_maybe(_text("Command that made it.")),
        started_at=_maybe(_time("Start.")),
        finished_at=_maybe(_time("End; null where it was cut off.")),
        version=_maybe(_text("Version of the program.")),
        model=_maybe(_text("Id of the scoring model.")),
        suite_hash=_maybe(_text("Digest of the expectation suites.")),
        inputs=_maybe(_list("What was read.", _text(""))),
        articles=_maybe(_count("Records read as articles.")),
        rejected=_maybe(_count("Records set aside.")),
        timings=_maybe(_rows("As in `timings`.", **_STAGE)),
    ),
    "intake": _object(
        "Totals.",
        articles=_count("Articles."),
        new=_count("Of them seen for the first time."),
        changed=_count("Of them seen before with another text."),
        rejected=_count("Records set aside; 0 for one publisher, whose they are is not known."),
        copies=_count("Articles that repeat an earlier one's text."),
        scored=_count("Articles with a score."),
        abstained=_count("Articles on which the model abstained."),
        mean_score=_maybe(_share("Mean score.")),
        claims=_count("Claims: who says what."),
        second_hand=_count("Claims that reached the article through others."),
        anonymous=_count("Claims of people without a name."),
        hedged=_count("Claims that are told with doubt."),
        flagged=_count("Articles with a flag."),
        critical=_count("Articles with a critical flag."),
        warning=_count("Articles with a warning."),
        stories=_count("Stories that the articles belong to."),
        silenced=_count("Flags and findings of the run that were silenced."),
    ),
    "freshness": _object(
        "How fresh the articles are.",
        newest=_maybe(_time("Newest date line that is not to come.")),
        age_hours=_maybe(_number("Its age when the report was made; null where no article has a date.")),
        sources_behind=_count("Publishers that have been silent for longer than is usual for them."),
    ),
    "dimensions": _rows(
        "One row per suite of expectations.",
        theme=_text("Name of the suite."),
        about=_text("What it asks."),
        light=_one_of(
            "`red`: a critical finding concerns it; `amber`: a warning; else `green`.", "green", "amber", "red"
        ),
        articles=_count("Articles."),
        critical=_count("Articles with a critical flag of the suite."),
        warning=_count("Articles with a warning of the suite."),
        info=_count("Articles with a flag for information."),
        flagged_share=_share("Share of the articles with any flag of the suite."),
        why=_list("What lit the light: messages of findings, worst first.", _text("")),
        trend=_rows(
            _TREND,
            most=30,
            **_RUN,
            critical_share=_maybe(_share("Share with a critical flag.")),
            warning_share=_maybe(_share("Share with a warning.")),
            flagged_share=_maybe(_share("Share with any flag.")),
        ),
    ),
    "flags": _rows(
        "Flags by code, worst and most frequent first.",
        code=_text("Permanent code: see docs/flags.md."),
        name=_text("Name; the code where no suite in force has it."),
        theme=_text("Suite."),
        severity=_SEVERITY,
        articles=_count("Articles with it."),
        share=_share("Their share."),
        why=_text("Why it matters."),
        action=_text("What to do."),
        trend=_rows(_TREND, most=30, **_RUN, share=_maybe(_share("Share of the articles."))),
        examples=_rows(
            "Some of them, of different publishers, those that point at a place first.",
            most=3,
            article_id=_text("The article."),
            title=_maybe(_text("Its headline.")),
            source=_maybe(_text("Its publisher.")),
            url=_maybe(_text("Its address.")),
            message=_text("What was seen."),
            before=_text("The sentence before the place; cut. All three are empty where a flag points at no place."),
            marked=_text("The place."),
            after=_text("The sentence after it."),
        ),
    ),
    "findings": _rows(
        "What expectations found in measures, worst first.",
        code=_text("Permanent code: see docs/flags.md."),
        name=_text("Name."),
        severity=_SEVERITY,
        about=_one_of("What the subject is.", "table", "feature", "source", "theme", "run"),
        subject=_text("Name of the table, feature, publisher, suite or run."),
        message=_text("What was seen."),
        why=_text("Why it matters."),
        action=_text("What to do."),
    ),
    "scores": _object(
        "Scores of the articles.",
        bins=_rows(
            "Ten bins of equal width.",
            **{"from": _share("Lower end."), "to": _share("Upper end.")},
            articles=_count("Articles."),
        ),
        abstentions=_rows("Why there is no score.", abstained=_text("Reason."), articles=_count("Articles.")),
        calibration=_rows(
            "What was predicted and what was found; empty where that is not known.",
            predicted=_share("Mean score of a bin."),
            observed=_share("Share found."),
            low=_share("Mean lower end of the scores' intervals."),
            high=_share("Mean upper end."),
            articles=_count("Articles in the bin."),
        ),
        calibration_of=_text("Of which articles, or why it is empty."),
    ),
    "grades": _rows(
        "Articles by the two axes of the Admiralty code.",
        source_reliability=_one_of("Of the publisher.", *"ABCDEF"),
        information_credibility=_of("integer", "Of the article.", minimum=1, maximum=6),
        articles=_count("Articles."),
    ),
    "origins": _rows(
        "Claims by kind of origin.",
        source_type=_text("Kind of origin."),
        claims=_count("Claims."),
        second_hand=_count("Of them second-hand."),
        anonymous=_count("Of them of people without a name."),
    ),
    "sources": _object(
        "Publishers.",
        total=_count("How many there are."),
        rows=_rows(
            "Those with most articles.",
            most=100,
            source=_text("Domain, or name where no domain is known."),
            **_SCORE,
            source_reliability=_one_of("Admiralty grade, of all that is known of it.", *"ABCDEF"),
            articles=_count("Articles of this report."),
            claims=_count("Claims in them."),
            second_hand=_count("Of these second-hand."),
            second_hand_share=_maybe(_share("Their share; null without claims.")),
            flagged_share=_share("Share of the articles with a flag."),
            newest=_maybe(_time("Newest date line.")),
            silent_hours=_maybe(_number("From its newest article of all runs to the newest one of any publisher.")),
            silence=_maybe(_number("That by its own usual longest gap; null below 10 dated articles.")),
            bins=_list("Articles by tenth of the score.", _count(""), minItems=10, maxItems=10),
            days=_rows(
                "Articles by day, of the last days that have any.",
                most=30,
                day=_of("string", "Day in UTC.", format="date"),
                articles=_count("Articles."),
            ),
        ),
    ),
    "cited": _object(
        "Outlets that claims came through or from.",
        total=_count("How many there are."),
        rows=_rows(
            "Those with most claims.",
            most=50,
            source=_text("Outlet."),
            claims=_count("Claims."),
            articles=_count("Articles with such a claim."),
            second_hand=_count("Second-hand ones among the claims."),
            score=_maybe(_share("Its score where it publishes here too.")),
            abstained=_maybe(_text("Why it has none.")),
        ),
    ),
    "citations": _object(
        "Who relays whom.",
        total=_count("Pairs of publisher and outlet."),
        links=_rows(
            "Those with most claims.",
            most=80,
            publisher=_text("Who publishes."),
            cited=_text("Through or from whom."),
            claims=_count("Claims."),
        ),
    ),
    "drift": _maybe(
        _object(
            "How the articles of a run differ from those that the model learned from; null for other slices.",
            level=_one_of("How much.", "none", "some", "major", "unknown"),
            said=_text("The same in words."),
            beyond=_maybe(_share("Articles that are too far from training to be scored.")),
            rows=_rows(
                "Features that differ most.",
                most=10,
                feature=_text("Feature."),
                unit=_text("Its unit."),
                help=_text("What it is."),
                here=_maybe(_number("Mean here.")),
                trained=_maybe(_number("Mean in training.")),
                psi=_number("Population stability index."),
                expected=_number("What it would be without drift."),
                level=_one_of("How much.", "none", "some", "major"),
            ),
        )
    ),
    "last_run": _maybe(
        _object(
            "The run before, of the same command, and the features that have moved most since; null where there is none.",
            **_RUN,
            features=_rows(
                "Features that moved most.",
                most=10,
                feature=_text("Feature."),
                psi=_number("Population stability index of the two runs."),
                psi_beyond=_number("By how much that is more than chance makes of so many articles."),
            ),
        )
    ),
    "articles": _object(
        "Articles.",
        total=_count("How many there are."),
        rows=_rows(
            "Those most in need of a look: most critical flags, most warnings, lowest score.",
            most=200,
            article_id=_text("The article."),
            url=_maybe(_text("Address.")),
            title=_maybe(_text("Headline.")),
            source=_maybe(_text("Publisher.")),
            published_at=_maybe(_time("Date line.")),
            **_SCORE,
            flags=_rows("Its flags.", code=_text("Code."), severity=_SEVERITY, message=_text("What was seen.")),
        ),
    ),
    "rejects": _rows(
        "Records set aside, by reason.",
        reason=_text("Reason."),
        records=_count("Records."),
        example=_maybe(_text("Start of one of them.")),
    ),
    "silenced": _rows(
        "What silences of reliability.toml took from the run.",
        code=_text("Code."),
        source=_text("Publisher, or `*` for all."),
        reason=_text("Reason that the settings give now; empty where the silence is gone."),
        flags=_count("Flags and findings."),
    ),
    "timings": _rows("How long the run took.", **_STAGE),
}


def json_schema() -> Schema:
    """The declaration as JSON Schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "quality.json",
        **_object("The data-quality report of a slice of articles.", **PARTS),
    }
