"""Reasons about who is heard: how many, how evenly, in which words, and whether the other side is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from reliability.errors import counted
from reliability.features.reasons.declaration import (
    BAD,
    GOOD,
    NEUTRAL,
    Draft,
    Phrase,
    Reason,
    Remedy,
    Said,
    Seen,
    Spans,
)
from reliability.features.reasons.wording import claims_do, names, of_claims, quoted, rate, sentence, style, usually

EARLY = 0.05  # of the text


def heard(seen: Seen) -> list[tuple[str, int]]:
    """Each origin and its claims, the most heard first."""
    who = [(claim["origin"] or "").strip() for claim in seen.claims]
    spelt = {name.lower(): name for name in who if name}
    return [(spelt[name], number) for name, number in Counter(name.lower() for name in who if name).most_common()]


def voices(seen: Seen) -> Said | None:
    """How many are heard, and how often the one who is heard most."""
    found = heard(seen)
    if not found:
        return Said("Nobody is heard whom the text names or describes.", BAD) if seen.claims else None
    often = {1: "none more than once", 2: "none more than twice"}.get(found[0][1])
    after = f", {often}" if often and len(found) > 1 else ""
    who = "person, body or document is" if len(found) == 1 else "different people, bodies or documents are"
    said = f"{len(found)} {who} heard{after}: {names((name for name, _ in found), 3)}"
    usual = usually(seen, "distinct_origins")
    return Said(sentence(said + usual), GOOD if seen.high("distinct_origins") else BAD)


def introduced(seen: Seen) -> Spans:
    """Where each origin is named first."""
    first: dict[str, Spans] = {}
    for claim in seen.claims:
        if claim["origin"] and claim["source"]:
            first.setdefault(claim["origin"].lower(), claim["source"])
    return [span for spans in first.values() for span in spans]


def verbatim(seen: Seen) -> Spans:
    """What is quoted word for word."""
    return [span for claim in seen.claims if claim["quotation"] == "direct" for span in claim["content"] or []]


def balance(seen: Seen) -> Said | None:
    """Whether one voice dominates."""
    found = heard(seen)
    if not found:
        return None
    (name, most), whole = found[0], sum(number for _, number in found)
    if seen.high("top_origin_share"):
        return Said(sentence(f"{claims_do(most, whole, 'come', 'comes')} from {names([name])}"), BAD)
    return Said(sentence(f"No voice dominates: {names([name])}, heard most, has {of_claims(most, whole)}"), GOOD)


def of_kind(kind: str, who: str) -> Callable[[Seen], Said | None]:
    """A sentence on the claims whose origin is of one kind."""

    def say(seen: Seen) -> Said | None:
        found = [claim["origin"] for claim in seen.claims if claim["source_type"] == kind]
        if not seen.claims:
            return None
        listed = f": {names(found, 3)}" if found else ""
        number = claims_do(len(found), len(seen.claims), "come", "comes") if found else "no claim comes"
        usual = usually(seen, f"{kind}_share", len(seen.claims), f" of {len(seen.claims)}")
        usual = "" if not found and "none" in usual else usual
        sounds = (GOOD if seen.high("person_share") else BAD) if kind == "person" else NEUTRAL
        return Said(sentence(f"{number} from {who}{listed}{usual}"), sounds)

    return say


def quotations(seen: Seen) -> Said | None:
    """How many claims are verbatim, partly so, and retold."""
    if not seen.claims:
        return None
    kinds = Counter(claim["quotation"] for claim in seen.claims)
    ways = (("direct", "quoted word for word"), ("mixed", "quoted in part"), ("indirect", "retold"))
    parts = names((f"{kinds[kind]} {how}" for kind, how in ways if kinds[kind]), 3)
    return Said(f"Of {counted(len(seen.claims), 'claim')}: {parts}.")


def asked(seen: Seen) -> Said | None:
    """Whether somebody was asked and did not answer."""
    words = quoted(seen.words("declined_to_comment"), 2)
    if not seen.value("declined_to_comment"):
        return Said("Nobody is said to have been asked for an answer.", BAD)
    return Said(sentence(f"Somebody was asked and gave no answer: {words}" if words else "Somebody was asked"), GOOD)


def denies(seen: Seen) -> Said | None:
    """Whether somebody denies something."""
    who = names((claim["origin"] for claim in seen.claims if claim["hedged"] and claim["origin"]), 2)
    if not seen.value("denials"):
        return None
    return Said(sentence(f"A denial is reported{f' ({who})' if who else ''}"), GOOD)


def doubt(seen: Seen) -> Said | None:
    """How many claims are marked with doubt."""
    found = [claim for claim in seen.claims if claim["hedged"]]
    if not seen.claims:
        return None
    if not found:
        return Said("No claim is marked with doubt or denial.", GOOD)
    words = quoted((claim["cue_text"] for claim in found), 3)
    marked = claims_do(len(found), len(seen.claims), "are", "is")
    said = f"{marked} marked with doubt or denial{': ' + words if words else ''}"
    return Said(sentence(said + usually(seen, "hedged_share", len(seen.claims), f" of {len(seen.claims)}")), BAD)


def density(seen: Seen) -> Said | None:
    """How many statements are given to somebody in so many words."""
    number, words = len(seen.claims), round(seen.value("words"))
    usual = usually(seen, "claims_per_100_words", words / 100, " in a text of this length")
    said = f"{counted(number, 'statement is', 'statements are')} given to somebody in {counted(words, 'word')}"
    return Said(sentence(said + usual), GOOD if seen.high("claims_per_100_words") else BAD)


def first(seen: Seen) -> Said | None:
    """How far down the first source stands."""
    at = seen.values.get("first_claim_at")
    if at is None:
        return None
    late = at > max(EARLY, seen.mean("first_claim_at"))
    if not late:
        return Said("The text soon comes to its first source.", GOOD)
    return Said(f"The first source comes only after {at:.0%} of the text.", BAD)


def _another(seen: Seen) -> str | None:
    found = heard(seen)
    if not found:
        return "Find two people who can speak about it, and name them."
    return f"Hear two more people who can speak about it, by name, besides {names([found[0][0]])}."


def _more(seen: Seen, draft: Draft) -> Draft:
    empty = dict.fromkeys(draft.claims[0]) if draft.claims else {}
    told = {"source_type": "person", "quotation": "indirect", "source": [], "cue": [], "content": [], "via": []}
    known = {"hops": 0, "second_hand": False, "anonymous": False, "hedged": False}
    added = [empty | told | known | {"origin": f"Person {number}"} for number in (1, 2)]
    return replace(draft, claims=[*draft.claims, *added])


def _ask(seen: Seen) -> str | None:
    if seen.value("right_of_reply"):
        return None
    return "If somebody is blamed here, ask them and report the answer, or that they gave none."


def _answered(seen: Seen, draft: Draft) -> Draft:
    return replace(draft, values={**draft.values, "declined_to_comment": 1.0, "right_of_reply": 1.0})


REASONS = (
    Reason(
        "range of voices",
        (
            Phrase(("distinct_origins", "named_sources", "distinct_persons", "effective_origins"), voices, introduced),
            Phrase(("top_origin_share",), balance),
        ),
        Remedy(_another, _more),
    ),
    Reason(
        "who is heard",
        (
            Phrase(("person_share",), of_kind("person", "people by name")),
            Phrase(("organisation_share",), of_kind("organisation", "companies, parties and the like")),
            Phrase(("government_share",), of_kind("government", "authorities")),
        ),
    ),
    Reason(
        "how much is attributed",
        (
            Phrase(("claims_per_100_words",), density),
            style("attributed_share", "{}% of the text is given to a source", scale=100),
            Phrase(("first_claim_at",), first),
        ),
    ),
    Reason(
        "quotations",
        (
            Phrase(("direct_share", "indirect_share", "mixed_share"), quotations, verbatim),
            style("quoted_share", "{}% of the text stands in quotation marks", scale=100),
        ),
    ),
    Reason(
        "right of reply",
        (Phrase(("declined_to_comment", "right_of_reply"), asked), Phrase(("denials",), denies)),
        Remedy(_ask, _answered),
        flagged=("accused_unheard",),
    ),
    Reason(
        "doubt",
        (Phrase(("hedged_share",), doubt), rate("hedges_per_1000", "word of doubt", "words of doubt", good="")),
    ),
)
