"""Links between articles, and what is kept of articles to find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from reliability.store.reading import Reader
from reliability.store.session import ids_frame
from reliability.store.sql import query

PORTION = 20_000
"""Articles whose MinHash values are read at a time."""

FEW = 1_000
"""Articles for which only those are read that share a MinHash value with one of them."""


def unlinked(store: Reader, most: int, run_id: str | None = None) -> list[str]:
    """Up to `most` articles (of a run) that have a signature but no story yet, those of the earliest days first."""
    params = {"most": most, "run_id": run_id}
    return [str(article) for article in store.query(query("links/unlinked"), params)["id"]]


def never_linked(store: Reader) -> bool:
    """Whether there are stories but no links: an earlier version made them."""
    return bool(store.query(query("links/never_linked")).item())


def outdated(store: Reader, told_by: str | None = None, *, beside: str | None = None) -> list[str]:
    """Scored articles whose story has changed since.

    Args:
        store: an open store.
        told_by: only those whose story this run has told.
        beside: without the articles of this run.
    """
    found = store.query(query("links/outdated"), {"told_by": told_by, "beside": beside})
    return [str(article) for article in found["id"]]


class Linked:
    """The articles that have a story, and a batch of some that are to get theirs.

    Frames of links have the columns of records.STORY_LINKS without `run_id`.
    """

    def __init__(self, store: Reader, batch: Sequence[str]) -> None:
        self._store = store
        self._batch = ids_frame(batch)

    def days(self) -> pl.DataFrame:
        """Each `day` on which an article appeared, in order, and the number of `articles`."""
        return self._store.query(query("links/days"), batch=self._batch)

    def signed(self, first: date, last: date) -> pl.DataFrame:
        """`article_id`, `published_at`, `day`, `terms` of the articles of these days."""
        return self._store.query(query("links/signed_days"), {"first": first, "last": last}, batch=self._batch)

    def same_wording(self, ids: Sequence[str]) -> pl.DataFrame:
        """`article_id`, `published_at`, `day`, `wording` of these articles and of all with the same words."""
        return self._store.query(query("links/same_wording"), ids=ids_frame(ids), batch=self._batch)

    def worded(self, ids: Sequence[str]) -> pl.DataFrame:
        """`article_id`, `shingles`, `minhash`, `terms` of these articles."""
        return self._store.query(query("links/worded"), ids=ids_frame(ids))

    def first_wordings(self, but: pl.DataFrame) -> Iterator[pl.DataFrame]:
        """Portions of `article_id`, `minhash`: of each wording the earliest article, without those of `but`.

        Args:
            but: `article_id`, `minhash`. Where they are few, only articles that share a value with one of them come.
        """
        ids = ids_frame(but["article_id"].to_list())
        rows = self._store.query(query("links/first_rows"), ids=ids, batch=self._batch)
        if but.height <= FEW:
            wanted = but.select(value=pl.col("minhash").explode(empty_as_null=False)).unique()
            rows = rows.join(self._store.query(query("links/sharing"), wanted=wanted), on="place", how="semi")
        for portion in rows.iter_slices(PORTION):
            yield self._store.query(query("links/minhashes"), rows_wanted=portion)

    def of(self, ids: Sequence[str]) -> pl.DataFrame:
        """The links that one of these articles is in."""
        return self._store.query(query("links/touching"), ids=ids_frame(ids))

    def of_days(self, first: date, last: date) -> pl.DataFrame:
        """The links of kind `event` of which the earlier article is of these days."""
        return self._store.query(query("links/of_days"), {"first": first, "last": last})

    def reached(self, ids: Sequence[str], least: float) -> pl.DataFrame:
        """These articles and all linked ones that links of theirs lead to.

        Args:
            ids: articles that are linked, or are to be.
            least: links of kind `event` count from this score on.

        Returns:
            `article_id`, `published_at`, `publisher`, `credit`, `address`, `refers_to`.
        """
        seeds = ids_frame(ids)
        found = self._store.query(query("links/reached"), {"least": least}, ids=seeds)
        return self._store.query(query("links/dates"), ids=found, seeds=seeds)

    def within(self, ids: Sequence[str]) -> pl.DataFrame:
        """The links between two of these articles."""
        return self._store.query(query("links/within"), ids=ids_frame(ids))
