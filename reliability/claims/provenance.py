"""How a claim travelled: from its origin, through whom, to this article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reliability.claims.announced import announced
from reliability.claims.attribution import Attribution, words_of
from reliability.claims.carries import Carries, Scene
from reliability.claims.cited import cited
from reliability.claims.comments import Comments
from reliability.claims.frames import frame
from reliability.claims.gazetteer import Gazetteer
from reliability.claims.heads import NOBODY, Speaker, words
from reliability.claims.memory import Memory
from reliability.claims.names import Names
from reliability.claims.outlets_seen import OutletsSeen, own
from reliability.claims.relayed import Relayed
from reliability.claims.relays import Relays, Via
from reliability.claims.said import Said
from reliability.claims.speakers import Cast

LEAD = 30
HOPPING = frozenset(("outlet", "platform", "person"))
_WORD = re.compile(r"[^\W\d_]+")
_DOUBT = re.compile(r"\bwithout (?:any |offering |providing |citing |presenting )*(?:evidence|proof)\b", re.IGNORECASE)
_GOING_ON = re.compile(
    r"^\W*(?:add|say|tell|not|call|argu|claim|insist|explain|writ|describ|suggest|referr|warn)\w*ing\b", re.I
)
_HEARSAY = re.compile(r"\b(?:allegedly|reportedly|purportedly|supposedly|unconfirmed|rumou?red)\b", re.IGNORECASE)
_REPORTS = re.compile(
    r"\b(?:sa(?:id|ys)|report|wr(?:ote|ites)|not(?:ed|es)|according|tweet|reveal|found|learned|point)", re.IGNORECASE
)
_LITIGATES = re.compile(
    r"\b(?:filed|files|filing) (?:an?|its|the|their) (?:[\w-]+ )?(?:motion|lawsuit|suit|complaint|appeal)\b|\bsued\b"
)


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
        publisher: the article's publisher as name, slug or domain; it is never a hop.
        domain: its domain.
        title: the headline, which may spell out an outlet's short form.
        gazetteer: the known outlets.
    """
    names = Names(text)
    seen = OutletsSeen(text, title or "", names, gazetteer, own(gazetteer, publisher, domain))
    said = Said(attributions)
    memory = Memory(text, names, said)
    cast = Cast(text, names, seen, memory)
    relays = Relays(text, seen, attributions)
    interviews = announced(text, seen, names, said, relays.sentence)
    carries = Carries(relays, said, interviews, memory.person)
    reading = _Reading(cast, relays, Relayed(cast), carries, Comments(text))
    return [_one(text, one, reading) for one in attributions]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of one article while its attributions are resolved."""

    cast: Cast
    relays: Relays
    relayed: Relayed
    carries: Carries
    comments: Comments


def _one(text: str, attribution: Attribution, reading: _Reading) -> Provenance:
    relays = reading.relays
    cue = words_of(text, attribution.cue)
    start, region = relays.region(attribution)
    after = attribution.source[-1][1] if attribution.source else len(text)
    rest = text[after : after + LEAD].lstrip()
    speaker = _speaking(_speaker(attribution, reading.cast, cue, start), relays.seen, cue, region, rest)
    via = relays.around(attribution, speaker, start, region)
    if speaker.outlet:
        speaker, via = cited(attribution, speaker, via, (start, region), reading.cast)
    via = reading.carries.settle(attribution, speaker, via, _scene(text, attribution, region, cue))
    if not via and speaker.source_type == "person":
        via = frame(text, attribution, relays.seen)
    speaker, via = _posted(attribution, speaker, via, reading.comments)
    behind = reading.relayed.origin(attribution, speaker)
    if behind and behind.origin != speaker.origin:
        speaker, via = behind, (("person", speaker.origin or cue), *via)
    via = tuple(step for step in via if step != ("outlet", speaker.origin))
    hops = sum(kind in HOPPING for kind, _ in via) + (speaker.source_type == "media_outlet")
    return Provenance(
        origin=speaker.origin,
        source_type=speaker.source_type,
        via=via,
        hops=hops,
        second_hand=hops > 0,
        anonymous=speaker.source_type == "anonymous",
        hedged=_is_hedged(cue) or any(_HEARSAY.search(text, *span) for span in attribution.content),
    )


def _speaking(speaker: Speaker, seen: OutletsSeen, cue: str, region: str, rest: str) -> Speaker:
    """In what part somebody speaks: for an outlet, as a party to a lawsuit, or as the article's own publisher.

    `region` is the sentence without the content, `rest` what the text says right after the source.
    """
    if speaker.employer and _REPORTS.search(cue):
        speaker = Speaker(speaker.origin, "media_outlet", speaker.gender, speaker.employer)
    if speaker.outlet and (_LITIGATES.search(region) or _LITIGATES.match(rest)):
        return Speaker(speaker.origin, "organisation")
    if any(seen.is_own(outlet) for outlet in speaker.outlets):
        return Speaker(speaker.origin, "self", members=speaker.members)
    return speaker


def _posted(attribution: Attribution, speaker: Speaker, via: Via, comments: Comments) -> tuple[Speaker, Via]:
    """Speaker and way of words in a reader's comment: "I" is the reader, and the platform is a step."""
    author = comments.author(min(start for start, _ in (*attribution.cue, *attribution.content)))
    if author is None:
        return speaker, via
    posted = via if any(kind == "platform" for kind, _ in via) else (*via, ("platform", "Twitter"))
    return (Speaker(author, "person") if speaker.source_type == "self" else speaker), posted


def _scene(text: str, attribution: Attribution, region: str, cue: str) -> Scene:
    begin = attribution.cue[0][0] if attribution.cue else 0
    return Scene(region, text[max(0, begin - LEAD) : begin], cue, words_of(text, attribution.source))


def _speaker(attribution: Attribution, cast: Cast, cue: str, start: int) -> Speaker:
    """Who speaks in an attribution whose sentence begins at `start`."""
    if attribution.source:
        return cast.speaker(attribution.source[0][0], attribution.source[-1][1])
    if _GOING_ON.match(cue):
        return cast.again(attribution.cue[0][0])
    return cast.unmarked(start, *attribution.cue[0]) if attribution.cue else NOBODY


def _is_hedged(cue: str) -> bool:
    return not words("hedges").isdisjoint(_WORD.findall(cue.casefold())) or bool(_DOUBT.search(cue))
