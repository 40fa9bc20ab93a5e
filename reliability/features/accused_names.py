"""Whether the words for somebody accused name a person or a company who could answer."""

from __future__ import annotations

import re
from itertools import islice

from reliability.features.patterns import entries
from reliability.features.reading import mentions

# A full stop inside a name stands behind an initial or a short title; behind other words a sentence ends.
SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|Jr|Sr|St|Lt))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Sgt))\.\s+")
OFFICE = (
    r"(?:Former|Ex-\w+|Vice|Deputy|Acting|Mayor|President|Chairman|Chairwoman|Chair|Director|Secretary|Minister|Prime|"
    r"Attorney|General|Sheriff|Chief|Officer|Judge|Justice|Senator|Sens?\.?|Reps?\.?|Representative|"
    r"Congress(?:man|woman)|Gov\.?|Governor|Councill?or|Councilman|Councilwoman|Commissioner|Professor|Prof\.?|"
    r"Dr\.?|Mrs?\.?|Ms\.?|Sir|Lord|Lady|Father|Bishop|Cardinal|Pastor|Rev\.?|Lt\.?|Gen\.?|Sgt\.?|Col\.?|Captain|"
    r"Detective|Coach|CEO|Republican|Democrat(?:ic)?|Nominee|Leader|Speaker)"
)
LEADING = re.compile(rf"^(?:{OFFICE} )+")
INSTITUTION = re.compile(
    r"\b(?:Courts?|Committee|House|Senate|Congress|Parliament|Party|Department|Ministry|Bureau|Act|Law|Bill|"
    r"Constitution|Amendment|Police|Government|Council|Agency|Commission|Administration|States?|Count(?:y|ies)|City|"
    r"Army|Navy|Forces?|Guard|Church|Union|Nations|Court|Circuit|District|Office|Service|Kingdom|Republic|Islam\w*|"
    r"Revolution|War|Street|Road|Day|Times|Post|News|Bay|Island|North|South|East|West|Justice|Intelligence|Security|"
    r"Democrats?|Republicans?|Americans?|Muslims?|Christians?|Jews|Catholics?|Nazis?|Taliban|Communists?|Chinese|"
    r"Russians?|Israelis?|Palestinians?|Iranians?|Cabinet|Board|Embassy|Border|Immigration|Team|School|Schools)\b"
)
COMPANY = re.compile(
    r"\b(?:Inc|Corp|Corporation|Company|Co|Ltd|LLC|PLC|GmbH|AG|Group|Holdings?|Industries|Works|Bank|Motors|"
    r"Airlines|Mining|Energy|Oil|Foods?|Pharma\w*|Chemicals?|Logistics|Builders|Construction|Partners|Capital|Trust|"
    r"Foundation|Clinic|Hospital|Hotels?|Insurance|Media|Systems|Technologies|Labs?|Services|Enterprises|Associates|"
    r"Transport|Mills?|Properties|Homes|Brothers|Sons)\b\.?"
)
BEHIND_FIRST = re.compile(r"\b([A-Z][a-z][\w’'-]{0,30}) (?:[A-Z]\. )?$")
LONGEST_FIRST, MENTIONS = 40, 60  # characters of a first name, and mentions that are looked at


def who(name: str, text: str, end: int) -> str | None:
    """The name of a person or company in these words of the text, which end at `end`; None where there is none.

    Pieces of other names, parts of compounds ('Vale-ruled'), possessives, institutions and laws are none.
    """
    words = LEADING.sub("", SENTENCE_END.split(name)[-1])
    first, _, rest = words.partition(" ")
    if first in entries("not_names") and not COMPANY.search(words):
        words = LEADING.sub("", rest)
    if not words or re.search(r"-[a-z]|['’]s?$", words) or re.match(r"['’]s?\b|-\w| [A-Z]", text[end : end + 3]):
        return None
    pieces = words.split(" ")
    if any(piece in entries("countries") for piece in pieces):
        return None
    if len(pieces) > 1 and COMPANY.search(words):
        return words
    if INSTITUTION.search(words) or any(piece.isupper() and len(piece) > 2 for piece in pieces):
        return None
    if len(pieces) > 1:
        return words if all(piece[0].isupper() for piece in pieces) and len(pieces[-1]) > 1 else None
    return words if _is_last_name(words, text) else None


def _is_last_name(word: str, text: str) -> bool:
    """Whether the text has this word behind a first name, as in 'Ada Novak'."""
    for at in islice(mentions(word, text), MENTIONS):
        before = BEHIND_FIRST.search(text, max(at - LONGEST_FIRST, 0), at)
        if before is None or before[1] in entries("not_names") or LEADING.match(f"{before[1]} "):
            continue
        if not INSTITUTION.search(before[1]) and not re.match(r" [A-Z]", text[at + len(word) :][:2]):
            return True
    return False
