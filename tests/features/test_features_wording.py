"""Which words count as the publisher's own voice, and what comes of them whatever the text."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import resources
from reliability.features.wording import STEADY, columns, counts, vocabulary, wording
from reliability.records import ARTICLES, SENSE, WORD

PARTS = ("the", "Because", "council", "“", "”", '"', "'", "it's", "Ida", "7", ".", "\n", "\x01", "\x00", "市", "🙂")
TEXTS = st.none() | st.text(max_size=80) | st.lists(st.sampled_from(PARTS), max_size=60).map(" ".join)


def frame(*texts: str | None, **columns: Any) -> pl.DataFrame:
    return ARTICLES.frame([{"article_id": str(n), "text": text, **columns} for n, text in enumerate(texts)])


def words(text: str, **columns: Any) -> dict[str, int]:
    """How often each word of a text counts."""
    return dict(counts(frame(text, **columns))[0].select("word", "count").iter_rows())


def test_quotations_are_another_voice() -> None:
    assert words('the dam holds, “the pier was sold” and "nobody knew" he said') == {
        "the": 1, "dam": 1, "holds": 1, "and": 1, "he": 1, "said": 1,
    }  # fmt: skip
    assert words("“the pier\nwas lost” again") == {"was": 1, "lost": 1, "again": 1}  # open to the end of its paragraph


def test_names_do_not_count_but_words_that_open_a_sentence_do() -> None:
    found = words("However, Ida Holm waited. Nobody came.\nThen the Harbour Board met: Later it went. “Odd.” Still.")
    assert found == dict.fromkeys(
        ("however", "waited", "nobody", "came", "then", "the", "met", "later", "it", "went", "still"), 1
    )
    _, total = counts(frame("However, Ida Holm waited."))
    assert total.tolist() == [4]


def test_the_publishers_own_name_does_not_count() -> None:
    text = "our post and the harbour are by the pier"
    known = words(text, publisher="Harbour Post", domain="harbour-pier.example")
    assert {"harbour", "post", "pier"} <= set(words(text)) - set(known)
    assert known["the"] == 2


def test_remains_of_pages_and_names_of_camps_are_no_inputs() -> None:
    unwanted = set(resources.lexicon("features/not_wording"))
    assert {"subscribe", "click", "copyright"} <= unwanted
    assert unwanted.isdisjoint(vocabulary().words)
    plain, page = (wording(frame(text)).drop("article_id") for text in ("the dam is safe", "the dam is safe subscribe"))
    whole = (4 + STEADY) / (5 + STEADY)  # it counts in the whole only
    shares = [name for name in columns() if name.startswith(WORD)]
    np.testing.assert_allclose(page.select(shares).to_numpy(), plain.select(shares).to_numpy() * whole, rtol=1e-5)
    others = page.select(pl.exclude(shares)).to_numpy()
    np.testing.assert_array_equal(others, plain.select(pl.exclude(shares)).to_numpy())


def test_columns_are_as_named_and_a_word_raises_its_own_share() -> None:
    found = wording(frame("the dam", "the the the dam"))
    assert found.columns == ["article_id", *columns()] and len(set(columns())) == len(columns())
    assert set(found.dtypes[1:]) == {pl.Float32}
    known = vocabulary()
    assert sum(name.startswith(WORD) for name in columns()) == known.common
    assert sum(name.startswith(SENSE) for name in columns()) == known.vectors.shape[1]
    usual = float(known.share[known.words.index("the")])
    expected = [(times + STEADY * usual) / (total + STEADY) for times, total in ((1, 2), (3, 4))]
    assert found[f"{WORD}the"].to_list() == pytest.approx(expected, rel=1e-5)


def test_a_short_text_is_near_the_usual_and_a_long_one_speaks_for_itself() -> None:
    known = vocabulary()
    usual = np.concatenate([known.share[: known.common], known.mean])
    once, often = wording(frame("because they lied.", "because they lied. " * 3000)).drop("article_id").to_numpy()
    assert np.abs(once - usual).max() < 0.2 * np.abs(often - usual).max()
    assert often[columns().index(f"{WORD}because")] == pytest.approx(1 / 3, rel=0.1)


@pytest.mark.parametrize(
    "text", [None, "", " \n\t", "12 345 …", "市政府", "🙂🙂", "\x00\x01\x02", "“all of it quoted”"]
)
def test_a_text_without_words_of_its_own_is_null(text: str | None) -> None:
    row = wording(frame(text, "the dam is safe")).drop("article_id")
    assert row[0].null_count().row(0) == (1,) * len(columns())
    assert row[1].null_count().row(0) == (0,) * len(columns())


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "the dam " * 125_000,
        "“" * 1_000_000,
        "' -" * 300_000,
        "A. " * 300_000,
        "\x01the \x00dam\x1f" * 9,
    ],
)
def test_hostile_texts_give_numbers_or_nothing(text: str) -> None:
    row = wording(frame(text)).drop("article_id").row(0)
    assert all(value is None for value in row) or np.isfinite(np.array(row, dtype=float)).all()


def test_control_characters_make_no_sentence_of_a_name() -> None:
    assert words("we met \x01Ida Holm") == {"we": 1, "met": 1}


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_every_article_stands_for_itself(texts: list[str | None], random: Any) -> None:
    articles = frame(*texts)
    found = wording(articles)
    values = found.drop("article_id").to_numpy()
    empty = np.isnan(values).all(axis=1)
    assert np.isfinite(values[~empty]).all()
    shares = values[~empty, : vocabulary().common]
    assert ((shares >= 0) & (shares <= 1)).all()
    order = list(range(len(texts)))
    random.shuffle(order)
    assert wording(articles[order]).equals(found[order])
    assert pl.concat([wording(articles[:1]), wording(articles[1:])]).equals(found)
