"""What `reliability watch` remembers between rounds and restarts."""

from __future__ import annotations

import polars as pl

from reliability.records.table import TIME, Column, Table

WATCHED = Table(
    "watched",
    "A watched folder, feed or sitemap, and each of its files or entries that is done.",
    ("place", "item"),
    (
        Column("place", pl.String, "The folder, or the address of the feed."),
        Column("item", pl.String, "A file, or the id of an entry; empty for the place itself."),
        Column("mark", pl.String, "Of a file: size and time of change, which tell whether it is done."),
        Column("etag", pl.String, "What the server gave to ask with the next time."),
        Column("modified", pl.String, "The same: its `Last-Modified`."),
        Column("checked_at", TIME, "When it was looked at last.", "UTC"),
        Column("next_at", TIME, "When it is to be looked at again; null for an item that is done.", "UTC"),
        Column("failures", pl.Int32, "How often it has failed in a row.", "count"),
        Column("said", pl.String, "Why it failed last; null where it did not."),
    ),
)
