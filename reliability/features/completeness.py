"""Is the article all there, as text and as a record: words, paragraphs, date, author, page furniture."""

from __future__ import annotations

import polars as pl

from reliability.features.barriers import PAYWALL
from reliability.features.declaration import Feature, share
from reliability.features.lines import FURNITURE, SENTENCE
from reliability.features.patterns import ascii_bounds, count, entries, holds, listed

DAY = 86_400_000_000  # microseconds
WORDS = pl.col("word_count")
PARAGRAPH = pl.col("paragraph")
LONG_PARAGRAPH = 40  # characters: shorter ones repeat by chance, as sub-headings do

PLACE = r"[A-Z][A-Z.'’]+(?: [A-Z][A-Z.'’]+){0,3}(?:, [A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)?"
DAY_OR_AGENCY = r"(?:, (?:[A-Z][a-z]+\.? )?\d{1,2}(?:, \d{4})?| ?\([^()\n]{2,40}\))*"
AGENCY_ONLY = r"(?:[A-Z][a-z]+(?:[ ,]+[A-Z][A-Za-z.]+){0,4} ?)?\([A-Z][A-Za-z. ]{1,30}\)"
DATELINE = rf"^\s*(?:{PLACE}{DAY_OR_AGENCY}|{AGENCY_ONLY})(?:\s+-+\s|\s*[–—])"
LABEL = r"^\s*(?:UPDATED?|BREAKING|WATCH|VIDEO|EXCLUSIVE|OPINION|FILE|NOTE|EDITOR)\b"
# The end of the text: what a feed, a paywall or a teaser puts where the rest should be.
ENDS_IN_DOTS = r"(?:\.\.\.|…|\[\+\d+ (?:chars|characters)\]|\[\s*&hellip;\s*\])"
ENDS_IN_CALL = (
    r"(?:^|[\n.!?…\[(]\s{0,3})(?:(?:continue|keep) reading|read (?:the )?(?:full|rest of the) (?:story|article"
    r"|text)|(?:subscribe|log in|sign in|register) to (?:read|continue|view))\b[^\n]*|\bread more"
)
ON = r"(?:[^\n.]|\.[^\s.])"  # the rest of a sentence, with the addresses in it
WHOLE = r"(?:full|entire|complete|whole|rest|remaining|remainder|original|unabridged)"
STORY = r"(?:story|article|text|report|version|post|piece|interview|transcript)"
THERE = r"(?:\s?:|\s(?:is )?(?:here|at|on|available)\b|\s(?:can|may) be\b)"
OPENS = r"(?:^|[\n.!?…\[(\])»”\"]\s{0,3})[-–—>»→*•]{0,3} ?"
ENDS_ELSEWHERE = (
    rf"{OPENS}(?:(?:click|tap|go|head|visit|continue|turn)\b{ON}*\b(?:read|full|rest|more|complete"
    rf"|finish)\b{ON}*"
    rf"|(?:view|see|get|find|show|read) (?:it (?:all|in full)|(?:the |our "
    rf"|this )?(?:{WHOLE})){ON}*"
    rf"|(?:show|see|view|load) more|(?:(?:to|for) (?:read |see |get |view )?(?:the )?{WHOLE}|to (?:read|see|get"
    rf"|view) more){ON}*"
    rf"(?:,|:| at| on| go| visit| see| click| subscribe| head){ON}*|to read (?:more|on"
    rf"|the {WHOLE})[^\n]{{0,60}}"
    rf"|read (?:on|more (?:at|on|in|from|here))[^\n]{{0,60}}|subscribe (?:to|now|for)\b[^\n]{{0,60}}"
    rf"|(?:to be )?continue[sd](?: (?:on|at|in|below|next)\b{ON}*)?"
    rf"|the post .{{1,200}}(?:appeared first|first appeared) on[^\n]{{0,60}}"
    rf"|(?:this |the )?{STORY} (?:continues|was (?:truncated|shortened|cut)|has been (?:cut|shortened"
    rf"|truncated)){ON}*"
    rf"|(?:the )?(?:rest|remainder) of (?:this|the|our) {STORY}{THERE}{ON}*|\(?more\)?"
    rf"|(?:more|details)(?: (?:at|on|from|here))?:? ?(?:https?://|www\.|[a-z\d-]+\.(?:com|org|net|co|example"
    rf"|news|info)\b){ON}*"
    rf"|(?:the )?{WHOLE} {STORY}(?:\s?[:>»→–-] ?{ON}*|{THERE}{ON}*)?"
    rf"|(?:please )?(?:see|turn to|go to|jump to)(?: [A-Z]+,?)? (?:page )?[A-D]?-?\d{{1,3}})"
)
TRUNCATED = rf"(?i)(?:{ENDS_IN_DOTS}|{ENDS_IN_CALL}|{ENDS_ELSEWHERE})[\s)\]»›>→”\".]{{0,20}}\s*$"
# Below a text that is whole, a link of the house is furniture, and a barrier is told by its own feature.
HOUSE_LINK = (
    r"\b(?:click|tap)(?: here)? (?:for|to (?:read|see|get|view)) more\b|\bread more (?:of|from|by|about|news|stories)\b"
    r"|\bfor more (?:of|from|by|about|news|stories)\b|\bsubscribe to [^\n]{1,40} on (?:youtube|apple|spotify)\b"
)
BELOW = ascii_bounds(rf"(?is)[^.!?…\n]*(?:{HOUSE_LINK}|{'|'.join(PAYWALL)}).*$")
WHOLE_ABOVE = r"[^.…\s\[][.!?][\"'”’)]*\s*$"
ABOVE = pl.col("tail").str.replace(BELOW, "")
TOLD_WHOLE = (pl.col("tail") != ABOVE) & ABOVE.str.contains(WHOLE_ABOVE)
MARKUP = r"</?[a-zA-Z][^<>\n]{0,80}>|&(?:[a-z]{2,8}|#\d{2,5}|#x[\da-fA-F]{2,5});"
# UTF-8 read as Latin-1 or as Windows-1252: a letter for the first byte, a sign or a control character for the next.
LATER_BYTE = r"[\x80-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ…]"
MOJIBAKE = "|".join(
    (
        "\ufffd|&#65533;|&#x[fF]{3}[dD];|ï¿½|ï»¿",
        rf"â(?:[\x80-\x84€‚„†]{LATER_BYTE}?|\x88|ˆ)|[ÃÂ]{LATER_BYTE}|Â\s|ã[€\x80-\x83‚ƒ]{LATER_BYTE}?"
        rf"|ð[Ÿ\x9f]{LATER_BYTE}*",
        r"[ÄÅÎÏÐÑØÙ][\x80-\x9f\xa1-\xa6\xa8-\xbf€ƒ†‡ˆ‰Š‹ŒŽ•˜š›œžŸ]",
        r"[a-z]â(?:s|t|re|ll|ve|d|m)\b|\bnâ\b|[a-z]\?(?:s|t|re|ll|ve)[\s,.]",
        r"‚Ä\S|√[^\s\d]|вЂ[\p{L}™“”]|[a-z][\x80-\x84\x86-\x9f]|[\x91-\x94\x96\x97]",
        r"\\u[0-9a-fA-F]{4}|\\x[89a-fA-F][0-9a-fA-F]|=[CE][0-9A-F](?:=[89AB][0-9A-F])+",
    )
)
BETWEEN = r"(?i)^\s*(?:advertisement|(?:toggle|hide|show|enlarge) (?:caption|this image|image))\b"
PAGES_OWN = FURNITURE | PARAGRAPH.str.contains(ascii_bounds(BETWEEN))
REPEATED = pl.col("repeats") & (PARAGRAPH.str.len_chars() >= LONG_PARAGRAPH) & ~PAGES_OWN
CORRECTION = listed("corrections")


def _given(name: str, present: pl.Expr, what: str, why: str) -> Feature:
    help = f"1 where the article has {what}. Why: {why} Example: 0 for an input line without it."
    return Feature(name, present.fill_null(False).cast(pl.Int8), "yes or no", help, high=1)


# Marks that can be seen: zero-width ones, fillers and blanks of any kind name nothing.
SEEN = r"[\p{L}\p{N}\p{P}\p{S}--[\x{2800}\x{3164}\x{115F}\x{1160}\x{FFA0}]]"


def _filled(column: str) -> pl.Expr:
    return pl.col(column).str.contains(SEEN)


METADATA = (
    _given("has_title", _filled("title"), "a headline", "a headline is a promise that the text can be held to."),
    _given(
        "has_author",
        pl.col("authors").list.eval(pl.element().str.contains(SEEN)).list.any(),
        "an author",
        "someone answers for the text.",
    ),
    _given(
        "has_date",
        pl.col("published_at").is_not_null(),
        "a date of publication",
        "old news is often passed off as new.",
    ),
    _given("has_url", _filled("url"), "an address", "a reader can go to where it was published."),
    _given("has_publisher", _filled("publisher") | _filled("domain"), "a publisher", "someone answers for the outlet."),
    Feature(
        "days_in_future",
        ((pl.col("published_at") - pl.col("ingested_at")).dt.total_microseconds() / DAY).clip(0),
        "days",
        "How long after it was first seen here the article says that it was published; 0 for the past. Why: such a "
        "date is wrong. Example: 2.0 for a text seen on 1 March and dated 3 March; null where either date is missing.",
    ),
    Feature(
        "modified_before_published",
        (pl.col("published_at") - pl.col("modified_at") > pl.duration(hours=14)).cast(pl.Int8),
        "yes or no",
        "1 where the last change is dated more than 14 hours before publication. Why: one of the dates is wrong, "
        "and no "
        "time zone is further off. Example: 1 for changed on 1 March, published on 3 March; null without both dates.",
        high=1,
    ),
)

TEXT = (
    Feature(
        "words",
        WORDS,
        "words",
        "Words of the text; numbers do not count. Why: little text is little to judge by. "
        "Example: 3 for 'The bridge is 7'.",
    ),
    Feature(
        "has_dateline",
        (holds("text", DATELINE) & ~holds("text", LABEL)).cast(pl.Int8),
        "yes or no",
        "1 where the text opens with a place in capitals and a dash. Why: report says where it was made. "
        "Example: 1 for 'PORT VALE, March 3 - Rain fell'.",
        high=1,
        spans=DATELINE,
    ),
    Feature(
        "english_share",
        share(pl.col("word_list").list.eval(pl.element().is_in(list(entries("function_words")))).list.sum(), WORDS),
        "share of words",
        "Words that are among some 120 of the commonest English ones. Why: the other measures assume English. Scale: "
        "0.3 to 0.55 for English prose, below 0.1 for other languages. Example: 0.6 for 'the man who was here slept'.",
        high=1,
    ),
    Feature(
        "truncated",
        (holds("tail", TRUNCATED) & ~TOLD_WHOLE).cast(pl.Int8),
        "yes or no",
        "1 where the text ends in dots, 'continue reading', '[+1234 chars]' or the like; links of the house and "
        "barriers below whole sentences are left out. Why: what follows is missing and may change the meaning. "
        "Example: 1 for 'The mayor added that he ...'",
        high=1,
        spans=TRUNCATED,
    ),
    Feature(
        "replacement_characters",
        count("text", MOJIBAKE) + count("title", MOJIBAKE),
        "characters",
        "Characters of headline and text that were lost or garbled by a wrong encoding. Why: names and numbers may be "
        "wrong too. Example: 1 for a text with one U+FFFD.",
        spans=MOJIBAKE,
        title_words=MOJIBAKE,
    ),
    Feature(
        "markup_remains",
        count("text", MARKUP),
        "tags",
        "HTML tags and entities left in the text. Why: the text was cut out of its page badly. "
        "Example: 1 for 'R&amp;D'.",
        spans=MARKUP,
    ),
    Feature(
        "correction_notes",
        count("lower", CORRECTION),
        "notes",
        "Phrases of a correction or an editor's note. Why: open correction is a standard of careful outlets. "
        "Example: 1 for 'An earlier version of this article gave a wrong date.'",
        spans=f"(?i){CORRECTION}",
    ),
)

PARAGRAPHS = (
    Feature(
        "paragraphs",
        pl.len(),
        "paragraphs",
        "Lines of the text that are not blank. Why: one long line or hundreds of short ones are no usual article. "
        "Example: 2 for a text with one line break.",
        over="paragraphs",
        empty=0,
    ),
    Feature(
        "longest_paragraph_words",
        pl.col("paragraph_words").max(),
        "words",
        "Words of the longest paragraph. Why: where line breaks were lost, speakers and page furniture run into each "
        "other. Example: 900 for a report that was read as one line.",
        over="paragraphs",
        empty=0,
        scored=False,
    ),
    Feature(
        "mean_paragraph_characters",
        PARAGRAPH.str.len_chars().mean(),
        "characters",
        "Mean length of a paragraph. Why: lists and link pages have very short ones. "
        "Example: 5.0 for 'Vale' and 'Harbor'.",
        over="paragraphs",
    ),
    Feature(
        "sentence_share",
        SENTENCE.mean(),
        "share of paragraphs",
        "Paragraphs that end like a sentence. Why: lists, menus and link pages are no articles. "
        "Example: 0.5 for 'Sport' and 'The team won.'",
        high=1,
        over="paragraphs",
        spans=~SENTENCE,
    ),
    Feature(
        "boilerplate_share",
        FURNITURE.mean(),
        "share of paragraphs",
        "Paragraphs that are page furniture: newsletters, cookies, 'read more:'. Why: they are not the report. "
        "Example: 0.25 where one paragraph in four is 'Sign up for our newsletter'.",
        high=1,
        over="paragraphs",
        spans=FURNITURE,
    ),
    Feature(
        "repeated_paragraphs",
        REPEATED.sum(),
        "paragraphs",
        "Paragraphs of 40 characters or more that repeat an earlier one, but for capitals, blanks and marks; page "
        "furniture is left out. "
        "Why: the text was put together by a machine "
        "or cut out of its page badly. Example: 1 where the lead stands twice.",
        over="paragraphs",
        empty=0,
        spans=REPEATED,
    ),
)

FEATURES = (*METADATA, *TEXT, *PARAGRAPHS)
