"""What the routes work on: the open session."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

import polars as pl
from fastapi import Depends, Request

from reliability import pipeline, records
from reliability.claims import Ahead
from reliability.readers import Intake
from reliability.store import Store
from reliability.web.batching import Batcher


@dataclass(frozen=True)
class Desk:
    """The open session of a server; what comes in to be scored at the same time goes together."""

    session: pipeline.Session
    _batcher: Batcher[Ahead] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_batcher", Batcher(self._ready, self._run))

    @property
    def store(self) -> Store:
        """The open database."""
        return self.session.store

    def score(self, articles: pl.DataFrame, inputs: list[str]) -> pl.DataFrame:
        """Take articles through the whole path, together with what others bring at the same time.

        Args:
            articles: records.ARTICLES rows, as a reader gives them.
            inputs: where they come from, for the record of the run.

        Returns:
            The rows of `reliability score`, in the order of `articles`.

        Raises:
            Busy: another run is in a long step.
            ReliabilityError: nothing in them can be scored.
        """
        return self._batcher.score(articles, inputs)

    def _ready(self, articles: pl.DataFrame, beside: bool) -> Ahead:
        return pipeline.find_ahead(self.session, articles, beside=beside)

    def _run(self, articles: pl.DataFrame, inputs: list[str], ahead: Ahead | None) -> pl.DataFrame:
        intake = Intake(articles, records.REJECTS.empty(), None)
        run = pipeline.score(self.session, [intake], inputs, command=pipeline.SERVE, ahead=ahead)
        return pl.concat(run.results())


async def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
"""Parameter of a route that works on the desk."""
