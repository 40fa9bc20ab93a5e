"""Who speaks through an outlet: "Reuters reported, citing two officials", "Reuters says the port said"."""

from __future__ import annotations

import re
from itertools import islice

from reliability.claims.attribution import Attribution
from reliability.claims.chain import inwards
from reliability.claims.heads import Speaker
from reliability.claims.relays import Via
from reliability.claims.speakers import Cast

OPENING = 160
LONGEST_CHAIN = 3
_CITING = re.compile(
    r"\b(?:citing|cited|quoting|quoted|cites|quotes)\s+((?:[^\s,.;\u00b7]+\s?){1,8}?)"
    r"(?=\s*(?:[,.;\u00b7]|$|who\b|that\b|as\b|with\b|familiar\b))"
)
_CITES = re.compile(r"(?:(?:in|by|while|also|was) )?(?:citing|quoting|cites|cited|quotes|quoted)\b", re.IGNORECASE)
_CITED = re.compile(r"([^,.;:\"“”]{2,80}), (?:that )?(?=\w)")
_SAYS = "said|says|told|tells|announced|confirmed|testified|stated"
_NESTED, _NESTED_CITED = (
    re.compile(
        rf"\W{{0,3}}(?:that )?(?:((?:[^\s,.;:\"“”]+ ){{1,7}}?)(?:has |have |had |also |\w+day )?(?:{says})"
        r"|((?:[^\s.;:\"“”]+ ){1,10}?)as (?:saying|telling|claiming|warning|having said))\b"
    )
    for says in (_SAYS, f"{_SAYS}|claimed|claims|denied|denies|alleged|alleges")
)
_SPEAKER = r"(?P<{name}>[^\s,.;:\"“”]+(?: [^\s,.;:\"“”]+){{0,6}})"
_NESTED_BEHIND = re.compile(
    rf"[,?!][\"”]\s+(?:{_SPEAKER.format(name='before')} (?:{_SAYS})|(?:{_SAYS}) {_SPEAKER.format(name='behind')})"
    r"(?: (?:on )?\w+day)?\W{0,2}\Z"
)


def cited(
    attribution: Attribution, speaker: Speaker, via: Via, within: tuple[int, str], cast: Cast
) -> tuple[Speaker, Via]:
    """Find whom an outlet cites or quotes; `within` is the sentence around the attribution, with its start."""
    start, region = within
    begin, end = attribution.content[0] if attribution.content else (0, 0)
    source = _CITED.match(cast.text, begin, end) if _is_citing(attribution, cast.text) else None
    if source:
        # "Reuters, citing the Courier, a pilot claimed": the content opens with who is cited.
        speaker, via = _through(speaker, cast.named(*source.span(1)), via)
        begin = source.end()
    nested = (_NESTED_CITED if source else _NESTED).match(cast.text, begin, min(end, begin + OPENING))
    nested = nested or _NESTED_BEHIND.search(cast.text, max(begin, end - OPENING), end)
    if nested:
        speaker, via = _through(speaker, cast.named(*nested.span(nested.lastindex or 0)), via)
        return speaker, _ordered(via, start, region, cast)
    if source:
        return speaker, via
    for citing in islice(_CITING.finditer(region), LONGEST_CHAIN):
        if speaker.outlet is None:
            break
        begin, end = start + citing.start(1), start + citing.end(1)
        together = {mention.outlet.shown for mention in cast.seen.within(begin, end)}
        # "A, citing B and C": C is no step on the way from B.
        via = tuple(step for step in via if not (step[0] == "outlet" and step[1] in together))
        speaker, via = _through(speaker, cast.named(begin, end), via)
    return speaker, via


def _ordered(via: Via, start: int, region: str, cast: Cast) -> Via:
    """The way with its outlets in the order of who cites whom in `region`."""
    places: dict[str, int] = {}
    for mention in cast.seen.within(start, start + len(region)):
        if ("outlet", mention.outlet.shown) in via:
            places.setdefault(mention.outlet.shown, mention.start - start)
    named = inwards(((place, name) for name, place in places.items()), region)
    others = tuple(step for step in via if step[0] != "outlet" or step[1] not in places)
    return (*others, *(("outlet", name) for name in named))


def _is_citing(attribution: Attribution, text: str) -> bool:
    return any(_CITES.match(text, *span) for span in attribution.cue)


def _through(speaker: Speaker, quoted: Speaker, via: Via) -> tuple[Speaker, Via]:
    """Whom the outlet `speaker` quotes, and the way with that outlet on it; unchanged where that is nobody."""
    nobody = quoted.source_type == "other" or quoted.origin is None or quoted.outlet == speaker.outlet
    if speaker.outlet is None or nobody:
        return speaker, via
    names = {outlet.shown for outlet in (speaker.outlet, *quoted.outlets) if outlet}
    rest = tuple(step for step in via if not (step[0] == "outlet" and step[1] in names))
    return quoted, (("outlet", speaker.outlet.shown), *rest)
