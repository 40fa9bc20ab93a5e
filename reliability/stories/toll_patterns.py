"""How texts say how many people were killed, injured, arrested: the patterns that find it and take it apart."""

from __future__ import annotations

import re

from reliability.stories import toll_words
from reliability.stories.toll_words import (
    ABOVE,
    BELOW,
    CEILING,
    FLOOR,
    KIND_OF,
    LOOSE,
    NUMBERS,
    ROUND,
    SCALES,
    SHORT_OF,
)
from reliability.stories.toll_words import alternatives as _any

_ABOUT = _any((*FLOOR, *ABOVE, *CEILING, *BELOW, *SHORT_OF, *ROUND))
_SMALL = rf"{_any(NUMBERS)}(?:[- ]{_any(list(NUMBERS)[:9])})?"
_LARGE = rf"(?:a|{_any(list(NUMBERS)[:9])}) {_any(SCALES)}"
_NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,7}"
    rf"|(?:a|{_any(list(NUMBERS)[1:9])}) dozen|{_LARGE}|{_SMALL}|{_any(LOOSE)})"
)
_SPAN = r"(?: to | and | or |-|–)"
_AMOUNT = rf"(?:between )?(?:{_ABOUT} )?{_NUMBER}(?:{_SPAN}{_NUMBER})?"
_WORD = r"[a-z'’-]+"
_GROUP = rf"(?:{_WORD}s|{_any(toll_words.SINGULAR)})"
_WHO = rf"(?: (?:of (?:the|its|their|those|these) (?:{_NUMBER} )?)?(?:{_WORD} ){{0,3}}?{_GROUP})?"
_WHERE = rf"(?: (?:aboard|on board|there|in total|in all|(?:in|at|from|near|of) {_WORD}(?: {_WORD})?))?"
_INCLUDING = r"(?:, (?:including|among them|mostly|most of them|many of them)[^,.;!?]+,)?"
_PASSIVE = (
    r"(?: (?:were|was|are|is|have|has|had|been|being|be|reported|reportedly|confirmed|feared|believed|presumed|known"
    r"|to|also|left|found|still|now|later|seriously|badly|slightly|critically|severely|lightly|all|more|already"
    r"|taken|rushed|flown|brought|sent|made|rendered)){0,4}"
)
_AFTER = rf"{_AMOUNT}(?: (?:other|more|further))?{_WHO}{_WHERE}{_INCLUDING}{_PASSIVE} {_any(toll_words.FATES)}"
_COUNTED = rf"{_AMOUNT}(?: {_WORD})? {_any(toll_words.COUNTED)}"
_BEFORE = rf"{_any(toll_words.DEEDS)} (?:an?other |a further |(?:him|her|them)(?:self|selves)? and )?{_AMOUNT}"
_TO_PEOPLE = rf"{_any(toll_words.DEEDS_TO_PEOPLE)} {_AMOUNT} (?:{_WORD} ){{0,2}}?{_any(toll_words.PEOPLE)}"
_TAKEN = (
    r"(?:claim|claimed|claims|claiming|took|takes|taking|taken|cost|costing|costs) "
    rf"(?:the lives of {_AMOUNT}|{_AMOUNT}(?: {_WORD})? lives)"
)
_GONE = (
    r"(?:bodies|corpses|deaths|death|lives|killing|murder|murders|arrest|arrests|rescue|evacuation|kidnapping) of "
    rf"{_AMOUNT}"
)
_TOLL = (
    rf"(?:toll|death count|death tally) (?:{_WORD} ){{0,4}}?"
    rf"(?:to|at|of|is|was|reached|reaches|hits|hit|passes|passed) {_AMOUNT}"
)
_TALLY = rf"number of (?:{_WORD} ){{0,2}}?{_any(KIND_OF)} (?:{_WORD} ){{0,4}}?(?:to|at|is|was|reached) {_AMOUNT}"
# Only ASCII letters: with all letters of Unicode the same pattern takes twenty times as long.
PATTERN = (
    (rf"(?i-u)\b(?:{_TOLL}|{_TALLY}|{_TAKEN}|{_GONE}|{_BEFORE}|{_AFTER}|{_TO_PEOPLE}|{_COUNTED})\b")
    .replace("[a-z'’-]", "(?u:[a-z'’-])")
    .replace("|-|–)", "|(?u:[-–]))")
    .replace("[^,.;!?]", "(?u:[^,.;!?])")
)

NEEDED = [
    *toll_words.FATES,
    *toll_words.DEEDS,
    *toll_words.COUNTED,
    "lives",
    "toll",
    "death of",
    "number of",
    "evacuation",
    "pulled",
    "held",
    "lost",
    "released",
]

NUMBERED = rf"(?i-u)[0-9]|\b{_any((*NUMBERS, *SCALES, *LOOSE))}\b"
PARTS = re.compile(
    rf"\b(?P<range>between )?(?:(?P<about>{_ABOUT}) )?(?P<low>{_NUMBER})\b(?:{_SPAN}(?P<high>{_NUMBER})\b)?",
    re.IGNORECASE,
)
KIND = re.compile(rf"\b{_any(KIND_OF)}\b", re.IGNORECASE)
DEED = re.compile(rf"{_any(toll_words.DEEDS)} ", re.IGNORECASE)
BARE = re.compile(rf"{_AMOUNT}(?: (?:other|more|further))?{_WHO} \w+", re.IGNORECASE)
OBJECT = re.compile(r" (?:an?|the|his|her|its|their|him|them|at least|more than|[0-9]+|[A-Z][a-z]+)\b")
NOT_COUNTED = re.compile(rf"(?:\b{_any(toll_words.NO_COUNTS)} ?|[$€£#] ?|[.,/-])$", re.IGNORECASE)
DATING = re.compile(
    r"\b(?:in|since|of|by|until|from|during|late|early|before|after|and|"
    r"january|february|march|april|may|june|july|august|september|october|november|december),? $",
    re.IGNORECASE,
)
WORDS = re.compile(r"[a-z’'-]+", re.IGNORECASE)
