"""Options that several commands share, each declared once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

SCORE, LOOK, SET_UP = PANELS = ("Score articles", "Look closer", "Set up")


class Format(StrEnum):
    """Output formats."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    MD = "md"


class ClaimsFormat(StrEnum):
    """Output formats of claims: those of every table, and those of annotation tools."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    MD = "md"
    CONLL = "conll"
    BRAT = "brat"
    WEBANNO = "webanno"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files or folders of articles: JSONL, CSV, Parquet, text, HTML, a feed, WARC, e-mail, NewsML-G2, EPUB, "
        "PDF, .docx, gzip or zstd of these; `-` for stdin.",
        show_default=False,
    ),
]
Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files or folders of articles: JSONL, CSV, Parquet, text, HTML, a feed, WARC, e-mail, NewsML-G2, EPUB, "
        "PDF, .docx, gzip or zstd of these; `-` for stdin; or addresses of pages.",
        show_default=False,
    ),
]
Db = Annotated[str | None, typer.Option("--db", metavar="FILE", help="DuckDB file (default: reliability.duckdb).")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of stdout.")]
As = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="How to write the results (default: by the name of --output, else table)."),
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="Rows shown by the formats `table` and `md`.")]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first broken record, with exit status 2.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no summary.")]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Keep no fetched pages on disk, and read none that were kept before.")
]
Workers = Annotated[int | None, typer.Option("--workers", min=0, help="Worker processes (default: one per core).")]
ModelFolder = Annotated[
    str | None,
    typer.Option("--model", metavar="ID|FOLDER", help="Scoring model to use; see `reliability models list`."),
]
ClaimsModel = Annotated[
    str | None,
    typer.Option("--claims-model", metavar="fast|deep|FOLDER", help="What finds the claims (default: fast)."),
]
SuiteFolders = Annotated[
    list[str] | None, typer.Option("--suites", metavar="FOLDER", help="Add your own expectation suites.")
]
