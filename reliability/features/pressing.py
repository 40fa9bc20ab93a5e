"""Does the text press its reader: advertising, insults, the writer's own opinion, words in capitals."""

from __future__ import annotations

import re

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import QUOTED, count, holds, listed
from reliability.features.reading import own_words, places, spans_of, without

INSULTS = listed("insults")

PRICE = r"(?:[$£€]\s?\d{1,4}(?:\.\d\d)?(?:[^\d,.k]|[,.]\D)|\d{1,3} (?:dollars|pounds|euros)\b)"
DISCLOSED = (
    r"\baffiliate (?:link|commission|partner|program|marketing|disclosure)s?\b"
    r"|\b(?:earns?|receives?|gets?|makes?|paid) (?:us )?(?:a|an) (?:small |affiliate |modest |"
    r"referral )*(?:commission|cut|fee) (?:if|when|on|from|for|every|at)\b"
    r"|\b(?:sponsored|branded|promoted|paid|partner) (?:content|post|article|message|feature|story|partnership|"
    r"promotion|advertisement)\b"
    r"|\b(?:post|article|story|page|guide|review) (?:is|was|has been) sponsored\b|\badvertorial\b|\bbrought to you by\b"
    r"|\b(?:our|today['’]s|this week['’]s) sponsors?\b|\bwe may be compensated\b"
)
OFFERED = (
    r"\b(?:promo|promotional|discount|coupon|voucher|offer|referral) codes?\b"
    r"|\b(?:use|enter|apply|quote|with) (?:the |our )?code\b|\blimited[- ]time\b|\b(?:special|exclusive|introductory|"
    r"unbeatable) (?:offer|deal|discount|price)s?\b"
    r"|\bfree (?:trial|shipping|delivery|gift|sample|quote|consultation)s?\b|\bmoney[- ]back guarantee\b"
    r"|\bwhile (?:supplies|stocks?|they) lasts?\b|\b(?:sale|offer|deal|promotion) (?:ends|expires|is valid|closes|"
    r"won['’]t last)\b"
    rf"|\bfor (?:just|only) {PRICE}|\b(?:now|yours) (?:for )?(?:just|only) {PRICE}|\bas (?:low|little) as {PRICE}|"
    rf"\bprices? start(?:s|ing)? (?:at|from) {PRICE}"
    r"|\b(?:satisfaction guaranteed|add to (?:cart|basket)|today only|risk[- ]free trial|no credit card)\b"
    r"|\b(?:get|take|enjoy|claim|receive|for|extra|save|saving|up to)\s(?:an? )?(?:extra )?\d+ ?(?:%|per ?cent|"
    r"percent) (?:off|discount)\b|\b\d+% off\b"
    r"|\bsave (?:up to |as much as |over )?(?:[$£€]\d+|\d+ ?%)"
)
CALLED = (
    r"\b(?:buy|order|shop|purchase|book|reserve|pre-?order|enrol|enroll) (?:yours |it |one |online )?(?:now|today|"
    r"here)\b"
    r"|\b(?:get|grab|claim|order|reserve|snag|secure) (?:yours|your (?:copy|bottle|sample|discount|free|trial|ticket|"
    r"spot|kit|pack))\b"
    r"|\bcall (?:now|toll[- ]free|today)\b|\bact (?:now|fast) (?:and|to (?:get|save|claim|receive)|before (?:it['’]s|"
    r"they['’]re|the (?:offer|sale|deal|price)|prices|stock))\b|\bclick (?:here|the link|below) (?:to|and|"
    r"for) (?:buy|order|shop|get|claim|save|purchase|learn how you|grab|sign up)\b"
    r"|\bdon['’]t miss (?:out|this|your chance)\b|\bhurry\b[^.\n]{0,40}\b(?:offer|stock|supplies|sale|last|gone)\b"
    r"|\b(?:visit|go to|head to) our (?:online )?(?:store|shop)\b"
)
ADVERTISING = f"{DISCLOSED}|{OFFERED}|{CALLED}"

OPINION = (
    r"\b(?:I|[Ww]e) (?:\w+ly |still |also |do |for one )?(?:think|believe|suspect|doubt|hope|fear|feel|wonder|suppose|"
    r"reckon|guess|worry|maintain|contend|submit|applaud|urge|deplore|dread|prefer|agree|disagree|refuse to)\b"
    r"|\bI(?: am|['’]m) (?:\w+ly )?(?:sure|convinced|certain|afraid|glad|sorry|tired|sick|proud|ashamed|appalled|"
    r"not (?:sure|convinced|surprised)|inclined|confident)\b"
    r"|\bI (?:can(?:not|['’]t)|could(?:n['’]t)?) (?:help|imagine|stand|believe|think of|see (?:how|why|any)|"
    r"understand)\b|\bI(?:['’]d| would| must| have to| must) (?:argue|say|admit|confess|suggest|rather|add)\b"
    r"|\b(?:[Ii]n|[Tt]o) (?:my|our) (?:own |humble |personal )?(?:view|opinion|judge?ment|mind|book|estimation|eyes|"
    r"experience)\b"
    r"|\b[Mm]y (?:own |personal )?(?:view|opinion|guess|hunch|sense|feeling|fear|advice|hope|take|verdict) is\b|"
    r"\b[Ii]f you ask me\b|\b[Aa]s I see it\b|\b[Tt]he way I see it\b|\b[Ff]or my (?:part|money)\b"
    r"|\b(?:[Ww]e|[Aa]ll of us|[Yy]ou and I) (?:all |really |simply |surely )?(?:must|should|ought to|need to|"
    r"have to|cannot|"
    r"can['’]t) (?:not |never |all |now |also )?[a-z]+\b|\b[Ll]et us\b|\b[Ll]et['’]s (?:be|not|hope|face|stop|call|"
    r"remember|admit|get|make|pray|take)\b"
)
KIND = (
    r"(?:opinions?|op-?ed|editorial|commentary|columns?|columnists?|perspectives?|viewpoint|letters?|reviews?"
    r"|essay|first[- ]person|interviews?|q ?& ?a|transcript|full text|voices|ideas)"
)
LABELLED_TITLE = rf"(?i)^\W*{KIND}\b|[:|–—-]\s*{KIND}\s*$|\b(?:opinion|interview|q ?& ?a|transcript|full text)\b"
LABELLED_TEXT = rf"(?i)^\W*{KIND}\s*(?:[:|–—-]|\n)"
LABELLED_PLACE = rf"(?i)\b{KIND}s?\b"
_OPINION = re.compile(OPINION)


def first_person_opinions(case: Case) -> list[Place]:
    """Where the writer says 'I think', 'in our view' or 'we must', outside of quotations and of what others say."""
    others = [claim for claim in case.claims if claim["origin"] and claim["source_type"] not in ("self", "other")]
    said = [span for claim in others for span in spans_of(claim, "content")]
    return places(_OPINION, without(said, own_words(case.text)))


FEATURES = (
    Feature(
        "advertising_phrases",
        count("lower", ADVERTISING),
        "phrases",
        "Phrases that sell or disclose a sale: promo codes, offers, calls to buy, commissions, sponsors. Why: who is "
        "paid for what is told cannot be asked to judge it. Example: 2 for 'Use code VALE10 and order now'.",
        spans=f"(?i){ADVERTISING}",
        scored=False,
    ),
    Feature(
        "insults",
        count("own", INSULTS),
        "words",
        "Words that despise people, such as 'idiot', outside of quotations. Why: contempt is no report. "
        "Example: 1 for 'The clueless buffoon voted no.'",
        spans=f"(?i){INSULTS}",
        besides=QUOTED,
        scored=False,
    ),
    Feature(
        "first_person_opinions",
        Finder(
            first_person_opinions,
            when=holds("text", OPINION)
            & ~holds("title", LABELLED_TITLE)
            & ~holds("text", LABELLED_TEXT)
            & ~holds("url", LABELLED_PLACE).fill_null(False)
            & ~holds("section", LABELLED_PLACE).fill_null(False),
        ),
        "phrases",
        "Where the writer gives an opinion in the first person, as in 'I think' or 'we must', in a text that is not "
        "labelled as opinion, interview or review; quotations and what others say do not count. Why: comment that "
        "poses as news. Example: 1 for 'I believe that the council is wrong.'",
        scored=False,
    ),
)
