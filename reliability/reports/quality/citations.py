"""The citation map: which outlets reach readers through which publishers, as a Sankey diagram in Vega-Lite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.errors import counted
from reliability.reports.quality.chart import ACCENT, BAD, FAIR, GOOD, INK, SOFT, Chart, Spec, field, palette
from reliability.reports.quality.sankey import Band, Layout, Node, layout
from reliability.reports.quality.words import clipped, count

Row = Mapping[str, Any]

SIDE = "min(width * 0.34, 210)"  # room for the labels of a side, in pixels
BAR = 9  # width of a node
NARROW = 520  # where labels have no room for numbers
CAPTION = 24  # pixels for the words over the two sides
NAMED = 3  # links that the text alternative names
SCORES = {"below 40": BAD, "40 to 59": FAIR, "60 or more": GOOD, "not scored": ACCENT}


def citation_map(citations: Row, cited: Sequence[Row]) -> Chart | None:
    """The map of who relays whom; None where nobody relays anybody.

    Args:
        citations: total, links (publisher, cited, claims).
        cited: source and score of the outlets that are known.
    """
    links = citations["links"]
    if not links:
        return None
    drawn = layout({(clipped(link["cited"], 60), clipped(link["publisher"], 60)): link["claims"] for link in links})
    scores = {clipped(row["source"], 60): row["score"] for row in cited}
    first = "; ".join(f"{row['publisher']} relays {row['cited']} {row['claims']:,} times" for row in links[:NAMED])
    more = citations["total"] - len(links)
    return Chart(
        name="citations",
        title="Who relays whom: the wider a band, the more claims reach readers that way"
        + (f"; {counted(more, 'thinner link')} left out" if more else ""),
        says=f"Sankey diagram of {counted(len(links), 'link')} from cited outlets to publishers. {first}.",
        spec=_spec(drawn, scores),
        headers=("Cited outlet", "Publisher", "Claims#"),
        rows=[(clipped(row["cited"], 60), clipped(row["publisher"], 60), count(row["claims"])) for row in links],
        height=round(drawn.height) + CAPTION + 40,
    )


def _spec(drawn: Layout, scores: Mapping[str, float | None]) -> Spec:
    known = any(scores.get(band.left) is not None for band in drawn.bands)
    # The height counts the caption line, so that nothing is cut at the top.
    y = {"scale": {"domain": [-CAPTION, drawn.height], "reverse": True, "nice": False}, "axis": None}
    ends = [{"expr": SIDE}, {"expr": f"width - {SIDE}"}]
    x = {"scale": {"domain": [0, 1], "nice": False, "zero": False, "range": ends}, "axis": None}
    return {
        "width": "container",
        "height": round(drawn.height) + CAPTION,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            _bands(drawn.bands, scores, known, x, y),
            _nodes(drawn.nodes, x, y),
            _labels(drawn.nodes, 0, x, y),
            _labels(drawn.nodes, 1, x, y),
            _captions(x, y),
        ],
    }


def _bands(bands: Sequence[Band], scores: Mapping[str, float | None], known: bool, x: Row, y: Row) -> Spec:
    rows = [
        {
            "link": f"{band.left} to {band.right}",
            "claims": band.weight,
            "score": _scored(scores.get(band.left)),
            "x": across,
            "upper": upper,
            "lower": lower,
        }
        for band in bands
        for across, upper, lower in band.points
    ]
    columns = {"expr": f"width < {NARROW} ? 2 : 4"}
    legend = {"title": "Score of the cited outlet", "symbolType": "square", "symbolOpacity": 0.6, "columns": columns}
    return {
        "data": {"values": rows},
        "params": [{"name": "pointed", "select": {"type": "point", "fields": ["link"], "on": "pointerover"}}],
        "mark": {"type": "area", "interpolate": "monotone", "line": False},
        "encoding": {
            "x": field("x", **x),
            "y": field("upper", **y),
            "y2": {"field": "lower"},
            "detail": {"field": "link", "type": "nominal"},
            "color": field("score", "nominal", legend=legend if known else None, scale=palette(SCORES)),
            "opacity": {"condition": {"param": "pointed", "empty": False, "value": 0.75}, "value": 0.35},
            "tooltip": [field("link", "nominal", "From"), field("claims", title="Claims")],
        },
    }


def _nodes(nodes: Sequence[Node], x: Row, y: Row) -> Spec:
    rows = [{"name": n.name, "claims": n.weight, "x": n.side, "top": n.top, "bottom": n.bottom} for n in nodes]
    return {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": SOFT, "strokeWidth": BAR},
        "encoding": {
            "x": field("x", **x),
            "y": field("top", **y),
            "y2": {"field": "bottom"},
            "tooltip": [field("name", "nominal", "Outlet"), field("claims", title="Claims")],
        },
    }


def _labels(nodes: Sequence[Node], side: int, x: Row, y: Row) -> Spec:
    rows = [
        {"name": n.name, "long": f"{n.name}  {n.weight:,.0f}", "x": side, "y": round((n.top + n.bottom) / 2, 1)}
        for n in nodes
        if n.side == side
    ]
    place = {
        "text": {"expr": f"width < {NARROW} ? datum.name : datum.long"},
        "align": ("right", "left")[side],
        "dx": (-BAR, BAR)[side],
        "limit": {"expr": f"{SIDE} - {BAR}"},
    }
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "baseline": "middle", "color": INK, **place},
        "encoding": {"x": field("x", **x), "y": field("y", **y)},
    }


def _captions(x: Row, y: Row) -> Spec:
    above = -CAPTION / 2
    rows = [{"words": "Cited outlet", "x": 0, "y": above}, {"words": "Passed on by", "x": 1, "y": above}]
    side = {"expr": "datum.x ? 'left' : 'right'"}
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "color": SOFT, "baseline": "middle", "align": side, "limit": {"expr": SIDE}},
        "encoding": {"x": field("x", **x), "y": field("y", **y), "text": {"field": "words"}},
    }


def _scored(score: float | None) -> str:
    if score is None:
        return "not scored"
    return "60 or more" if score >= 0.6 else "40 to 59" if score >= 0.4 else "below 40"
