"""`reliability review decide`: a verdict on an article, and on its claims."""

from __future__ import annotations

from reliability.cli import _options as options
from reliability.cli.review import _options as own


def decide(
    article: own.Article,
    verdict: own.Verdict = None,
    reason: own.Reason = "",
    claim: own.Claims = None,
    reviewer: own.Reviewer = "",
    db: options.Db = None,
) -> None:
    """Decide on an article. Decisions are never changed or deleted; `reliability review undo` takes one back.

    A claim is named by its number in `reliability claims` and can be supported, unsupported or wrongly_attributed.

    Example:

        reliability review decide ferry-torch --verdict rejected --reason "Toll is invented."
        --claim "3=unsupported: the harbour office knows of no deaths"
    """
    from reliability.cli.review import _deciding

    _deciding.record(db, article, verdict, reason, reviewer, claim)
