"""The report as one HTML page that opens offline: scripts and rows travel inside, no host is asked for anything."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

from reliability import abstentions
from reliability.reports.quality import reviewing, words
from reliability.reports.quality.chart import CONFIG
from reliability.reports.quality.charts import charts
from reliability.reports.quality.small import bars, daily, sparkline, whisker
from reliability.reports.story import values
from reliability.reports.story.words import origins
from reliability.reports.templating import rendered
from reliability.reports.views import interval, percent, score_style

Row = Mapping[str, Any]

ASSETS = Path(__file__).resolve().parents[1] / "assets"
LIBRARIES = ("vega.min.js", "vega-lite.min.js", "vega-embed.min.js")
MOST = 60  # findings, reasons and silences that the page shows
FIRST = "document.documentElement.classList.add('js')"
"""Runs before the page is drawn: what only scripts can work is shown, and tables that repeat a chart are folded."""


class Script(NamedTuple):
    """A script of the page, and its digest, by which the page's policy lets it run."""

    text: str
    digest: str


def render(quality: Row, out: IO[bytes], title: str, *, full: Mapping[str, str] | None = None) -> None:
    """Write the page.

    Args:
        quality: a report of schema 1.
        out: a binary file.
        title: heading of the page.
        full: where whole tables are, by the name of the part that shows only their first rows: `articles`, `flags`,
            `sources`; links relative to the page.
    """
    drawn = charts(quality)
    page = rendered(
        "quality/page.html",
        filters=FILTERS,
        title=title,
        q=quality,
        light=words.light(quality),
        dimensions=words.worst_first(quality["dimensions"]),
        lights=words.LIGHTS,
        named=words.dimension_light,
        causes=words.causes,
        verdict=words.verdict(quality),
        slice=words.slice_words(quality),
        reviewing=reviewing,
        severities=words.SEVERITIES,
        most=MOST,
        charts=drawn,
        embedded={"config": CONFIG, "charts": {name: chart.spec for name, chart in drawn.items()}},
        full=full or {},
        first=_script(FIRST),
        scripts=_scripts(),
    )
    out.write(page.encode())


FILTERS = {
    "percent": percent,
    "interval": interval,
    "style": score_style,
    "count": words.count,
    "share": words.share,
    "ago": words.ago,
    "moment": words.moment,
    "day": words.day,
    "clip": words.clipped,
    "before": words.before,
    "after": words.after,
    "asked": values.title,
    "value": values.value,
    "origins": origins,
    "reason": abstentions.short,
    "meaning": abstentions.meaning,
    "bars": bars,
    "daily": daily,
    "sparkline": sparkline,
    "whisker": whisker,
    "linkable": lambda url: isinstance(url, str) and url.startswith(("https://", "http://")),
}


def digests() -> list[str]:
    """What the scripts of the page hash to, for a server's content policy: `sha256-...`."""
    return [_script(FIRST).digest, *(script.digest for script in _scripts())]


@cache
def _scripts() -> tuple[Script, ...]:
    texts = [(ASSETS / name).read_text(encoding="utf-8") for name in (*LIBRARIES, "page.js")]
    return tuple(_script(text) for text in texts)


def _script(text: str) -> Script:
    """The script as it stands in the page; a comment that names a source map would make browsers look for it."""
    from markupsafe import Markup

    kept = "\n".join(line for line in text.split("\n") if not line.startswith("//# sourceMappingURL"))
    digest = b64encode(sha256(kept.encode()).digest()).decode()
    return Script(Markup(kept), f"sha256-{digest}")
