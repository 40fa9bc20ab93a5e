"""What each part of an audit says, in a sentence for people who do not read tables, and the key lines for a card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reliability.scoring.audit.parity import NOT_KNOWN, OTHERS

GOOD, FAIR, BAD = "good", "fair", "bad"
UNNAMED = (NOT_KNOWN, OTHERS)

Verdict = dict[str, str]
Audit = Mapping[str, Any]


def verdicts(audit: Audit) -> dict[str, Verdict]:
    """Part of the audit -> `level` (good, fair or bad) and `said`."""
    parts = {
        "model": _model,
        "split": _split,
        "baselines": _baselines,
        "probes": _probes,
        "parity": _parity,
        "attack": _attack,
        "curves": _curves,
        "calibration": _calibration,
        "abstaining": _abstaining,
        "themes": _themes,
    }
    return {name: dict(zip(("level", "said"), part(audit), strict=True)) for name, part in parts.items()}


def summary(audit: Audit) -> list[tuple[str, str]]:
    """The key lines of an audit, for a model card: what was measured, and the result in words and numbers."""
    model, said = audit["model"], {name: verdict["said"] for name, verdict in audit["verdicts"].items()}
    data = audit["data"]
    lines = [
        (
            "Publishers never seen",
            f"Spearman {told(model['spearman'])}, AUC {told(model['auc'])}, mean absolute error {told(model['mae'])}, "
            f"Spearman within lean {told(model['partial_spearman'])}; {data['sources_measured']} publishers with five "
            f"or more of {data['articles']:,} articles",
        ),
        ("Articles of publishers never seen", f"AUC {told(model['article_auc'])}, Brier {told(model['brier'])}"),
    ]
    named = {
        "split": "Random split",
        "baselines": "Baselines",
        "probes": "Outlet and lean",
        "parity": "Error by group",
        "attack": "Style attack",
        "curves": "More data",
        "calibration": "Calibration",
        "abstaining": "Judging less",
        "themes": "Themes",
    }
    return lines + [(title, said[name]) for name, title in named.items()]


def told(figure: Mapping[str, float | None] | None, form: str = ".2f") -> str:
    """A figure with its interval: `0.53 (0.35 to 0.68)`; a dash where it is not defined."""
    if figure is None or figure["value"] is None:
        return "-"
    return f"{figure['value']:{form}} ({figure['low']:{form}} to {figure['high']:{form}})"


def _model(audit: Audit) -> tuple[str, str]:
    rank = audit["model"]["spearman"]
    if rank["value"] is None:
        return BAD, "Too few publishers with five or more articles to measure anything."
    level = BAD if rank["low"] <= 0 else GOOD if rank["low"] >= 0.5 else FAIR
    says = {
        BAD: "It cannot be shown that the model ranks publishers it has never seen better than chance",
        FAIR: "The model ranks publishers it has never seen clearly better than chance, and far from perfectly",
        GOOD: "The model ranks publishers it has never seen much as expert raters do",
    }
    return level, f"{says[level]}: rank correlation {told(rank)}."


def _split(audit: Audit) -> tuple[str, str]:
    gap, right, wrong = (audit["split"][name]["article_auc"] for name in ("gap", "source_disjoint", "random"))
    if gap["value"] is None:
        return BAD, "Too few articles to compare a random split with held-out publishers."
    shown = f"AUC of articles {wrong['value']:.2f} by a random split, {right['value']:.2f} on publishers never seen."
    if gap["value"] > 0.02:
        return FAIR, f"A random split would have flattered the model, because it recognises outlets: {shown}"
    return GOOD, f"A random split would hardly have flattered the model: {shown}"


def _baselines(audit: Audit) -> tuple[str, str]:
    ahead: list[str] = []
    unclear: list[str] = []
    behind: list[str] = []
    for row in audit["baselines"]:
        difference = row["difference"]["spearman"]
        if difference["value"] is None:  # a constant ranks nothing
            continue
        place = ahead if difference["low"] > 0 else behind if difference["high"] < 0 else unclear
        place.append(row["name"])
    parts = [
        f"The model ranks publishers {words} {_listed(names)}"
        for words, names in (
            ("better than", ahead),
            ("worse than", behind),
            ("neither clearly better nor worse than", unclear),
        )
        if names
    ]
    level = BAD if behind else FAIR if unclear else GOOD
    return level, (". ".join(parts) or "Nothing to compare with") + "."


def _probes(audit: Audit) -> tuple[str, str]:
    rows = {(row["target"], row["from"]): row for row in audit["probes"]}
    level, parts = GOOD, []
    for target in ("outlet", "lean"):
        inputs, score = rows.get((target, "inputs")), rows.get((target, "score"))
        if inputs is None or score is None:
            continue
        parts.append(
            f"The {target} is told right in {inputs['accuracy']['value']:.0%} of the cases from the model's inputs and "
            f"in {score['accuracy']['value']:.0%} from the score alone (chance {score['chance']:.0%})"
        )
    lean, rating = rows.get(("lean", "score")), rows.get(("lean", "rating"))
    if lean and rating:
        parts.append(f"The raters' own rating tells the lean in {rating['accuracy']['value']:.0%}")
        if (lean["accuracy"]["low"] or 0) > lean["chance"]:
            level = FAIR
        if (lean["accuracy"]["low"] or 0) > max(rating["accuracy"]["value"], lean["chance"]):
            level = BAD
    return (level, ". ".join(parts) + ".") if parts else (FAIR, "Too few outlets, or no lean labels, for a probe.")


def _parity(audit: Audit) -> tuple[str, str]:
    uneven = [
        (abs(group["signed_error"]["value"]), table["by"], group)
        for table in audit["parity"]
        for group in table["groups"]
        if group["enough"]
        and group["signed_error"]["value"] is not None
        and (group["signed_error"]["low"] > 0 or group["signed_error"]["high"] < 0)
    ]
    measured = sum(group["enough"] for table in audit["parity"] for group in table["groups"])
    if not measured:
        return FAIR, "No group has enough articles and publishers to be measured."
    if not uneven:
        return GOOD, f"In none of {measured} groups is the score clearly too kind or too harsh."
    named = [one for one in uneven if one[2]["group"] not in UNNAMED]
    size, by, group = max(named or uneven, key=lambda one: one[0])
    way = "too kindly" if group["signed_error"]["value"] > 0 else "too harshly"
    level = BAD if size >= 0.15 else FAIR
    return level, (
        f"In {len(uneven)} of {measured} groups scores are clearly off; most of all {by} {group['group']}, scored "
        f"{way} by {size * 100:.0f} points on average."
    )


def _attack(audit: Audit) -> tuple[str, str]:
    if not audit["attack"]:
        return FAIR, "No article was attacked."
    row = audit["attack"][-1]
    mean = row["mean"]["value"]
    level = GOOD if abs(mean) < 0.03 else FAIR if mean < 0.1 else BAD
    crossed = row["crossed"]["value"]
    over = "" if crossed is None else f"; {crossed:.0%} of those below 50 end above it"
    return level, (
        f"The looks of a newspaper move articles of low-rated publishers by {mean * 100:+.1f} points on average, "
        f"one in ten by {row['p90'] * 100:.0f} or more{over}."
    )


def _curves(audit: Audit) -> tuple[str, str]:
    rows = [row for row in audit["curves"]["sources"] if row["figures"]["spearman"]["value"] is not None]
    if len(rows) < 2:
        return FAIR, "Too few publishers for a learning curve."
    last = rows[-1]
    before = min(rows[:-1], key=lambda row: abs(row["count"] - last["count"] / 2))  # neighbours differ by chance
    gain = last["figures"]["spearman"]["value"] - before["figures"]["spearman"]["value"]
    step = f"from {before['count']} to {last['count']} training publishers the rank correlation went {gain:+.2f}"
    if gain > 0.01:
        return FAIR, f"More rated publishers would still help: {step}."
    return GOOD, f"More rated publishers of the same kind would help little: {step}."


def _calibration(audit: Audit) -> tuple[str, str]:
    error = audit["model"]["calibration_error"]
    if error["value"] is None:
        return FAIR, "The calibration cannot be measured."
    level = GOOD if error["value"] < 0.05 else FAIR if error["value"] < 0.1 else BAD
    said = f"A score is off by {error['value'] * 100:.0f} points from the share reliable among articles like it"
    coverage = audit["model"]["coverage"]
    if coverage["value"] is None:
        return level, f"{said}."
    if not coverage["low"] <= 0.9 <= coverage["high"]:
        level = FAIR if level == GOOD else level
    return level, f"{said}; {coverage['value']:.0%} of the ratings lie in their publisher's 90 % interval."


def _abstaining(audit: Audit) -> tuple[str, str]:
    rows = {row["coverage"]: row for row in audit["abstaining"]}
    whole, half = rows[1.0]["accuracy"]["value"], rows[0.5]["accuracy"]["value"]
    if whole is None or half is None:
        return FAIR, "It cannot be measured what is gained by judging less."
    shown = f"{whole:.0%} of all articles lie on the right side of 50, {half:.0%} of the surer half."
    if half > whole + 0.02:
        return GOOD, f"The model knows when it does not know: {shown}"
    return FAIR, f"Leaving out what the model is least sure of gains little: {shown}"


def _themes(audit: Audit) -> tuple[str, str]:
    adding = [row["theme"] for row in audit["themes"] if row["adds"] and (row["adds"]["article_auc"]["low"] or 0.0) > 0]
    harming = [
        row["theme"] for row in audit["themes"] if row["adds"] and (row["adds"]["article_auc"]["high"] or 0.0) < 0
    ]
    if not adding and not harming:
        return FAIR, "No single theme can be shown to add anything to the others."
    parts = [
        f"{_listed(names)} clearly {verb}{'s' if len(names) == 1 else ''}"
        for verb, names in (("add", adding), ("harm", harming))
        if names
    ]
    return FAIR if harming else GOOD, f"To what the other themes tell, {' and '.join(parts)} (AUC of articles)."


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
