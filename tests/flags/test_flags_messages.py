"""What an editor reads in a flag."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import flags, resources
from reliability.flags.messages import flags as build
from reliability.flags.messages import show, shown

SUITES = flags.load([Path(resources.expectations())])
HEADLINE = next(entry for entry in SUITES.entries if entry.code == "COM016")


@pytest.mark.parametrize(
    "value, unit, text",
    [
        (0.625, "share", "62.5%"),
        (1.0, "share", "100%"),
        (3.0, "number", "3"),
        (12.3456, "number", "12.35"),
        (999.0, "number", "999"),
        (-1234.5, "number", "-1,234.5"),
        (123456.0, "number", "123,456"),
        (1234567.0, "number", "1,234,567"),
        (1e20, "number", "1e+20"),
        (48000.0, "hours", "2,000 days"),
        (1.0, "days", "1 day"),
        (2.5, "days", "2.5 days"),
        (1.0, "hours", "1 hour"),
        (30.4, "hours", "30 hours"),
        (19776.0, "hours", "824 days"),
        (3.25, "times", "3.2 times"),
        (1.0, "yes_no", "yes"),
        (0.0, "yes_no", "no"),
        (None, "share", "missing"),
        (float("nan"), "number", "missing"),
        (datetime(1970, 1, 1, 12, tzinfo=UTC), "number", "1970-01-01 12:00"),
        (["Ada Novak", "Bo Lind"], "number", "Ada Novak, Bo Lind"),
        ("two\n\tlines\x07 \u202eright\x1b[31m", "number", "two lines right [31m"),
        ("x" * 300, "number", "x" * 199 + "…"),
    ],
)
def test_values_read_as_an_editor_writes_them(value: object, unit: str, text: str) -> None:
    frame = pl.DataFrame({"value": pl.Series([value], dtype=pl.Float64 if value is None else None)})
    assert frame.select(shown(pl.col("value"), frame.schema["value"], unit)).item() == text


def test_thresholds_read_like_values() -> None:
    assert show(0.6, "share") == "60%"
    assert show("1990-01-01T00:00:00Z") == "1990-01-01 00:00"


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_hostile_headline_is_shown_and_never_read(title: str) -> None:
    tables = {"articles": pl.DataFrame({"article_id": ["a{value}"], "title": [title + "{value}{0}{title}"]})}
    found = build(tables, [HEADLINE], {"COM016": [0]})
    message = found["message"].item()
    assert message.startswith("The headline holds HTML code: ")
    assert message.endswith(("{value}{0}{title}", "…"))
    assert "\n" not in message
    assert len(message) <= 230
