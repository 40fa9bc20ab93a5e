"""Does the text end where its writer ended it."""

from __future__ import annotations

import re

import polars as pl

from reliability.features.declaration import Feature
from reliability.features.finding import LONGEST, Case, Finder, Place
from reliability.features.patterns import SENTENCE_END, ascii_bounds

# The last line, or the end of one that is longer than the tail.
LAST = pl.col("tail").str.split("\n").list.last().str.strip_chars()
WORD_COUNT = LAST.str.count_matches(r"\S+")
ENDED = rf"(?:{SENTENCE_END}|[:;)\]}}*™®©→»›>■])\s*$|[”\"’']\s*$"
# Signatures, credits, calls to read elsewhere, tweets and captions end without a full stop, and rightly so.
NO_SENTENCE = (
    r"(?:https?:|www\.|[@#]|\S@)\S*\W*$|\.com\b\W*$|\S@\S+ and| \| |©|\(c\)|[<>{}\\]|\bENDIT$|(?i:\bpic\.twitter"
    r"|\bgetty images|\bap photo|\bassociated press)"
)
NO_OPENING = (
    r"^[–—•·*-]|^\([^)]*\)[^.]*$|^(?i:by|write to|reporting by|editing by|additional reporting|contributing"
    r"|with assistance|contact|email|e-mail|follow|copyright|source|sources|photo|photos|image|video|watch|read"
    r"|more|related|see|also|go deeper|listen|published|updated|correction|note|editor['’]s note|tags|filed under"
    r"|click|sign up|subscribe|full text|here(?: is|['’]s)|for more|this (?:story|article|post|report)|the post"
    r"|first published|first posted|now read|further reading"
    r"|with reporting|timeline|graphic|map|chart)\b|^[^.:]{0,60}:\S"
)
HANGING = (
    r"(?:[,–—-]|\b(?:a|an|the|of|to|in|on|at|by|for|with|from|into|onto|over|under|about|after|before|between"
    r"|during|since|until|against|through|without|within|and|or|but|nor|so|if|when|while|because|although|though"
    r"|unless|whether|that|which|who|whom|whose|where|as|than|is|are|was|were|be|been|being|has|have|had|do|does"
    r"|did|will|would|can|could|should|may|might|must|not|no|his|her|its|their|our|my|your|this|these|those|he|she"
    r"|it|they|we|I|very|more|most|some|any|all|each|every|both|such|said|says|told|Mr\.?|Mrs\.?|Ms\.?|Dr\.?))$"
)
OPENS_LIKE_SPEECH = (
    r"^(?:[“\"‘]|(?:The|A|An|He|She|It|They|We|I|But|And|In|On|At|That|This|There|These|Those|His|Her|Its|Their|As"
    r"|When|While|If|After|Before|For|With|Since|So|Also|Some|Many|Most|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Last"
    r"|Earlier|Later|Both|Under|According|Although|Though|Because|During|Meanwhile|However|Still|Then|Now|No|Not"
    r"|You|My|Our)\b)"
)
SAYS = r"\b(?:said|says?|tells?|told|added|was|were|is|are|has|had|have|will|would|could|did|does|can|may)\b"
# Below such a line stand titles of other texts.
LINKS_BELOW = (
    r"(?im:^\W*(?:(?:now |also )?read(?: more| next| also| on)?|further reading|related(?: \w+)?|see also"
    r"|you may also like|more (?:on|from|about)\b[^\n.]{0,50}|more(?: \w+)?|links|sources|references|notes)\W*$)"
)
TWEET = r"\(@\w{2,20}\)|\bt\.co/\w"
SHOWN = 80  # characters
LONG_LINE = 17  # words: headlines and captions are shorter
LONG_SMALL = 13  # words of which three in four are small: headlines are shorter
LONG_CREDIT = 30  # words: credits and calls are shorter
MIDDLE = r"[a-z0-9]{2}[.!?][”\"’')]* [“\"‘]?[A-Z]"  # a sentence ends in the line, so it is a paragraph

SENTENCE_STARTS = re.compile(r"[a-z0-9]{2}[.!?][”\"’')]* (?=[“\"‘]?[A-Z])")

SMALL = LAST.str.count_matches(r"(?:^|\s)[“\"‘(]?[a-z$£€\d]")
PROSE = (WORD_COUNT >= 3) & (SMALL * 2 >= WORD_COUNT)
LONG_PROSE = (WORD_COUNT >= LONG_SMALL) & (SMALL * 4 >= WORD_COUNT * 3)
RUNS_ON = (WORD_COUNT >= LONG_LINE) | LONG_PROSE | LAST.str.contains(MIDDLE)
# What headlines and captions seldom open with: a quotation that is not closed, small letters, a name and who it is.
GOES_ON = (
    r"^(?:[“\"][^”\"]*$|\p{Ll}|(?:None|Just|Even|More than|Less than|Having|Because|Only|Among|People)\b"
    r"|[^,]{3,50},(?: \d{1,3},)? [a-z])"
)
PIECE = (
    (WORD_COUNT >= 3) & LAST.str.contains(ascii_bounds(GOES_ON))
    | LAST.str.contains(OPENS_LIKE_SPEECH)
    | PROSE & LAST.str.contains(ascii_bounds(SAYS))
)
STOPS = (
    ~LAST.str.contains(ENDED)
    & (LAST.str.contains(ascii_bounds(HANGING)) | RUNS_ON | PIECE)
    & ~LAST.str.contains(ascii_bounds(f"{NO_SENTENCE}|{TWEET}"))
    & (RUNS_ON | ~pl.col("tail").str.contains(LINKS_BELOW))
    & ~(
        pl.col("tail").str.contains("\n", literal=True)
        & (WORD_COUNT < LONG_CREDIT)
        & LAST.str.contains(ascii_bounds(NO_OPENING))
    )
)


def last_words(case: Case) -> list[Place]:
    """The last sentence, or its last whole words; nowhere in a text that is too long to be looked through."""
    if len(case.text) >= LONGEST:
        return [Place(0, 0)]
    text = case.text.rstrip()
    line = text.rfind("\n") + 1
    start = max([line, *(found.end() for found in SENTENCE_STARTS.finditer(text, line))])
    if len(text) - start <= SHOWN:
        return [Place(start, len(text), text[start:])]
    blank = text.find(" ", len(text) - SHOWN)
    start = blank + 1 if blank > 0 else len(text) - SHOWN
    return [Place(start, len(text), f"… {text[start:]}")]


FEATURES = (
    Feature(
        "stops_midway",
        Finder(last_words, when=STOPS & (pl.col("sentence_count") >= 1)),
        "yes or no",
        "1 where the last line is the beginning of a sentence: it lacks its end, and is no credit, caption or "
        "link. Why: "
        "the text was cut off. Example: 1 for '... The mayor said on Monday that the'; 0 for '(Reporting by Ada "
        "Novak)'.",
        high=1,
        scored=False,
    ),
)
