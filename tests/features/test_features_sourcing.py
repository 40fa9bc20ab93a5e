"""Where statements come from and how a text presses: what finders point at, and how long hostile texts take."""

from time import process_time

import pytest

from reliability import features
from reliability.features import accused, relays, unbacked_figures, unnamed
from reliability.features.finding import Case, Finder
from reliability.features.reading import own_words, sentences, stems

THEMES = {
    "accused",
    "capitals",
    "headline_claims",
    "pressing",
    "relays",
    "sensation",
    "unbacked_figures",
    "unnamed",
}
FINDERS = {
    feature.name: feature.expression.find
    for feature in features.catalogue()
    if feature.theme in THEMES and isinstance(feature.expression, Finder)
}
LONG = 200_000
CLAIM = {
    "source": [[0, 8]],
    "cue": [[9, 13]],
    "content": [[14, 30]],
    "source_text": "a source",
    "cue_text": "said",
    "content_text": "that it was safe",
    "origin": "source",
    "source_type": "anonymous",
    "anonymous": True,
    "hops": 0,
}


def words(find, text: str, **columns) -> list[str]:
    case = Case("a", columns.pop("title", ""), text, **columns)
    return [(case.title if place.title else text)[place.start : place.end] for place in find(case)]


def test_sentences_end_at_marks_and_not_at_titles():
    text = 'Mr. Novak left. "We will stay," he said. The U.S. said no!\n\nHe met Sen. Ada Berg'
    assert [text[start:end] for start, end in sentences(text)] == [
        "Mr. Novak left.",
        '"We will stay," he said.',
        "The U.S. said no!",
        "He met Sen. Ada Berg",
    ]


def test_quotations_are_blanked_in_place():
    assert own_words('He said “no way” and left "now".') == "He said          and left      ."


def test_stems_meet_across_endings():
    assert stems("The mayor’s inspections") == stems("A mayor inspected it") == {"mayor", "inspec"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Auditors accused Ada Novak of fraud.", ["Ada Novak"]),
        ("Auditors accused Ada Novak of fraud. Novak denied it.", []),
        ("Auditors accused Ada Novak of fraud.\n\nShe could not be reached.", []),
        ("Auditors accused Russia of fraud.", []),
        ("Halden Works is accused of bribery.\n\nAda Novak denied that she knew.", ["Halden Works"]),
        ("Ada Novak embezzled the money, and Novak stole a car.", ["Ada Novak"]),
    ],
)
def test_the_accused_are_heard_or_named(text, names):
    assert words(accused.unheard, text) == names


@pytest.mark.parametrize(
    ("publisher", "domain", "cited"),
    [
        ("The Vale Times", None, ["According to the Vale Times"]),
        (None, "valetimes.example", ["According to the Vale Times"]),
        ("The Vale Times (Online)", None, ["According to the Vale Times"]),
        ("Daily Harbour", "harbour.example", []),
        ("News", None, []),
        (None, None, []),
    ],
)
def test_an_outlet_that_cites_itself(publisher, domain, cited):
    text = "According to the Vale Times, it is safe. Ada Novak told the Vale Times that it is."
    assert words(relays.self_citations, text, publisher=publisher, domain=domain) == cited


def test_a_reason_for_a_name_kept_back_serves_what_follows():
    text = "A source said that it was safe. An aide, who asked not to be named for fear of reprisals, agreed."
    assert words(unnamed.without_reason, text, claims=[CLAIM]) == []
    assert words(unnamed.without_reason, text[:31], claims=[CLAIM]) == ["A source"]


def test_figures_are_backed_by_their_paragraph():
    bare = "Trade fell by 40%. One in five shops is empty."
    assert words(unbacked_figures.unsupported_figures, bare) == ["40%", "One in five"]
    assert words(unbacked_figures.unsupported_figures, f"{bare} The survey was made in May.") == ["40%"]
    assert words(unbacked_figures.unsupported_figures, "Trade fell by 40%, a study found.") == []


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "A-",
        "!",
        "\n",
        "1,",
        '"',
        "“",
        "NEVER ",
        "Novak ",
        "accused Ada Novak of fraud ",
        "citing the report in the Vale Times ",
        "because anonymous ",
        "I think we must ",
        "40% ",
        "are really ",
    ],
)
@pytest.mark.parametrize("name", FINDERS)
def test_hostile_texts_are_looked_through_in_time(name, piece):
    text = piece * (LONG // len(piece))
    claims = [
        CLAIM | {"source": [[at, at + 8]], "cue": [[at + 9, at + 13]], "content": [[at + 14, at + 30]]}
        for at in range(0, LONG - 100, 500)
    ]
    case = Case("a", text, text, publisher="The Vale Times", domain="valetimes.example", claims=claims)
    started = process_time()
    FINDERS[name](case)
    assert process_time() - started < 2, "twenty times what it should take on an idle machine"
