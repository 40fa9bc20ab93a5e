"""Tags of the Admiralty scale."""

from __future__ import annotations

import io
import json

import polars as pl

from reliability.review.exports import misp


def test_misp_tags():
    out = io.BytesIO()
    row = {"article_id": "ferry", "url": None, "source_reliability": "D", "information_credibility": 3}
    misp.render([pl.DataFrame([row])], out)
    assert json.loads(out.getvalue())["tags"] == [
        'admiralty-scale:source-reliability="d"',
        'admiralty-scale:information-credibility="3"',
    ]
