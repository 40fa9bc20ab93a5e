"""Tables in a DuckDB file: the only room that knows DuckDB."""

from __future__ import annotations

from reliability.store.accounts import (
    add_events,
    add_token,
    add_user,
    api_tokens,
    audit_log,
    begin_sign_in,
    caller,
    change_user,
    end_sign_in,
    revoke_token,
    sign_in_seen,
    token_used,
    user,
    users,
)
from reliability.store.citations import citing_claims
from reliability.store.desk import (
    article_ids,
    decided,
    page,
    queue_rows,
    result_chunks,
    scored_otherwise,
)
from reliability.store.links import Linked, never_linked, outdated, unlinked
from reliability.store.lookup import dossier, find_article
from reliability.store.opening import open_store
from reliability.store.overview import (
    latest_run,
    rating_lists,
    rejects,
    row_counts,
    scored_by,
    sources,
    told_values,
)
from reliability.store.postings import (
    claim_contents,
    rank_claims,
    term_counts,
    told_claims,
    unposted,
)
from reliability.store.reading import Reader
from reliability.store.storylines import (
    carriers,
    corroborated,
    find_story,
    listed_stories,
    stories,
    story_articles,
    with_origins,
)
from reliability.store.writing import Store

__all__ = [
    "Linked",
    "Reader",
    "Store",
    "add_events",
    "add_token",
    "add_user",
    "api_tokens",
    "article_ids",
    "audit_log",
    "begin_sign_in",
    "caller",
    "carriers",
    "change_user",
    "citing_claims",
    "claim_contents",
    "corroborated",
    "decided",
    "dossier",
    "end_sign_in",
    "find_article",
    "find_story",
    "latest_run",
    "listed_stories",
    "never_linked",
    "open_store",
    "outdated",
    "page",
    "queue_rows",
    "rank_claims",
    "rating_lists",
    "rejects",
    "result_chunks",
    "revoke_token",
    "row_counts",
    "scored_by",
    "scored_otherwise",
    "sign_in_seen",
    "sources",
    "stories",
    "story_articles",
    "term_counts",
    "token_used",
    "told_claims",
    "told_values",
    "unlinked",
    "unposted",
    "user",
    "users",
    "with_origins",
]
