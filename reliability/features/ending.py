"""Does the text end where its writer ended it."""

from __future__ import annotations

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
    r"|first published|with reporting|timeline|graphic|map|chart)\b|^[^.:]{0,60}:\S"
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
    r"|When|While|If|After|Before|For|With|Since|So|Also|Some|Many|Most|One|Two|Three|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Last"
    r"|Earlier|Later|Both|Under|According|Although|Though|Because|During|Meanwhile|However|Still|Then|Now|No|Not"
    r"|You|My|Our)\b)"
)
SAYS = r"\b(?:said|says|told|added|was|were|is|are|has|had|have|will|would|could|did|does|can|may)\b"
SHOWN = 80  # characters
LONG_LINE = 17  # words: headlines and captions are shorter
MIDDLE = r"[a-z0-9]{2}[.!?][”\"’')]* [“\"‘]?[A-Z]"  # a sentence ends in the line, so it is a paragraph

RUNS_ON = (WORD_COUNT >= LONG_LINE) | LAST.str.contains(MIDDLE)
SMALL = LAST.str.count_matches(r"(?:^|\s)[“\"‘(]?[a-z$£€\d]")
PROSE = (WORD_COUNT >= 5) & (SMALL * 2 >= WORD_COUNT)
TRAILING = (WORD_COUNT >= 2) & LAST.str.contains(r"\s\p{Ll}\S*$")
PIECE = (
    PROSE | TRAILING | LAST.str.contains(OPENS_LIKE_SPEECH) | (WORD_COUNT >= 5) & LAST.str.contains(ascii_bounds(SAYS))
)
STOPS = (
    ~LAST.str.contains(ENDED)
    & (LAST.str.contains(ascii_bounds(HANGING)) | RUNS_ON | PIECE)
    & ~LAST.str.contains(ascii_bounds(NO_SENTENCE))
    & ~(pl.col("tail").str.contains("\n", literal=True) & LAST.str.contains(ascii_bounds(NO_OPENING)))
)


def last_words(case: Case) -> list[Place]:
    """The end of the last line; nowhere in a text that is too long to be looked through."""
    text = case.text.rstrip()
    start = max(text.rfind("\n") + 1, len(text) - SHOWN)
    return [Place(start, len(text)) if len(case.text) < LONGEST else Place(0, 0)]


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
