"""Floors of the scoring model: an audit's figures against those that are pinned.

    python benchmarks/audit.py AUDIT.json [--check]
    python benchmarks/audit.py AUDIT.json --pin --reason "why the floors are what they are"
    python benchmarks/audit.py --run [--data DIR] [--check]

AUDIT.json is what `reliability evaluate --json` writes; `--run` makes it, on the development data (some minutes). A
change of the shipped model is accepted only where `--check` passes: it exits with 1 where a figure falls below its
floor, or rises above its ceiling, or where the audit is of other data or of another plan than those pinned.

`--quote FOLDER` puts the key lines into the card of a stored model.

`--pin` writes the floors into `floors.json`: the figures seen, less a margin for noise. Lowering a floor takes a reason
too; the reason is written beside it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reliability.scoring.audit import summary
from reliability.scoring.card import quote

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
DATA = HERE.parents[1] / "shared" / "data" / "sources"
SECTION = "audit"

AT_LEAST = {"spearman": 0.01, "auc": 0.01, "partial_spearman": 0.015, "article_auc": 0.01}
AT_MOST = {"mae": 0.004, "brier": 0.004, "calibration_error": 0.01}
"""Figure of the model -> how far it may move from what was pinned."""

ATTACK = 0.01
COVERAGE = (0.86, 0.94)
"""Share of ratings inside a publisher's 90 % interval: neither fewer nor many more."""


def main() -> None:
    """Print the key lines; check or pin the floors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("audit", type=Path, nargs="?", help="what `reliability evaluate --json` wrote")
    parser.add_argument("--run", action="store_true", help="audit the development data first")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument("--check", action="store_true", help="exit with 1 where a floor is not reached")
    parser.add_argument("--pin", action="store_true", help="make this audit's figures the floors; needs --reason")
    parser.add_argument("--reason", default="")
    parser.add_argument("--quote", type=Path, metavar="FOLDER", help="put the key lines into this model's card")
    arguments = parser.parse_args()
    if arguments.run == (arguments.audit is not None):
        parser.error("give AUDIT.json, or --run")
    if arguments.pin and not arguments.reason.strip():
        parser.error("--pin needs --reason: why are these the floors?")
    audit = ran(arguments.data) if arguments.run else json.loads(arguments.audit.read_text(encoding="utf-8"))
    for name, value in seen(audit).items():
        print(f"{name:20} {value:.3f}")
    if arguments.pin:
        pin(audit, arguments.floors, arguments.reason.strip())
    if arguments.quote:
        quote(arguments.quote, summary(audit))
    if arguments.check and (wrong := complaints(audit, arguments.floors)):
        sys.exit("\n".join(wrong))


def ran(data: Path) -> dict[str, Any]:
    """The full audit of the development data, by the program as a user runs it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "audit.json"
        program = Path(sys.executable).with_name("reliability")
        ratings = ["--ratings", str(data / "ratings.csv")]
        files = ["--json", str(place), "--out", str(place.with_suffix(".html"))]
        subprocess.run([program, "evaluate", str(data / "articles.parquet"), *ratings, *files], check=True)
        found: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return found


def seen(audit: Mapping[str, Any]) -> dict[str, float]:
    """The figures that are held to floors; those that are not defined are left out."""
    figures = {name: audit["model"][name]["value"] for name in (*AT_LEAST, *AT_MOST, "coverage")}
    if audit["attack"]:
        figures["attack"] = audit["attack"][-1]["mean"]["value"]
    return {name: value for name, value in figures.items() if value is not None}


def pin(audit: Mapping[str, Any], place: Path, reason: str) -> None:
    """Write the floors: figures seen less their margin, ceilings with it."""
    figures = seen(audit)
    margins = AT_MOST | {"attack": ATTACK}
    pinned = {
        "reason": reason,
        "digest": audit["made"]["digest"],
        "plan": audit["data"]["plan"],
        "at_least": {name: round(figures[name] - margin, 3) for name, margin in AT_LEAST.items() if name in figures},
        "at_most": {name: round(figures[name] + margin, 3) for name, margin in margins.items() if name in figures},
    }
    floors = json.loads(place.read_text(encoding="utf-8")) | {SECTION: pinned}
    sections = ",\n".join(f'  "{name}": {_shown(section)}' for name, section in floors.items())
    place.write_text(f"{{\n{sections}\n}}\n", encoding="utf-8")


def complaints(audit: Mapping[str, Any], place: Path) -> list[str]:
    """What is wrong with the audit, by the pinned floors."""
    floors = json.loads(place.read_text(encoding="utf-8")).get(SECTION)
    if floors is None:
        return [f"{place} has no floors of the audit; pin them with --pin --reason ..."]
    if audit["made"]["digest"] != floors["digest"] or audit["data"]["plan"] != floors["plan"]:
        return ["The audit is of other data, or of another plan, than those whose floors are pinned."]
    figures = seen(audit)
    wrong = [
        f"{name} is not defined any more" for name in (*floors["at_least"], *floors["at_most"]) if name not in figures
    ]
    for name, floor in floors["at_least"].items():
        if figures.get(name, floor) < floor:
            wrong.append(f"{name} {figures[name]:.3f} is below the floor of {floor}")
    for name, ceiling in floors["at_most"].items():
        if figures.get(name, ceiling) > ceiling:
            wrong.append(f"{name} {figures[name]:.3f} is above the ceiling of {ceiling}")
    if audit["data"]["plan"] == "full" and not COVERAGE[0] <= figures.get("coverage", 0.9) <= COVERAGE[1]:
        wrong.append(f"coverage {figures['coverage']:.3f} of the 90 % intervals is not within {COVERAGE}")
    return wrong


def _shown(section: Mapping[str, Any]) -> str:
    """A section with a line per entry, as the file has them."""
    return "{\n" + ",\n".join(f'    "{name}": {json.dumps(value)}' for name, value in section.items()) + "\n  }"


if __name__ == "__main__":
    main()
