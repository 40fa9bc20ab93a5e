"""Rating lists as users have them: scales, whole addresses, broken rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from reliability import ratings
from reliability.errors import ReliabilityError
from reliability.ratings import Scale


@pytest.mark.parametrize(
    ("scale", "cell", "rating"),
    [
        ("0-1", "0.25", 0.25),
        ("0-100", " 75 ", 0.75),
        ("1-5", "2", 0.25),
        ("6-1", "1", 1.0),
        ("6-1", "6", 0.0),
        ("-2-2", "-1", 0.25),
        ("A-F", "a", 1.0),
        ("A-F", "F", 0.0),
        ("E-A", "B", 0.75),
    ],
)
def test_scales(scale: str, cell: str, rating: float) -> None:
    assert Scale.parse(scale).rating(cell) == pytest.approx(rating)


@pytest.mark.parametrize("scale", ["", "9", "5-5", "A-A", "low-high", "0..1"])
def test_what_is_no_scale_is_refused(scale: str) -> None:
    with pytest.raises(ReliabilityError, match="is no scale"):
        Scale.parse(scale)


def write(folder: Path, text: str) -> Path:
    path = folder / "desk.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_domains_become_those_of_articles_and_broken_rows_are_set_aside(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "\ufeffsite;points;note\nhttps://www.Harbour-Post.example/home?x=1;80;good\n\nnews.island.example;120;\n;40;\n"
        "tide.example;n/a;\nharbour-post.example;10;again\ngull.example;nan;\nx y;5;\nshort.example\n"
        'open.example;5;"\n',
    )
    kept, aside = ratings.read(path, column="points", scale=Scale.parse("0-100"), domain_column="site", error=0.2)
    assert kept.to_dicts() == [{"domain": "harbour-post.example", "rating": 0.8, "error": 0.2}]
    assert dict(aside.select("record", "reason").rows()) == {
        3: "The rating '120' is not on the scale 0-100.",
        4: "There is no domain.",
        5: "The rating 'n/a' is no number.",
        6: "An earlier row rates harbour-post.example already.",
        7: "The rating 'nan' is no number.",
        8: "'x y' is no domain.",
        9: "There is no rating.",
        10: "The row is no valid CSV: unexpected end of data.",
    }


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("domain,stars\na.example,3\n", {}, "no column 'rating'"),
        ("domain,rating\na.example,3\n", {}, "no usable rating"),
        ("", {}, "no usable rating"),
        ("domain,rating\na.example,1\n", {"error": 0.5}, "not between"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(tmp_path: Path, text: str, options: dict[str, float], says: str) -> None:
    with pytest.raises(ReliabilityError, match=says) as caught:
        ratings.read(write(tmp_path, text), column="rating", scale=Scale.parse("0-1"), **{"error": 0.25, **options})
    assert caught.value.hint


def test_a_list_has_the_name_of_its_file_or_the_one_given() -> None:
    assert ratings.name_of(Path("lists/desk-2026.csv"), None) == "desk-2026"
    assert ratings.name_of(Path("x.csv"), " desk ") == "desk"
    with pytest.raises(ReliabilityError, match="printable name"):
        ratings.name_of(Path("x.csv"), "a\x1b[2J")
