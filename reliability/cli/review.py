"""`reliability review`: what a human should read next, and what was decided."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reliability.cli import _options as options

PANEL = options.LOOK


class Verdict(StrEnum):
    """What a reviewer can decide."""

    APPROVED = "approved"
    NEEDS_SOURCES = "needs_sources"
    REJECTED = "rejected"
    ESCALATED = "escalated"
    REOPENED = "reopened"


def review(
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="Decide on this one; without it, list the queue.")
    ] = None,
    verdict: Annotated[Verdict | None, typer.Option("--verdict", help="Your decision.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why, in your words.")] = "",
    reviewer: Annotated[str, typer.Option("--reviewer", envvar="USER", help="Your name.")] = "",
    form: options.As = None,
    output: options.Output = None,
    db: options.Db = None,
    limit: options.Limit = 40,
) -> None:
    """List articles by their need for a human, or record a decision on one. Decisions are never changed or deleted.

    Examples:

        reliability review

        reliability review ferry-torch --verdict rejected --reason "Toll is invented." --reviewer ruth
    """
    from reliability import config, sourcing, store
    from reliability import review as room
    from reliability.cli import _output, _terminal
    from reliability.errors import ReliabilityError
    from reliability.reports import views

    settings = config.load({"db": db})
    if article is None and verdict is not None:
        raise ReliabilityError("A verdict needs an article.", "Give its id: reliability review ID --verdict ...")
    if article is None:
        with store.open_store(settings["db"], read_only=True) as opened:
            queue = room.order(store.queue_rows(opened), opened.table("decisions"))
            shown = (
                rows.join(queue.select("article_id", "need", "reason"), on="article_id", maintain_order="left")
                for rows in store.result_chunks(opened, queue["article_id"].to_list())
            )
            _output.write(shown, form, output, views.QUEUE, limit)
        return
    if verdict is None:
        raise ReliabilityError("A decision needs a verdict.", f"Add --verdict {'|'.join(Verdict)}.")
    with store.open_store(settings["db"]) as opened:
        result = store.dossier(opened, article)["result"]
        opened.add_decision(room.decide(result, verdict, reason, reviewer))
        _terminal.report_rescored(sourcing.rescore_sources(opened, settings))
    _terminal.notice(f"{result['article_id'].item()}: {verdict}")
