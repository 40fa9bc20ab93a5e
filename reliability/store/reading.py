"""Reads articles and what was derived from them, in bounded portions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

import polars as pl

from reliability import records
from reliability.store import texts
from reliability.store.session import Rows, Session, ids_frame
from reliability.store.sql import chained, query, quoted, used

TEXT_BYTES = 32_000_000
"""Text that is read at a time."""

WINDOW = 5_000
"""Articles that are looked up at a time, however small the chunks that are handed out."""

REPLACEABLE: Mapping[str, str] = {
    "story_members": "article_id",
    "stories": "story_id",
    "features": "article_id",
    "flags": "article_id",
    "scores": "article_id",
    "contributions": "article_id",
    "sources": "source",
    "source_checks": "source",
    "source_evidence": "source",
}
"""The tables that `Store.replace` and `replace_all` write, and the column that holds their ids."""

READABLE: Mapping[str, str] = {
    **REPLACEABLE,
    "claims": "article_id",
    "signatures": "article_id",
    "decisions": "article_id",
    "claim_verdicts": "article_id",
    "assignments": "article_id",
    "replies": "article_id",
    "source_ratings": "domain",
}
"""The tables that `Reader.table` reads, and the column that holds their ids."""


class Reader:
    """The reading half of the store. Every answer is a snapshot: writes may go on meanwhile."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def query(self, sql: str, params: Mapping[str, object] | None = None, **frames: pl.DataFrame) -> pl.DataFrame:
        """The rows of one SELECT; `frames` are tables under their names, `params` are `$name` in the text."""
        return self._session.query(sql, params, **frames)

    def measured(
        self, name: str, sql: str, params: Mapping[str, object] | None, **frames: pl.DataFrame
    ) -> pl.DataFrame:
        """The rows of a statement that measures tables as a whole; a store whose measures are known gives those.

        Args:
            name: of the measure.
            sql: the statement.
            params: its parameters; more than it names may be there.
            frames: tables under their names.
        """
        return self.query(sql, used(sql, params), **frames)

    def rows(self, sql: str, params: Mapping[str, object] | None = None) -> Rows:
        """The rows of one SELECT that finds few, as mappings by column name."""
        return self._session.rows(sql, params)

    def lasting(self, sql: str) -> pl.DataFrame:
        """The rows of one SELECT over many articles that is asked again and again; see `Session.lasting`."""
        return self._session.lasting(sql)

    def article_chunks(self, run_id: str, chunk: int, *, lacking: str | None = None) -> Iterator[pl.DataFrame]:
        """Yield the current revisions of a run's articles, in reading order: frames of records.ARTICLES.

        Args:
            run_id: the run.
            chunk: rows per frame, at most; fewer where texts are long.
            lacking: only articles whose current revision has no claims under this stamp.
        """
        for wanted in self._windows(run_id, lacking):
            yield from self._whole(wanted, chunk)

    def article_batches(self, run_id: str, rows: int) -> Iterator[pl.DataFrame]:
        """Yield the same articles in frames of up to `rows` rows, without the columns `text` and `previous_text`."""
        held: list[pl.DataFrame] = []
        for wanted in self._windows(run_id, None):
            held.append(self._heads(wanted))
            while sum(frame.height for frame in held) >= rows:
                joined = pl.concat(held)
                yield joined.head(rows)
                held = [joined.slice(rows)]
        if sum(frame.height for frame in held):
            yield pl.concat(held)

    def articles(self, ids: Sequence[str], chunk: int = 500) -> Iterator[pl.DataFrame]:
        """Yield the current revisions of these articles, in the order of `ids`; unknown ids are left out."""
        for start in range(0, len(ids), WINDOW):
            wanted = self.query(query("current_revisions"), ids=ids_frame(ids[start : start + WINDOW]))
            yield from self._whole(wanted, chunk)

    def heads(self, ids: Sequence[str]) -> Iterator[pl.DataFrame]:
        """Yield the same without the columns `text` and `previous_text`, up to WINDOW at a time."""
        for start in range(0, len(ids), WINDOW):
            yield self._heads(self.query(query("current_revisions"), ids=ids_frame(ids[start : start + WINDOW])))

    def still_current(self, read: pl.DataFrame) -> list[str]:
        """Those articles of `read` (article_id, revision) that have no later revision by now, in their order."""
        found = self.query(query("current_revisions"), ids=ids_frame(read["article_id"].to_list()))
        kept = read.join(found, on=["article_id", "revision"], how="semi", maintain_order="left")
        return kept["article_id"].to_list()

    def table(self, name: str, ids: Sequence[str] | None = None) -> pl.DataFrame:
        """Rows of a table as declared in records: of these ids and in their order, or all.

        `ids` are article ids; for `stories` they are story ids, for those of sources names. Rows of one id come in
        the order in which they were written.

        Raises:
            KeyError: not a table of READABLE.
        """
        column = READABLE[name]
        if ids is None:
            return self.query(f"SELECT * FROM {quoted(name)} ORDER BY rowid")
        if len(ids) == 1:
            return self._of_one(name, ids[0])
        selected = ids_frame(ids)
        # By row number, so that wide columns of other rows are not decoded.
        found = self.query(
            f"SELECT rowid AS _row, * FROM {quoted(name)} WHERE rowid IN "
            f"(SELECT rowid FROM {quoted(name)} WHERE {quoted(column)} IN (SELECT id FROM ids))",
            ids=selected,
        )
        order = selected.rename({"id": column, "n": "_n"})
        return found.join(order, on=column, how="left").sort("_n", "_row").drop("_n", "_row")

    def rows_of(self, name: str, key: str) -> Rows:
        """The rows of one id as mappings, in the order in which they were written; see `table`."""
        column = quoted(READABLE[name])
        # A constant is looked up in the index; a table of ids would be joined with the whole column.
        found = self.rows(f"SELECT rowid AS _row, * FROM {quoted(name)} WHERE {column} = $key", {"key": key})
        found.sort(key=itemgetter("_row"))
        for row in found:
            del row["_row"]
        return found

    def source_totals(self, model: str | None = None) -> pl.DataFrame:
        """One row per source and role over all current articles, for the scoring of sources.

        Args:
            model: count only scores by the model of this id; None counts all.

        Returns:
            source, role, articles, scored (articles with a score), mean and variance of their scores (null for cited
            outlets), claims, second_hand.
        """
        sql = chained({"parts": query("source_totals")}, query("source_evidence"))
        return self.query(sql, {"model": model})

    def source_decisions(self) -> pl.DataFrame:
        """How many articles of each publisher have which verdict as their latest: source, verdict, articles."""
        return self.query(query("source_decisions"))

    def article_sources(self, ids: Sequence[str]) -> pl.DataFrame:
        """The publisher of each of these articles and the latest verdict on it: article_id, source, verdict."""
        return self.query(query("article_sources"), ids=ids_frame(ids))

    def results(self, run_id: str, chunk: int = 500) -> Iterator[pl.DataFrame]:
        """Yield a run's articles in reading order as `reliability score` shows them, `chunk` rows at a time.

        Columns: article_id, url, publisher, title, score, low, high, abstained, source_reliability (`F` where the
        publisher was not judged), information_credibility, claims, second_hand, flags (worst first), contributions
        (the base, then the largest first), model.
        """
        for wanted in self._windows(run_id, None):
            yield from self.result_rows(wanted["article_id"].to_list()).iter_slices(chunk)

    def result_rows(self, ids: Sequence[str]) -> pl.DataFrame:
        """The same for these articles, in the order of `ids`."""
        return self.query(query("results"), ids=ids_frame(ids))

    def _of_one(self, name: str, key: str) -> pl.DataFrame:
        text = f"SELECT * FROM {quoted(name)} WHERE {quoted(READABLE[name])} = $key ORDER BY rowid"
        return self.query(text, {"key": key})

    def _windows(self, run_id: str, lacking: str | None) -> Iterator[pl.DataFrame]:
        """Article_id, revision, bytes of a run's articles, by ranges of `seq`."""
        after, last = 0, 1
        while after < last:
            # Looked up anew each time: articles may be added while a caller works on a chunk.
            last = int(self.query(query("last_seq"), {"run_id": run_id}).item())
            params = {"run_id": run_id, "after": after, "upto": after + WINDOW, "stamp": lacking}
            wanted = self.query(query("run_window"), params)
            if wanted.height:
                yield wanted
            after += WINDOW

    def _whole(self, wanted: pl.DataFrame, chunk: int) -> Iterator[pl.DataFrame]:
        """Articles with their texts: read by up to TEXT_BYTES, handed out by up to `chunk`."""
        portions = wanted.with_columns((pl.col("bytes").cum_sum() // TEXT_BYTES).alias("portion"))
        for part in portions.partition_by("portion", maintain_order=True):
            found = self._with_previous(part, _ordered(part, self._texts(part)), "text")
            yield from records.ARTICLES.conform(found).iter_slices(chunk)

    def _heads(self, wanted: pl.DataFrame) -> pl.DataFrame:
        """Articles without their texts."""
        found = _ordered(wanted, self.query(query("article_heads"), wanted=wanted))
        return records.ARTICLES.conform(self._with_previous(wanted, found)).drop("text", "previous_text")

    def _texts(self, wanted: pl.DataFrame) -> pl.DataFrame:
        """These revisions (article_id, revision, bytes) with their whole texts."""
        found = self.query(query("article_texts"), wanted=wanted)
        if wanted.select((pl.col("bytes") > texts.PIECE).any()).item():
            found = texts.whole(found, self.query(query("text_rests"), wanted=wanted))
        return found

    def _with_previous(self, wanted: pl.DataFrame, found: pl.DataFrame, *more: str) -> pl.DataFrame:
        """Add `previous_title`, and of `more` columns the same, of each article's last other title or text."""
        later = wanted.filter(pl.col("revision") > 1)
        if not later.height:
            return found
        before = self.query(query("previous_revisions"), wanted=later)
        pages = self._texts(before) if more else self.query(query("article_heads"), wanted=before)
        named = [pl.col(name).alias(f"previous_{name}") for name in ("title", *more)]
        return found.join(pages.select("article_id", *named), on="article_id", how="left", maintain_order="left")


def _ordered(wanted: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    keys = ["article_id", "revision"]
    return wanted.select(keys).join(found, on=keys, how="inner", maintain_order="left")
