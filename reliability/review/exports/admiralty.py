"""The Admiralty grades in words, as the MISP taxonomy `admiralty-scale` and OpenCTI's `reliability_ov` give them."""

from __future__ import annotations

RELIABILITY = {
    "A": "Completely reliable",
    "B": "Usually reliable",
    "C": "Fairly reliable",
    "D": "Not usually reliable",
    "E": "Unreliable",
    "F": "Reliability cannot be judged",
}
CREDIBILITY = {
    1: "Confirmed by other sources",
    2: "Probably true",
    3: "Possibly true",
    4: "Doubtful",
    5: "Improbable",
    6: "Truth cannot be judged",
}


def words(reliability: str | None, credibility: int | None) -> str:
    """Both grades: `Source: usually reliable. Information: probably true.`"""
    source, information = RELIABILITY[reliability or "F"], CREDIBILITY[credibility or 6]
    return f"Source: {source.lower()}. Information: {information.lower()}."
