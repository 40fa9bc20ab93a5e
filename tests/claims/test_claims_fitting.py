"""Training a claims model: numpy gives what torch learned, and annotations make a model that finds what they say."""

from __future__ import annotations

import builtins
import json
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reliability.claims import fitting
from reliability.claims.attribution import Attribution
from reliability.claims.fitting.card import card
from reliability.claims.fitting.examples import excerpts
from reliability.claims.fitting.measures import agreement
from reliability.claims.fitting.threshold import by_publisher
from reliability.claims.fitting.training import split
from reliability.claims.model import load, shipped
from reliability.claims.reading import read
from reliability.errors import ReliabilityError

PEOPLE = ("Ana Lind", "the mayor", "Ole Brun", "The harbour office", "Vera Holm", "a spokesman")
CONTENTS = ("the bridge is safe", "two ferries collided", "nobody was hurt", "the mill would close")


def annotated(number: int) -> dict[str, Any]:
    """An article of own sentences, each with its attribution, in a way of writing that nobody else has."""
    text, rows = "", []
    for at in range(4):
        who, what = PEOPLE[(number + at) % len(PEOPLE)], CONTENTS[(number * 3 + at) % len(CONTENTS)]
        start = len(text)
        text += f"{what.capitalize()}; thus {who}. It rained in Norrvik.\n"
        cue = start + len(what) + 2
        name = cue + len("thus ")
        rows.append(
            {
                "source": [[name, name + len(who)]],
                "cue": [[cue, cue + len("thus")]],
                "content": [[start, start + len(what)]],
            }
        )
    return {"id": f"a{number}", "publisher": "Norrvik Herald", "text": text, "attributions": rows}


GOLD = [annotated(number) for number in range(24)]


def test_excerpts_are_paragraphs_with_what_is_said_in_them() -> None:
    (first, *_) = excerpts(GOLD[:1])
    (row,) = first["attributions"]
    assert "\n" not in first["text"]
    assert {role: first["text"][slice(*row[role][0])] for role in ("source", "cue")} == {
        "source": "The harbour office",
        "cue": "thus",
    }


def test_articles_are_held_out_evenly() -> None:
    held, used = split(GOLD, 1 / 6)
    assert [one["id"] for one in held] == ["a0", "a6", "a12", "a18"]
    assert len(used) == 20
    assert split(GOLD, 0.0) == ([], GOLD)


def test_agreement_counts_matches_one_to_one() -> None:
    article = GOLD[0]
    right = [Attribution(**_spans(row), quotation="indirect") for row in article["attributions"]]
    assert agreement([article], [right]).figure("linked").f1 == 1.0
    found = agreement([article], [[right[0], right[0]]])
    assert (found.figure("linked").precision, found.figure("linked").recall) == (0.5, 0.25)
    assert found.figure("indirect").recall == 0.25
    assert found.figure("cue").recall == 0.25


def _spans(row: Mapping[str, Any]) -> dict[str, Any]:
    return {role: tuple((start, end) for start, end in spans) for role, spans in row.items()}


def test_without_torch_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., Any] = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "torch" or name.endswith("fitting.course") or (rest[2:3] and "course" in (rest[2] or ())):
            raise ImportError("gone", name="torch")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ReliabilityError, match="torch") as caught:
        fitting.train(GOLD, tmp_path)
    assert "claims-training" in caught.value.hint


def test_articles_without_attributions_teach_nothing(tmp_path: Path) -> None:
    with pytest.raises(ReliabilityError, match="no annotated articles"):
        fitting.train([{"text": "Rain.", "attributions": []}], tmp_path)


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / f"{date.today().isoformat()}-own"
    folder.mkdir()
    (folder / "model.json").write_text("{}")
    with pytest.raises(ReliabilityError, match="is there already") as caught:
        fitting.train(GOLD, tmp_path)
    assert "another name" in caught.value.hint
    assert (folder / "model.json").read_text() == "{}"


def test_a_place_that_cannot_be_written_is_told_before_training(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("")
    with pytest.raises(ReliabilityError, match="cannot be written"):
        fitting.train(GOLD, tmp_path / "models")


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs reliability[claims-training]")

    def stop(done: int, steps: int, loss: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fitting.train(GOLD[:3], tmp_path, progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[float]]:
    pytest.importorskip("torch", reason="needs reliability[claims-training]")
    losses: list[float] = []
    folder = fitting.train(
        GOLD,
        tmp_path_factory.mktemp("models"),
        name="herald",
        epochs=6,
        hold_out=1 / 6,
        data="Own sentences.",
        limits=["Norrvik only."],
        progress=lambda done, steps, loss: losses.append(loss),
    )
    return folder, losses


def test_a_model_goes_on_from_the_shipped_one(trained: tuple[Path, list[float]]) -> None:
    folder, losses = trained
    assert losses[-1] < losses[0]
    article = annotated(99)
    found = list(load(str(folder)).attributions([read(article["text"])]))
    assert agreement([article], found).figure("linked").f1 == 1.0
    shipped = list(load().attributions([read(article["text"])]))
    assert agreement([article], shipped).figure("linked").f1 < 1.0


def test_the_card_tells_where_the_model_comes_from(trained: tuple[Path, list[float]]) -> None:
    card = (trained[0] / "CARD.md").read_text(encoding="utf-8")
    assert "20 annotated articles with 80 attributions" in card
    assert "Own sentences." in card
    assert "| held out | 16 |" in card
    assert "chosen on articles held out" in card
    assert card.endswith("- Norrvik only.\n")


LEARNED = {"articles": 1, "attributions": 4, "silver": 0, "epochs": 1, "seed": 0, "start": "fast", "digest": "0"}


def test_the_card_of_a_model_that_was_not_measured_says_so() -> None:
    told = card({"name": "own", "data": "", "learned": LEARNED, "threshold": 0.4}, [], {})
    assert "1 annotated article with 4 attributions." in told
    assert "was not measured" in told
    assert "chosen on" not in told
    assert "| articles |" not in told
    assert "Nothing was said of where the articles come from." in told


def test_a_publisher_with_few_attributions_has_no_figure() -> None:
    right = [Attribution(**_spans(row), quotation="indirect") for row in GOLD[0]["attributions"]]
    figures = [agreement([article], [right if article is GOLD[0] else []]) for article in GOLD]
    told = by_publisher([*GOLD[:20], *({**one, "publisher": "Ferry News"} for one in GOLD[20:])], figures)
    assert {name: one.figure("linked").gold for name, one in told.items()} == {"Norrvik Herald": 80, "Ferry News": 16}
    assert told["Norrvik Herald"].figure("linked").same == 4
    settings = {"name": "own", "data": "", "learned": LEARNED, "threshold": 0.4}
    written = card(settings, [("held out", agreement([], []))], told)
    assert "| Norrvik Herald | 80 | 0.095 |" in written
    assert "Ferry News" not in written


def test_the_same_seed_gives_the_same_model(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs reliability[claims-training]")
    first, second = (
        fitting.train(GOLD[:6], tmp_path / name, name="x", epochs=1, hold_out=0.0, seed=3) for name in ("one", "two")
    )
    with np.load(first / "weights.npz") as left, np.load(second / "weights.npz") as right:
        assert left.files == right.files
        assert all((left[name] == right[name]).all() for name in left.files)


def test_numpy_gives_what_torch_gives() -> None:
    torch = pytest.importorskip("torch", reason="needs reliability[claims-training]")
    from reliability.claims.fitting import course
    from reliability.claims.fitting.examples import examples
    from reliability.claims.fitting.learning import chains, columns
    from reliability.claims.layout import GAP, lay_out, sections
    from reliability.claims.linking import BEFORE, _chained, _paired, _Seen
    from reliability.claims.network import encode
    from reliability.claims.tagger import Cues

    model = load()
    begun = course.from_model(model)
    group = list(examples(GOLD[:1], longest=1400))
    begun.network.eval()
    batch = columns(group) | begun.inputs(group)
    layout = lay_out(list(sections([read(GOLD[0]["text"])])))
    ours = encode(model.look(layout), layout, model.weights, model.settings["dilations"])
    with torch.no_grad():
        theirs = begun.network(batch)
        np.testing.assert_allclose(ours[layout.rows], theirs[0].numpy(), atol=2e-3)
        text, start, end, _ = chains(group)
        batch["cues"] = torch.cumsum((batch["cue"] == 1).long(), 1)
        wide, allowed = begun.network.pair(theirs, batch, text, start, end)
    cues = Cues(start.numpy() + GAP, end.numpy() + GAP, np.ones(len(start), dtype=np.float32))
    from reliability.claims import linking

    row = cues.start[:, None] + np.arange(-linking.BEFORE, linking.BEHIND + 1)
    inside = layout.section[np.clip(row, 0, layout.count - 1)] == 0
    seen = _Seen.of(ours, layout, cues, model.weights)
    narrow = _chained(_paired(seen, cues, np.clip(row, 0, layout.count - 1), model.weights), inside, model.weights)
    span = slice(BEFORE - linking.BEFORE + 8, BEFORE + linking.BEHIND - 8)  # away from the edges of the window
    both = allowed.numpy()[:, span]
    shown = wide.numpy()[:, span][both]
    np.testing.assert_allclose(narrow[:, 8 : 8 + span.stop - span.start][both], shown, atol=2e-2)


NO_START: dict[str, tuple[Callable[[Path], object], str]] = {
    "nowhere": (lambda place: None, "nothing to start from"),
    "an empty folder": (lambda place: place.mkdir(), "nothing to start from"),
    "nowhere.npz": (lambda place: None, "No such file"),
    "text.npz": (lambda place: place.write_text("the 1 2"), "holds no word vectors"),
    "other.npz": (lambda place: np.savez(place, words=np.array(["the"])), "lacks 'vectors"),
    "numbers.npz": (lambda place: np.savez(place, words=np.ones(2), vectors=np.ones((2, 3))), "no list of strings"),
    "short.npz": (lambda place: np.savez(place, words=np.array(["the", "a"]), vectors=np.eye(1)), "a row a word"),
    "flat.npz": (lambda place: np.savez(place, words=np.array(["the"]), vectors=np.ones(1)), "a row a word"),
}


@pytest.mark.parametrize("name", NO_START)
def test_what_nothing_can_start_from_is_refused(tmp_path: Path, name: str) -> None:
    pytest.importorskip("torch", reason="needs reliability[claims-training]")
    make, why = NO_START[name]
    make(tmp_path / name)
    with pytest.raises(ReliabilityError, match=name) as caught:
        fitting.train(GOLD, tmp_path / "models", start=str(tmp_path / name))
    assert why in caught.value.message
    assert caught.value.hint


def test_a_model_whose_sizes_are_not_told_is_not_trained_further(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs reliability[claims-training]")
    folder = Path(shutil.copytree(shipped("fast"), tmp_path / "old"))
    settings = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    for sizes in (None, {**settings["sizes"], "inner": 7}):
        (folder / "model.json").write_text(json.dumps({**settings, "sizes": sizes}), encoding="utf-8")
        load.cache_clear()
        with pytest.raises(ReliabilityError, match="cannot be trained further"):
            fitting.train(GOLD, tmp_path / "models", start=str(folder))


def tiny_bert(folder: Path) -> Path:
    """A BERT of one layer that knows letters, stored as the part of something larger."""
    torch = pytest.importorskip("torch", reason="needs reliability[claims-training]")
    save_file = pytest.importorskip("safetensors.torch", reason="needs reliability[claims-training]").save_file
    tokenizers = pytest.importorskip("tokenizers", reason="needs reliability[claims-training]")
    pytest.importorskip("onnx", reason="needs reliability[claims-training]")
    pytest.importorskip("onnxruntime", reason="needs reliability[claims-training]")
    torch.manual_seed(0)
    layer: dict[str, tuple[int, ...]] = {
        "attention.self.query": (8, 8),
        "attention.self.key": (8, 8),
        "attention.self.value": (8, 8),
    }
    layer |= {"attention.output.dense": (8, 8), "intermediate.dense": (16, 8), "output.dense": (8, 16)}
    layer |= {"attention.output.LayerNorm": (8,), "output.LayerNorm": (8,)}
    shapes: dict[str, tuple[int, ...]] = {"embeddings.LayerNorm": (8,)} | {
        f"encoder.layer.0.{name}": shape for name, shape in layer.items()
    }
    tables = {"word": 129, "position": 256, "token_type": 2}
    weights = {f"embeddings.{name}_embeddings.weight": torch.randn(rows, 8) for name, rows in tables.items()}
    for name, shape in shapes.items():
        weights |= {f"{name}.weight": torch.randn(shape), f"{name}.bias": torch.randn(shape[0])}
    folder.mkdir()
    save_file({f"bert.{name}": one for name, one in weights.items()}, folder / "model.safetensors")
    (folder / "config.json").write_text('{"num_attention_heads": 2}')
    known = [*(f"[unused{number}]" for number in range(100)), "[UNK]", "[CLS]", "[SEP]"]
    known += [chr(letter) for letter in range(ord("a"), ord("z") + 1)]
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordPiece({one: at for at, one in enumerate(known)}))
    tokenizer.save((folder / "tokenizer.json").as_posix())
    return folder


def test_a_bert_becomes_a_deep_model(tmp_path: Path) -> None:
    bert = tiny_bert(tmp_path / "bert")
    folder = fitting.train(GOLD[:4], tmp_path / "models", start=str(bert), epochs=1, hold_out=0.0)
    files = {"CARD.md", "model.json", "network.onnx", "tokenizer.json", "weights.npz"}
    assert {one.name for one in folder.iterdir()} == files
    assert load(str(folder)).settings["kind"] == "deep"


def renamed(folder: Path, before: str, after: str) -> None:
    path = folder / "tokenizer.json"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


NO_BERT: dict[str, tuple[Callable[[Path], object], str]] = {
    "no tokenizer": (lambda bert: (bert / "tokenizer.json").unlink(), "lacks tokenizer.json"),
    "other tokenizer": (lambda bert: renamed(bert, '"[CLS]"', '"<s>"'), "does not give [CLS] the number 101"),
    "more word pieces": (lambda bert: renamed(bert, '"z": 128', '"z": 128, "é": 129'), "knows 130 word pieces"),
    "cut": (lambda bert: (bert / "model.safetensors").write_bytes(b"{}"), "holds no BERT"),
    "uneven": (lambda bert: (bert / "config.json").write_text('{"num_attention_heads": 3}'), "3 attention heads"),
    "no settings": (lambda bert: (bert / "config.json").unlink(), "12 attention heads"),
    "other settings": (lambda bert: (bert / "config.json").write_text("{}"), "lacks 'num_attention_heads'"),
}


@pytest.mark.parametrize("how", NO_BERT)
def test_a_bert_that_cannot_be_used_is_refused(tmp_path: Path, how: str) -> None:
    bert = tiny_bert(tmp_path / "bert")
    spoil, why = NO_BERT[how]
    spoil(bert)
    with pytest.raises(ReliabilityError, match="holds no BERT that can be used") as caught:
        fitting.train(GOLD, tmp_path / "models", start=str(bert))
    assert why in caught.value.message
    assert "tokenizer.json" in caught.value.hint


@pytest.mark.parametrize("package", ["safetensors", "tokenizers", "onnx", "onnxruntime.quantization"])
def test_packages_for_writing_are_missed_before_training(
    tmp_path: Path, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bert = tiny_bert(tmp_path / "bert")
    for name in [one for one in sys.modules if one == package or one.startswith(f"{package}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ReliabilityError, match=package) as caught:
        fitting.train(GOLD, tmp_path / "models", start=str(bert))
    assert "claims-training" in caught.value.hint
