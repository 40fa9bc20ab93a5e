"""An explained article as a file: one JSON object, Markdown for a ticket, an HTML page that opens offline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO

import polars as pl

from reliability.reports import circumstances
from reliability.reports.explained import SHOWN_CLAIMS, corroboration, excerpt, explained, headline, points, waterfall
from reliability.reports.templating import markdown_escaped, rendered
from reliability.reports.views import chain, interval, percent, score_style

Dossier = Mapping[str, pl.DataFrame]


def jsonl(dossier: Dossier, out: IO[bytes]) -> None:
    """Write the explanation as one JSON object and a line feed."""
    import orjson

    out.write(orjson.dumps(explained(dossier), option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z))


def markdown(dossier: Dossier, out: IO[bytes]) -> None:
    """Write the explanation as Markdown; what comes from the article is escaped."""
    out.write(_rendered("explanation.md", dossier, autoescape=False).encode())


def html(dossier: Dossier, out: IO[bytes]) -> None:
    """Write the explanation as one page without scripts or outside links; what comes from the article is escaped."""
    out.write(_rendered("explanation.html", dossier, autoescape=True).encode())


RENDER: Mapping[str, Callable[[Dossier, IO[bytes]], None]] = {"jsonl": jsonl, "md": markdown, "html": html}


def _rendered(template: str, dossier: Dossier, *, autoescape: bool) -> str:
    told, article = explained(dossier), dossier["article"].row(0, named=True)
    return rendered(
        template,
        autoescape=autoescape,
        filters={
            "percent": percent,
            "interval": interval,
            "style": score_style,
            "points": points,
            "excerpt": excerpt,
            "corroboration": corroboration,
            "headline": headline,
            "md": markdown_escaped,
        },
        told=told,
        article=article,
        sides=[(side, [r for r in told["reasons"] if r["side"] == side]) for side in ("for", "against")],
        claims=[
            claim | {"chain": chain(claim), "linked": circumstances.linked(claim, article)}
            for claim in dossier["claims"].head(SHOWN_CLAIMS).to_dicts()
        ],
        labels=circumstances.LABELS,
        waterfall=waterfall(told),
        largest=max((abs(reason["score_points"]) for reason in told["reasons"]), default=1.0) or 1.0,
    )
