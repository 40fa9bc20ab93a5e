"""Limits that a report must keep, for builds and nightly jobs. They look only at the report, be it fresh or a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reliability.errors import ReliabilityError, counted

Report = Mapping[str, Any]

LEVELS = ("none", "some", "major")
SHOWN = 6  # reasons of one limit


@dataclass(frozen=True)
class Limits:
    """What is allowed; None is no limit.

    Args:
        critical: articles with a critical flag, and critical findings.
        warning: articles with a warning, and findings that are warnings.
        flagged: share of the articles with any flag.
        rejected: share of the records that were set aside.
        freshness: age of the newest article in hours.
        drift: how much the articles may differ from training: one of LEVELS.
        codes: articles with, or findings of, a code.
    """

    critical: int | None = None
    warning: int | None = None
    flagged: float | None = None
    rejected: float | None = None
    freshness: float | None = None
    drift: str | None = None
    codes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """A limit against a report.

    Args:
        limit: what is allowed, in words.
        found: what there is, in words.
        ok: whether that is within the limit.
        because: what makes it up, most important first.
        value: what there is, as a number: articles and findings, a share of 1, or hours; None for drift, which has
            levels, and where there is none.
        limit_value: what is allowed, in the same unit.
    """

    limit: str
    found: str
    ok: bool
    because: tuple[str, ...] = ()
    value: float | None = None
    limit_value: float | None = None


def hold(told: Report, limits: Limits) -> list[Held]:
    """Each limit against a report; without any, that there is no critical finding. Without an article, none is kept.

    Raises:
        ReliabilityError: the report cannot tell: it knows drift only of a whole run, and records set aside of no
            single publisher.
    """
    held = [] if told["intake"]["articles"] else [_no_article(told)]
    for severity, most in (("critical", limits.critical), ("warning", limits.warning)):
        if most is not None:
            held.append(_severity(told, severity, most))
    if limits.flagged is not None:
        intake = told["intake"]
        held.append(_share("of the articles with a flag", intake["flagged"], intake["articles"], limits.flagged))
    if limits.rejected is not None:
        held.append(_rejected(told, limits.rejected))
    if limits.freshness is not None:
        held.append(_freshness(told, limits.freshness))
    if limits.drift is not None:
        held.append(_drift(told, limits.drift))
    held += [_code(told, code, most) for code, most in limits.codes.items()]
    return held or [_no_critical_finding(told)]


def _no_article(told: Report) -> Held:
    of = f" of {told['slice']['source']}" if told["slice"]["source"] else ""
    which = f"Since {told['slice']['since']}" if told["slice"]["since"] else f"In run {told['run']['run_id']}"
    return Held("at least 1 article", "no article", False, (f"{which} there is no article{of}.",), 0, 1)


def _severity(told: Report, severity: str, most: int) -> Held:
    flagged = told["intake"][severity]
    findings = [finding for finding in told["findings"] if finding["severity"] == severity]
    flags = [f"{f['code']} {f['name']}: {counted(f['articles'], 'article')}" for f in _of(told["flags"], severity)]
    words = {"critical": "critical flags and findings", "warning": "warnings"}[severity]
    found = f"{counted(flagged, 'article')} and {counted(len(findings), 'finding')}"
    value = flagged + len(findings)
    return Held(f"at most {most:,} {words}", found, value <= most, _cut([*_messages(findings), *flags]), value, most)


def _of(rows: Iterable[Report], severity: str) -> list[Report]:
    return [row for row in rows if row["severity"] == severity]


def _share(what: str, part: int, whole: int, most: float, because: Iterable[str] = ()) -> Held:
    share = part / whole if whole else 0.0
    found = f"{_percent(share)} ({part:,} of {whole:,})"
    return Held(f"at most {_percent(most)} {what}", found, share <= most, _cut(because), share, most)


def _rejected(told: Report, most: float) -> Held:
    if told["slice"]["source"]:
        raise ReliabilityError(
            "Whose the records set aside are is not known, so that they are told of a run or a period.",
            "Leave --source out.",
        )
    rejected = told["intake"]["rejected"]
    read = told["intake"]["articles"] if told["slice"]["since"] else told["run"]["articles"] or 0
    reasons = (f"{row['reason']}: {counted(row['records'], 'record')}" for row in told["rejects"])
    return _share("of the records set aside", rejected, read + rejected, most, reasons)


def _freshness(told: Report, most: float) -> Held:
    age = told["freshness"]["age_hours"]
    limit = f"newest article at most {_hours(most)} old"
    if age is None:
        return Held(limit, "no article has a date that is not to come", ok=False, limit_value=most)
    newest = told["freshness"]["newest"][:16].replace("T", " ")
    return Held(limit, f"{_hours(age)} ({newest})", age <= most, (), age, most)


def _drift(told: Report, most: str) -> Held:
    drift = told["drift"]
    if drift is None:
        raise ReliabilityError(
            "Drift is told of a whole run, not of a period or a publisher.", "Leave --since and --source out."
        )
    level = drift["level"]
    ok = level in LEVELS and LEVELS.index(level) <= LEVELS.index(most)  # what nobody can tell is not kept
    return Held(f"drift at most {most}", level, ok, (drift["said"],))


def _code(told: Report, code: str, most: int) -> Held:
    articles = sum(row["articles"] for row in told["flags"] if row["code"] == code)
    findings = [row for row in told["findings"] if row["code"] == code]
    found = counted(len(findings), "finding") if findings else counted(articles, "article")
    because = [*_messages(findings), *(_example(code, row) for row in _examples(told, code))]
    value = articles + len(findings)
    return Held(f"{code} at most {most:,}", found, value <= most, _cut(because), value, most)


def _examples(told: Report, code: str) -> list[Report]:
    return [example for row in told["flags"] if row["code"] == code for example in row["examples"]]


def _example(code: str, example: Report) -> str:
    return f"{code} {example['source'] or 'unknown source'}: {example['message']}"


def _no_critical_finding(told: Report) -> Held:
    findings = _of(told["findings"], "critical")
    found = counted(len(findings), "critical finding")
    return Held("no critical finding", found, not findings, _cut(_messages(findings)), len(findings), 0)


def _messages(findings: Iterable[Report]) -> list[str]:
    return [f"{finding['code']} {finding['message']}" for finding in findings]


def _cut(reasons: Iterable[str]) -> tuple[str, ...]:
    every = list(reasons)
    more = len(every) - SHOWN
    return (*every[:SHOWN], f"and {more:,} more") if more > 0 else tuple(every)


def _percent(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0") + " %"


def _hours(hours: float) -> str:
    return f"{hours / 24:,.0f} days" if hours >= 96 else f"{hours:.1f}".removesuffix(".0") + " h"
