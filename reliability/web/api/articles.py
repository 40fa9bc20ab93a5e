"""Scored articles, and all that is known of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
from fastapi import Request, Response

from reliability import review, store
from reliability.review import Filters
from reliability.store import Reader as Opened
from reliability.store import single
from reliability.web.api import _paging as paging
from reliability.web.api import _rows as rows
from reliability.web.api._filters import Filtered
from reliability.web.api._kinds import ArticleId
from reliability.web.api._route import noun
from reliability.web.api._shapes import (
    CLAIMS_OF,
    CONTRIBUTIONS_OF,
    DECISIONS_OF,
    FLAGS_OF,
    HISTORY_OF,
    RESULT,
    WHOLE,
    Features,
)
from reliability.web.desk import AtDesk
from reliability.web.problems import Refused
from reliability.web.who import Reader

router = noun("articles")


@router.get("/articles", response_model=rows.listing("Articles", "articles", RESULT))
def articles(
    request: Request,
    desk: AtDesk,
    user: Reader,
    filters: Filtered,
    after: paging.After = None,
    limit: paging.Limit = paging.MOST,
) -> Response:
    """Scored articles by article_id, a page at a time."""
    (last,) = paging.read(request, after, str) or ("",)
    if filters is None:
        found = store.page(desk.store, last, limit + 1)
    else:
        ids = _filtered(desk.store, filters, request).filter(pl.col("article_id") > last)["article_id"]
        found = desk.store.result_rows(ids.sort().head(limit + 1).to_list())
    return paging.page(request, "articles", found.to_dicts(), limit, ["article_id"])


@router.get("/articles/{article_id:path}/claims", response_model=CLAIMS_OF)
def claims(article_id: ArticleId, desk: AtDesk, user: Reader) -> Response:
    """Who says what in an article, in reading order."""
    return _table("claims", article_id, desk.store)


@router.get("/articles/{article_id:path}/flags", response_model=FLAGS_OF)
def flags(article_id: ArticleId, desk: AtDesk, user: Reader) -> Response:
    """What an editor should look at, the worst first."""
    _head(desk.store, article_id)
    found = single.flags(desk.store, article_id)
    return rows.json({"flags": [{name: row[name] for name in row if name != "run_id"} for row in found]})


@router.get("/articles/{article_id:path}/contributions", response_model=CONTRIBUTIONS_OF)
def contributions(article_id: ArticleId, desk: AtDesk, user: Reader) -> Response:
    """Why the score is what it is: the base, then one row per feature, the largest first."""
    found = single.result(desk.store, _article(desk.store, article_id))
    return rows.json({"contributions": found["contributions"]})


@router.get("/articles/{article_id:path}/features", response_model=Features)
def features(article_id: ArticleId, desk: AtDesk, user: Reader) -> Response:
    """The numbers that the score is made of, each null where it cannot be judged."""
    _head(desk.store, article_id)
    found = desk.store.table("features", [article_id]).drop("article_id", "run_id")
    return rows.json({"features": found.row(0, named=True) if found.height else {}})


@router.get("/articles/{article_id:path}/decisions", response_model=DECISIONS_OF)
def decisions(article_id: ArticleId, desk: AtDesk, user: Reader) -> Response:
    """What was decided on an article, the earliest first, with verdicts on its claims."""
    _head(desk.store, article_id)
    verdicts = desk.store.table("claim_verdicts", [article_id])
    found = desk.store.table("decisions", [article_id])
    undone = set(found["undoes"].drop_nulls())
    said = [
        row
        | {"undone": row["decision_id"] in undone}
        | {"claims": verdicts.filter(decision_id=row["decision_id"]).drop("article_id", "decision_id").to_dicts()}
        for row in found.to_dicts()
    ]
    return rows.json({"decisions": said})


@router.get("/articles/{article_id:path}/history", response_model=HISTORY_OF)
def history(article_id: ArticleId, desk: AtDesk, user: Reader) -> Response:
    """The revisions of an article, the latest first, and what happened to it at the desk, the earliest first."""
    _head(desk.store, article_id)
    revisions = store.revisions(desk.store, article_id).to_dicts()
    return rows.json({"revisions": revisions, "events": review.history(desk.store, article_id).to_dicts()})


@router.get("/articles/{article_id:path}", response_model=WHOLE)
def article(article_id: ArticleId, desk: AtDesk, user: Reader) -> Response:
    """An article with its text, its result, its story and where it stands."""
    found = _article(desk.store, article_id)
    member = next(iter(desk.store.rows_of("story_members", article_id)), {"story_id": None})
    return rows.json(
        {name: value for name, value in found.items() if name != "run_id"}
        | {"result": single.result(desk.store, found)}
        | {"story_id": member["story_id"]}
        | {"state": review.state(desk.store, article_id).state}
    )


def _filtered(opened: Opened, filters: Filters, request: Request) -> pl.DataFrame:
    """The rows of the queue that filters show; of every state, where none is asked for."""
    shown = filters if "state" in request.query_params else replace(filters, state="all")
    ordered = review.order(store.queue_rows(opened))
    return ordered.filter(shown.expression())


def _table(name: str, article_id: str, opened: Opened) -> Response:
    _head(opened, article_id)
    return rows.json({name: opened.table(name, [article_id]).drop("run_id").to_dicts()})


def _head(opened: Opened, article_id: str) -> None:
    if not store.known(opened, article_id=article_id):
        raise _missing(article_id)


def _article(opened: Opened, article_id: str) -> dict[str, Any]:
    found = single.article(opened, article_id)
    if found is None:
        raise _missing(article_id)
    return found


def _missing(article_id: str) -> Refused:
    return Refused("not-found", f"There is no article '{article_id[:200]}'. Percent-encode its id as one segment.")
