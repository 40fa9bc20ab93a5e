"""What the API's reading of requests is made of: strict JSON, lines in pieces, cursors, an answer that waits."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from types import SimpleNamespace

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import URL, QueryParams

from reliability.web.api import _paging as paging
from reliability.web.api._kinds import moment
from reliability.web.api._lines import lines
from reliability.web.api._spool import Spool
from reliability.web.api._strict import parse
from reliability.web.problems import Refused

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(VALUES)
def test_strict_json_reads_what_json_writes(value):
    assert parse(json.dumps(value).encode()) == value


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_strict_json_refuses_everything_else_in_words(data):
    try:
        parse(data)
    except Refused as refused:
        assert refused.kind.name == "invalid-json" and refused.detail


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"a": 1, "a": 2}', "'a' stands there twice"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'{"a": -Infinity}', "-Infinity is no number"),
        (b'{"a": 1e999}', "too large"),
        (b"9" * 5_000, "too long"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[" * 200 + b"]" * 200, "nested too deeply"),
        (b'"\xff"', "byte 2 is not UTF-8"),
        (b'{"a": 1,}', "at character 9"),
        (b"", "at character 1"),
    ],
)
def test_doubtful_json_is_refused(body, why):
    with pytest.raises(Refused) as refused:
        parse(body)
    assert why in refused.value.detail


def cut(data: bytes, places: list[int]) -> list[bytes]:
    """The data in pieces, cut at these places."""
    bounds = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[start:end] for start, end in pairwise(bounds)]


def read(pieces: list[bytes], longest: int) -> list[tuple[int, bytes | None]]:
    async def run():
        async def given():
            for piece in pieces:
                yield piece

        return [line async for line in lines(given(), longest)]

    return anyio.run(run)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([b"", b"a", b"bb", b"c" * 9])), st.lists(st.integers(0, 200), max_size=6))
def test_lines_are_the_same_however_they_come_in(written, places):
    data = b"\n".join(written)
    whole = [*data.split(b"\n")[:-1], *filter(None, data.split(b"\n")[-1:])]
    expected = [(number, line if len(line) <= 5 else None) for number, line in enumerate(whole, start=1)]
    assert read(cut(data, places), 5) == expected


def test_a_spool_gives_back_what_was_put_in_while_more_comes():
    async def run():
        taken = bytearray()
        with Spool() as spool:

            async def fill():
                for number in range(300):
                    spool.put(b"%05d" % number * 2_000)  # 3 MB in all: part of it goes through a file
                    if number % 50 == 0:
                        await anyio.sleep(0)
                spool.finish()

            async with anyio.create_task_group() as group:
                group.start_soon(fill)
                async for piece in spool.pieces():
                    taken += piece
                    await anyio.sleep(0)
        return bytes(taken)

    assert anyio.run(run) == b"".join(b"%05d" % number * 2_000 for number in range(300))


def asked(query: str = "", path: str = "/api/v1/flags"):
    return SimpleNamespace(query_params=QueryParams(query), url=URL(path))


def test_a_cursor_holds_for_its_own_list_and_filters_only():
    cursor = paging.write(asked("code=SRC001&limit=5"), ["run", 7])
    assert paging.read(asked("limit=9&code=SRC001"), cursor, str, int) == ("run", 7)
    for request in (asked("code=SRC002"), asked("code=SRC001", "/api/v1/runs")):
        with pytest.raises(Refused) as refused:
            paging.read(request, cursor, str, int)
        assert refused.value.kind.name == "no-such-page"
    for broken in (cursor[:-3], cursor + "AAA", cursor.replace(".", ""), cursor + "=" * 20_000):
        with pytest.raises(Refused) as refused:
            paging.read(asked("code=SRC001"), broken, str, int)
        assert refused.value.kind.name == "invalid-cursor"
    with pytest.raises(Refused):
        paging.read(asked("code=SRC001"), cursor, str, str)
    assert re.fullmatch(paging.CURSOR, paging.write(asked(), ["ü" * 2_000]))
    with pytest.raises(Refused):
        paging.read(asked(), paging.write(asked(), [2**63]), int)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_what_is_no_cursor_is_no_page(text):
    if text:
        with pytest.raises(Refused) as refused:
            paging.read(asked(), text, str)
        assert refused.value.status_code == 400


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2030-03-01", "2030-03-01T00:00:00+00:00"),
        ("2030-03-01T09:30:00+01:00", "2030-03-01T08:30:00+00:00"),
        ("2030-06-30T23:59:60Z", "2030-06-30T23:59:59+00:00"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+00:00"),
    ],
)
def test_times_of_rfc_3339_are_read(text, read):
    assert moment(text).isoformat() == read


@pytest.mark.parametrize("text", ["", "yesterday", "1893456000", "2030-13-01", "2030-03-01T25:00Z", "20300301"])
def test_other_times_are_refused(text):
    with pytest.raises(ValueError, match=r"."):
        moment(text)
