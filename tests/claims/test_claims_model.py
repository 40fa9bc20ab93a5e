"""The claims models: reading together or apart gives the same, labels are the best, and what is wrong is said."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability import resources
from reliability.claims import attributions, layout, linking, network, tagger
from reliability.claims.attribution import words_of
from reliability.claims.layout import GAP, lay_out, sections
from reliability.claims.linking import CONTENT, CONTENT_FIRST, SOURCE, SOURCE_FIRST, best_path, buckets
from reliability.claims.model import CARD, SETTINGS, WEIGHTS, load, open_model, shipped
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
def test_the_best_path_is_the_best_of_those_that_say_something(rows: list[list[float]], seed: int) -> None:
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
        return any(here in (CONTENT_FIRST, CONTENT) for here in path) and all(
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


def changed_settings(folder: Path, **changes: object) -> None:
    found = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    (folder / SETTINGS).write_text(json.dumps(found | changes), encoding="utf-8")


def changed_weights(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    with np.load(folder / WEIGHTS) as stored:
        weights = dict(stored)
    change(weights)
    np.savez(folder / WEIGHTS, **weights)


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "absent": (shutil.rmtree, "No such file"),
    "no weights": (lambda folder: (folder / WEIGHTS).unlink(), "No such file"),
    "cut": (lambda folder: (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:5000]), "zip"),
    "not json": (lambda folder: (folder / SETTINGS).write_text("{"), "double quotes"),
    "a list": (lambda folder: (folder / SETTINGS).write_text("[]"), "holds no settings"),
    "a word": (lambda folder: (folder / SETTINGS).write_text('"x"'), "holds no settings"),
    "other format": (lambda folder: changed_settings(folder, format=99), "format is 99, not 1"),
    "unknown kind": (lambda folder: changed_settings(folder, kind="quick"), "kind is quick, not fast or deep"),
    "too wide a look": (lambda folder: changed_settings(folder, dilations=[1, 17]), "from 1 to 16"),
    "looks at nothing": (lambda folder: changed_settings(folder, dilations=[0]), "from 1 to 16"),
    "threshold in words": (lambda folder: changed_settings(folder, threshold="high"), "not supported"),
    "no words": (lambda folder: changed_settings(folder, words=None), "has no len"),
    "fewer words": (lambda folder: changed_settings(folder, words=["the"]), "rows, not 2"),
    "no tables": (lambda folder: np.savez(folder / WEIGHTS, cue=np.zeros(3)), "lacks 'tag'"),
    "no last layer": (lambda folder: changed_weights(folder, lambda all: all.pop("pair.out.bias")), "pair.out.bias"),
    "other sizes": (lambda folder: changed_weights(folder, lambda all: all.update({"out.bias": np.ones(3)})), "shape"),
    "a deep one": (lambda folder: changed_settings(folder, kind="deep"), ""),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_folder_that_is_none_is_refused(tmp_path: Path, how: str) -> None:
    if how == "a deep one":
        pytest.importorskip("onnxruntime", reason="needs reliability[deep]")
    folder = copied(tmp_path)
    spoil, why = SPOILT[how]
    spoil(folder)
    with pytest.raises(ReliabilityError, match="holds no claims model") as caught:
        open_model(folder)
    assert why in caught.value.message
    assert "reliability train claims" in caught.value.hint


def test_a_network_or_tokenizer_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="needs reliability[deep]")
    pytest.importorskip("tokenizers", reason="needs reliability[deep]")
    for name in ("network.onnx", "tokenizer.json"):
        folder = Path(shutil.copytree(shipped("deep"), tmp_path / name))
        (folder / name).write_text("{}")
        with pytest.raises(ReliabilityError, match="holds no claims model"):
            open_model(folder)


def test_a_model_without_a_card_is_not_finished_and_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "models", lambda: tmp_path)
    for day, names in (("2026-01-01", (SETTINGS, WEIGHTS, CARD)), ("2026-01-02", (SETTINGS, WEIGHTS))):
        (tmp_path / "claims" / f"{day}-fast").mkdir(parents=True)
        for name in names:
            (tmp_path / "claims" / f"{day}-fast" / name).touch()
    assert shipped("fast").name == "2026-01-01-fast"
    with pytest.raises(ReliabilityError, match="No claims model 'deep'"):
        shipped("deep")


def test_each_threshold_finds_what_a_model_with_that_threshold_finds(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    found = list(load().by_threshold(map(read, TEXTS), (0.2, 0.9)))
    for number, threshold in enumerate((0.2, 0.9)):
        changed_settings(folder, threshold=threshold)
        assert [one[number] for one in found] == list(open_model(folder).attributions(map(read, TEXTS)))


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_the_deep_model_says_what_it_lacks(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if package == "tokenizers":
        pytest.importorskip("onnxruntime")
    monkeypatch.setitem(sys.modules, package, None)
    load.cache_clear()
    with pytest.raises(ReliabilityError, match=package) as caught:
        load("deep")
    assert "[deep]" in caught.value.hint


def test_the_deep_model_finds_who_says_what() -> None:
    pytest.importorskip("onnxruntime", reason="needs reliability[deep]")
    pytest.importorskip("tokenizers", reason="needs reliability[deep]")
    (first, second) = attributions(TEXTS[0], model="deep")
    text = TEXTS[0]
    assert [text[start:end] for start, end in first.source] == ["Ana Lind"]
    assert [text[start:end] for start, end in second.cue] == ["denied"]


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
