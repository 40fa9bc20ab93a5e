"""Options that the commands of `reliability review` share, each declared once."""

from __future__ import annotations

from typing import Annotated

import typer

Article = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="Its id, its URL, the start of its id, or words of its title.")
]
Reviewer = Annotated[str, typer.Option("--reviewer", envvar="USER", help="Your name.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, in your words.")]
Admin = Annotated[bool, typer.Option("--admin", help="As an admin: also where it is another reviewer's. Say why.")]
Claims = Annotated[
    list[str] | None,
    typer.Option(
        "--claim", metavar="CLAIM=VERDICT", help="Verdict on a claim: `3=unsupported`, then, after a colon, why."
    ),
]
Verdict = Annotated[
    str | None,
    typer.Option(
        "--verdict", help="Your decision: `approved`, `needs_sources`, `rejected`, `escalated` or `reopened`."
    ),
]
