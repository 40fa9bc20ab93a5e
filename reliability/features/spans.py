"""Where in the text a flagged number comes from."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from reliability.features import pointing
from reliability.features.declaration import Feature
from reliability.features.finding import ABOUT, Finder
from reliability.features.frames import claims_frame, paragraphs_frame
from reliability.features.patterns import ascii_bounds
from reliability.features.pointing import MOST, Found, Spans
from reliability.features.themes import catalogue
from reliability.records import ARTICLES, STORY_MEMBERS

LONGEST = 1_000_000  # characters of a text that are searched
OPEN, CLOSE = "\x02", "\x03"


def locate(
    flags: pl.DataFrame,
    columns: Mapping[str, str],
    articles: pl.DataFrame,
    claims: pl.DataFrame,
    members: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Fill `spans` of the flags whose feature says where its value comes from, and `{words}` in their messages.

    Args:
        flags: records.FLAGS, with or without `run_id`.
        columns: the feature that each code looks at; the spans of codes of other columns are left as they are.
        articles: records.ARTICLES with `text`; flags of other articles are left as they are.
        claims: records.CLAIMS of these articles.
        members: records.STORY_MEMBERS of these articles: without it, no flag says what other articles say.

    Returns:
        The same rows; at most 20 spans each, in reading order: the source, cue and content of claims, or
        whole paragraphs, or words. `{words}` becomes the first of the words, of the text or of the headline.
    """
    declared = {feature.name: feature for feature in catalogue() if points(feature)}
    wanted = {code: declared[name] for code, name in columns.items() if name in declared}
    chosen = flags.select("article_id", "code").filter(pl.col("code").is_in(list(wanted))).unique(maintain_order=True)
    texts = _texts(articles, STORY_MEMBERS.empty() if members is None else members, chosen["article_id"])
    told = claims_frame(texts, claims)
    found = _from_rows(chosen, wanted, texts, told) | _from_patterns(chosen, wanted, texts)
    places = pointing.of_finders(chosen, wanted, texts, told) | pointing.of_spans(found)
    for flag, words in pointing.of_titles(chosen, wanted, texts).items():
        places[flag] = [*words, *places.get(flag, ())]
    return pointing.pointed(flags, places, dict(texts.select("article_id", "text").iter_rows()))


def points(feature: Feature) -> bool:
    """Whether a feature can say where its value comes from."""
    return feature.spans is not None or feature.title_words is not None or isinstance(feature.expression, Finder)


def _texts(articles: pl.DataFrame, members: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """The flagged articles: `row`, their text, headline and head, what is known beside them, and `characters`."""
    frame = ARTICLES.conform(articles.select(name for name in articles.columns if name in ARTICLES.schema))
    beside = STORY_MEMBERS.conform(members).select("article_id", "differences").unique("article_id")
    return (
        frame.select(*ABOUT, "text", "previous_title", "previous_text", "came_with")
        .with_columns(pl.col("text", "title").fill_null(""))
        .filter(pl.col("article_id").is_in(ids.implode()))
        .unique("article_id", keep="first", maintain_order=True)
        .join(beside, on="article_id", how="left", maintain_order="left")
        .with_columns(characters=pl.col("text").str.len_chars())
        .with_row_index("row")
    )


def _from_rows(chosen: pl.DataFrame, wanted: Mapping[str, Feature], texts: pl.DataFrame, told: pl.DataFrame) -> Found:
    """Spans of the flags whose feature filters claims or paragraphs."""
    frames = {"claims": told, "paragraphs": paragraphs_frame(texts)}
    span = {"claims": pl.col("spans").explode(), "paragraphs": pl.concat_list("start", "end")}
    found: Found = {}
    for code in chosen["code"].unique(maintain_order=True):
        feature = wanted[code]
        if not isinstance(feature.spans, pl.Expr):
            continue
        flagged = chosen.filter(pl.col("code") == code).join(texts.select("article_id", "row"), on="article_id")
        spans = (
            frames[feature.over]
            .filter(feature.spans)
            .join(flagged, on="row", how="semi")
            .group_by("row")
            .agg(spans=span[feature.over])
            .join(flagged, on="row")
        )
        for article, pieces in spans.select("article_id", "spans").iter_rows():
            found[article, code] = _in_order(pieces)
    return found


def _in_order(pieces: Spans) -> Spans:
    return [list(span) for span in sorted({tuple(piece) for piece in pieces if piece})][:MOST]


def _from_patterns(chosen: pl.DataFrame, wanted: Mapping[str, Feature], texts: pl.DataFrame) -> Found:
    """Spans of the flags whose feature looks for a pattern."""
    found: Found = {}
    for code in chosen["code"].unique(maintain_order=True):
        feature = wanted[code]
        if isinstance(feature.spans, str):
            flagged = chosen.filter(pl.col("code") == code).join(texts, on="article_id")
            marked = flagged.select("article_id", _marked(feature.spans, feature.besides))
            found |= {(article, code): _read_marks(text) for article, text in marked.iter_rows()}
    return found


def _marked(pattern: str, besides: str | None) -> pl.Expr:
    """The text with each match between two marks, and the marks alone after what is passed over.

    Polars tells no character offsets of its matches, and its engine alone is safe on any text.
    """
    text = pl.col("text").str.head(LONGEST).str.replace_all(f"[{OPEN}{CLOSE}]", " ")
    either = f"({besides})|({pattern})" if besides else f"()({pattern})"
    return text.str.replace_all(ascii_bounds(either), f"${{1}}{OPEN}${{2}}{CLOSE}")


def _read_marks(marked: str) -> Spans:
    """Offsets of the first marked pieces in the text without its marks, white space at their ends left out."""
    spans: Spans = []
    before, *rest = marked.split(OPEN)
    offset = len(before)
    for piece in rest:
        match, _, after = piece.partition(CLOSE)
        if match.strip():
            lead = len(match) - len(match.lstrip())
            spans.append([offset + lead, offset + len(match.rstrip())])
        if len(spans) == MOST:
            break
        offset += len(match) + len(after)
    return spans
