"""Build the wheel twice, hold both against each other, and try one in an environment of its own.

`python release/build.py --out dist` ends with status 1 where the two differ, the wheel is 30 MB or more, or the program
does not score the sample from the installed wheel alone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 30_000_000  # bytes
UV = [sys.executable, "-m", "uv"]


def main() -> int:
    """Build, compare, try."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--no-try", action="store_true", help="do not install it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheels = [build(Path(folder, name)) for name in ("one", "two")]
        digests = [hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels]
        size = wheels[0].stat().st_size
        print(f"{wheels[0].name}: {size / 1e6:.1f} MB, sha256 {digests[0]}")
        if digests[0] != digests[1] or size >= LARGEST:
            print("the two builds differ" if digests[0] != digests[1] else f"larger than {LARGEST / 1e6:.0f} MB")
            return 1
        options.out.mkdir(parents=True, exist_ok=True)
        kept = Path(shutil.copy(wheels[0], options.out))
        return 0 if options.no_try else tried(kept, Path(folder, "fresh"))


def build(out: Path) -> Path:
    """One wheel, its times those of the last commit."""
    stamp = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": stamp.stdout.strip()}
    subprocess.run([*UV, "build", "--quiet", "--wheel", "--out-dir", str(out), str(ROOT)], check=True, env=environment)
    return next(out.glob("*.whl"))


def tried(wheel: Path, place: Path) -> int:
    """Install the wheel where nothing else is, and score the sample far from the checkout."""
    subprocess.run([*UV, "venv", "--quiet", str(place)], check=True)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    subprocess.run([*UV, "pip", "install", "--quiet", "--python", str(python), str(wheel)], check=True)
    bare = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    command = [str(python), "-m", "reliability", "demo", "--folder", str(place / "demo"), "--no-open"]
    done = subprocess.run(command, cwd=place, env=bare, capture_output=True, text=True, check=False)
    print(done.stderr[-400:] if done.returncode == 0 else done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
