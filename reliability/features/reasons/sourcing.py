"""Reasons about where the claims come from: at second hand, from nobody with a name, from documents."""

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
    Row,
    Said,
    Seen,
)
from reliability.features.reasons.wording import (
    claims_do,
    counts,
    names,
    of_claims,
    quoted,
    rate,
    sentence,
    told,
    usually,
)

SECOND_HAND = ("second_hand_share", "second_hand_claims", "mean_hops", "max_hops")
RELAYS = ("outlet", "platform", "person")
LONG_WAY = 2  # hops from which on the chain itself is told


def relays(claim: Row) -> list[tuple[str, str]]:
    """Kind and name of everybody through whom a claim came, its origin too where that is an outlet."""
    found = [(step["kind"], step["name"] or step["kind"]) for step in claim["via"] or [] if step["kind"] in RELAYS]
    return found or (
        [("outlet", claim["origin"])] if claim["source_type"] == "media_outlet" and claim["origin"] else []
    )


def is_relayed(claim: Row) -> bool:
    """Whether it reached the article through others."""
    return bool(claim["second_hand"])


def over_platform(claim: Row) -> bool:
    """Whether it came over a platform."""
    return any(step["kind"] == "platform" for step in claim["via"] or [])


def is_unnamed(claim: Row) -> bool:
    """Whether a person without a name says it."""
    return bool(claim["anonymous"])


def is_group(claim: Row) -> bool:
    """Whether it is given to people whom nobody could find."""
    return bool(claim["source_type"] == "group")


def is_unsourced(claim: Row) -> bool:
    """Whether it is reported as said, but by nobody."""
    return not claim["source"] and not (claim["origin"] or "").strip()


def in_words(claim: Row) -> str | None:
    """How the article calls the source, a pronoun resolved, or what it has in a source's place."""
    words: str | None = claim["origin"] or claim["source_text"] or claim["cue_text"]
    return words


def second_hand(seen: Seen) -> Said | None:
    """How many claims came through others, through whom, and the longest chain."""
    whole = len(seen.claims)
    relayed = [claim for claim in seen.claims if is_relayed(claim)]
    if not whole:
        return None
    usual = usually(seen, "second_hand_share", whole, f" of {whole}")
    if not relayed:
        return Said("No claim came through another outlet, a platform or a person.", GOOD)
    through = Counter(step for claim in relayed for step in dict.fromkeys(relays(claim)))
    (kind, name), most = through.most_common(1)[0] if through else (("outlet", "another"), 0)
    if len(through) == 1 and most == len(relayed):
        way = f"through one {kind}, {names([name])}"
    else:
        way = f"through others ({names(step for (_, step), _ in through.most_common())})"
    said = f"{of_claims(len(relayed), whole)} reached this page {way}{usual}"
    longest = max(relayed, key=lambda claim: (claim["hops"] or 0, len(claim["via"] or [])))
    if (longest["hops"] or 0) >= LONG_WAY:
        steps = [longest["origin"] or "unnamed", *(step["name"] or step["kind"] for step in longest["via"] or [])]
        said += f"; the longest way is {' -> '.join(names([step]) for step in steps)} -> this page"
    return Said(sentence(said), BAD if seen.high("second_hand_share") or seen.high("outlets_cited") else GOOD)


def platforms(seen: Seen) -> Said | None:
    """How many claims came over which platforms."""
    found = [claim for claim in seen.claims if over_platform(claim)]
    if not found:
        return None
    who = names(step["name"] for claim in found for step in claim["via"] or [] if step["kind"] == "platform")
    return Said(sentence(f"{of_claims(len(found), len(seen.claims))} came over {who or 'a website'}"), BAD)


def part_of_claims(features: tuple[str, ...], given: Callable[[Row], bool], how: tuple[str, str], none: str) -> Phrase:
    """The phrase of the claims that are `given` in a way that sounds bad, with the words that name their sources.

    Args:
        features: which; the first is the share of such claims.
        given: whether a claim is.
        how: what several such claims do, and what one does.
        none: the sentence where no claim is.
    """

    def say(seen: Seen) -> Said | None:
        if not seen.claims:
            return None
        found = [claim for claim in seen.claims if given(claim)]
        if not found:
            return Said(none, GOOD)
        words = quoted(in_words(claim) for claim in found)
        usual = usually(seen, features[0], len(seen.claims), f" of {len(seen.claims)}")
        said = f"{claims_do(len(found), len(seen.claims), *how)}{': ' + words if words else ''}{usual}"
        return Said(sentence(said), BAD if seen.high(features[0]) else NEUTRAL)

    return Phrase(features, say, told(given))


def documents(seen: Seen) -> Said | None:
    """Which documents are cited."""
    cited = [
        *(claim["origin"] for claim in seen.claims if claim["source_type"] == "document"),
        *(step["name"] for claim in seen.claims for step in claim["via"] or [] if step["kind"] == "document"),
    ]
    number = round(seen.value("documents_cited"))
    if not number:
        return Said("No document is cited.", BAD)
    return Said(sentence(f"{counted(number, 'document is', 'documents are')} cited: {names(cited)}"), GOOD)


def _hear(seen: Seen) -> str | None:
    relayed = [claim for claim in seen.claims if is_relayed(claim)]
    who = names((c["origin"] for c in relayed if c["source_type"] != "media_outlet" and not c["anonymous"]), 2)
    through = names((name for claim in relayed for _, name in relays(claim)), 2)
    if not relayed:
        return None
    return (
        f"Ask {who} directly instead of relying on {through}."
        if who
        else f"Confirm what {through} reported with somebody who knows."
    )


def _heard(seen: Seen, draft: Draft) -> Draft:
    own = [claim | {"second_hand": False, "hops": 0, "via": []} for claim in map(dict, draft.claims)]
    known = [c | {"source_type": "organisation"} if c["source_type"] == "media_outlet" else c for c in own]
    return replace(draft, claims=known)


def _name(seen: Seen) -> str | None:
    words = quoted((in_words(claim) for claim in seen.claims if claim["anonymous"]), 2)
    if not words:
        return None
    return f"Name {words}. Where that cannot be, say why: readers gain by it, though the score does not see it."


def _named(given: Callable[[Row], bool]) -> Callable[[Seen, Draft], Draft]:
    def apply(seen: Seen, draft: Draft) -> Draft:
        """Give the same words of a source the same name."""
        known = {"anonymous": False, "source_type": "person"}
        found = [
            dict(c) | known | {"origin": f"Person {c['source_text'] or ''}", "source": c["source"] or c["cue"]}
            if given(c)
            else c
            for c in draft.claims
        ]
        return replace(draft, claims=found)

    return apply


def _say_who(seen: Seen) -> str | None:
    words = quoted((in_words(c) for c in seen.claims if is_group(c) or is_unsourced(c)), 3)
    return f"Say who it is behind {words}." if words else None


REASONS = (
    Reason(
        "second-hand claims",
        (
            Phrase((*SECOND_HAND, "outlets_cited", "media_share"), second_hand, told(is_relayed)),
            Phrase(("platform_share",), platforms, told(over_platform)),
        ),
        Remedy(_hear, _heard),
        flagged=("long_chains", "relayed_twice", "self_citations"),
    ),
    Reason(
        "unnamed sources",
        (
            part_of_claims(
                ("anonymous_share", "anonymous_claims", "second_hand_anonymous"),
                is_unnamed,
                ("come from people without a name", "comes from somebody without a name"),
                "No claim rests on a person without a name.",
            ),
        ),
        Remedy(_name, _named(is_unnamed)),
        flagged=("anonymous_without_reason",),
    ),
    Reason(
        "unclear sources",
        (
            part_of_claims(
                ("unsourced_share",),
                is_unsourced,
                ("have no source at all", "has no source at all"),
                "Every claim is given to somebody.",
            ),
            part_of_claims(
                ("group_share",),
                is_group,
                ("are given to groups, not to a person or body", "is given to a group, not to a person or body"),
                "No claim is given to a mere group such as critics or residents.",
            ),
            rate("vague_sources_per_1000", "vague source"),
        ),
        Remedy(_say_who, _named(lambda claim: is_group(claim) or is_unsourced(claim))),
        flagged=("named_share", "nobody_share", "title_claim_of_nobody", "vague_attributions"),
    ),
    Reason(
        "documents",
        (
            Phrase(("documents_cited", "document_share"), documents),
            counts("links", "web address", "web addresses", sounds=NEUTRAL),
        ),
        flagged=("unsupported_figures",),
    ),
)
