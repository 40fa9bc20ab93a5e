"""What a Python worker of Spark does after a task so that the next one begins soon.

Before each task Spark's worker forgets what its importers know (`importlib.invalidate_caches`), and zipimport then
reads the directory of pyspark.zip anew for each of its packages: 0.15 s. After each task it looks for garbage among all
objects (`gc.collect`), with models and word lists in memory another 0.2 s.
"""

from __future__ import annotations

import gc
import sys
from zipimport import zipimporter

NEW = 20_000  # objects that garbage collection may look through after each task


def rest() -> None:
    """Let go of importers that are slow to be invalidated, and spare what is loaded to stay from garbage collection."""
    for path, finder in list(sys.path_importer_cache.items()):
        if isinstance(finder, zipimporter):  # it comes back when something is imported from there
            del sys.path_importer_cache[path]
    if len(gc.get_objects()) > NEW:
        gc.collect()
        gc.freeze()
