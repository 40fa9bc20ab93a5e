"""Parts of tables on any file system that Arrow knows: a folder here, or `s3://`, `gs://`, `hdfs://`."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import polars as pl

from reliability.addresses import bare, system
from reliability.errors import ReliabilityError

COMPRESSION_LEVEL = 3


@dataclass(frozen=True)
class Folder:
    """Where the tables of a run are; it can be pickled, and each process opens the file system by itself.

    Args:
        root: a path or an address.

    Each file appears whole or not at all: on disk it gets its name when it is finished, and an object store shows it
    then. Writing the same part again puts the same in its place.
    """

    root: str

    def part(self, table: str, number: int) -> str:
        """The name of a part of a table, within the folder."""
        return f"{table}/part-{number:05d}.parquet"

    def write(self, table: str, number: int, frame: pl.DataFrame) -> int:
        """Write one part of a table, and return its bytes."""
        with self._writing(self.part(table, number)) as out:
            frame.write_parquet(out, compression="zstd", compression_level=COMPRESSION_LEVEL)
            return int(out.tell())

    def read(self, table: str, number: int, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Read one part of a table.

        Raises:
            ReliabilityError: it is not there or damaged.
        """
        name = self.part(table, number)
        try:
            with self._reading(name) as source:
                return pl.read_parquet(source, columns=list(columns) if columns is not None else None)
        except (OSError, pl.exceptions.PolarsError) as error:
            raise ReliabilityError(
                f"{bare(self.root)}/{name} cannot be read: {str(error).splitlines()[0][:200].rstrip('.')}.",
                "Run it anew in an empty folder.",
                exit_code=3,
            ) from error

    def parts(self, table: str) -> list[int]:
        """The numbers of the parts of a table that are there."""
        names = (name.rpartition("/")[2] for name in self.files(table))
        return sorted(int(name[5:-8]) for name in names if name.startswith("part-") and name.endswith(".parquet"))

    def files(self, folder: str = "") -> list[str]:
        """The names, within this folder, of the files in one of its folders and below."""
        from pyarrow import fs

        store, base = system(self.root)
        place = f"{base}/{folder}".rstrip("/")
        found = store.get_file_info(fs.FileSelector(place, allow_not_found=True, recursive=True))
        return sorted(info.path[len(base) + 1 :] for info in found if info.is_file)

    def put(self, name: str, document: Mapping[str, Any]) -> None:
        """Write a JSON document."""
        with self._writing(name) as out:
            out.write(json.dumps(document, ensure_ascii=False, default=str).encode())

    def get(self, name: str) -> dict[str, Any] | None:
        """Read a JSON document; None where there is none."""
        try:
            with self._reading(name) as source:
                found = json.loads(source.read())
        except FileNotFoundError:
            return None
        assert isinstance(found, dict)
        return found

    def drop(self, folder: str) -> None:
        """Delete one of its folders, where it is there."""
        from pyarrow import fs

        store, base = system(self.root)
        place = f"{base}/{folder}"
        if store.get_file_info(place).type == fs.FileType.Directory:
            store.delete_dir(place)

    def local(self) -> Path | None:
        """The folder as a path, where it is on this machine's disks."""
        from pyarrow import fs

        store, base = system(self.root)
        return Path(base) if isinstance(store, fs.LocalFileSystem) else None

    @contextmanager
    def _writing(self, name: str) -> Iterator[IO[bytes]]:
        from pyarrow import fs

        store, base = system(self.root)
        place = f"{base}/{name}"
        if not isinstance(store, fs.LocalFileSystem):
            with store.open_output_stream(place) as out:  # an object appears when it is closed
                yield out
            return
        path = Path(place)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}")  # two attempts may write at the same time
        try:
            with unfinished.open("wb") as out:
                yield out
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    @contextmanager
    def _reading(self, name: str) -> Iterator[IO[bytes]]:
        store, base = system(self.root)
        with store.open_input_file(f"{base}/{name}") as source:
            yield source
