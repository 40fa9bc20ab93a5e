"""Views of users, tokens and the log of what was done."""

from __future__ import annotations

from datetime import UTC, datetime

from reliability.reports.views.view import Row, Shown, View


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "-"


def _minute(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "-"


def _standing(row: Row) -> str:
    """Whether a token holds."""
    if row["revoked_at"]:
        return f"revoked {_day(row['revoked_at'])}"
    return f"until {_day(row['expires_at'])}" if row["expires_at"] > datetime.now(UTC) else "over"


USERS = View(
    "user",
    (
        Shown("User", lambda row: row["name"], wide=True),
        Shown("Role", lambda row: row["role"]),
        Shown("Added", lambda row: _day(row["created_at"])),
        Shown("Password", lambda row: _day(row["password_at"])),
        Shown("Seen", lambda row: _minute(row["seen_at"])),
        Shown("", lambda row: f"shut out {_day(row['disabled_at'])}" if row["disabled_at"] else ""),
    ),
    (),
)

API_TOKENS = View(
    "token",
    (
        Shown("Id", lambda row: row["token_id"]),
        Shown("Token", lambda row: row["name"], wide=True),
        Shown("Role", lambda row: row["role"]),
        Shown("Made by", lambda row: row["created_by"], extra=True),
        Shown("Made", lambda row: _day(row["created_at"])),
        Shown("Used", lambda row: _minute(row["used_at"])),
        Shown("Holds", _standing),
    ),
    (),
)

AUDIT_LOG = View(
    "log entry",
    (
        Shown("When (UTC)", lambda row: f"{row['happened_at']:%Y-%m-%d %H:%M:%S}"),
        Shown("Who", lambda row: row["actor"]),
        Shown("From", lambda row: row["address"], extra=True),
        Shown("What", lambda row: row["action"]),
        Shown("To what", lambda row: row["subject"], wide=True),
        Shown("", lambda row: row["detail"], wide=True),
    ),
    (),
)
