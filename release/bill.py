"""The bill of materials of a wheel: what installing it brings in, as CycloneDX JSON and as a list of licences.

`python release/bill.py dist/reliability-*.whl --out dist` installs the wheel in an environment of its own, without
extras, and writes `sbom.cdx.json` and `licences.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

UV = [sys.executable, "-m", "uv"]


def main() -> int:
    """Install, list, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--out", type=Path, default=Path("dist"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "bare")
        subprocess.run([*UV, "venv", "--quiet", str(place)], check=True)
        python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        wheel = str(options.wheel.resolve())
        subprocess.run([*UV, "pip", "install", "--quiet", "--python", str(python), wheel], check=True)
        bill = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", str(python)]
        listed = subprocess.run(bill, capture_output=True, text=True, check=True).stdout
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "sbom.cdx.json").write_text(listed, encoding="utf-8")
    (options.out / "licences.md").write_text(licences(json.loads(listed)), encoding="utf-8")
    print(f"{options.out / 'sbom.cdx.json'} and licences.md: {len(json.loads(listed)['components'])} packages")
    return 0


def licences(bill: dict) -> str:
    """A table of packages, versions and licences."""
    rows = [
        f"| {part['name']} | {part.get('version', '')} | {', '.join(sorted(set(_named(part))))} |\n"
        for part in sorted(bill["components"], key=lambda part: part["name"].lower())
    ]
    return "# What the wheel installs\n\n| package | version | licence |\n| --- | --- | --- |\n" + "".join(rows)


def _named(part: dict) -> list[str]:
    found = [
        one.get("expression") or one["license"].get("id") or one["license"].get("name", "")
        for one in part.get("licenses", [])
    ]
    short = [name.splitlines()[0][:80] for name in found if name]
    return short or ["not stated"]


if __name__ == "__main__":
    sys.exit(main())
