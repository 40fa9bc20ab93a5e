"""The tables: what is declared is what frames get."""

from __future__ import annotations

import polars as pl
import pytest

from reliability import records


def test_names_are_unique_and_everything_is_explained():
    names = [table.name for table in records.TABLES]
    assert len(names) == len(set(names))
    for table in records.TABLES:
        columns = [column.name for column in table.columns]
        assert len(columns) == len(set(columns))
        assert set(table.key) <= set(columns)
        assert table.help.endswith(".")
        assert all(column.help for column in table.columns)


def test_conform_fills_casts_and_orders():
    frame = pl.DataFrame({"hops": [1], "claim_id": ["a#1"]})
    conformed = records.CLAIMS.conform(frame)
    assert conformed.schema == records.CLAIMS.schema
    assert conformed.row(0, named=True)["hops"] == 1


def test_an_undeclared_column_is_refused_unless_the_table_is_open():
    frame = pl.DataFrame({"article_id": ["a"], "extra": [1]})
    with pytest.raises(ValueError, match="flags has no column extra"):
        records.FLAGS.conform(frame)
    assert records.FEATURES.conform(frame).schema["extra"] == pl.Float64
