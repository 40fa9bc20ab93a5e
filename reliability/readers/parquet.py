"""Parquet: only the columns that are understood, a batch of rows at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from reliability.readers.fields import has_text, meaning, no_text
from reliability.readers.raw import Broken, NoArticlesError, Raw
from reliability.readers.streams import Stream

if TYPE_CHECKING:
    import pyarrow as pa

NAME = "Parquet"
RECORD = "row"
_MAGIC = b"PAR1"
_BATCH_BYTES = 16 << 20
_MOST_ROWS = 1000
_LARGEST_COPY = 4 << 30


def sniff(head: bytes, name: str) -> float:
    """The magic number says it."""
    return 1.0 if head.startswith(_MAGIC) else 0.0


def read(stream: Stream) -> Iterator[Raw | Broken]:
    """Yield a record for each row; numbers count rows from 1.

    Raises:
        NoArticlesError: the file is damaged, or no column holds text.
        OSError: it is damaged further on.
    """
    return rows(stream, of_articles=True)


def rows(stream: Stream, *, of_articles: bool = False) -> Iterator[Raw | Broken]:
    """The same for any table, with all its columns, unless it has to be one of articles."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with _seekable(stream) as source:
        try:
            file = pq.ParquetFile(source)
            names = file.schema_arrow.names
        except (pa.ArrowException, OSError, ValueError) as error:
            raise NoArticlesError(
                f"{stream.name} is a damaged Parquet file ({_short(error)}).", "Export it again."
            ) from error
        if of_articles and not has_text(names):
            raise no_text(stream.name, names)
        columns = [name for name in names if (meaning(name) or not of_articles) and "." not in name]
        number, groups = 0, None
        if stream.span is not None:
            number, groups = stream.span.first, range(stream.span.start, stream.span.end)
        total = max(1, file.metadata.num_rows)
        try:
            for batch in file.iter_batches(_batch_rows(file.metadata), groups, columns, use_threads=False):
                for cells in zip(*map(_values, batch.columns), strict=True):
                    number += 1
                    stream.rows_read = number / total
                    yield Raw(number, dict(zip(batch.schema.names, cells, strict=True)))
        except (pa.ArrowException, ValueError) as error:
            raise OSError(f"the Parquet data are damaged ({_short(error)})") from error


@contextmanager
def _seekable(stream: Stream) -> Iterator[str | BinaryIO]:
    """The file itself, or a copy on disk of what cannot seek."""
    if stream.path is not None or stream.place is not None:
        yield stream.place or str(stream.path)
        return
    with tempfile.TemporaryFile() as copy:
        size = 0
        while block := stream.read():
            size += len(block)
            if size > _LARGEST_COPY:
                raise NoArticlesError(
                    f"{stream.name} unpacks to more than {_LARGEST_COPY >> 30} GB of Parquet.",
                    "Save it as a file without compression around it.",
                )
            copy.write(block)
        copy.seek(0)
        yield copy


def _batch_rows(metadata: Any) -> int:
    """So many rows that a batch stays small even where articles are long."""
    size = sum(metadata.row_group(place).total_byte_size for place in range(metadata.num_row_groups))
    row = max(1, size // max(1, metadata.num_rows))
    return int(min(_MOST_ROWS, max(1, _BATCH_BYTES // row)))


def _values(column: pa.Array) -> list[object]:
    """Python values; bytes count as UTF-8, and a value that Python cannot hold becomes None."""
    import pyarrow as pa

    kind = column.type
    try:
        if pa.types.is_timestamp(kind):
            unit = "us" if kind.unit == "ns" else kind.unit  # datetime has no nanoseconds
            column = column.cast(pa.timestamp(unit, "UTC" if kind.tz else None), safe=False)
        elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            return [_decoded(value) for value in column.to_pylist()]
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return [_decoded(value) for value in column.cast(pa.large_binary()).to_pylist()]
    except (pa.ArrowException, ValueError, OverflowError):
        return [_one(value) for value in column]


def _decoded(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _one(value: Any) -> object:
    try:
        return value.as_py()
    except (ValueError, OverflowError):
        return None


def _short(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:150].rstrip(".")
