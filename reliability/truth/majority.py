"""Majority: every source has one vote."""

from __future__ import annotations

import numpy as np

from reliability.truth.problem import Estimate, Problem


def majority(problem: Problem) -> Estimate:
    """The share of votes that each value has; a source's trust is the mean share of what it claims."""
    votes = problem.votes
    confidence = votes / np.maximum(problem.by_object(votes), 1e-12)
    return Estimate(confidence, problem.by_source(confidence[problem.claim_value]))
