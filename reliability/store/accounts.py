"""Users, sign-ins, tokens and the audit log. What changes them is written together with its entry in the log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import polars as pl

from reliability import records
from reliability.store.reading import Reader
from reliability.store.sql import query
from reliability.store.writing import Store


def users(store: Reader) -> pl.DataFrame:
    """Every user by name: name, role, created_at, password_at, disabled_at, seen_at (last use of a sign-in)."""
    return store.query(query("access/users"))


def user(store: Reader, name: str) -> dict[str, Any] | None:
    """One row of records.USERS, or None where there is no such user."""
    found = store.query("SELECT * FROM users WHERE name = $name", {"name": name})
    return found.row(0, named=True) if found.height else None


def add_user(store: Store, added: pl.DataFrame, event: pl.DataFrame) -> bool:
    """Add one row of records.USERS unless the name is taken; whether it was added.

    Args:
        store: the database.
        added: the user.
        event: records.AUDIT_LOG with the entry that tells it, written only with it.
    """
    name = added["name"].item()
    with store._session.transaction() as transaction:
        if transaction.query("SELECT 1 FROM users WHERE name = $name", {"name": name}).height:
            return False
        transaction.insert("users", records.USERS.conform(added))
        transaction.insert("audit_log", records.AUDIT_LOG.conform(event))
    return True


def change_user(store: Store, changed: pl.DataFrame, event: pl.DataFrame, *, sign_out: bool) -> None:
    """Write role, password and disabled_at of one user anew.

    Args:
        store: the database.
        changed: one row of records.USERS with a name that is there.
        event: records.AUDIT_LOG with the entry that tells it.
        sign_out: whether the user's sign-ins end with it.
    """
    with store._session.transaction(changed=records.USERS.conform(changed)) as transaction:
        transaction.run(query("access/change_user"))
        if sign_out:
            transaction.run("DELETE FROM sign_ins WHERE name = $name", {"name": changed["name"].item()})
        transaction.insert("audit_log", records.AUDIT_LOG.conform(event))


def begin_sign_in(store: Store, begun: pl.DataFrame, event: pl.DataFrame, *, instead_of: str, before: datetime) -> None:
    """Add one row of records.SIGN_INS.

    Args:
        store: the database.
        begun: the sign-in.
        event: records.AUDIT_LOG with the entry that tells it.
        instead_of: hash of the sign-in that the same browser had and that ends now; empty for none.
        before: sign-ins that were last seen before this are over and deleted.
    """
    with store._session.transaction() as transaction:
        ended = {"before": before, "instead_of": instead_of}
        transaction.run("DELETE FROM sign_ins WHERE seen_at < $before OR sign_in = $instead_of", ended)
        transaction.insert("sign_ins", records.SIGN_INS.conform(begun))
        transaction.insert("audit_log", records.AUDIT_LOG.conform(event))


def end_sign_in(store: Store, sign_in: str, event: pl.DataFrame) -> None:
    """Delete a sign-in by its hash."""
    with store._session.transaction() as transaction:
        transaction.run("DELETE FROM sign_ins WHERE sign_in = $sign_in", {"sign_in": sign_in})
        transaction.insert("audit_log", records.AUDIT_LOG.conform(event))


def guarded(store: Reader) -> bool:
    """Whether there is a user who may sign in, or a token in force."""
    return bool(store.query(query("access/guarded")).item())


def caller(store: Reader, sign_in: str, token_hash: str) -> dict[str, Any]:
    """What is known of who asks: one row.

    Args:
        store: the database.
        sign_in: hash of the id in the browser's cookie; empty for none.
        token_hash: hash of the token that came along; empty for none.

    Returns:
        guarded (whether there is any user), of the sign-in user_name, started_at, seen_at, user_role, disabled_at, of
        the token token_id, token_name, token_role, expires_at, used_at, revoked_at; null where there is none.
    """
    found = store.query(query("access/caller"), {"sign_in": sign_in, "token_hash": token_hash})
    return found.row(0, named=True)


def sign_in_seen(store: Store, sign_in: str, at: datetime) -> None:
    """Note that a sign-in was used."""
    with store._session.transaction() as transaction:
        transaction.run("UPDATE sign_ins SET seen_at = $at WHERE sign_in = $sign_in", {"at": at, "sign_in": sign_in})


def token_used(store: Store, token_id: str, at: datetime) -> None:
    """Note that a token was used."""
    with store._session.transaction() as transaction:
        transaction.run("UPDATE api_tokens SET used_at = $at WHERE token_id = $id", {"at": at, "id": token_id})


def api_tokens(store: Reader) -> pl.DataFrame:
    """Every token without its hash, oldest first: the other columns of records.API_TOKENS."""
    return store.query(query("access/tokens"))


def add_token(store: Store, added: pl.DataFrame, event: pl.DataFrame) -> None:
    """Add one row of records.API_TOKENS."""
    with store._session.transaction() as transaction:
        transaction.insert("api_tokens", records.API_TOKENS.conform(added))
        transaction.insert("audit_log", records.AUDIT_LOG.conform(event))


def revoke_token(store: Store, token_id: str, at: datetime, event: pl.DataFrame) -> None:
    """Note that a token is revoked."""
    with store._session.transaction() as transaction:
        transaction.run("UPDATE api_tokens SET revoked_at = $at WHERE token_id = $id", {"at": at, "id": token_id})
        transaction.insert("audit_log", records.AUDIT_LOG.conform(event))


def add_events(store: Store, events: pl.DataFrame) -> None:
    """Append records.AUDIT_LOG rows; none is ever changed or deleted."""
    with store._session.transaction() as transaction:
        transaction.insert("audit_log", records.AUDIT_LOG.conform(events))


def audit_log(store: Reader, limit: int, actor: str | None = None, action: str | None = None) -> pl.DataFrame:
    """The latest entries, newest first, of one actor or action where given: records.AUDIT_LOG without event_id."""
    return store.query(query("access/audit_log"), {"limit": limit, "actor": actor, "action": action})
