"""Users, passwords, tokens and the log, over a real database."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from argon2 import PasswordHasher

from reliability import access, records, store
from reliability.access import Actor, Callers, Waits, passwords, tokens, users
from reliability.errors import Busy, ReliabilityError

BY = Actor("cli:tests")
PASSWORD = "a lamp in the fog"
HOME = "192.0.2.7"


@pytest.fixture
def opened():
    with store.open_store(":memory:") as opened:
        yield opened


def signed_in(opened, name="ruth", password=PASSWORD, waits=None):
    return access.sign_in(opened, waits or Waits(), name, password, address=HOME)


def test_a_user_signs_in_and_is_known_by_the_cookie_until_signing_out(opened):
    assert users.add(opened, " Ruth ", "reviewer", PASSWORD, BY) == "ruth"
    cookie = signed_in(opened, "RUTH")
    callers = Callers(opened, local=True)
    assert callers.identify(cookie, None) == access.Caller("ruth", "reviewer", access.SIGN_IN)
    access.sign_out(opened, cookie, Actor("ruth", HOME))
    callers.forget()
    assert callers.identify(cookie, None) is None


def test_neither_passwords_nor_secrets_are_stored(opened):
    users.add(opened, "ruth", "reader", PASSWORD, BY)
    cookie, token = signed_in(opened), tokens.issue(opened, "cms", "reader", BY)
    everything = "".join(
        str(opened.query(f"SELECT * FROM {table.name}").rows())
        for table in (records.USERS, records.SIGN_INS, records.API_TOKENS, records.AUDIT_LOG)
    )
    assert not any(secret in everything for secret in (PASSWORD, cookie, token))


def test_passwords_are_hashed_by_argon2id_at_the_costs_of_rfc_9106(opened, real_costs):
    users.add(opened, "ruth", "reader", PASSWORD, BY)
    assert store.user(opened, "ruth")["password_hash"].startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_hash_of_lower_costs_is_made_anew_at_the_next_sign_in(opened, monkeypatch):
    users.add(opened, "ruth", "reader", PASSWORD, BY)
    stronger = PasswordHasher(time_cost=2, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: stronger)
    assert signed_in(opened)
    assert ",t=2," in store.user(opened, "ruth")["password_hash"]
    assert signed_in(opened)


@pytest.mark.parametrize(
    ("name", "password", "reason"),
    [
        ("ruth", "lamp in fog", "shorter than 12"),
        ("ruth", "x" * 1_001, "longer than 1,000"),
        ("ruth", "aaaa bbbb aaaa", "different characters"),
        ("ruth", "I am RUTH and tired", "holds the user's name"),
        ("nora.steen@desk.example", "the steens of Skelle", "holds the user's name"),
        ("", PASSWORD, "cannot be a name"),
        ("token:cms", PASSWORD, "cannot be a name"),
        ("n" * 65, PASSWORD, "cannot be a name"),
        ("Local", PASSWORD, "is reserved"),
    ],
)
def test_weak_passwords_and_names_that_mislead_are_refused(opened, name, password, reason):
    with pytest.raises(ReliabilityError, match=reason):
        users.add(opened, name, "reader", password, BY)
    assert store.users(opened).is_empty() and store.audit_log(opened, 10).is_empty()


def test_a_name_is_given_once_whoever_asks_at_the_same_time(opened):
    outcomes = []

    def add() -> None:
        try:
            outcomes.append(users.add(opened, "ruth", "reader", PASSWORD, BY))
        except ReliabilityError as error:
            outcomes.append(error.message)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [*["There is a user 'ruth' already."] * 3, "ruth"]
    assert store.users(opened).height == 1


def test_shutting_out_and_new_passwords_end_what_was_open_and_a_role_changes_at_once(opened):
    users.add(opened, "ruth", "reader", PASSWORD, BY)
    cookie, callers = signed_in(opened), Callers(opened, local=False)
    users.set_role(opened, "Ruth", "admin", BY)
    assert callers.identify(cookie, None).role == "admin"
    users.set_password(opened, "ruth", "another lamp, same fog", BY)
    callers.forget()
    assert callers.identify(cookie, None) is None
    cookie = signed_in(opened, password="another lamp, same fog")
    users.disable(opened, "ruth", BY)
    callers.forget()
    assert callers.identify(cookie, None) is None
    with pytest.raises(access.Refused):
        signed_in(opened, password="another lamp, same fog")
    users.enable(opened, "ruth", BY)
    assert signed_in(opened, password="another lamp, same fog")
    done = store.audit_log(opened, 20).select("actor", "action", "subject", "detail").rows()[::-1]
    assert done == [
        ("cli:tests", "user added", "ruth", "reader"),
        ("ruth", "sign-in", "", ""),
        ("cli:tests", "role", "ruth", "reader -> admin"),
        ("cli:tests", "password", "ruth", ""),
        ("ruth", "sign-in", "", ""),
        ("cli:tests", "user disabled", "ruth", ""),
        ("ruth", "sign-in refused", "", ""),
        ("cli:tests", "user enabled", "ruth", ""),
        ("ruth", "sign-in", "", ""),
    ]


def test_a_sign_in_ends_when_it_is_idle_and_after_its_longest_time(opened):
    users.add(opened, "ruth", "reader", PASSWORD, BY)
    now = datetime.now(UTC)
    for name, started, seen, holds in [
        ("fresh", now - timedelta(days=6), now - timedelta(hours=7), True),
        ("idle", now - timedelta(hours=9), now - timedelta(hours=9), False),
        ("old", now - timedelta(days=8), now, False),
    ]:
        row = {"sign_in": tokens.digest(name), "name": "ruth", "started_at": started, "seen_at": seen}
        event, begun = access.event(BY, "sign-in"), records.SIGN_INS.frame([row])
        store.begin_sign_in(opened, begun, event, instead_of="", before=now - timedelta(days=30))
        assert (Callers(opened, local=False).identify(name, None) is not None) is holds, name
    seen = opened.query("SELECT seen_at FROM sign_ins").with_columns(age=now - pl.col("seen_at"))
    assert seen["age"].min() < timedelta(minutes=1), "the use of the fresh one was noted"
    signed_in(opened)
    assert opened.query("SELECT count(*) FROM sign_ins").item() == 3, "the idle one was cleared away"


def test_signing_in_again_changes_the_cookie(opened):
    users.add(opened, "ruth", "reader", PASSWORD, BY)
    first = signed_in(opened)
    second = access.sign_in(opened, Waits(), "ruth", PASSWORD, address=HOME, instead_of=first)
    callers = Callers(opened, local=False)
    assert first != second and len(second) == 43
    assert callers.identify(first, None) is None and callers.identify(second, None).name == "ruth"


def test_a_token_works_until_it_is_revoked_or_over(opened):
    token = tokens.issue(opened, "CMS", "reviewer", BY, days=30)
    assert token.startswith("rel_") and len(token) == 47
    callers = Callers(opened, local=True)
    assert callers.identify("", token) == access.Caller("token:cms", "reviewer", access.TOKEN)
    assert store.api_tokens(opened)["used_at"].null_count() == 0
    assert callers.identify("", token[:-1] + "?") is None, "not even on this machine"
    assert callers.identify("", "") is None
    with pytest.raises(ReliabilityError, match="already"):
        tokens.issue(opened, "cms", "reader", BY)
    tokens.revoke(opened, "cms", BY)
    callers.forget()
    assert callers.identify("", token) is None
    with pytest.raises(ReliabilityError, match="no token"):
        tokens.revoke(opened, "cms", BY)
    assert not tokens.in_force({"revoked_at": None, "expires_at": datetime.now(UTC)}, datetime.now(UTC))


def test_this_machine_is_admin_only_while_there_are_no_users(opened):
    assert Callers(opened, local=True).identify("", None) == access.HERE
    assert Callers(opened, local=False).identify("", None) is None
    users.add(opened, "ruth", "reader", PASSWORD, BY)
    assert Callers(opened, local=True).identify("", None) is None
    users.disable(opened, "ruth", BY)
    assert Callers(opened, local=True).identify("", None) is None, "shutting out the last user opens nothing"


def test_failures_make_wait_but_lock_nobody_out_elsewhere(opened):
    users.add(opened, "ruth", "reader", PASSWORD, BY)
    now = [0.0]
    waits = Waits(clock=lambda: now[0])
    for _ in range(5):
        with pytest.raises(access.Refused):
            signed_in(opened, password="a lamp in the sun", waits=waits)
    with pytest.raises(Busy) as caught:
        signed_in(opened, waits=waits)
    assert caught.value.retry_after == 2
    assert access.sign_in(opened, waits, "ruth", PASSWORD, address="192.0.2.8")
    now[0] = 2.0
    assert signed_in(opened, waits=waits)
    with pytest.raises(access.Refused):
        signed_in(opened, password="a lamp in the sun", waits=waits)


def test_who_is_no_user_is_answered_alike(opened):
    users.add(opened, "ruth", "reader", PASSWORD, BY)
    words = set()
    for name in ("ruth", "nora"):
        with pytest.raises(access.Refused) as caught:
            signed_in(opened, name, "a lamp in the sun")
        words.add(str(caught.value))
    assert len(words) == 1


def test_a_password_typed_where_the_name_belongs_is_not_written_down(opened):
    with pytest.raises(access.Refused):
        signed_in(opened, PASSWORD, "ruth")
    assert store.audit_log(opened, 1)["actor"].to_list() == ["nobody"]
