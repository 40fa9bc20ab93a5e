"""What every part of an audit looks at: the labelled articles as arrays, with their texts and circumstances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from reliability.errors import ReliabilityError
from reliability.scoring.audit.plan import Plan
from reliability.scoring.estimator import WORDING, is_wording
from reliability.scoring.heldout import Round
from reliability.scoring.inputs import inputs
from reliability.scoring.prediction import judge
from reliability.scoring.sample import RELIABLE, Codes, Sample, draw, folds

OTHER = "other"


@dataclass(frozen=True)
class Material:
    """The sample with what the model never sees: `texts`, `topics`, `years` per article, `sizes` per source."""

    sample: Sample
    names: tuple[str, ...]
    themes: tuple[str, ...]
    texts: tuple[str, ...]
    topics: tuple[str | None, ...]
    years: tuple[str | None, ...]
    sizes: Codes
    abstained: int
    plan: Plan
    seed: int

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """Source-disjoint rounds of the model and the baselines."""
        return tuple(folds(self.sample, self.plan.folds, self.seed))

    @cached_property
    def fewer_rounds(self) -> tuple[Round, ...]:
        """Source-disjoint rounds of what is fitted many times."""
        return tuple(folds(self.sample, self.plan.fewer_folds, self.seed))

    @cached_property
    def random_rounds(self) -> tuple[Round, ...]:
        """As many rounds as `fewer_rounds` that deal out articles at random, so that outlets are on both sides."""
        count = len(self.fewer_rounds)
        place = np.random.default_rng(self.seed).permutation(len(self.sample.source)) % count
        return tuple((place != number, place == number) for number in range(count))


def prepare(
    features: pl.DataFrame,
    labels: pl.DataFrame,
    about: pl.DataFrame,
    themes: Mapping[str, str],
    *,
    plan: Plan,
    seed: int,
) -> Material:
    """Draw the sample of an audit.

    Args:
        features: FEATURES frame.
        labels: article_id, source, rating, owner_group, and optionally split and lean.
        about: article_id, text (title and body), topic and year (strings, may be null), size (articles of the source).
        themes: feature -> theme.
        plan: of the audit.
        seed: of every draw.

    Raises:
        ReliabilityError: columns are missing, or there are too few owner groups.
    """
    names = inputs(features)
    judged = features.filter(judge(features).is_null())
    sample = draw(judged, labels, names, cap=plan.cap, threshold=RELIABLE, seed=seed)
    ids = pl.DataFrame({"article_id": sample.article_ids}, schema={"article_id": pl.String})
    known = ids.join(about.unique("article_id", keep="first"), on="article_id", how="left", maintain_order="left")
    if known["text"].null_count():
        raise ReliabilityError("The audit lacks the text of some articles.", "Give a text for each labelled article.")
    sizes = np.zeros(len(sample.sources), dtype=np.int64)
    sizes[sample.source] = known["size"].fill_null(1).to_numpy()
    return Material(
        sample=sample,
        names=tuple(names),
        themes=tuple(_theme(name, themes) for name in names),
        texts=tuple(known["text"]),
        topics=tuple(known["topic"]),
        years=tuple(known["year"]),
        sizes=sizes,
        abstained=features.height - judged.height,
        plan=plan,
        seed=seed,
    )


def _theme(name: str, themes: Mapping[str, str]) -> str:
    return WORDING if is_wording(name) else themes.get(name, OTHER)
