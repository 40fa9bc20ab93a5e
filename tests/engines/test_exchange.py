"""Rows meet in buckets, in one order whichever came first, on one machine and on Spark."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pytest

from reliability.engines import LocalEngine, SparkEngine
from reliability.errors import ReliabilityError

sys.path.insert(0, str(Path(__file__).parent))
import exchanges

WITH_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
needs_spark = pytest.mark.skipif(not WITH_SPARK, reason="pyspark or Java is not installed: pip install '.[spark]'")


pytestmark = pytest.mark.timeout(400)  # Spark starts slowly where a machine is busy


@pytest.fixture(scope="module")
def spark():
    folder = str(Path(__file__).parent)
    os.environ["PYTHONPATH"] = os.pathsep.join([folder, *filter(None, [os.environ.get("PYTHONPATH")])])
    with SparkEngine("local[1]", {"spark.driver.memory": "512m"}) as engine:
        yield engine


@pytest.fixture(params=["here", "processes", pytest.param("spark", marks=needs_spark)])
def engine(request):
    if request.param == "spark":
        yield request.getfixturevalue("spark")
        return
    with LocalEngine(1 if request.param == "here" else 2) as local:
        yield local


def test_results_come_in_the_order_of_the_chunks(engine):
    assert list(engine.map(exchanges.double, [3, 1, 2])) == [6, 2, 4]
    assert list(engine.map(exchanges.double, [])) == []


def test_each_bucket_gets_its_pieces_in_order_and_the_empty_one_none(engine):
    found = list(engine.exchange(exchanges.letters, ["bead", "cab"], exchanges.gathered, [4, 0, 1, 25]))
    assert found == [
        (4, [("vowels", 1, "bead")]),
        (0, [("vowels", 1, "cab"), ("vowels", 2, "bead")]),
        (1, [("others", 0, "bead"), ("others", 2, "cab")]),
        (25, []),
    ]


def test_buckets_are_combined_where_nothing_is_sent(engine):
    assert list(engine.exchange(exchanges.letters, [], exchanges.gathered, [2, 3])) == [(2, []), (3, [])]


def test_a_failing_task_is_told_in_words(engine):
    with pytest.raises(ReliabilityError) as failed:
        list(engine.map(exchanges.refuse, [7]))
    assert "no 7" in failed.value.message
    assert failed.value.exit_code == 3


def test_without_pyspark_the_error_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ReliabilityError, match="needs pyspark") as refused:
        SparkEngine("local[1]")
    assert "spark]" in refused.value.hint


@needs_spark
def test_without_java_the_error_says_what_to_install(monkeypatch):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReliabilityError, match="needs Java 17") as refused:
        SparkEngine("local[1]")
    assert "jre" in refused.value.hint
