"""Sources whose name is kept back, and whether the article says why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.heard import ON_TERMS, TERMS
from reliability.features.patterns import holds
from reliability.features.reading import around, of_claims, own_words, spans_of

# Only people who could be named: not 'officials', 'the mayor' or 'a spokesman', who speak for a body.
KEPT_BACK = re.compile(
    r"(?i)\b(?:sources?|insiders?|whistle-?blowers?|informants?|confidants?|tipsters?|leakers?|anonymous|unnamed|"
    r"unidentified)\b"
    r"|\b(?:close|familiar|briefed|knowledge|knowledgeable|privy|involved|aware|spoke|speaking|speaks|asked|asking|"
    r"requested|requesting|declined|declining|insisted|preferred|refused|refusing|wished|wishing|wanted)\b"
    r"|^(?:an?|one|another|two|three|several) (?:person|persons|people) (?:who|with|in|near|at|from|on)\b"
    r"|^(?:an?|one|another|some|several|multiple|two|three|four|five|half a dozen|\d+|former|current|senior|"
    r"top)\b[^,.]{0,60}"
    r"\b(?:officials?|aides?|advis[eo]rs?|employees?|staffers?|staff members?|executives?|diplomats?|operatives?|"
    r"strategists?|lawmakers?|lobbyists?|bankers?|associates?|donors?|consultants?|managers?|traders?|agents?)\b"
)
SOMEONE = re.compile(
    r"(?i)(?:some(?:one|body)|(?:\w+ )?(?:people|persons?)) (?:who|with|close|familiar|briefed|in|near)\b"
)
NAME = re.compile(r"[,(]\s*[A-Z][a-z]+ [A-Z][a-z]+|\b[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]{2,}\s*$")
HELD = (
    r"(?:anonym\w+|(?:not|without|against) (?:to )?(?:be(?:ing)? )?(?:named|identified|quoted by name)|"
    r"(?:withh?e?o?ld|conceal|chang|omit|protect)\w* (?:his|her|their|the|its)? ?"
    r"(?:real |full |sources?['’] )?(?:names?|identit(?:y|ies))|on background|off the record|kept? (?:his|her|"
    r"their) names? (?:out|back)|declin\w+ to (?:give|be)[^.\n]{0,20}name\w*)"
)
WHY = (
    r"\b(?:because|since|as (?:he|she|they|it|the)|due|fear\w*|afraid|for (?:safety|security|privacy|legal|personal|"
    r"professional|the sake|(?:his|her|their) (?:own )?(?:safety|job|security))"
    r"|out of|citing|cited|given|owing|lest|concern\w*|worr\w+|sensitiv\w+|to (?:discuss|describe|speak|talk|avoid|"
    r"protect|share|disclose|reveal|be candid|detail|preserve)"
    r"|in order|so (?:as|that)|when (?:talking|speaking|discussing)|while (?:talking|discussing)|discussing|"
    r"describing|not (?:been )?(?:authori[sz]ed|allowed|permitted|cleared)|unauthori[sz]ed"
    r"|retaliat\w*|retribution|reprisals?|confidential\w*|private)\b"
)
BARRED = (
    r"\bnot (?:been )?(?:authori[sz]ed|allowed|permitted|cleared) (?:by \w+ )?to (?:speak|talk|comment|discuss|brief|"
    r"be quoted|disclose|address|give)"
    r"|\b(?:fear(?:s|ed|ing)?|afraid) (?:of |that )?[^.\n]{0,40}(?:retaliat|reprisal|retribut|los(?:e|ing)|arrest|"
    r"harass|punish|fired|consequence)"
)
_HELD, _WHY, _BARRED = (re.compile(rf"(?i)\b{HELD}"), re.compile(f"(?i){WHY}"), re.compile(f"(?i){BARRED}"))
BEFORE, AFTER = 90, 70  # characters between a name kept back and the reason for it
GOES_ON = re.compile(r"(?:said|says|told|added)\b|[.!?] ")  # what follows is no reason any more
THEY = (
    r"(?:(?:some|many|most|several|other|unnamed|anonymous|undisclosed|informed|well-placed|industry|inside|"
    r"political|local|multiple|various|numerous|certain|independent|leading|top|countless|media|press|news|online|"
    r"recent|new|early|unconfirmed) )?"
    r"(?:sources|insiders|critics|experts|observers|analysts|commentators|opponents|supporters|detractors|skeptics|"
    r"sceptics|pundits|reports|rumou?rs|scientists|researchers|studies|people|others|some|many|scholars|specialists|"
    r"doctors|economists|historians|circles|voices|watchers|locals|residents|onlookers|bystanders)"
)
VAGUE = (
    rf"\b{THEY} (?:\w+ly |have |had |are |also |now |even |close to (?:the )?\w+ |familiar with (?:the )?\w+ |"
    rf"in the know )*(?:say|says|said|saying|claim|claimed|claiming|argue|argued|argu(?:e|ing)|believe|think|fear|"
    rf"warn|warned|suggest|suggested|indicate|allege|alleged|contend|insist|note|noted|agree|point out|maintain|"
    rf"worry|suspect|speculate|question|tell|told|reveal|swirl\w*|hint|have it)\b"
    r"|\b(?:according to|citing) (?:(?:some|several|unnamed|anonymous|multiple|various|informed|unconfirmed|"
    r"well-placed|industry|local|media|press|news|recent|many|certain|inside) )*(?:sources?|insiders?|reports?|"
    r"rumou?rs?|experts?|critics|observers|analysts|people|circles|accounts)\b"
    r"|\bit (?:is|was|has been|is being) (?:widely |often |commonly |generally |frequently |also |now )?(?:believed|"
    r"thought|said|claimed|reported|rumou?red|understood|alleged|known|feared|assumed|suspected|speculated|argued|"
    r"suggested)\b"
    r"|\b(?:is|are|was|were) (?:widely|commonly|generally|often) (?:believed|thought|said|seen|regarded|considered|"
    r"rumou?red|known) (?:to|as)\b|\b(?:rumou?rs?|word) (?:has|have) it\b|\bword (?:on the street )?is\b|"
    r"\bas everyone knows\b|\ba source (?:said|says|claim\w*|told|close|familiar)\b"
)
AHEAD, BEHIND = 20, 150  # characters around such a word that are looked through
# What these phrases hold: a plain search for them is many times faster.
VAGUE_ROOTS = (
    "source", "insider", "critics", "experts", "observers", "analysts", "commentators", "opponents", "supporters",
    "detractors", "skeptics", "sceptics", "pundits", "report", "rumo", "scientists", "researchers", "studies",
    "people", "others", "some", "many", "scholars", "specialists", "doctors", "economists", "historians", "circles",
    "voices", "watchers", "locals", "residents", "onlookers", "bystanders", "accounts", "it is ", "it was ",
    "it has been ", "widely ", "commonly ", "generally ", "often ", "word ", "everyone knows", "according to", "citing",
)  # fmt: skip
_VAGUE = re.compile(VAGUE, re.IGNORECASE)
_ON_TERMS = re.compile(ON_TERMS)


def without_reason(case: Case) -> list[Place]:
    """Claims of people whose name is kept back, up to the first place where the article gives a reason for that."""
    unknown = [claim for claim in case.claims if claim["anonymous"] or SOMEONE.match(claim["source_text"] or "")]
    unnamed = [claim for claim in unknown if _kept_back(claim["source_text"] or "")]
    unnamed += [claim for claim in case.claims if _on_terms(claim)]
    if not unnamed:
        return []
    reason = _reason(case.text)
    if reason is None:
        return of_claims(unnamed, "source", "cue", "content")
    # Later mentions lean on the reason, and so does a first one in the paragraph that it stands in.
    told = case.text.rfind("\n", 0, reason) + 1
    before = [
        claim for claim in unnamed if max((end for _, end in spans_of(claim, "source", "cue")), default=told) < told
    ]
    return of_claims(before, "source", "cue", "content")


def _on_terms(claim: Mapping[str, Any]) -> bool:
    """Whether a claim is 'who asked not to be named': the words behind it are somebody's whose name is kept back."""
    who = (claim["source_text"] or "").lower() in ("who", "")
    return who and claim["cue_text"] in TERMS and _ON_TERMS.search(claim["content_text"] or "") is not None


def _reason(text: str) -> int | None:
    """Where the text first says why a name is kept back."""
    found = [barred.start()] if (barred := _BARRED.search(text)) else []
    for held in _HELD.finditer(text):
        line = text.rfind("\n", 0, held.start()) + 1
        end = text.find("\n", held.end(), held.end() + AFTER)
        last = end if end >= 0 else held.end() + AFTER
        over = GOES_ON.search(text, held.end(), last)
        if _WHY.search(text, max(line, held.start() - BEFORE), over.start() if over else last):
            return min(*found, held.start()) if found else held.start()
    return found[0] if found else None


def _kept_back(source: str) -> bool:
    return KEPT_BACK.search(source[:300]) is not None and NAME.search(source[:300]) is None


def vague_attributions(case: Case) -> list[Place]:
    """Phrases of the writer that give a statement to sources, critics, reports and the like, or to nobody."""
    text = own_words(case.text)
    spans = around(VAGUE_ROOTS, text, AHEAD, BEHIND)
    return [Place(*match.span()) for span in spans for match in _VAGUE.finditer(text, *span)]


FEATURES = (
    Feature(
        "vague_attributions",
        Finder(vague_attributions, when=holds("lower", VAGUE)),
        "phrases",
        "Phrases that give a statement to nobody who could be asked, such as 'critics say', 'it is rumoured' or "
        "'according to sources', outside of quotations. Why: they lend weight that cannot be checked. "
        "Example: 2 for 'Insiders say it leaks. Many believe them.'",
        scored=False,
    ),
    Feature(
        "anonymous_without_reason",
        Finder(without_reason, when=pl.col("named_share") < 1),
        "claims",
        "Claims of people whose name is kept back, before the article says why, as in 'because she was not authorised "
        "to speak'. Officials and spokesmen in general do not count. Why: readers are owed a reason for trusting "
        "somebody unknown. Example: 1 for 'a source close to the mayor said', and nothing more about the source.",
        scored=False,
    ),
)
