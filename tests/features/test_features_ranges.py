"""Whatever comes in: one row per article, in order, every value within its declared range."""

import math

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reliability import features, records

MARKS = ["“", "”", '"', "'", "(", ")", "\n", "\n\n", "...", "?", "!", "-", " ", "\r\n", "\x00", "\u0301", "\ufffd"]
WORDS = ["A", "NEVER", "lovely", "don’t", "é", "5'6\"", "12", "Twelve", "<b>", "&amp;", "Novak", "said", "may", "市"]
PIECES = st.sampled_from([*MARKS, *WORDS, "Monday, March 3, 2020"])
TEXTS = st.none() | st.text(max_size=60) | st.lists(PIECES, max_size=40).map(" ".join)
SPANS = st.none() | st.lists(st.lists(st.integers(-5, 90), max_size=3), max_size=3)
VIA = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(records.VIA_KINDS), "name": st.none() | st.sampled_from(["X", "Daily Harbour"])}
    ),
    max_size=3,
)
CLAIMS = st.fixed_dictionaries(
    {
        "claim_id": st.text(max_size=3),
        "article_id": st.sampled_from(["0", "1", "9"]) | st.none(),
        "quotation": st.none() | st.sampled_from(records.QUOTATIONS),
        "source": SPANS,
        "cue": SPANS,
        "content": SPANS,
        "cue_text": st.none() | st.sampled_from(["denied", "said"]),
        "content_text": TEXTS,
        "origin": st.none() | st.text(max_size=5) | st.sampled_from(["Ada Novak", "Novak Jr.", "-"]),
        "source_type": st.none() | st.sampled_from(records.SOURCE_TYPES),
        "via": st.none() | VIA,
        "hops": st.none() | st.integers(-2, 5),
        "second_hand": st.none() | st.booleans(),
        "anonymous": st.none() | st.booleans(),
        "hedged": st.none() | st.booleans(),
    }
)
MEMBERS = st.fixed_dictionaries(
    {
        "article_id": st.sampled_from(["0", "1"]),
        "is_original": st.none() | st.booleans(),
        "copies": st.none() | st.integers(-1, 9),
        "story_articles": st.none() | st.integers(-1, 9),
        "independent_reports": st.none() | st.integers(-1, 9),
        "independent_origins": st.none() | st.integers(-1, 9),
    }
)
DATES = st.none() | st.datetimes().map(lambda moment: moment.replace(tzinfo=None))
ARTICLES = st.fixed_dictionaries(
    {
        "article_id": st.sampled_from(["0", "1"]),
        "title": TEXTS,
        "text": TEXTS,
        "authors": st.none() | st.lists(st.none() | st.text(max_size=3), max_size=2),
        "url": st.none() | st.text(max_size=5),
        "published_at": DATES,
        "modified_at": DATES,
        "ingested_at": DATES,
    }
)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ARTICLES, max_size=3), st.lists(CLAIMS, max_size=6), st.lists(MEMBERS, max_size=2))
def test_values_stay_within_their_ranges(articles, claims, members):
    frame = records.ARTICLES.frame(articles)
    table = features.compute(frame, records.CLAIMS.frame(claims), records.STORY_MEMBERS.frame(members))
    assert table["article_id"].to_list() == frame["article_id"].to_list()
    for feature in features.catalogue():
        column = table[feature.name]
        assert column.dtype == pl.Float64
        for value in column.drop_nulls():
            assert math.isfinite(value), feature.name
            assert feature.low <= value <= feature.high, (feature.name, value)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ARTICLES, min_size=1, max_size=2), st.lists(CLAIMS, max_size=4))
def test_spans_lie_in_the_text_and_explain_the_value(articles, claims):
    frame = records.ARTICLES.frame(articles).unique("article_id", keep="first", maintain_order=True)
    told = records.CLAIMS.frame(claims).with_columns(source=[], cue=[], content=[])
    table = features.compute(frame, told, records.STORY_MEMBERS.empty())
    of_text = [feature for feature in features.catalogue() if feature.title_words is None]
    explained = {feature.name: feature for feature in of_text if isinstance(feature.spans, str)}
    rows = [{"article_id": article, "code": name} for article in frame["article_id"] for name in explained]
    located = features.locate(records.FLAGS.frame(rows), {name: name for name in explained}, frame, told)
    texts = dict(frame.select("article_id", "text").iter_rows())
    values = {row["article_id"]: row for row in table.iter_rows(named=True)}
    for article, name, spans in located.select("article_id", "code", "spans").iter_rows():
        text = texts[article] or ""
        assert all(0 <= start < end <= len(text) for start, end in spans)
        value = values[article][name]
        if not text.isascii() or value is None or name == "impossible_dates":
            continue
        if name == "relayed_share":  # claims count too, and are pointed at by relayed_claims
            assert value > 0 or not spans, name
        else:
            assert bool(spans) == (value > 0), name
