"""Many machines: Spark schedules, shuffles and retries; this file only says what is to be applied to what.

Numbers of chunks go through `mapInArrow`, one to a task; pieces go through `groupBy` and `applyInArrow`, one bucket
to a call. Results are pickled, as everything is that Spark sends to Python.
"""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from reliability import resources
from reliability.engines.engine import THREADS, Chunk, Piece, Result
from reliability.engines.resting import rest
from reliability.engines.spilling import in_order
from reliability.errors import ReliabilityError

if TYPE_CHECKING:
    import pyarrow as pa

PIECES = "bucket int, `table` string, place bigint, rows binary"
RESULTS = "number int, result binary"
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.adaptive.enabled": "false",  # it would join small buckets into one task
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",  # pieces
    "spark.sql.execution.arrow.useLargeVarTypes": "true",  # 2 GB are soon full of pieces
    "spark.python.worker.reuse": "true",  # models and word lists load once
    "spark.task.maxFailures": "4",
}
"""What a session gets unless its cluster says otherwise (`spark-defaults.conf`, `--conf` of spark-submit)."""


class SparkEngine:
    """Applies functions to chunks on a Spark cluster. A context manager.

    Args:
        master: address of the cluster (`local[2]`, `spark://host:7077`, `yarn`, `k8s://...`); None for the one that
            spark-submit or the configuration names, else all cores of this machine.
        settings: more Spark settings, which come before SETTINGS.

    Raises:
        ReliabilityError: pyspark or Java is missing, or the cluster does not answer.
    """

    def __init__(self, master: str | None = None, settings: Mapping[str, str] | None = None) -> None:
        self._spark = _started(master, {**SETTINGS, **(settings or {})})

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self._spark.stop()

    def map(self, function: Callable[[Chunk], Result], chunks: Iterable[Chunk]) -> Iterator[Result]:
        """Yield `function(chunk)` of each chunk, in order, once all are done.

        Raises:
            ReliabilityError: a function failed in all its attempts.
        """
        every = list(chunks)
        if every:
            done = self._numbers(len(every)).mapInArrow(partial(_mapped, function, every), RESULTS)
            yield from _collected(done)

    def exchange(
        self,
        emit: Callable[[Chunk], Iterable[Piece]],
        chunks: Iterable[Chunk],
        combine: Callable[[int, list[Piece]], Result],
        buckets: Sequence[int],
    ) -> Iterator[Result]:
        """Send what `emit` yields for each chunk to its bucket; see `Engine.exchange`.

        Raises:
            ReliabilityError: a function failed in all its attempts.
        """
        every, wanted = list(chunks), list(buckets)
        if not wanted:
            return
        pieces = self._numbers(1).mapInArrow(partial(_places, wanted), PIECES)
        if every:
            sent = self._numbers(len(every)).mapInArrow(partial(_emitted, emit, every, frozenset(wanted)), PIECES)
            pieces = pieces.unionAll(sent)
        grouped = pieces.repartition(len(wanted), "bucket").groupBy("bucket")
        results = grouped.applyInArrow(_combining(combine), RESULTS)
        order = {bucket: number for number, bucket in enumerate(wanted)}
        yield from _collected(results, order)

    def _numbers(self, size: int) -> Any:
        """The numbers from 0, each a partition of its own."""
        return self._spark.range(0, size, 1, numPartitions=size)


def _mapped(
    function: Callable[[Chunk], Result], chunks: Sequence[Chunk], batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    for number in _numbers_in(batches):
        yield _result(number, function(chunks[number]))
    rest()


def _emitted(
    emit: Callable[[Chunk], Iterable[Piece]],
    chunks: Sequence[Chunk],
    wanted: frozenset[int],
    batches: Iterator[pa.RecordBatch],
) -> Iterator[pa.RecordBatch]:
    for number in _numbers_in(batches):
        for piece in emit(chunks[number]):
            if piece.bucket in wanted:
                yield _batch([piece])
    rest()


def _places(wanted: Sequence[int], batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """An empty piece for each bucket, so that those to which nothing is sent are combined too."""
    for _ in _numbers_in(batches):
        yield _batch([Piece(bucket, "", 0, b"") for bucket in wanted])


def _combining(combine: Callable[[int, list[Piece]], Any]) -> Callable[[pa.Table], pa.Table]:
    def combined(rows: pa.Table) -> pa.Table:
        import pyarrow as pa

        columns = [rows.column(name).to_pylist() for name in Piece._fields]
        pieces = [Piece(*cells) for cells in zip(*columns, strict=True)]
        bucket = pieces[0].bucket
        result = combine(bucket, in_order(piece for piece in pieces if piece.table))
        rest()
        return pa.Table.from_batches([_result(bucket, result)])

    return combined


def _numbers_in(batches: Iterator[pa.RecordBatch]) -> Iterator[int]:
    _settle()
    for batch in batches:
        yield from batch.column(0).to_pylist()


def _settle() -> None:
    """A Python worker has a core of its own, not all of them. Before anything heavy is imported."""
    for name in THREADS:
        os.environ.setdefault(name, "1")


def _batch(pieces: Sequence[Piece]) -> pa.RecordBatch:
    import pyarrow as pa

    kinds = (pa.int32(), pa.string(), pa.int64(), pa.binary())
    columns = [pa.array(cells, kind) for cells, kind in zip(zip(*pieces, strict=True), kinds, strict=True)]
    return pa.RecordBatch.from_arrays(columns, names=list(Piece._fields))


def _result(number: int, result: object) -> pa.RecordBatch:
    import pyarrow as pa

    columns = [pa.array([number], pa.int32()), pa.array([pickle.dumps(result)], pa.binary())]
    return pa.RecordBatch.from_arrays(columns, names=["number", "result"])


def _collected(frame: Any, order: Mapping[int, int] | None = None) -> Iterator[Any]:
    from pyspark.errors import PySparkException

    try:
        rows = frame.collect()
    except PySparkException as error:
        raise _failed(error) from error
    for row in sorted(rows, key=lambda row: row.number if order is None else order[row.number]):
        yield pickle.loads(row.result)


def _failed(error: Exception) -> ReliabilityError:
    """The error of a task, told by the last line of its traceback where it has one."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [line for line in lines if line and not line.startswith(("at ", "File ", "^", "JVM"))]
    marked = [line for line in told if "Error: " in line or "Exception: " in line]
    said = (marked or told or ["no reason was given"])[-1].removeprefix("reliability.errors.")
    return ReliabilityError(
        f"Spark gave up on a task: {said[:500].rstrip('.')}.",
        "What is done stays: run the same command with --resume. The logs of the executors say more.",
        exit_code=3,
    )


def _started(master: str | None, settings: Mapping[str, str]) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ReliabilityError("--engine spark needs pyspark.", f"Run: {resources.install('spark')}") from error
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise ReliabilityError(
            "--engine spark needs Java 17 or newer, and there is none.",
            "Install it, such as: apt-get install openjdk-17-jre-headless; or let JAVA_HOME name its folder.",
        )
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("reliability")
    if master is not None:
        builder = builder.master(master)
    try:
        from pyspark import SparkConf

        given = SparkConf()  # of spark-submit and of spark-defaults.conf
        for name, value in settings.items():
            if not given.contains(name):
                builder = builder.config(name, value)
        spark = builder.getOrCreate()
    except Exception as error:  # the gateway to Java raises whatever went wrong there
        first = str(error).strip().splitlines() or ["no reason was given"]
        raise ReliabilityError(
            f"Spark does not start: {first[0][:300].rstrip('.')}.", "Check --master and that Java is version 17 or 21."
        ) from error
    spark.sparkContext.setLogLevel("ERROR")
    return spark
