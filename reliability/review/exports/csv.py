"""CSV of results with the decision on each article, for spreadsheets.

Texts, claims and contributions are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import polars as pl

from reliability.reports import csv

MEDIA_TYPE, ENDING = "text/csv; charset=utf-8", "csv"
LEFT_OUT = ("text", "said")


def render(chunks: Iterable[pl.DataFrame], out: IO[bytes]) -> None:
    """Write the rows of records.EXPORTED with one header."""
    csv.render((chunk.drop(LEFT_OUT) for chunk in chunks), out)
