"""What a person sees of tables: few columns, in words and round numbers."""

from __future__ import annotations

from reliability.reports.views.accounts import API_TOKENS, AUDIT_LOG, USERS
from reliability.reports.views.articles import CLAIMS, COMBINED_SCORES, HISTORY, QUEUE, SCORES, chain
from reliability.reports.views.sources import (
    DECLARED,
    DECLARED_TITLE,
    MODELS,
    RATING_LISTS,
    SOURCE_PARTS,
    SOURCES,
    beside_articles,
    values_held,
)
from reliability.reports.views.stories import CIRCULAR, LEANING, STORIES, TRACE, TRUST, TRUTH
from reliability.reports.views.view import Row, Shown, View, interval, percent, score_style, select
from reliability.reports.views.webhooks import DELIVERIES, WEBHOOKS

__all__ = [
    "API_TOKENS",
    "AUDIT_LOG",
    "CIRCULAR",
    "CLAIMS",
    "COMBINED_SCORES",
    "DECLARED",
    "DECLARED_TITLE",
    "DELIVERIES",
    "HISTORY",
    "LEANING",
    "MODELS",
    "QUEUE",
    "RATING_LISTS",
    "SCORES",
    "SOURCES",
    "SOURCE_PARTS",
    "STORIES",
    "TRACE",
    "TRUST",
    "TRUTH",
    "USERS",
    "WEBHOOKS",
    "Row",
    "Shown",
    "View",
    "beside_articles",
    "chain",
    "interval",
    "percent",
    "score_style",
    "select",
    "values_held",
]
