"""Messages as Slack's incoming webhooks take them, and whoever copies these: one `text` in their markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reliability.errors import counted, printable

LINES = 20
LONGEST = 200  # characters of a title or a reason
VERDICTS = {"needs_sources": "needs sources", "undone": "undone"}


def message(event: Mapping[str, Any]) -> dict[str, Any]:
    """The message on an event."""
    return {"text": "\n".join(_text(event["type"], event["data"])), "unfurl_links": False}


def _text(kind: str, data: Mapping[str, Any]) -> Iterator[str]:
    if kind == "decision.made":
        yield f"*{counted(data['decisions']['count'], 'decision')}*"
        yield from _listed(data["decisions"], _decision)
    elif "run" in data:
        run, flags = data["run"], data["critical_flags"]
        aside = f", {run['rejected']:,} set aside" if run["rejected"] else ""
        raised = counted(flags["count"], "new critical flag") if flags["count"] else "no new critical flag"
        yield f"*{counted(run['articles'] or 0, 'article')} read*{aside}: {raised}"
        yield from _listed(flags, _flag)
    else:
        yield _escaped(str(data.get("message", "")))


def _listed(some: Mapping[str, Any], line: Any) -> Iterator[str]:
    shown = some["first"][:LINES]
    yield from (f"• {line(row)}" for row in shown)
    if some["count"] > len(shown):
        yield f"and {some['count'] - len(shown):,} more"


def _flag(row: Mapping[str, Any]) -> str:
    return f"{_article(row)}: {_escaped(row['message'])} ({row['code']})"


def _decision(row: Mapping[str, Any]) -> str:
    verdict = VERDICTS.get(row["verdict"], row["verdict"])
    return f"{_article(row)}: *{verdict}* by {_escaped(row['reviewer'])}: {_escaped(row['reason'])}"


def _article(row: Mapping[str, Any]) -> str:
    title = _escaped(row["title"] or row["article_id"]).replace("|", "/")
    where = f" ({_escaped(row['publisher'])})" if row["publisher"] else ""
    url = str(row["url"] or "")
    linked = url.startswith(("https://", "http://")) and not set(url) & set("<>| \n")
    return (f"<{url}|{title}>" if linked else title) + where


def _escaped(text: str) -> str:
    """Text of articles and people on one line, without the markup that Slack reads (`<!channel>`, links)."""
    plain = " ".join(printable(text).split())
    short = plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 3]}..."
    return short.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
