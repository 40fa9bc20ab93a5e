"""The path over a folder: files -> articles -> claims -> stories -> scores and flags -> sources -> quality.

The tables are Parquet files in parts, and an engine works on parts, on one machine or on many. Read it downwards.
"""

from __future__ import annotations

from reliability.corpus.loading import load as load
from reliability.corpus.loading import report as report
from reliability.corpus.path import Asked as Asked
from reliability.corpus.path import Done as Done
from reliability.corpus.path import score as score
