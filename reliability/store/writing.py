"""Writes runs, articles and what is derived from them: one transaction per call."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import polars as pl

from reliability import records
from reliability.store import revisions, texts
from reliability.store.reading import REPLACEABLE, Reader
from reliability.store.session import Transaction, Turn, ids_frame
from reliability.store.sql import query, quoted

TABLES = {table.name: table for table in records.TABLES}


class Store(Reader):
    """The database: reads as `Reader`, writes one whole call or nothing. A context manager."""

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def transaction(self) -> AbstractContextManager[Transaction]:
        """All or nothing of several statements; other writers wait meanwhile."""
        return self._session.transaction()

    def turn(self, *, long: bool = False, patience: float | None = None) -> AbstractContextManager[Turn]:
        """Wait for a turn to run, `patience` seconds at most; a `long` run calls `rest` between its steps.

        Whatever reads much, computes, and writes it back takes a turn; what people enter needs none.

        Raises:
            Busy: it did not come in time.
        """
        return self._session.turn(long=long, patience=patience)

    def shared(self) -> AbstractContextManager[None]:
        """Let other processes of this user open the database while this one holds it: they work through this one."""
        return self._session.shared()

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        self._session.close()

    def begin(
        self, command: str, version: str, model: str | None, suite_hash: str | None, inputs: Sequence[str]
    ) -> str:
        """Start a run and return its id; ids sort by time."""
        now = datetime.now(UTC)
        run_id = f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        run = {"run_id": run_id, "command": command, "started_at": now, "version": version}
        run |= {"model": model, "suite_hash": suite_hash, "inputs": list(inputs)}
        with self._session.transaction(bulk=True) as transaction:
            transaction.insert("runs", records.RUNS.frame([run]))
        return run_id

    def add_runs(self, runs: pl.DataFrame) -> None:
        """Add records.RUNS rows of runs that went on elsewhere."""
        with self._session.transaction(bulk=True) as transaction:
            transaction.insert("runs", records.RUNS.conform(runs))

    def finish(self, run_id: str, articles: int, rejected: int, timings: Sequence[Mapping[str, Any]]) -> None:
        """Record the end of a run; `timings` are mappings of stage, seconds, articles."""
        end = {"run_id": run_id, "finished_at": datetime.now(UTC), "articles": articles, "rejected": rejected}
        frame = records.RUNS.frame([end | {"timings": [dict(timing) for timing in timings]}])
        with self._session.transaction(bulk=True, ended=frame) as transaction:
            transaction.run(query("finish_run"))

    def add_articles(self, articles: pl.DataFrame, run_id: str) -> pl.DataFrame:
        """Store new and changed articles, and list all of them under this run.

        Args:
            articles: records.ARTICLES rows; article_id and text_hash must be there.
            run_id: the run that read them.

        Returns:
            One row per row of `articles`, in order: article_id (see `revisions.apart`), state (`new`, `changed`,
            `unchanged`).
        """
        incoming = records.ARTICLES.conform(articles)
        with self._session.transaction(bulk=True) as transaction:
            held = _known(transaction, incoming, run_id).filter("listed")
            incoming = revisions.apart(incoming, held)
            stored = _known(transaction, incoming, run_id)
            judged = revisions.judge(incoming, stored)
            kept = incoming.with_columns(
                judged["revision"],
                run_id=pl.lit(run_id),
                ingested_at=pl.lit(datetime.now(UTC)).cast(records.TIME),
            ).filter(judged["state"] != "unchanged")
            transaction.insert("article_rows", texts.heads(kept))
            transaction.insert("text_pieces", texts.rests(kept))
            listed = stored.filter("listed")["article_id"].implode()
            members = judged.filter(~pl.col("article_id").is_in(listed)).unique("article_id", maintain_order=True)
            _list_members(transaction, members.select("article_id"), run_id)
        return judged.select("article_id", "state")

    def add_rejects(self, rejects: pl.DataFrame, run_id: str) -> None:
        """Store records.REJECTS rows under this run."""
        with self._session.transaction(bulk=True) as transaction:
            transaction.insert("rejects", _stamped("rejects", rejects, run_id))

    def add_decision(self, decisions: pl.DataFrame) -> None:
        """Append records.DECISIONS rows; none is ever changed or deleted."""
        with self._session.transaction() as transaction:
            transaction.insert("decisions", records.DECISIONS.conform(decisions))

    def note_watched(self, rows: pl.DataFrame) -> None:
        """Put records.WATCHED rows in the place of those with the same place and item."""
        noted = records.WATCHED.conform(rows)
        with self._session.transaction(noted=noted) as transaction:
            transaction.run(query("watching/drop"))
            transaction.insert("watched", noted)

    def put_declarations(self, pages: pl.DataFrame, declarations: pl.DataFrame) -> None:
        """Put what trust pages state in the place of what they stated before; a page that failed takes nothing away.

        Args:
            pages: records.DECLARATION_PAGES.
            declarations: records.DECLARATIONS of these pages.
        """
        asked, found = records.DECLARATION_PAGES.conform(pages), records.DECLARATIONS.conform(declarations)
        answered = asked.filter(pl.col("state").is_in(["found", "nothing"]))
        with self._session.transaction(asked=asked, answered=answered) as transaction:
            transaction.run(query("declaring/drop_pages"))
            transaction.run(query("declaring/drop_declarations"))
            transaction.insert("declaration_pages", asked)
            transaction.insert("declarations", found)

    def put_ratings(self, name: str, ratings: pl.DataFrame) -> None:
        """Replace the rating list `name` by records.SOURCE_RATINGS rows; an empty frame removes it."""
        rows = records.SOURCE_RATINGS.conform(ratings).with_columns(
            list=pl.lit(name), imported_at=pl.lit(datetime.now(UTC)).cast(records.TIME)
        )
        with self._session.transaction() as transaction:
            transaction.run("DELETE FROM source_ratings WHERE list = $name", {"name": name})
            transaction.insert("source_ratings", rows)

    def put_quality(self, findings: pl.DataFrame, measures: pl.DataFrame, run_id: str) -> None:
        """Replace what this run found and measured: records.FINDINGS and records.QUALITY_MEASURES rows."""
        with self._session.transaction(bulk=True) as transaction:
            for name, rows in (("findings", findings), ("quality_measures", measures)):
                transaction.run(f"DELETE FROM {name} WHERE run_id = $run_id", {"run_id": run_id})
                transaction.insert(name, _stamped(name, rows, run_id))

    def put_claims(
        self, claims: pl.DataFrame, signatures: pl.DataFrame, article_ids: Sequence[str], run_id: str, stamp: str
    ) -> None:
        """Replace claims and signatures of these articles, and mark their current revision as done under `stamp`.

        Their story members are dropped: new signatures have to be linked anew; so is their part of the index of words.
        What was found in a text that is no longer the current one must not be put: see `still_current`.
        """
        ids = ids_frame(article_ids)
        with self._session.transaction(bulk=True, ids=ids) as transaction:
            if transaction.query("SELECT 1 FROM processed WHERE article_id IN (SELECT id FROM ids) LIMIT 1").height:
                transaction.run(query("drop_terms"))
                for table in ("claims", "signatures", "story_members", "processed", "claim_articles"):
                    transaction.run(f"DELETE FROM {table} WHERE article_id IN (SELECT id FROM ids)")
            transaction.insert("claims", _stamped("claims", claims, run_id))
            transaction.insert("signatures", _stamped("signatures", signatures, run_id))
            transaction.run(query("mark_processed"), {"run_id": run_id, "stamp": stamp})

    def change_links(self, gone: pl.DataFrame, added: pl.DataFrame, run_id: str) -> None:
        """Delete and add records.STORY_LINKS rows; of `gone` only left_id, right_id and kind count.

        The articles of `gone` lose their story: should work stop here, they are linked anew.
        """
        parted = pl.concat([gone["left_id"], gone["right_id"]])
        with self._session.transaction(bulk=True, gone=gone, ids=ids_frame(parted.to_list())) as transaction:
            if gone.height:
                transaction.run(query("links/drop_links"))
                transaction.run("DELETE FROM story_members WHERE article_id IN (SELECT id FROM ids)")
            transaction.insert("story_links", _stamped("story_links", added, run_id))

    def put_back(self, members: pl.DataFrame) -> None:
        """Store records.STORY_MEMBERS rows of articles that lost their story, as they were: of the run that told it."""
        with self._session.transaction(bulk=True, ids=ids_frame(members["article_id"].to_list())) as transaction:
            transaction.run("DELETE FROM story_members WHERE article_id IN (SELECT id FROM ids)")
            transaction.insert("story_members", TABLES["story_members"].conform(members))

    def put_terms(self, terms: pl.DataFrame, article_ids: Sequence[str]) -> None:
        """Add the claims of these articles, which must not be there yet, to the index of words.

        Args:
            terms: article (UInt32, its place in `article_ids`), claim (the number in its claim_id), term (UInt32).
            article_ids: each once; those without a claim too.
        """
        with self._session.transaction(bulk=True, ids=ids_frame(article_ids), found=terms) as transaction:
            transaction.run(query("number_articles"))
            transaction.run(query("put_terms"))

    def replace(self, name: str, frame: pl.DataFrame, run_id: str, ids: Sequence[str]) -> None:
        """Replace the rows of these ids in a derived table; see `REPLACEABLE` for what an id is.

        Raises:
            KeyError: not a table of REPLACEABLE.
        """
        column = REPLACEABLE[name]
        selected = ids_frame([*ids, *frame[column].unique(maintain_order=True).to_list()])
        with self._session.transaction(bulk=True, ids=selected) as transaction:
            if transaction.query(query("any_written"), {"name": name}).item():
                transaction.run(f"DELETE FROM {name} WHERE {quoted(column)} IN (SELECT id FROM ids)")
            _put(transaction, name, frame, run_id)

    def replace_all(self, name: str, frame: pl.DataFrame, run_id: str) -> None:
        """Replace all rows of a derived table.

        Raises:
            KeyError: not a table of REPLACEABLE.
        """
        with self._session.transaction(bulk=True, ids=ids_frame(frame[REPLACEABLE[name]].to_list())) as transaction:
            transaction.run(f"DELETE FROM {name}")
            _put(transaction, name, frame, run_id)


def _known(transaction: Transaction, incoming: pl.DataFrame, run_id: str) -> pl.DataFrame:
    ids = incoming.select("article_id").unique()
    return transaction.query(query("known_articles"), {"run_id": run_id}, incoming=ids)


def _put(transaction: Transaction, name: str, frame: pl.DataFrame, run_id: str) -> None:
    rows = _stamped(name, frame, run_id)
    if TABLES[name].open:
        present = transaction.query(f"SELECT * FROM {name} LIMIT 0").columns
        for column in rows.columns:
            if column not in present:
                transaction.run(f"ALTER TABLE {name} ADD COLUMN {quoted(column)} DOUBLE")
    transaction.insert(name, rows)
    transaction.run(query("mark_written"), {"name": name})


def _stamped(name: str, frame: pl.DataFrame, run_id: str) -> pl.DataFrame:
    return TABLES[name].conform(frame).with_columns(run_id=pl.lit(run_id))


def _list_members(transaction: Transaction, members: pl.DataFrame, run_id: str) -> None:
    last = transaction.query(query("last_seq"), {"run_id": run_id}).item()
    numbered = members.with_row_index("seq", offset=last + 1).with_columns(run_id=pl.lit(run_id))
    transaction.insert("run_articles", numbered)
