"""`reliability review`: what a human should read next."""

from __future__ import annotations

from typing import Annotated

import typer

from reliability.cli import _options as options
from reliability.cli.review import _options as own


def queue(
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="Decide on this one; without it, list the queue.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Only of this publisher: domain or name.")] = None,
    story: Annotated[str | None, typer.Option("--story", help="Only of this story.")] = None,
    flag: Annotated[str | None, typer.Option("--flag", help="Only with a flag of this code.")] = None,
    severity: Annotated[
        str | None, typer.Option("--severity", help="Only with a flag that is `critical`, `warning` or `info`.")
    ] = None,
    score: Annotated[str | None, typer.Option("--score", metavar="LOW-HIGH", help="Only scores such as 0-40.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only published then or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only published by then.")] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            help="`open` (what waits for a human), `new`, `in_review`, `approved`, `needs_sources`, `rejected`, "
            "`escalated` or `all` (default: open).",
        ),
    ] = None,
    assignee: Annotated[
        str | None, typer.Option("--assignee", help="Only what this reviewer has taken, or `nobody`.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Only with these words in the headline.")] = None,
    verdict: own.Verdict = None,
    reason: own.Reason = "",
    reviewer: own.Reviewer = "",
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    limit: options.Limit = 40,
) -> None:
    """List articles by their need for a human, and say why each stands where it does.

    `docs/review.md` explains the order; `[review.weights]` in `reliability.toml` changes it. With an article and
    --verdict this is short for `reliability review decide`.

    Examples:

        reliability review --score 0-40 --since 2030-03-01 --assignee nobody

        reliability review ferry-torch --verdict rejected --reason "Toll is invented." --reviewer ruth
    """
    from reliability import config, store
    from reliability import review as room
    from reliability.cli import _output
    from reliability.cli.review import _deciding
    from reliability.errors import ReliabilityError
    from reliability.reports import views

    if article is not None:
        _deciding.record(db, article, verdict, reason, reviewer, None)
        return
    if verdict is not None:
        raise ReliabilityError("A verdict needs an article.", "Give its id: reliability review ID --verdict ...")
    settings = config.load({"db": db})
    filters = room.Filters.read(
        source=source,
        story=story,
        flag=flag,
        severity=severity,
        score=score,
        since=since,
        until=until,
        state=state,
        assignee=assignee,
        title=title,
    )
    with store.open_store(settings["db"], read_only=True) as opened:
        shown = room.queue(opened, filters, weights=settings.weights, limit=None).rows
        beside = shown.select("article_id", "need", "reason", "state", "holder", "until", "published_at", "story_id")
        chunks = (
            rows.join(beside, on="article_id", maintain_order="left")
            for rows in store.result_chunks(opened, shown["article_id"].to_list())
        )
        _output.write(chunks, form, output, views.QUEUE, limit)
