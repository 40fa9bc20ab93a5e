"""Articles -> claims and signatures: what can be told of an article by itself, before others are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from reliability import claims, records, stories
from reliability.corpus.reading import current
from reliability.corpus.work import Job, Work
from reliability.parts.markers import Receipt


def extract_claims(work: Work, outlets: Sequence[Mapping[str, Any]], model: str) -> None:
    """Find who says what, and what tells each article's event and wording."""
    work.each("claims", _Teller(tuple(outlets), model), range(work.job.parts))


@dataclass(frozen=True)
class _Teller:
    outlets: tuple[Mapping[str, Any], ...]
    model: str

    def __call__(self, job: Job, number: int) -> Receipt:
        said, signed = [records.CLAIMS.empty()], [records.SIGNATURES.empty()]
        for articles in current(job, number).iter_slices(job.chunk):
            found = claims.extract(articles, outlets=self.outlets, model=self.model)
            said.append(stamped(records.CLAIMS, found, job))
            signed.append(stamped(records.SIGNATURES, stories.signatures(articles), job))
        job.folder.write("claims", number, pl.concat(said))
        job.folder.write("signatures", number, pl.concat(signed))
        return {"claims": sum(frame.height for frame in said)}


def stamped(table: records.Table, frame: pl.DataFrame, job: Job) -> pl.DataFrame:
    """Rows of a table as they are kept: all its columns, and the run that made them."""
    return table.conform(frame).with_columns(run_id=pl.lit(job.run_id))
