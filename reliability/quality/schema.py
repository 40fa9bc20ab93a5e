"""What stands in `quality.json`: one declaration of its keys, types and meanings.

`docs/quality.md` and `docs/quality.schema.json` are written from it, and a test holds real reports against it.
"""

from __future__ import annotations

from reliability.quality.fields import (
    Schema,
    count,
    many,
    maybe,
    number,
    one_of,
    record,
    rows,
    share,
    text,
    time,
    typed,
)

_SEVERITY = one_of("How bad it is.", "critical", "warning", "info")
_RUN = {"run_id": text("The run."), "at": time("When it started.")}
_SCORE = {
    "score": maybe(share("The score; null where it abstains.")),
    "low": maybe(share("Lower end of its 90 % interval.")),
    "high": maybe(share("Upper end of its 90 % interval.")),
    "abstained": maybe(text("Why there is no score: see docs/no-score.md.")),
}
_STAGE = {
    "stage": text("Stage."),
    "seconds": number("Wall-clock time."),
    "articles": count("Articles that it took in."),
}
_TREND = "Past runs of the same command, this one last; oldest first. Empty for one publisher."

PARTS: dict[str, Schema] = {
    "schema": typed("integer", "Version of this schema.", const=1),
    "made_at": time("When the report was made."),
    "version": text("Version of the program that made it."),
    "slice": record(
        "What the report is about.",
        run=maybe(text("Articles of this run; null where `since` is given.")),
        since=maybe(time("Articles first seen then or later, over all runs.")),
        source=maybe(text("Only articles of this publisher.")),
    ),
    "run": record(
        "The run, or the newest one where the report is about several.",
        run_id=text("Its id; ids sort by time."),
        command=maybe(text("Command that made it.")),
        started_at=maybe(time("Start.")),
        finished_at=maybe(time("End; null where it was cut off.")),
        version=maybe(text("Version of the program.")),
        model=maybe(text("Id of the scoring model.")),
        suite_hash=maybe(text("Digest of the expectation suites.")),
        inputs=maybe(many("What was read.", text(""))),
        articles=maybe(count("Records read as articles.")),
        rejected=maybe(count("Records set aside.")),
        timings=maybe(rows("As in `timings`.", most=None, **_STAGE)),
    ),
    "intake": record(
        "Totals.",
        articles=count("Articles."),
        new=count("Of them seen for the first time."),
        changed=count("Of them seen before with another text."),
        rejected=count("Records set aside; 0 for one publisher, whose they are is not known."),
        copies=count("Articles that repeat an earlier one's text."),
        scored=count("Articles with a score."),
        abstained=count("Articles on which the model abstained."),
        mean_score=maybe(share("Mean score.")),
        claims=count("Claims: who says what."),
        second_hand=count("Claims that reached the article through others."),
        anonymous=count("Claims of people without a name."),
        hedged=count("Claims that are told with doubt."),
        flagged=count("Articles with a flag."),
        critical=count("Articles with a critical flag."),
        warning=count("Articles with a warning."),
        stories=count("Stories that the articles belong to."),
        silenced=count("Flags and findings of the run that were silenced."),
    ),
    "freshness": record(
        "How fresh the articles are.",
        newest=maybe(time("Newest date line that is not to come.")),
        age_hours=maybe(number("Its age when the report was made; null where no article has a date.")),
        sources_behind=count("Publishers that have been silent for longer than is usual for them."),
    ),
    "dimensions": rows(
        "One row per suite of expectations.",
        theme=text("Name of the suite."),
        about=text("What it asks."),
        light=one_of("Red for a critical finding about it, amber for a warning.", "green", "amber", "red"),
        articles=count("Articles."),
        critical=count("Articles with a critical flag of the suite."),
        warning=count("Articles with a warning of the suite."),
        info=count("Articles with a flag for information."),
        flagged_share=share("Share of the articles with any flag of the suite."),
        why=many("What lit the light: messages of findings, worst first.", text("")),
        trend=rows(
            _TREND,
            most=30,
            **_RUN,
            critical_share=maybe(share("Share with a critical flag.")),
            warning_share=maybe(share("Share with a warning.")),
            flagged_share=maybe(share("Share with any flag.")),
        ),
    ),
    "flags": rows(
        "Flags by code, worst and most frequent first.",
        code=text("Permanent code: see docs/flags.md."),
        name=text("Name; the code where no suite in force has it."),
        theme=text("Suite."),
        severity=_SEVERITY,
        articles=count("Articles with it."),
        share=share("Their share."),
        why=text("Why it matters."),
        action=text("What to do."),
        trend=rows(_TREND, most=30, **_RUN, share=maybe(share("Share of the articles."))),
        examples=rows(
            "Some of them, of different publishers, those that point at a place first.",
            most=3,
            article_id=text("The article."),
            title=maybe(text("Its headline.")),
            source=maybe(text("Its publisher.")),
            url=maybe(text("Its address.")),
            message=text("What was seen."),
            before=text("The sentence before the place; cut. All three are empty where a flag points at no place."),
            marked=text("The place."),
            after=text("The sentence after it."),
        ),
    ),
    "findings": rows(
        "What expectations found in measures, worst first.",
        code=text("Permanent code: see docs/flags.md."),
        name=text("Name."),
        severity=_SEVERITY,
        about=one_of("What the subject is.", "table", "feature", "source", "theme", "run"),
        subject=text("Name of the table, feature, publisher, suite or run."),
        message=text("What was seen."),
        why=text("Why it matters."),
        action=text("What to do."),
    ),
    "scores": record(
        "Scores of the articles.",
        bins=rows(
            "Ten bins of equal width.",
            from_=share("Lower end."),
            to=share("Upper end."),
            articles=count("Articles."),
        ),
        abstentions=rows("Why there is no score.", abstained=text("Reason."), articles=count("Articles.")),
        calibration=rows(
            "What was predicted and what was found; empty where that is not known.",
            predicted=share("Mean score of a bin."),
            observed=share("Share found."),
            low=share("Mean lower end of the scores' intervals."),
            high=share("Mean upper end."),
            articles=count("Articles in the bin."),
        ),
        calibration_of=text("Of which articles, or why it is empty."),
    ),
    "grades": rows(
        "Articles by the two axes of the Admiralty code.",
        source_reliability=one_of("Of the publisher.", *"ABCDEF"),
        information_credibility=typed("integer", "Of the article.", minimum=1, maximum=6),
        articles=count("Articles."),
    ),
    "origins": rows(
        "Claims by kind of origin.",
        source_type=text("Kind of origin."),
        claims=count("Claims."),
        second_hand=count("Of them second-hand."),
        anonymous=count("Of them of people without a name."),
    ),
    "sources": record(
        "Publishers.",
        total=count("How many there are."),
        rows=rows(
            "Those with most articles.",
            most=100,
            source=text("Domain, or name where no domain is known."),
            **_SCORE,
            source_reliability=one_of("Admiralty grade, of all that is known of it.", *"ABCDEF"),
            articles=count("Articles of this report."),
            claims=count("Claims in them."),
            second_hand=count("Of these second-hand."),
            second_hand_share=maybe(share("Their share; null without claims.")),
            flagged_share=share("Share of the articles with a flag."),
            newest=maybe(time("Newest date line.")),
            silent_hours=maybe(number("From its newest article of all runs to the newest one of any publisher.")),
            silence=maybe(number("That by its own usual longest gap; null below 10 dated articles.")),
            bins=many("Articles by tenth of the score.", count(""), minItems=10, maxItems=10),
            days=rows(
                "Articles by day, of the last days that have any.",
                most=30,
                day=typed("string", "Day in UTC.", format="date"),
                articles=count("Articles."),
            ),
        ),
    ),
    "cited": record(
        "Outlets that claims came through or from.",
        total=count("How many there are."),
        rows=rows(
            "Those with most claims.",
            most=50,
            source=text("Outlet."),
            claims=count("Claims."),
            articles=count("Articles with such a claim."),
            second_hand=count("Second-hand ones among the claims."),
            score=maybe(share("Its score where it publishes here too.")),
            abstained=maybe(text("Why it has none.")),
        ),
    ),
    "citations": record(
        "Who relays whom.",
        total=count("Pairs of publisher and outlet."),
        links=rows(
            "Those with most claims.",
            most=80,
            publisher=text("Who publishes."),
            cited=text("Through or from whom."),
            claims=count("Claims."),
        ),
    ),
    "drift": maybe(
        record(
            "How the articles of a run differ from those that the model learned from; null for other slices.",
            level=one_of("How much.", "none", "some", "major", "unknown"),
            said=text("The same in words."),
            beyond=maybe(share("Articles that are too far from training to be scored.")),
            rows=rows(
                "Features that differ most.",
                most=10,
                feature=text("Feature."),
                unit=text("Its unit."),
                help=text("What it is."),
                here=maybe(number("Mean here.")),
                trained=maybe(number("Mean in training.")),
                psi=number("Population stability index."),
                expected=number("What it would be without drift."),
                level=one_of("How much.", "none", "some", "major"),
            ),
        )
    ),
    "last_run": maybe(
        record(
            "The run before, of the same command, and what has moved since; null where there is none.",
            **_RUN,
            features=rows(
                "Features that moved most.",
                most=10,
                feature=text("Feature."),
                psi=number("Population stability index of the two runs."),
                psi_beyond=number("By how much that is more than chance makes of so many articles."),
            ),
        )
    ),
    "articles": record(
        "Articles.",
        total=count("How many there are."),
        rows=rows(
            "Those most in need of a look: most critical flags, most warnings, lowest score.",
            most=200,
            article_id=text("The article."),
            url=maybe(text("Address.")),
            title=maybe(text("Headline.")),
            source=maybe(text("Publisher.")),
            published_at=maybe(time("Date line.")),
            **_SCORE,
            flags=rows("Its flags.", code=text("Code."), severity=_SEVERITY, message=text("What was seen.")),
        ),
    ),
    "rejects": rows(
        "Records set aside, by reason.",
        reason=text("Reason."),
        records=count("Records."),
        example=maybe(text("Start of one of them.")),
    ),
    "silenced": rows(
        "What silences of reliability.toml took from the run.",
        code=text("Code."),
        source=text("Publisher, or `*` for all."),
        reason=text("Reason that the settings give now; empty where the silence is gone."),
        flags=count("Flags and findings."),
    ),
    "timings": rows("How long the run took.", most=None, **_STAGE),
    "notes": many("What a reader must know before the figures.", text("A sentence or two.")),
}


def json_schema() -> Schema:
    """The declaration as JSON Schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "quality.json",
        **record("The data-quality report of a slice of articles.", **PARTS),
    }
