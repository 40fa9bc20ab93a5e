"""A suite that is wrong in itself is refused before any article is read."""

from __future__ import annotations

import copy
import json
import math
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import flags, resources
from reliability.errors import ReliabilityError
from reliability.flags.rules import RULES

ENTRY: dict[str, Any] = {
    "type": "expect_column_values_to_be_between",
    "kwargs": {"column": "second_hand_share", "max_value": 0.5},
    "severity": "warning",
    "notes": "Hearsay is weak.",
    "meta": {
        "code": "OWN001",
        "name": "Hearsay",
        "unit": "share",
        "message": "{value} of {claims} claims, limit {max_value}.",
        "action": "Ask.",
    },
}


def write(folder: Path, *entries: dict[str, Any], name: str = "own") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps({"name": name, "expectations": list(entries)}), encoding="utf-8")
    return folder


def changed(**changes: Any) -> dict[str, Any]:
    """ENTRY with values set by path: `kwargs__max_value=1` sets ENTRY['kwargs']['max_value']; None removes."""
    entry = copy.deepcopy(ENTRY)
    for path, value in changes.items():
        *outer, last = path.split("__")
        place = entry
        for key in outer:
            place = place[key]
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return entry


CLAIMS = {"type": "comparison", "column": {"name": "claims"}, "operator": ">=", "parameter": 4}
MISTAKES = {
    "unknown severity 'fatal'": changed(severity="fatal"),
    "unknown severity 'None'": changed(severity=None),
    "'message' is missing": changed(meta__message=None),
    "'message' is missing or empty": changed(meta__message=" "),
    "'notes' is missing": changed(notes=None),
    "'action' is missing": changed(meta__action=None),
    "brace that belongs to no name": changed(meta__message="{value} of {1}"),
    "the code must be": changed(meta__code="own-1"),
    "table source_measures has no column 'silence_hours'; did you mean silent_hours": changed(
        kwargs__column="silence_hours", meta__table="source_measures", meta__message="{value}"
    ),
    "unknown table 'claims'": changed(meta__table="claims"),
    "unknown unit 'percent'": changed(meta__unit="percent"),
    "unknown key 'serverity'": changed(serverity="info"),
    "unknown key 'mesage'": changed(meta__mesage="x"),
    "did you mean expect_column_values_to_be_between": changed(type="expect_column_values_to_be_betwen"),
    "is no expectation that judges each row": changed(type="expect_column_mean_to_be_between"),
    "unknown argument 'max_valeu'": changed(kwargs__max_valeu=1),
    "min_value or max_value is missing": changed(kwargs__max_value=None),
    "nothing lies between min_value 0.7 and max_value 0.5": changed(kwargs__min_value=0.7),
    "nothing lies between min_value 0.5 and": changed(kwargs__min_value=0.5, kwargs__strict_min=True),
    "'max_value' must be a number or a time": changed(kwargs__max_value="half"),
    "'max_value' must be a number": changed(kwargs__max_value=True),
    "'max_value' must be": changed(kwargs__max_value=10**400),
    "'mostly' has no place here": changed(kwargs__mostly=0.9),
    "'column' must name a column": changed(kwargs__column=7),
    "'row_condition' must be an object": changed(kwargs__row_condition="claims > 3"),
    "'row_condition' must be a comparison": changed(kwargs__row_condition={"type": "pass_through"}),
    "'row_condition' names its column": changed(kwargs__row_condition={**CLAIMS, "column": "claims"}),
    "'row_condition' needs one of": changed(kwargs__row_condition={**CLAIMS, "operator": "like"}),
    "'value_set' must be a list": changed(
        type="expect_column_values_to_be_in_set", kwargs={"column": "words", "value_set": []}
    ),
    "'regex' is no regular expression": changed(
        type="expect_column_values_to_match_regex", kwargs={"column": "title", "regex": "("}
    ),
    "table articles has no column 'titel'": changed(
        type="expect_column_values_to_not_be_null", kwargs={"column": "titel"}, meta__table="articles"
    ),
    "table articles has no column 'claims'": changed(
        type="expect_column_values_to_not_be_null", kwargs={"column": "title"}, meta__table="articles"
    ),
    "it needs numbers or times, but the column is String": changed(
        kwargs__column="title", meta__table="articles", meta__message="{value}"
    ),
    "it compares Datetime": changed(kwargs__column="published_at", meta__table="articles", meta__message="{value}"),
}


@pytest.mark.parametrize("problem", MISTAKES)
def test_mistake_names_suite_code_and_column(problem: str, tmp_path: Path) -> None:
    entry = MISTAKES[problem]
    with pytest.raises(ReliabilityError) as raised:
        flags.load([write(tmp_path, entry)])
    assert problem in raised.value.message
    assert "Suite 'own'" in raised.value.message
    assert entry["meta"]["code"] in raised.value.message
    assert str(entry["kwargs"]["column"]) in raised.value.message
    assert raised.value.exit_code == 2


PLACES = [
    ("type",),
    ("severity",),
    ("notes",),
    ("meta",),
    ("kwargs",),
    *(("meta", key) for key in ("code", "name", "table", "unit", "message", "action", "new")),
    *(("kwargs", key) for key in ("column", "max_value", "min_value", "strict_min", "row_condition", "value_set")),
    *(("kwargs", "row_condition", key) for key in ("type", "column", "operator", "parameter", "conditions")),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), JSON)
def test_any_json_is_either_a_suite_or_a_clear_error(place: tuple[str, ...], value: Any) -> None:
    entry = changed(kwargs__row_condition=CLAIMS)
    target = entry
    for key in place[:-1]:
        target = target[key] = dict(target[key])
    target[place[-1]] = value
    with TemporaryDirectory() as folder:
        try:
            suites = flags.load([write(Path(folder), entry)])
        except ReliabilityError as error:
            assert "own" in error.message
        else:
            assert flags.catalogue(suites)


RANGES = {"second_hand_share": (0.0, 1.0), "claims": (0.0, math.inf)}


@pytest.mark.parametrize(
    "entry, problem",
    [
        (
            changed(kwargs__column="second_hand_shar"),
            "table features has no column 'second_hand_shar'; did you mean se",
        ),
        (changed(meta__message="{claim}"), "table features has no column 'claim'; did you mean claims?"),
        (changed(meta__message="{articles.title}"), "table features has no column 'articles.title'"),
        (
            changed(kwargs__min_value="2001-02-03T00:00:00Z", kwargs__max_value=None, meta__message="{value}"),
            "it compares Float64 with '2001",
        ),
        (changed(kwargs__max_value=1), "no value can fail: second_hand_share lies between 0 and 1."),
        (changed(kwargs__max_value=50), "no value can fail"),
        (changed(kwargs__max_value=None, kwargs__min_value=0, meta__message="{value}"), "no value can fail"),
        (changed(kwargs__max_value=0, kwargs__strict_max=True), "every value fails"),
        (changed(kwargs__min_value=1, kwargs__max_value=2, kwargs__strict_min=True), "every value fails"),
        (
            changed(kwargs__row_condition={**CLAIMS, "operator": "<", "parameter": 0}),
            "'row_condition' never holds: claims is 0 or more, never < 0.",
        ),
    ],
)
def test_column_of_features_is_checked_at_once_where_their_ranges_are_known(
    entry: dict[str, Any], problem: str, tmp_path: Path
) -> None:
    flags.load([write(tmp_path, ENTRY)], RANGES)
    with pytest.raises(ReliabilityError, match="'own', OWN001, column 'second_hand_shar") as raised:
        flags.load([write(tmp_path, entry)], RANGES)
    assert problem in raised.value.message


def test_word_count_is_named_in_full_since_words_are_those_pointed_at(tmp_path: Path) -> None:
    folder = write(tmp_path, changed(meta__message="{words} in {features.words} words"))
    (entry,) = flags.load([folder], {"second_hand_share": (0, 1), "words": (0, math.inf)}).entries
    assert entry.columns == ("second_hand_share", "words")


def test_user_suites_add_to_the_shipped_ones_and_cannot_take_their_codes(tmp_path: Path) -> None:
    own = write(tmp_path / "own", ENTRY)
    both = flags.load([resources.expectations(), own])
    assert both.columns["OWN001"] == "second_hand_share"
    assert both.hash != flags.load([resources.expectations()]).hash
    taken = write(tmp_path / "taken", changed(meta__code="SRC001"))
    with pytest.raises(ReliabilityError, match=r"'own', SRC001, column 'second_hand_share'.*taken by suite 'sourcing'"):
        flags.load([resources.expectations(), taken])


def test_example_of_the_guide_loads(tmp_path: Path) -> None:
    guide = (resources.expectations() / "README.md").read_text(encoding="utf-8")
    (tmp_path / "example.json").write_text(guide.split("```json\n")[1].split("```")[0], encoding="utf-8")
    assert flags.load([resources.expectations(), tmp_path]).columns["HOUSE001"] == "anonymous_share"


def test_hash_depends_on_content_only(tmp_path: Path) -> None:
    plain = write(tmp_path / "a", ENTRY)
    spread = tmp_path / "b"
    spread.mkdir()
    turned = {"expectations": [dict(reversed(ENTRY.items()))], "name": "own"}
    (spread / "other_file_name.json").write_text(json.dumps(turned, indent=4), encoding="utf-8")
    stricter = write(tmp_path / "c", changed(kwargs__max_value=0.4))
    assert flags.load([plain]).hash == flags.load([spread]).hash
    assert flags.load([plain]).hash != flags.load([stricter]).hash


@pytest.mark.parametrize(
    "text, problem",
    [
        ("{", "not a JSON suite"),
        ('{"name": "a", "name": "b", "expectations": []}', "'name' is given twice"),
        ('{"name": "a", "expectations": [NaN]}', "NaN is no JSON value"),
        ("[]", "object with a name"),
        ('{"name": "a", "expectations": []}', "not empty"),
        ('{"name": "a", "expectation": [1]}', "not empty"),
        ('{"name": "a", "expectations": [7]}', "expectation 1 lacks kwargs or meta"),
    ],
)
def test_file_that_is_no_suite_is_named(text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReliabilityError, match=r"broken\.json") as raised:
        flags.load([tmp_path])
    assert problem in raised.value.message


def test_folder_without_suites_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReliabilityError, match="no expectation suite found"):
        flags.load([tmp_path])


def test_shipped_suites_are_documented_in_full() -> None:
    documented = flags.catalogue(flags.load([resources.expectations()]))
    assert len(documented) >= 20
    for flag in documented:
        assert all((flag.name, flag.test, flag.message, flag.why, flag.action, flag.column))
        assert flag.message.endswith((".", "{value}", "{words}"))
        assert flag.why.endswith(".")
        assert flag.action.endswith((".", "?"))


BOTH = {
    "type": "and",
    "conditions": [CLAIMS, {"type": "nullity", "column": {"name": "words"}, "is_null": False}],
}
TIMES = {"column": "published_at", "min_value": "1990-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    "words, entry",
    [
        ("above 50%", ENTRY),
        ("below 10% or at or above 50%", changed(kwargs__min_value=0.1, kwargs__strict_max=True)),
        ("above 50%, where claims is at least 4 and words is given", changed(kwargs__row_condition=BOTH)),
        ("yes", changed(meta__unit="yes_no", kwargs__max_value=0)),
        ("below 1990-01-01 00:00", changed(kwargs=TIMES, meta__table="articles", meta__message="{value}")),
    ],
)
def test_test_of_a_flag_reads_as_words(words: str, entry: dict[str, Any], tmp_path: Path) -> None:
    assert [flag.test for flag in flags.catalogue(flags.load([write(tmp_path, entry)]))] == [words]


def test_rules_agree_with_great_expectations() -> None:
    from great_expectations.expectations import core
    from great_expectations.expectations.expectation import ColumnMapExpectation, ColumnPairMapExpectation

    for name, rule in RULES.items():
        known = getattr(core, "".join(part.capitalize() for part in name.split("_")))
        assert issubclass(known, ColumnMapExpectation | ColumnPairMapExpectation)
        assert {*rule.columns, *rule.arguments, *rule.one_of} <= set(known.__fields__)


def test_a_suite_has_a_name_of_its_own(tmp_path):
    shipped = resources.expectations()
    (tmp_path / "mine.json").write_bytes((shipped / "tables.json").read_bytes())
    with pytest.raises(ReliabilityError, match="another suite is named 'tables'"):
        flags.load([shipped, tmp_path])
