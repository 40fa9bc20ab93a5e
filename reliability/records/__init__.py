"""The nouns of the project: every table, its columns, types, units and meaning.

Stages meet only as frames declared here. `docs/tables.md` is generated from it.
"""

from __future__ import annotations

from reliability.records.access import API_TOKENS, AUDIT_LOG, SIGN_INS, USERS
from reliability.records.intake import ARTICLES, PREVIOUS, REJECTS, RUNS
from reliability.records.judging import CONTRIBUTIONS, FEATURES, FLAGS, REASONS, SCORES, SENSE, WORD
from reliability.records.quality import (
    FEATURE_MEASURES,
    FINDINGS,
    MEASURES,
    QUALITY_MEASURES,
    RUN_MEASURES,
    SOURCE_MEASURES,
    TABLE_MEASURES,
    THEME_MEASURES,
)
from reliability.records.reviewing import ASSIGNMENTS, CLAIM_VERDICTS, DECISIONS, REPLIES
from reliability.records.sources import SOURCE_CHECKS, SOURCE_EVIDENCE, SOURCE_RATINGS, SOURCES
from reliability.records.table import ARTICLE_ID, RUN_ID, SPANS, TIME, VIA, Column, Table
from reliability.records.telling import (
    CLAIMS,
    DIFFERENCES,
    MARKS,
    REVISED,
    SIGNATURES,
    STORIES,
    STORY_LINKS,
    STORY_MEMBERS,
)
from reliability.records.tracing import MATCH, TRACE
from reliability.records.vocabulary import (
    CLAIM_VERDICT_WORDS,
    EVIDENCE_PARTS,
    HOLDS,
    QUOTATIONS,
    ROLES,
    SEVERITIES,
    SOURCE_TYPES,
    STATES,
    VERDICTS,
    VIA_KINDS,
)

TABLES = (
    RUNS,
    ARTICLES,
    REJECTS,
    CLAIMS,
    SIGNATURES,
    STORY_LINKS,
    STORY_MEMBERS,
    STORIES,
    FEATURES,
    FLAGS,
    SCORES,
    CONTRIBUTIONS,
    SOURCES,
    SOURCE_CHECKS,
    SOURCE_EVIDENCE,
    SOURCE_RATINGS,
    DECISIONS,
    CLAIM_VERDICTS,
    ASSIGNMENTS,
    REPLIES,
    FINDINGS,
    QUALITY_MEASURES,
    USERS,
    SIGN_INS,
    API_TOKENS,
    AUDIT_LOG,
)
"""The tables that a database stores."""

__all__ = [
    "API_TOKENS",
    "ARTICLES",
    "ARTICLE_ID",
    "ASSIGNMENTS",
    "AUDIT_LOG",
    "CLAIMS",
    "CLAIM_VERDICTS",
    "CLAIM_VERDICT_WORDS",
    "CONTRIBUTIONS",
    "DECISIONS",
    "DIFFERENCES",
    "EVIDENCE_PARTS",
    "FEATURES",
    "FEATURE_MEASURES",
    "FINDINGS",
    "FLAGS",
    "HOLDS",
    "MARKS",
    "MATCH",
    "MEASURES",
    "PREVIOUS",
    "QUALITY_MEASURES",
    "QUOTATIONS",
    "REASONS",
    "REJECTS",
    "REPLIES",
    "REVISED",
    "ROLES",
    "RUNS",
    "RUN_ID",
    "RUN_MEASURES",
    "SCORES",
    "SENSE",
    "SEVERITIES",
    "SIGNATURES",
    "SIGN_INS",
    "SOURCES",
    "SOURCE_CHECKS",
    "SOURCE_EVIDENCE",
    "SOURCE_MEASURES",
    "SOURCE_RATINGS",
    "SOURCE_TYPES",
    "SPANS",
    "STATES",
    "STORIES",
    "STORY_LINKS",
    "STORY_MEMBERS",
    "TABLES",
    "TABLE_MEASURES",
    "THEME_MEASURES",
    "TIME",
    "TRACE",
    "USERS",
    "VERDICTS",
    "VIA",
    "VIA_KINDS",
    "WORD",
    "Column",
    "Table",
]
