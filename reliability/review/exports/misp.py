"""MISP tags of the Admiralty scale, one JSON object per article.

The taxonomy is `admiralty-scale` of https://github.com/MISP/misp-taxonomies, with the predicates
`source-reliability` (a-f) and `information-credibility` (1-6).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import polars as pl


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write `{"article_id", "url", "tags"}` for every row of `reliability score`."""
    import orjson

    for chunk in chunks:
        for row in chunk.select("article_id", "url", "source_reliability", "information_credibility").iter_rows(
            named=True
        ):
            tags = [
                f'admiralty-scale:source-reliability="{(row["source_reliability"] or "F").lower()}"',
                f'admiralty-scale:information-credibility="{row["information_credibility"] or 6}"',
            ]
            tagged = {"article_id": row["article_id"], "url": row["url"], "tags": tags}
            out.write(orjson.dumps(tagged, option=orjson.OPT_APPEND_NEWLINE))
