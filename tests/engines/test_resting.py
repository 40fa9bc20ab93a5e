"""What a worker of Spark leaves behind after a task: nothing that the next one waits for."""

from __future__ import annotations

import subprocess
import sys
import zipfile

LOADED = """
import gc, sys, zipimport
sys.path.insert(0, sys.argv[1])
import packed
from reliability.engines.resting import NEW, rest

kept = [[number] for number in range(NEW * 3)]
rest()
assert not any(isinstance(finder, zipimport.zipimporter) for finder in sys.path_importer_cache.values())
assert gc.get_freeze_count() > NEW * 3 and len(gc.get_objects()) < NEW
frozen = gc.get_freeze_count()
rest()
assert gc.get_freeze_count() == frozen  # a task that leaves little is not worth it
import other
print(packed.WHO, other.WHO)
"""


def test_importers_of_packed_modules_are_let_go_and_come_back(tmp_path):
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("packed.py", "WHO = 'packed'")
        archive.writestr("other.py", "WHO = 'other'")
    command = [sys.executable, "-c", LOADED, str(packed)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("packed other\n", "")
