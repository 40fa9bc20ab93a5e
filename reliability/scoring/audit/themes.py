"""What each theme of inputs adds: the model without it, and with nothing else."""

from __future__ import annotations

from functools import partial
from typing import Any

from reliability.scoring.audit.curves import Jobs
from reliability.scoring.audit.figures import Outcome
from reliability.scoring.audit.material import Material
from reliability.scoring.evaluation import linear
from reliability.scoring.heldout import predict


def theme_jobs(material: Material) -> Jobs:
    """Fits without each theme and with it alone; the names are `without THEME` and `only THEME`."""
    jobs: Jobs = {}
    for theme in present(material):
        columns = {
            "without": [number for number, other in enumerate(material.themes) if other != theme],
            "only": [number for number, other in enumerate(material.themes) if other == theme],
        }
        for name, chosen in columns.items():
            if chosen and len(chosen) < len(material.names):
                method = linear(material.names, material.seed, chosen)
                jobs[f"{name} {theme}"] = partial(predict, material.sample, method, material.fewer_rounds)
    return jobs


def present(material: Material) -> list[str]:
    """The themes of the inputs, in their order."""
    return list(dict.fromkeys(material.themes))


def ablation(material: Material, found: dict[str, Outcome], everything: Outcome) -> list[dict[str, Any]]:
    """A row per theme: its number of inputs, the figures without it and with it alone, and what it adds.

    `adds` is the whole model less the model without the theme, by the paired bootstrap.
    """
    rows = []
    for theme in present(material):
        without, only = found.get(f"without {theme}"), found.get(f"only {theme}")
        rows.append(
            {
                "theme": theme,
                "inputs": material.themes.count(theme),
                "without": without.told() if without else None,
                "only": only.told() if only else None,
                "adds": everything.less(without) if without else None,
            }
        )
    return rows
