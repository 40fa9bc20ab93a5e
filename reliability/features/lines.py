"""What each paragraph of a text is: prose, an item of a list, page furniture, or in another language."""

from __future__ import annotations

import polars as pl

from reliability.features.frames import WORD
from reliability.features.patterns import SENTENCE_END, ascii_bounds, entries, listed

PARAGRAPH, WORDS = pl.col("paragraph"), pl.col("paragraph_words")
LONGEST_FURNITURE = 200  # characters: longer lines that hold such a phrase are mostly prose
SENTENCE_WORDS = 6  # a line of fewer words that ends in a full stop is as often a caption or a button
PROSE_WORDS = 25  # nobody writes a headline, a menu or a table row of so many
ITEM_WORDS = 18  # longer items are prose with a bullet before it
WORDS_A_NOTICE = 9  # a word of legal notices among every so many: they speak of little else
FOREIGN_WORDS = 8  # in fewer, a name or a title decides

SENTENCE = PARAGRAPH.str.contains(rf"{SENTENCE_END}\s*$")
FURNITURE = (
    PARAGRAPH.str.contains(ascii_bounds(f"(?i){listed('boilerplate')}"))
    & (PARAGRAPH.str.len_chars() <= LONGEST_FURNITURE)
) | PARAGRAPH.str.contains(r"(?i)^\s*advertisement\s*$")
# A line of a program, of settings or of a table in a manual.
CODE = r"[{}\\]|[\w)]\(\)|[=<>]=|\w_\w+\W|\w = \S|\w\(\w+[,=)]|;\s*$|^\s*(?:#|//|--|\.\. |```|\|)"
GOES_ON = r"^\s*\p{Ll}"  # a line broken by the width of a page, in the middle of a sentence
QUANTITY = r"(?:\d+(?:[./]\d+)?|[¼½¾⅓⅔])\s?(?:g|kg|ml|l|oz|lbs?|cups?|tbsp|tsp|tablespoons?|teaspoons?|pinch)\b"
ITEM = rf"^\s*(?:[•·▪●■○◦*✓–—-]\s|\(?\d{{1,3}}[.):]\s|\(?[a-z]\)\s|\d{{1,2}}[:.]\d\d\b|[¼½¾⅓⅔]|{QUANTITY})"


def described(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Say of each paragraph what it is.

    Args:
        paragraphs: of `frames.paragraphs_frame`.

    Returns:
        With `paragraph_words`, `characters`, and whether it is `furniture`, `prose` (a sentence, or too long for
        anything else, and no furniture), `item` (a short line that opens as those of lists, timetables and
        ingredients do) and `foreign` (of another script, or with more common words of other languages than of
        English).
    """
    lower = PARAGRAPH.str.to_lowercase()
    counted = paragraphs.with_columns(
        paragraph_words=PARAGRAPH.str.count_matches(WORD),
        english_words=lower.str.count_matches(ascii_bounds(listed("function_words"))),
        notice_words=lower.str.count_matches(ascii_bounds(listed("notices"))),
        characters=PARAGRAPH.str.len_chars(),
        other_letters=PARAGRAPH.str.count_matches(r"[\p{L}&&[^\p{Latin}]]"),
    ).with_row_index("line")
    furniture = FURNITURE | ((pl.col("notice_words") >= 2) & (pl.col("notice_words") * WORDS_A_NOTICE >= WORDS))
    wrapped = PARAGRAPH.str.contains(GOES_ON) | pl.col("next").str.contains(GOES_ON).fill_null(False)
    sentence = (SENTENCE | wrapped) & (WORDS >= SENTENCE_WORDS) & ~PARAGRAPH.str.contains(CODE)
    return (
        counted.join(_foreign(counted), on="line", how="left", maintain_order="left")
        .with_columns(
            pl.col("foreign").fill_null(False),
            furniture=furniture,
            item=PARAGRAPH.str.contains(ascii_bounds(ITEM)) & (WORDS <= ITEM_WORDS),
        )
        .with_columns(prose=(sentence | (WORDS >= PROSE_WORDS)) & ~pl.col("furniture"))
        .drop("line", "english_words", "notice_words", "other_letters")
    )


def _foreign(counted: pl.DataFrame) -> pl.DataFrame:
    """`line` and `foreign` of the paragraphs with few English words; only there is a closer look worth its time."""
    # In small letters only: the 'Los' and 'La' of names say nothing about the language.
    words = PARAGRAPH.str.count_matches(rf"\b(?:{'|'.join(entries('foreign_words'))})\b")
    other_script = pl.col("other_letters") * 2 > pl.col("characters")
    suspect = counted.filter((pl.col("english_words") * 5 < WORDS) | other_script)
    other_words = (words > pl.col("english_words")) & (words * 12 >= WORDS) & (WORDS >= FOREIGN_WORDS)
    return suspect.select("line", foreign=other_script | other_words)
