"""The words that columns hold: severities, quotations, kinds of origins, roles, verdicts."""

from __future__ import annotations

SEVERITIES = ("info", "warning", "critical")
QUOTATIONS = ("direct", "indirect", "mixed")
SOURCE_TYPES = (
    "person",
    "anonymous",
    "organisation",
    "government",
    "media_outlet",
    "document",
    "group",
    "self",
    "other",
)
VIA_KINDS = ("outlet", "platform", "document", "person")
ROLES = ("publisher", "cited")
EVIDENCE_PARTS = ("start", "articles", "rating", "decisions")
VERDICTS = ("approved", "needs_sources", "rejected", "escalated", "reopened")
CLAIM_VERDICT_WORDS = ("supported", "unsupported", "wrongly_attributed")
HOLDS = ("taken", "extended", "taken_over", "released")
STATES = ("new", "in_review", "approved", "needs_sources", "rejected", "escalated")
HOOK_EVENTS = ("run.finished", "flags.critical", "decision.made")
HOOK_SHAPES = ("standard", "slack")
DELIVERY_STATES = ("pending", "delivered", "given_up")
