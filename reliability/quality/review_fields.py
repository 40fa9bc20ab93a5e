"""The part `review` of `quality.json`: see `schema`."""

from __future__ import annotations

from typing import Any

from reliability.quality.fields import Schema, count, maybe, number, record, rows, share, text

_AGREEMENT: dict[str, Any] = {
    "kappa": maybe(number("Cohen's kappa: 1 agrees in all, 0 as chance; null below 10, or with one word for all.")),
    "low": maybe(number("Lower end of its 95 % interval.")),
    "high": maybe(number("Upper end of it.")),
    "agreeing": maybe(share("Share of the pairs of verdicts that are the same.")),
    "n": count("How many articles, or opinions, that is of."),
}
_VERDICTS: dict[str, Any] = {
    "approved": count("Of them approved."),
    "needs_sources": count("Of them found to need sources."),
    "rejected": count("Of them rejected."),
    "escalated": count("Of them left to another."),
}

REVIEW: Schema = maybe(
    record(
        "What reviewers decided on these articles; null where they decided on none.",
        decisions=count("Decisions, those that were taken back among them."),
        undone=count("Decisions that were taken back."),
        articles=count("Articles on which a decision holds."),
        **_VERDICTS,
        outdated=count("Articles whose words have changed since."),
        disputed=count("Articles on which as many reviewers or more hold otherwise."),
        minutes=maybe(number("Median time from taking an article to deciding on it, in minutes.")),
        timed=count("Decisions that is of: those of reviewers who had taken the article."),
        overrides=record(
            "How often reviewers went against the score that they saw.",
            decisions=count("Approvals and rejections of articles with a score; one of a reviewer for an article."),
            approved_low=count("Approved with a score below `low`."),
            rejected_high=count("Rejected with a score of `high` or more."),
            share=maybe(share("Share of both together.")),
            low=share("A score below this speaks against an article."),
            high=share("A score of this or more speaks for it."),
        ),
        model=record(
            "How reviewers agree with the model: approval against a score of 50 or more.",
            **_AGREEMENT,
        ),
        among=record(
            "How reviewers agree with each other, where two decided on one text: mean of the pairs' kappa, by weight.",
            **_AGREEMENT,
            pairs=rows(
                "Pairs of reviewers with the most articles in common.",
                most=20,
                first=text("A reviewer."),
                second=text("The other."),
                **_AGREEMENT,
            ),
        ),
        reviewers=rows(
            "What each reviewer did, the busiest first.",
            reviewer=text("Name."),
            decisions=count("Decisions, those that were taken back among them."),
            **_VERDICTS,
            reopened=count("Articles put back into the queue."),
            undone=count("Decisions that were taken back."),
            minutes=maybe(number("Median minutes from taking to deciding.")),
            overrides=count("Opinions that go against the score."),
        ),
    )
)
