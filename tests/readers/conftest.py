from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from reliability.readers import read
from reliability.records import ARTICLES, REJECTS

Load = Callable[..., tuple[pl.DataFrame, pl.DataFrame]]


@pytest.fixture
def load() -> Load:
    """Read inputs, or bytes as standard input, to the end -> all articles, all rejects."""

    def load(*inputs: Any, **options: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
        if isinstance(inputs[0], bytes):
            options["stdin"] = io.BytesIO(inputs[0])
            inputs = ("-",)
        intakes = list(read([str(given) for given in inputs], **options))
        for intake in intakes:
            assert intake.articles.schema == ARTICLES.schema
            assert intake.rejects.schema == REJECTS.schema
        return (
            pl.concat([intake.articles for intake in intakes]),
            pl.concat([intake.rejects for intake in intakes]),
        )

    return load
