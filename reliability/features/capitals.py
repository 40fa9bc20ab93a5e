"""Words that are shouted: ordinary words in capitals, in the headline and in the text."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import Case, Finder, Place
from reliability.features.patterns import ascii_bounds, entries, holds
from reliability.features.reading import blanked, mentions, own_words
from reliability.features.wording import vocabulary

CAPITALS = re.compile(r"[A-Z]{3,}(?![\w&/@]|[-.]\w|['’][A-Z])")
BESIDE = ".&/@#’'-"  # marks that make a word beside them part of another
# A line without a small letter that does not exclaim, and does not end as a sentence of some words: a sub-heading.
HEADING = re.compile(r"(?m)^(?![^\n]{0,300}(?:[A-Z’']{2,} ){2}[A-Z’']{2,}[.?…][\"”’')]*[ \t]*$)[^a-z\n!]*$")
FURNITURE = re.compile(
    r"\b[A-Z]+(?: [A-Z]+)? THIS (?:ARTICLE|STORY|POST|PAGE|VIDEO)\b|\b(?:JUST WATCHED|MUST WATCH|READ MORE|WATCH NOW)\b"
    r"|(?m:^CLOSE(?= [A-Z]))|\((?:Photo|Image|Credit|Picture)[^()\n]*\)"
)
# 'WATCH: ', 'PORT VALE (AFP)', and the speakers of transcripts: 'REP. ADA VALE (D-MN): '.
LABEL = re.compile(
    r"(?m)^[^\w\n]*(?:[A-Z]{3,}|[A-Z]{2,4}\.)(?: [A-Z][A-Z.’'-]+){0,3}"
    r"(?:(?: \([A-Z][^()\n]*\))?:| [|–—-]|\s*\(|, [A-Z][a-z])"
)
SPEAKER = re.compile(r"(?<=[.?!”\")\]] )[A-Z]{3,}(?: [A-Z]{2,}){0,2}:(?= )")  # further on in the same line

FEW = 3  # times that one word is shouted
SHORT_ONES = re.compile(r"(?: [A-Z]{2}\b)+")
WORDS = re.compile(r"[A-Z]+(?:['’][A-Z]+)?")
# 'LIVE', 'EXCLUSIVE' and 'PORT VALE' stay allowed: they say what follows.
TAG = re.compile(
    r"\b(?:WOW|BUSTED|BOOM|MUST|SHOCK\w*|SHAME\w*|OUTRAG\w*|DISGUST\w*|DISGRAC\w*|OWNED|DESTROY\w*|BOMBSHELL|UNREAL|"
    r"UNBELIEVABLE|INSANE|CRAZY|EPIC|CAUGHT|EXPOSED|REVEALED|CONFIRMED|PROOF|PROVEN|FINALLY|SICK\w*|HORR\w+|TERRIFY\w*|"
    r"SCARY|HUGE|MASSIVE|EXPLOSIVE|STUNN\w+|WARNING|BEWARE|LIES?|LIARS?|FAIL|HOAX|SCAM|SCANDAL|TREASON|CORRUPT\w*|EVIL|"
    r"NIGHTMARE|CHAOS|PANIC|MELTDOWN|HYPOCRI\w+|PATHETIC|HILARIOUS|EMBARRASS\w*|HUMILIAT\w*|SAVAGE|BRUTAL|AMAZING|"
    r"INCREDIBLE|WAKE|SHARE|TRUTH|OMG|WTF|LOL|OOPS|OUCH|YES|NO|YIKES|WHOA|GOTCHA|NAILED|SLAMMED|BLASTED|BETRAY\w*)\b"
)


@cache
def _common() -> frozenset[str]:
    return frozenset(vocabulary().words)


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(entries("acronym_words"))


def _capitals(words: str) -> list[re.Match[str]]:
    """Words in capitals that are no part of another."""
    return [match for match in CAPITALS.finditer(words) if not _joined(words[match.start() - 1 : match.start()])]


def _joined(before: str) -> bool:
    return before != "" and (before.isalnum() or before in BESIDE + "_")


def _in_small(word: str, text: str) -> bool:
    found = mentions(word, text)
    return any(
        not _joined(text[at - 1 : at]) and text[at + len(word) : at + len(word) + 1] not in tuple("&/@") for at in found
    )


def _shouted(words: str, text: str) -> list[tuple[int, int]]:
    """Words in capitals that this text or many others write in small letters, without those of acronyms."""
    found = [(match.span(), match[0].lower()) for match in _capitals(words)]
    asked = {word for _, word in found} - _acronyms()
    ordinary = asked & _common()
    ordinary |= {word for word in asked - ordinary if _in_small(word, text)}
    return [span for span, word in found if word in ordinary]


def shouted_in_text(case: Case) -> list[Place]:
    """Ordinary words in capitals, outside of quotations, sub-headings and labels."""
    if not _shouted(case.text, case.text):
        return []
    text = own_words(case.text)
    found = _shouted(_without_headings(text), text)
    one = {text[start:end] for start, end in found}
    # One word alone, over and over, is a name: the agency 'ACTED'.
    return [] if len(one) == 1 and len(found) > FEW else [Place(*span) for span in found]


def _without_headings(text: str) -> str:
    """Only the lines with words in capitals, without sub-headings, labels and such: of the same length."""
    pieces, done = [], 0
    for found in _capitals(text):
        if found.start() >= done:
            start = text.rfind("\n", done, found.start()) + 1 or done
            end = text.find("\n", found.end())
            end = len(text) if end < 0 else end
            line = text[start:end]
            for kind in (HEADING, LABEL, SPEAKER, FURNITURE):
                line = blanked(kind, line)
            pieces += [" " * (start - done), line]
            done = end
    return "".join(pieces)


def shouted_in_title(case: Case) -> list[Place]:
    """Ordinary words in capitals in a headline, without labels such as 'WATCH:'; tags such as 'WOW:' count."""
    title = LABEL.sub(lambda found: found[0] if _is_shouted(found[0]) else " " * len(found[0]), case.title)
    tag = LABEL.match(title)
    exclaimed = [match.span() for match in _capitals(tag[0])] if tag else []
    return [Place(*span, title=True) for span in _runs(sorted({*exclaimed, *_shouted(title, case.text)}), case.title)]


def _runs(spans: list[tuple[int, int]], title: str) -> list[tuple[int, int]]:
    """Shouted words that follow each other are one, with the short ones beside them: 'BLOWN UP'."""
    found: list[tuple[int, int]] = []
    for start, last in spans:
        following = SHORT_ONES.match(title, last)
        end = following.end() if following else last
        if found and not title[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_shouted(label: str) -> bool:
    """Whether the words before a colon shout, as in 'BUSTED:'; not the names of departments and places."""
    words = " ".join(WORDS.findall(label))
    known = TAG.search(words) is not None
    return label.rstrip().endswith(":") and known


ANY_CAPITALS = r"\b[A-Z]{3,}\b"

FEATURES = (
    Feature(
        "shouted_words",
        Finder(shouted_in_text, when=pl.col("text").str.count_matches(ascii_bounds(ANY_CAPITALS)) > 0),
        "words",
        "Words in capitals that are no acronyms: this text or many others have them in small letters. "
        "Quotations and sub-headings do not count. Why: capitals press where facts should. "
        "Example: 1 for 'They will NEVER build it.'",
        scored=False,
    ),
    Feature(
        "title_shouted_words",
        Finder(shouted_in_title, when=holds("title", ANY_CAPITALS)),
        "words",
        "Words of the headline in capitals that are no acronyms. Why: capitals press where facts should. "
        "Example: 1 for 'Mayor CAUGHT in bridge affair' above a text that says 'caught'.",
        scored=False,
    ),
)
