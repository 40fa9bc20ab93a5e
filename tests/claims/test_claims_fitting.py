"""Training a claims model: numpy gives what torch learned, and annotations make a model that finds what they say."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reliability.claims import fitting
from reliability.claims.attribution import Attribution
from reliability.claims.fitting.measures import agreement
from reliability.claims.fitting.training import split
from reliability.claims.model import load
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
    from reliability.claims.fitting.examples import BEFORE, examples
    from reliability.claims.fitting.learning import chains, columns
    from reliability.claims.layout import GAP, lay_out
    from reliability.claims.linking import _chained, _paired, _Seen
    from reliability.claims.network import encode
    from reliability.claims.tagger import Cues

    model = load()
    begun = course.from_model(model)
    group = list(examples(GOLD[:1], longest=1400))
    begun.network.eval()
    batch = columns(group) | begun.inputs(group)
    layout = lay_out([read(GOLD[0]["text"])])
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
    inside = layout.text[np.clip(row, 0, layout.count - 1)] == 0
    seen = _Seen.of(ours, layout, cues, model.weights)
    narrow = _chained(_paired(seen, cues, np.clip(row, 0, layout.count - 1), model.weights), inside, model.weights)
    span = slice(BEFORE - linking.BEFORE + 8, BEFORE + linking.BEHIND - 8)  # away from the edges of the window
    both = allowed.numpy()[:, span]
    shown = wide.numpy()[:, span][both]
    np.testing.assert_allclose(narrow[:, 8 : 8 + span.stop - span.start][both], shown, atol=2e-2)
