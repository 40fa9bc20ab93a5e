"""A run's tables as Parquet files in parts, in a folder or a bucket of an object store: finished, or not yet."""

from __future__ import annotations

from reliability.parts.folder import Folder as Folder
from reliability.parts.markers import Marks as Marks
from reliability.parts.packing import pack as pack
from reliability.parts.packing import unpack as unpack
