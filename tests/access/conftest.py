"""Passwords at low costs: the real ones take a second each where the machine is busy."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from reliability.access import passwords


@pytest.fixture(autouse=True)
def cheap(request, monkeypatch):
    if "real_costs" not in request.fixturenames:
        hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
        monkeypatch.setattr(passwords, "_nobody", lambda: hasher.hash("nobody"))


@pytest.fixture
def real_costs():
    """Ask for this to hash as the program does."""
