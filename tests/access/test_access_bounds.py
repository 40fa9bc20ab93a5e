"""Waits and limits: what holds whatever is sent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.access import Buckets, Waits, form_fits, form_token, limits, waits
from reliability.errors import Busy


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 5), min_size=1, max_size=300), st.integers(1, 600))
def test_nobody_gets_more_than_the_rate_and_the_burst(pauses, per_minute):
    now = [0.0]
    bucket = Buckets(per_minute, clock=lambda: now[0])
    allowed = 0
    for pause in pauses:
        now[0] += pause
        allowed += bucket.take("ruth") == 0
    assert allowed <= now[0] * per_minute / 60 + max(per_minute / 6, 5) + 1e-6


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.integers(1, 6_000), st.integers(0, 50))
def test_who_waits_as_long_as_told_is_let_in(per_minute, more):
    now = [0.0]
    bucket = Buckets(per_minute, clock=lambda: now[0])
    while not (told := bucket.take("ruth")):
        pass
    assert told >= 1
    now[0] += told + more
    assert bucket.take("ruth") == 0


def test_one_party_takes_nothing_from_another_and_no_limit_is_none():
    bucket, free = Buckets(6, clock=lambda: 0.0), Buckets(0)
    taken = [bucket.take("ruth") for _ in range(6)]
    assert taken == [0, 0, 0, 0, 0, 10]
    assert bucket.take("nora") == 0
    assert not any(free.take("ruth") for _ in range(1_000))


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(limits, "KEPT", 100)
    monkeypatch.setattr(waits, "KEPT", 100)
    bucket, failures = Buckets(60), Waits()
    for number in range(1_000):
        bucket.take(str(number))
        with failures.attempt("ruth", str(number)):
            pass
    assert len(bucket._buckets) == len(failures._failures) == 100


def test_addresses_of_one_ipv6_network_count_as_one():
    failures = Waits(clock=lambda: 0.0)
    for number in range(5):
        with failures.attempt("ruth", f"2001:db8::{number}"):
            pass
    with pytest.raises(Busy), failures.attempt("ruth", "2001:db8::ffff"):
        pass
    with failures.attempt("ruth", "2001:db8:0:1::1"):
        pass


@settings(derandomize=True, max_examples=60)
@given(st.text("aé\ud800", max_size=9), st.text("0af\udfff", max_size=70))
def test_a_form_fits_only_its_own_cookie(secret, given_token):
    assert form_fits(secret, form_token(secret)) == bool(secret)
    assert not form_fits(secret, given_token)
    assert not form_fits(secret + "x", form_token(secret))
