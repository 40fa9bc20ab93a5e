"""How a claim travelled: from its origin, through whom, to this article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reliability.claims.attribution import Attribution, words_of
from reliability.claims.gazetteer import Gazetteer
from reliability.claims.relays import Relays
from reliability.claims.speakers import NOBODY, Cast, Speaker, words

Via = tuple[tuple[str, str], ...]
HOPPING = frozenset(("outlet", "platform", "person"))
_WORD = re.compile(r"[^\W\d_]+")
_DOUBT = re.compile(r"\bwithout (?:any |offering |providing |citing )*(?:evidence|proof)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one claim comes from; the fields are those of `records.CLAIMS`. `via` holds `(kind, name)` pairs."""

    origin: str | None
    source_type: str
    via: Via
    hops: int
    second_hand: bool
    anonymous: bool
    hedged: bool


def resolve(
    text: str,
    attributions: Sequence[Attribution],
    *,
    publisher: str | None,
    domain: str | None,
    title: str | None,
    gazetteer: Gazetteer,
) -> list[Provenance]:
    """Say for each attribution of one article, given in text order, where its content comes from.

    Args:
        text: the article's text, which the spans point into.
        attributions: all attributions of the article, so that later pronouns find earlier names.
        publisher: the article's publisher as name, slug or domain; never a hop.
        domain: its domain.
        title: the headline; unused names in it help with short forms.
        gazetteer: the known outlets.
    """
    relays = Relays(text, title or "", gazetteer, gazetteer.publisher(publisher, domain), publisher)
    cast = Cast(text, relays.mentions)
    return [_one(text, attribution, cast, relays) for attribution in attributions]


def _one(text: str, attribution: Attribution, cast: Cast, relays: Relays) -> Provenance:
    speaker = NOBODY
    if attribution.source:
        speaker = cast.speaker(attribution.source[0][0], attribution.source[-1][1])
    if speaker.outlet and relays.is_own(speaker.outlet):
        speaker = Speaker(speaker.origin, "self")
    via = relays.via(attribution, speaker)
    hops = sum(kind in HOPPING for kind, _ in via) + (speaker.source_type == "media_outlet")
    return Provenance(
        origin=speaker.origin,
        source_type=speaker.source_type,
        via=via,
        hops=hops,
        second_hand=hops > 0,
        anonymous=speaker.source_type == "anonymous",
        hedged=_hedged(words_of(text, attribution.cue)),
    )


def _hedged(cue: str) -> bool:
    return not words("hedges").isdisjoint(_WORD.findall(cue.casefold())) or bool(_DOUBT.search(cue))
