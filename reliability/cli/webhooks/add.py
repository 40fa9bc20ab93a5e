"""`reliability webhooks add`: an address that is told what happens."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reliability.cli import _options as options


class Event(StrEnum):
    """What a webhook can be told."""

    RUN = "run.finished"
    FLAGS = "flags.critical"
    DECISION = "decision.made"


class Shape(StrEnum):
    """How messages are written."""

    STANDARD = "standard"
    SLACK = "slack"


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where messages are sent; it may be in a private network.")],
    events: Annotated[
        list[Event] | None, typer.Option("--event", help="Tell only this; may be given again (default: everything).")
    ] = None,
    shape: Annotated[Shape, typer.Option("--shape", help="`slack` writes a text for a channel.")] = Shape.STANDARD,
    db: options.Db = None,
) -> None:
    """Add a webhook and print its secret, once. It is told what happens from now on, one message per run.

    Messages are signed as Standard Webhooks asks: `webhook-signature` is `v1,` and the HMAC-SHA256, by the secret, of
    `webhook-id`, `webhook-timestamp` and the body, joined by dots. docs/api.md shows how to check it.

    Examples:

        reliability webhooks add https://cms.example/hooks --event flags.critical --event decision.made

        reliability webhooks add https://hooks.slack.com/services/T0/B0/x --shape slack --event flags.critical
    """
    from reliability import access, config, notifying, records, store
    from reliability.cli import _terminal
    from reliability.cli.users import _options as own

    told = [event.value for event in events or []] or list(records.HOOK_EVENTS)
    with store.open_store(config.load({"db": db})["db"]) as opened:
        added = notifying.add(opened, url, told, shape.value)
        store.add_events(opened, access.event(own.whoever(), "webhook added", added.webhook_id, ", ".join(told)))
    typer.echo(added.secret)
    _terminal.notice(f"The webhook {added.webhook_id} is told of {', '.join(told)}. Keep its secret now.")
