"""`reliability users` and `reliability tokens` as an admin types them."""

from __future__ import annotations

import json
import pty

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner

from reliability import store
from reliability.access import passwords
from reliability.cli.main import build
from reliability.cli.users import _options
from reliability.errors import ReliabilityError

PASSWORD = "a lamp in the fog"


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Run a command on a database of its own; its standard output."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    db = str(tmp_path / "desk.duckdb")

    def call(words, stdin=None):
        done = CliRunner().invoke(build(), [*words.split(), "--db", db], input=stdin, catch_exceptions=True)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.stdout

    call.db = db
    return call


def listed(call, words):
    return [json.loads(line) for line in call(f"{words} --format jsonl").splitlines()]


def test_a_user_is_added_changed_and_shut_out(call):
    call("users add Ruth --role reviewer --password-stdin", f"{PASSWORD}\n")
    (user,) = listed(call, "users list")
    assert (user["name"], user["role"], user["disabled_at"]) == ("ruth", "reviewer", None)
    assert "password_hash" not in user
    with store.open_store(call.db, read_only=True) as opened:
        before = store.user(opened, "ruth")["password_hash"]
    call("users role ruth admin")
    call("users password ruth --password-stdin", "another lamp, same fog\r\n")
    call("users disable ruth")
    with store.open_store(call.db, read_only=True) as opened:
        after = store.user(opened, "ruth")
    assert passwords.matches(PASSWORD, before) and passwords.matches("another lamp, same fog", after["password_hash"])
    assert after["role"] == "admin" and after["disabled_at"] is not None
    assert "shut out" in call("users")
    call("users enable RUTH")
    assert [row["action"] for row in listed(call, "users log")] == [
        "user enabled",
        "user disabled",
        "password",
        "role",
        "user added",
    ]
    assert all(row["actor"].startswith("cli:") for row in listed(call, "users log"))
    assert listed(call, "users log --what role")[0]["detail"] == "reviewer -> admin"


def test_a_token_is_shown_once(call):
    token = call("tokens add cms --role reader --days 30").strip()
    assert token.startswith("rel_")
    (row,) = listed(call, "tokens list")
    assert row["name"] == "cms" and token not in json.dumps(row)
    call("tokens revoke cms")
    assert "revoked" in call("tokens")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("users role nobody admin", "no user 'nobody'"),
        ("users disable nobody", "no user 'nobody'"),
        ("users password nobody --password-stdin", "no user 'nobody'"),
        ("users add ruth --password-stdin", "shorter than 12"),
        ("tokens revoke nothing", "no token 'nothing'"),
        ("tokens add a/b", "cannot be a name"),
    ],
)
def test_mistakes_are_told_in_words(call, words, reason):
    with pytest.raises(ReliabilityError, match=reason):
        call(words, "short\n")


def test_the_password_is_asked_for_twice_at_a_terminal(monkeypatch):
    answers = iter([PASSWORD, PASSWORD, PASSWORD, "a lamp in the sun"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    _, terminal = pty.openpty()
    with open(terminal, encoding="utf-8") as stdin:  # noqa: PTH123 - it has no path
        monkeypatch.setattr("sys.stdin", stdin)
        assert _options.new_password(stdin=False) == PASSWORD
        with pytest.raises(ReliabilityError, match="differ"):
            _options.new_password(stdin=False)


@pytest.mark.parametrize("how", ["--host 0.0.0.0", "--trusted-hosts desk.example", "--behind-proxy 127.0.0.1"])
def test_the_server_starts_elsewhere_only_with_somebody_to_let_in(call, how):
    with pytest.raises(ReliabilityError, match="no users") as caught:
        call(f"serve {how}")
    assert "reliability users add NAME --role admin" in caught.value.hint
