"""The report as a short Markdown text for a ticket or a chat: verdict, dimensions, findings, top flags, sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from reliability.reports.quality import reviewing, words
from reliability.reports.templating import markdown_escaped, rendered
from reliability.reports.views import interval

SHOWN = 10  # flags, sources and findings


def render(quality: Mapping[str, Any], out: IO[bytes], title: str) -> None:
    """Write the text; what comes from articles is escaped."""
    text = rendered(
        "quality/report.md",
        autoescape=False,
        filters={
            "md": lambda value: markdown_escaped(words.clipped(value)),
            "interval": interval,
            "count": words.count,
            "share": words.share,
            "ago": words.ago,
            "age": words.age,
            "moment": words.moment,
        },
        title=title,
        q=quality,
        shown=SHOWN,
        light=words.light(quality),
        dimensions=words.worst_first(quality["dimensions"]),
        lights=words.LIGHTS,
        named=words.dimension_light,
        marks={"red": "🟥", "amber": "🔶", "green": "🟢"},
        verdict=words.verdict(quality),
        slice=words.slice_words(quality),
        reviewed=reviewing.sentence,
    )
    out.write(text.encode())
