"""The audit: every part over one sample, with fits shared where they can be, as one dictionary."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import polars as pl

from reliability.scoring.audit import attack, certainty, curves, parity, probes, themes, verdicts
from reliability.scoring.audit.baselines import Baseline, baselines
from reliability.scoring.audit.figures import MEASURES, Outcome, outcome, pooled
from reliability.scoring.audit.jobs import Progress, run
from reliability.scoring.audit.material import Material
from reliability.scoring.evaluation import linear
from reliability.scoring.heldout import Figures, HeldOut, measure, predict
from reliability.scoring.shrinkage import FEWEST_ARTICLES

SCHEMA = 1
INFLATED = ("spearman", "auc", "mae", "article_auc")
FITS = 0.85
"""Share of the progress that the fits take; probes take the rest."""


def measured(material: Material, attacked: pl.DataFrame, *, workers: int, progress: Progress) -> dict[str, Any]:
    """Do the whole audit; the same material and seed give the same figures.

    Args:
        material: of `prepare`.
        attacked: FEATURES of the articles of `attack.targets` as rewritten, with `original` and `rule`; may be empty.
        workers: fits at a time.
        progress: called with the share that is done.

    Returns:
        What `keys.KEYS` tells; plain numbers, strings, lists and dictionaries.
    """
    method = linear(material.names, material.seed)
    compared = baselines(material)
    jobs = _jobs(material, compared)
    rewritten = attack.scored(material, attacked, method) if attacked.height else None
    everything: dict[str, Callable[[], Any]] = {**jobs, **({"attack": rewritten} if rewritten else {})}
    done = run(everything, workers=workers, progress=lambda share: progress(FITS * share))
    scores = done.pop("attack", np.zeros(0))
    done["pooled"] = pooled(material.sample, done["fewer"])
    found = {name: _outcome(material, held) for name, held in done.items()}
    probed = run(
        probes.probes(material, done["model"]),
        workers=workers,
        progress=lambda share: progress(FITS + (1 - FITS) * share),
    )
    audit = {
        "schema": SCHEMA,
        "data": _data(material),
        "model": _model(material, done["model"], found["model"]),
        "split": _split(found),
        "baselines": [_baseline(one, found["model"], found[one.name]) for one in compared],
        "probes": list(probed.values()),
        "parity": parity.parity(material, done["model"]),
        "attack": attack.moves(material, attacked, scores) if rewritten else [],
        "curves": {
            "sources": curves.curve(material, found, found["fewer"], "sources"),
            "articles": curves.curve(material, found, found["fewer"], "articles"),
            "read": curves.reading(material, done["model"]),
        },
        "calibration": certainty.calibration(material, done["model"]),
        "abstaining": certainty.abstaining(material, done["model"]),
        "themes": themes.ablation(material, found, found["fewer"]),
    }
    return audit | {"verdicts": verdicts.verdicts(audit)}


def _jobs(material: Material, compared: list[Baseline]) -> dict[str, Callable[[], HeldOut]]:
    method = linear(material.names, material.seed)
    sample = material.sample

    def dealt_out() -> HeldOut:
        return pooled(sample, predict(sample, method, material.random_rounds))

    return {
        "model": partial(predict, sample, method, material.rounds),
        "fewer": partial(predict, sample, method, material.fewer_rounds),
        "random": dealt_out,
        **{one.name: partial(predict, sample, one.method, material.rounds) for one in compared},
        **themes.theme_jobs(material),
        **curves.source_jobs(material, method),
        **curves.article_jobs(material, method),
    }


def _outcome(material: Material, held: HeldOut) -> Outcome:
    return outcome(material.sample, held, draws=material.plan.draws, seed=material.seed)


def _data(material: Material) -> dict[str, Any]:
    sample, plan = material.sample, material.plan
    return {
        "plan": plan.name,
        "articles": len(sample.source),
        "sources": len(sample.sources),
        "sources_measured": int((sample.counts >= FEWEST_ARTICLES).sum()),
        "owner_groups": len(set(sample.owners)),
        "reliable_sources": int((sample.reliable[np.unique(sample.source, return_index=True)[1]] >= 0.5).sum()),
        "inputs": len(material.names),
        "abstained": material.abstained,
        "cap": plan.cap,
        "folds": len(material.rounds),
        "fewer_folds": len(material.fewer_rounds),
        "draws": plan.draws,
        "seed": material.seed,
    }


def _model(material: Material, held: HeldOut, found: Outcome) -> Figures:
    more = measure(material.sample, held, draws=material.plan.draws, seed=material.seed)
    return found.told() | {name: figure for name, figure in more.items() if name not in MEASURES and name != "sources"}


def _split(found: dict[str, Outcome]) -> dict[str, Figures]:
    told = {
        "source_disjoint": found["pooled"].told(),
        "random": found["random"].told(),
        "gap": found["random"].less(found["pooled"]),
    }
    return {name: {measure: figures[measure] for measure in INFLATED} for name, figures in told.items()}


def _baseline(baseline: Baseline, whole: Outcome, one: Outcome) -> dict[str, Any]:
    return {
        "name": baseline.name,
        "what": baseline.what,
        "figures": one.told(),
        "difference": whole.less(one),
    }
