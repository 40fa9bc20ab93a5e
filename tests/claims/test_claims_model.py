"""The claims models: reading together or apart gives the same, labels are the best, and what is wrong is said."""

from __future__ import annotations

import json
import shutil
import sys
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.claims import attributions, layout, linking, network, tagger
from reliability.claims.attribution import words_of
from reliability.claims.layout import GAP, lay_out, sections
from reliability.claims.linking import CONTENT, CONTENT_FIRST, SOURCE, SOURCE_FIRST, best_path, buckets
from reliability.claims.model import SETTINGS, WEIGHTS, load, shipped
from reliability.claims.reading import read
from reliability.claims.words import Vocabulary, normal
from reliability.errors import ReliabilityError

TEXTS = [
    "The bridge is safe, Ana Lind said on Monday. Ole Brun, the mayor, denied that it had ever been shut.",
    "",
    "“We lost the boats,” said Marius Dell. “All of them,” he added.",
    "Nothing is told here by anybody.",
    "According to the harbour office, two ferries collided near Norrvik on Tuesday morning.",
]


def test_a_text_gives_the_same_alone_and_among_others() -> None:
    model = load()
    together = list(model.attributions(read(text) for text in TEXTS))
    assert together == [attributions(text) for text in TEXTS]
    assert sum(map(len, together)) >= 5


def test_slabs_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(TEXTS * 12)
    whole = attributions(text)
    monkeypatch.setattr(network, "_SLAB", 97)
    assert attributions(text) == whole


def test_sections_of_a_long_text_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(TEXTS * 12)
    whole = attributions(text)
    monkeypatch.setattr(layout, "LONGEST", 190)
    assert attributions(text) == whole


def test_windows_worked_on_together_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = attributions("\n".join(TEXTS))
    monkeypatch.setattr(linking, "_AT_ONCE", 1)
    assert attributions("\n".join(TEXTS)) == whole


def test_rows_around_texts_are_empty() -> None:
    rows = lay_out(list(sections(read(text) for text in ("One two.", "", "Three."))))
    assert rows.count == 3 + 2 + 4 * GAP
    assert (rows.section[:GAP] == -1).all()
    assert (rows.section[-GAP:] == -1).all()
    assert rows.section[rows.rows].tolist() == [0, 0, 0, 2, 2]


scores = st.lists(st.lists(st.floats(-5, 5), min_size=5, max_size=5), min_size=1, max_size=4)


@given(scores, st.integers(0, 9))
@settings(max_examples=30, deadline=None)
def test_the_best_path_is_the_best_of_all(rows: list[list[float]], seed: int) -> None:
    chance = np.random.default_rng(seed)
    weights = {
        "chain.steps": chance.normal(size=(5, 5)).astype(np.float32),
        "chain.start": chance.normal(size=5).astype(np.float32),
    }
    table = np.array([rows], dtype=np.float32)

    def total(path: tuple[int, ...]) -> float:
        found = float(weights["chain.start"][path[0]] + table[0, 0, path[0]])
        for at, (before, here) in enumerate(pairwise(path), 1):
            found += float(weights["chain.steps"][before, here] + table[0, at, here])
        return found

    def allowed(path: tuple[int, ...]) -> bool:
        pairs = zip((0, *path), path, strict=False)
        return all(
            not (here == SOURCE and before not in (SOURCE_FIRST, SOURCE))
            and not (here == CONTENT and before not in (CONTENT_FIRST, CONTENT))
            for before, here in pairs
        )

    best = max(total(path) for path in product(range(5), repeat=len(rows)) if allowed(path))
    found = tuple(best_path(table, weights)[0].tolist())
    assert allowed(found)
    assert total(found) == pytest.approx(best, abs=1e-4)


def test_distances_are_told_apart_in_order() -> None:
    found = buckets(np.arange(-500, 501))
    assert (np.diff(found) >= 0).all()
    assert found.min() == 0
    assert found.max() == 2 * linking.HALVES - 1
    assert len(set(found[493:508].tolist())) == 15  # exact near the cue


def test_a_sentence_has_a_bounded_number_of_cues() -> None:
    text = "He said she said they said " * 300
    found = attributions(text)
    assert len(found) <= tagger.MOST


@pytest.mark.parametrize(
    ("piece", "word"), [("Lind’s", "lind's"), ("2016", "0000"), ("“", '"'), ("«", '"'), ("``", '"'), ("‘", "'")]
)
def test_words_as_the_vocabulary_knows_them(piece: str, word: str) -> None:
    assert normal(piece) == word


def test_an_unlisted_word_is_known_by_its_parts() -> None:
    words = Vocabulary(["said"], ["whee"], ["zed"])
    assert words.numbers("wheezed") == (0, 1, 1, 1)
    assert words.numbers("Said") == (1, 0, 0, 2)


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("fast"), tmp_path / "own"))


def test_a_folder_is_a_model(tmp_path: Path) -> None:
    assert attributions(TEXTS[0], model=str(copied(tmp_path))) == attributions(TEXTS[0])


@pytest.mark.parametrize("how", ["absent", "no weights", "cut", "other format", "not json", "lacks a table"])
def test_a_folder_that_is_none_is_refused(tmp_path: Path, how: str) -> None:
    folder = copied(tmp_path)
    if how == "absent":
        folder = tmp_path / "nowhere"
    elif how == "no weights":
        (folder / WEIGHTS).unlink()
    elif how == "cut":
        (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:5000])
    elif how == "other format":
        changed = json.loads((folder / SETTINGS).read_text(encoding="utf-8")) | {"format": 99}
        (folder / SETTINGS).write_text(json.dumps(changed), encoding="utf-8")
    elif how == "not json":
        (folder / SETTINGS).write_text("{", encoding="utf-8")
    else:
        np.savez(folder / WEIGHTS, cue=np.zeros(3))
    with pytest.raises(ReliabilityError, match="holds no claims model") as caught:
        load(str(folder))
    assert "reliability train claims" in caught.value.hint


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_the_deep_model_says_what_it_lacks(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if package == "tokenizers":
        pytest.importorskip("onnxruntime")
    monkeypatch.setitem(sys.modules, package, None)
    load.cache_clear()
    with pytest.raises(ReliabilityError, match=package) as caught:
        load("deep")
    assert "reliability[deep]" in caught.value.hint


def test_the_deep_model_finds_who_says_what() -> None:
    pytest.importorskip("onnxruntime", reason="needs reliability[deep]")
    pytest.importorskip("tokenizers", reason="needs reliability[deep]")
    (first, second) = attributions(TEXTS[0], model="deep")
    text = TEXTS[0]
    assert [text[start:end] for start, end in first.source] == ["Ana Lind"]
    assert [text[start:end] for start, end in second.cue] == ["denied"]
    assert list(load("deep").attributions(read(one) for one in TEXTS)) == [
        attributions(one, model="deep") for one in TEXTS
    ]


LONG = "because every family on the island has waited for it " * 9


def test_a_quotation_longer_than_the_window_is_whole_on_both_sides() -> None:
    text = f"“The bridge is safe {LONG}and will be safe forever,” Mara Lind, the mayor, said on Monday."
    assert words_of(text, attributions(text)[0].content) == text[: text.index(" Mara")]
    text = f"On Monday Mara Lind, the mayor, said: “The bridge is safe {LONG}and will be safe forever.”"
    assert words_of(text, attributions(text)[0].content) == text[text.index("“") :]


def test_a_continued_quotation_stays_with_its_speaker_in_spite_of_what_he_reports() -> None:
    text = (
        "Ana Lind said: “The bridge is safe. I think that Peter Holm says it is not.\n\n“He says that it is rotten. "
        "We will open it next week.”\n\nIt rained."
    )
    (first, *_) = attributions(text)
    assert words_of(text, first.source) == "Ana Lind"
    assert words_of(text, first.content).endswith("We will open it next week.”")
