"""The three frames that features are computed in: articles, their paragraphs and their claims.

Each holds what several features need, computed once per chunk. Rows of one article share `row`, its position.
"""

from __future__ import annotations

import polars as pl

from reliability.features.patterns import QUOTED, ascii_bounds, count, listed
from reliability.records import ARTICLES, CLAIMS, STORY_MEMBERS

TAIL = 200
WORD = r"\p{L}[\p{L}\p{M}'’-]*"
# A full stop after one capital or after 'Mr' and the like ends no sentence; three small letters or two capitals do.
SENTENCE = r"""(?:[^A-Z\n.]{3}|[A-Z]{2})[.!?…]+["”’')\]]*(?:\s|$)"""
NAME_SUFFIX = r"(?i),?\s+(?:jr|sr|ii|iii|iv)\.?$"
LAST_WORD = r"([\p{L}\p{M}'’-]+)\P{L}*$"


def article_frame(articles: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """One row per article, in order: records.ARTICLES, its story's columns, and shared text columns.

    Missing columns become null. Added: `row`, `characters`, `lower` and `title_lower` (lower case), `own`
    (lower case, quotations blanked), `word_list`, `word_text` (the words joined by blanks), `word_count`,
    `own_word_count`, `sentence_count`, `title_word_list`, `title_text`, `tail` (the last 200 characters).
    """
    frame = ARTICLES.conform(articles.select(name for name in articles.columns if name in ARTICLES.schema))
    story = STORY_MEMBERS.conform(members).drop("run_id").unique("article_id", keep="first", maintain_order=True)
    return (
        frame.with_columns(pl.col("text", "title").fill_null(""))
        .join(story, on="article_id", how="left", maintain_order="left")
        .with_row_index("row")
        .with_columns(
            characters=pl.col("text").str.len_chars(),
            lower=pl.col("text").str.to_lowercase(),
            title_lower=pl.col("title").str.to_lowercase(),
            tail=pl.col("text").str.strip_chars_end().str.tail(TAIL),
        )
        .with_columns(
            own=pl.col("lower").str.replace_all(QUOTED, " "),
            word_list=pl.col("lower").str.extract_all(WORD),
            title_word_list=pl.col("title_lower").str.extract_all(WORD),
            sentence_count=count("text", SENTENCE),
        )
        .with_columns(
            word_text=pl.col("word_list").list.join(" "),
            title_text=pl.col("title_word_list").list.join(" "),
            word_count=pl.col("word_list").list.len(),
            own_word_count=pl.col("own").str.count_matches(WORD),
        )
    )


def paragraphs_frame(articles: pl.DataFrame) -> pl.DataFrame:
    """One row per line of text that is not blank.

    Args:
        articles: with `row` and `text`.

    Returns:
        `row`, `paragraph`, `start` and `end` (offsets in the text), `repeats` (an earlier paragraph of the
        article says the same), `next` (the article's next paragraph, or null).
    """
    lines = articles.select("row", paragraph=pl.col("text").str.split("\n")).explode("paragraph")
    end = (pl.col("paragraph").str.len_chars().cast(pl.Int64) + 1).cum_sum().over("row") - 1
    return (
        lines.with_columns(end=end)
        .with_columns(start=pl.col("end") - pl.col("paragraph").str.len_chars().cast(pl.Int64))
        .filter(pl.col("paragraph").str.contains(r"\S"))
        .with_columns(
            repeats=~pl.struct("row", _bare()).is_first_distinct(),
            next=pl.when(pl.col("row").shift(-1) == pl.col("row")).then(pl.col("paragraph").shift(-1)),
        )
    )


def _bare() -> pl.Expr:
    """A paragraph without capitals, blanks and marks, which differ between two readings of one page."""
    return pl.col("paragraph").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", "")


def claims_frame(articles: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """One row per claim of each article: records.CLAIMS and shared columns.

    Args:
        articles: with `row`, `article_id`, `text` and `characters`.
        claims: records.CLAIMS; claims of other articles are left out.

    Returns:
        With `row`, `who` (the origin in lower case), `last_name`, `spans` (source, cue and content), `kinds`
        and `relays` (kinds and lower-case names of `via`), `quote` (a direct quotation's words of five or
        more, normalised), `rivals` (origins to whom the article gives this quotation), `self_named`, and
        `heard_most` (its origin has the most claims of the article).
    """
    own = CLAIMS.conform(claims).join(
        articles.select("row", "article_id", "characters"), on="article_id", how="inner", maintain_order="left"
    )
    who = pl.col("origin").str.strip_chars().str.to_lowercase()
    field = pl.element().struct.field
    words = pl.col("content_text").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    return (
        own.with_columns(
            who=pl.when(who != "").then(who),
            last_name=pl.col("origin").str.replace(NAME_SUFFIX, "").str.extract(LAST_WORD),
            spans=pl.concat_list(pl.col("source", "cue", "content").fill_null([])),
            kinds=pl.col("via").list.eval(field("kind")),
            relays=pl.col("via").list.eval(field("name").str.to_lowercase()),
            quote=pl.when((pl.col("quotation") == "direct") & (words.str.count_matches(" ") >= 4)).then(words),
        )
        .with_columns(
            rivals=_rivals().over("row", "quote"),
            self_named=_self_named(),
            heard=pl.len().over("row", "who"),
        )
        .with_columns(heard_most=(pl.col("heard") == _heard_most()) & pl.col("who").is_not_null())
        .with_columns(rivals=pl.when(pl.col("quote").is_not_null()).then("rivals").otherwise(0))
    )


def _rivals() -> pl.Expr:
    """Last names of a quotation's origins; one, where they all claim the same place in the text."""
    names = pl.col("last_name").str.to_lowercase().drop_nulls().n_unique()
    places = pl.col("content").list.first().list.first().n_unique()
    return pl.min_horizontal(names, places)


def _heard_most() -> pl.Expr:
    return pl.col("heard").filter(pl.col("who").is_not_null()).max().over("row")


def _self_named() -> pl.Expr:
    """Whether a direct quotation names its own speaker as the subject of a clause and never says I."""
    content = pl.col("content_text")
    marked = (
        content.str.replace_all(r"\[[^\]]*\]|['’]s(?-u:\b)", " _")
        .str.replace_all(r"(?-u:\b)[Tt]he (?:\p{Lu}[\p{L}\p{M}'’-]* )+", "_ ")
        .str.replace_all(ascii_bounds(rf"\s+{listed('not_verbs')}"), " _")
        .str.replace_all(r"[^\p{L}\p{M}_'’-]+", " ")
        .str.replace_all(r"(\p{Lu}[\p{L}\p{M}'’-]+) (\p{Ll})", "$1| $2")
    )
    subject = pl.concat_str(pl.lit(" "), marked).str.contains(
        pl.concat_str(pl.lit(" "), pl.col("last_name"), pl.lit("|")), literal=True
    )
    speaks_of_self = content.str.contains(r"(?-u:\b)(?:I|[Mm]y|[Mm]e|[Mm]yself|[Mm]ine)(?-u:\b)")
    named = pl.col("last_name").str.contains(r"^\p{Lu}")
    person = (pl.col("source_type") == "person") & (pl.col("quotation") == "direct")
    return (person & named & subject & ~speaks_of_self).fill_null(False)


def attributed_characters(claims: pl.DataFrame) -> pl.DataFrame:
    """How many characters of each article lie in the spans of a claim, each counted once: `row`, `attributed`."""
    position = pl.col("spans").list
    ends = pl.col("end")
    return (
        claims.select("row", "characters", "spans")
        .explode("spans")
        .filter(position.len() == 2)
        .with_columns(
            start=position.get(0).clip(0, pl.col("characters")), end=position.get(1).clip(0, pl.col("characters"))
        )
        .sort("row", "start", "end")
        .with_columns(reached=ends.cum_max().shift(1, fill_value=0).over("row"))
        .group_by("row")
        .agg(attributed=(ends - pl.max_horizontal("start", "reached")).clip(0).sum())
    )
