"""Who may use the desk, who is signed in, and what was done by whom."""

from __future__ import annotations

import polars as pl

from reliability.records.table import TIME, Column, Table

USERS = Table(
    "users",
    "A person who may sign in.",
    ("name",),
    (
        Column("name", pl.String, "The name, in lower case."),
        Column("role", pl.String, "`reader`, `reviewer` or `admin`: each may do what the ones before it may."),
        Column("password_hash", pl.String, "Argon2id hash of the password, with its salt and costs."),
        Column("created_at", TIME, "When the user was added.", "UTC"),
        Column("password_at", TIME, "When the password was set.", "UTC"),
        Column("disabled_at", TIME, "When the user was shut out; empty for one who may sign in.", "UTC"),
    ),
)

SIGN_INS = Table(
    "sign_ins",
    "A browser in which a user is signed in. Ended ones are deleted.",
    ("sign_in",),
    (
        Column("sign_in", pl.String, "SHA-256 of the random id in the browser's cookie."),
        Column("name", pl.String, "The user."),
        Column("started_at", TIME, "When the user signed in.", "UTC"),
        Column("seen_at", TIME, "When it was last used, to the minute.", "UTC"),
    ),
)

API_TOKENS = Table(
    "api_tokens",
    "A token by which a program may use the API.",
    ("token_id",),
    (
        Column("token_id", pl.String, "Short id, by which it is revoked."),
        Column("token_hash", pl.String, "SHA-256 of the token."),
        Column("name", pl.String, "What it is for."),
        Column("role", pl.String, "`reader`, `reviewer` or `admin`."),
        Column("created_by", pl.String, "Who made it."),
        Column("created_at", TIME, "When.", "UTC"),
        Column("expires_at", TIME, "When it ends.", "UTC"),
        Column("used_at", TIME, "When it was last used, to the minute.", "UTC"),
        Column("revoked_at", TIME, "When it was revoked.", "UTC"),
    ),
)

AUDIT_LOG = Table(
    "audit_log",
    "What was done, by whom and from where. Append-only; never a password or a token.",
    ("event_id",),
    (
        Column("event_id", pl.String, "Unique id."),
        Column("happened_at", TIME, "When.", "UTC"),
        Column("actor", pl.String, "Who: a user, `token:` and its name, `local`, or `cli:` and the system's user."),
        Column("address", pl.String, "Network address it came from; empty for the command line."),
        Column("action", pl.String, "What, such as `sign-in`, `sign-in refused`, `decision` or `role`."),
        Column("subject", pl.String, "What it was done to, such as an article or a user."),
        Column("detail", pl.String, "More, such as the verdict or the new role."),
    ),
)
