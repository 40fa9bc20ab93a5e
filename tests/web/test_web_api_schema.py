"""What the API says of itself holds: requests made up from its description, fitting and not, by Schemathesis.

A longer run, with more examples and phases, is `benchmarks/api_conformance.py`.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable

from reliability import config, pipeline
from reliability.web import create

schemathesis = pytest.importorskip("schemathesis")

TEXT = "The pier of Almar is safe, Ida Holm told Radio Almar. The council agreed, according to its minutes."
HERE = {"Host": "127.0.0.1"}
EXAMPLES = 4
SLOW = {"/api/v1/score": 2}  # each that fits is scored
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    db = str(tmp_path_factory.mktemp("schema") / "schema.duckdb")
    with pipeline.session(config.load({"db": db, "workers": 1})) as session:
        yield schemathesis.openapi.from_asgi("/openapi.json", create(session), headers=HERE)


def probe(operation, mode, examples):
    """Send some requests and check every answer against the description."""

    @settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case):
        case.call_and_validate(headers=HERE)

    try:
        send()
    except Unsatisfiable:  # nothing can be wrong about a request without parameters
        assert mode is schemathesis.GenerationMode.NEGATIVE and operation.method == "get"


def test_every_answer_is_as_described(described):
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        for mode in MODES:
            probe(operation, mode, SLOW.get(operation.path, EXAMPLES))
