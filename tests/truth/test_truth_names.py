"""Lists of names, however they are written, are read as sets of persons."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.truth import people
from reliability.truth.names import written
from reliability.truth.people import alike
from reliability.truth.sets import read_sets, word_uses

PLAIN = ["Holm, Ada; Lind, Per", "Ada Holm, Per Lind", "Holm, Ada", "Per Lind"]


def sets(*texts: str, cut: tuple[str, ...] = ()) -> list[str]:
    """What each text is printed as, read together with the others; '' for nothing."""
    found = read_sets(texts, [1.0] * len(texts), [text in cut for text in texts], word_uses(texts))
    return [found.labels[number] if number >= 0 else "" for number in found.value]


@pytest.mark.parametrize(
    "text",
    [
        "Per Lind, Ada Holm",
        "HOLM, ADA/ LIND, PER",
        "Holm, Ada and Lind, Per",
        "Holm, A. & Lind, P.",
        "Lind; Holm",
        "Lind Holm",
        "Holm,Lind,",
        "Holm Ada, Lind Per",
        "HOLM, ADA LIND, PER",
        "Holm, AdaLind, Per",
        "HOLM, ADALIND, PER",
        "By (author) Holm, Ada By (author) Lind, Per",
        "Holm, Ada (Author) Lind, Per (Joint Author) Brandt, Ines (Foreword by)",
        "Dr. Ada Holm, Ph.D.; Per Lind, Jr. (Editor)",
        "Ada Holm (University of Port Almar, Norland), Per Lind",
        "Holm, Ada; Lindt, Per",
        "Ada H&oacute;lm, Per Lind",
        "Holm- Ada/ Lind- Per",
        "Per Lind|Ada Holm",
    ],
)
def test_forms_of_one_set_are_one_value(text):
    read = sets(*PLAIN, text)
    assert set(read[-1].split("; ")) == {"Ada Holm", "Per Lind"}
    found = read_sets([*PLAIN, text], [1.0] * 5, [False] * 5, word_uses([*PLAIN, text]))
    assert found.value[-1] == found.value[0]


def test_two_people_of_one_last_name_stay_two_and_a_bare_last_name_is_the_usual_one():
    read = sets("Ada Holm; Per Holm", "Ada Holm", "Ada Holm, Jr.", "Holm", "Holm, Per")
    assert read[0] == "Ada Holm; Per Holm"
    assert read[1] == read[2] == read[3] == "Ada Holm" and read[4] == "Per Holm"


def test_particles_hyphens_and_capitals_are_kept_in_print():
    assert (
        sets("VAN DEN BERG, INES; MCKAY-ROSE, TOM", "Ines van den Berg, Tom McKay-Rose")
        == ["Ines van den Berg; Tom McKay-Rose"] * 2
    )


def test_the_fullest_given_names_and_the_usual_last_name_are_printed():
    assert set(sets("Holm, A.", "Ada B. Holm", "Holm", "Hollm, Ada B.", "Holm, Ada B.")) == {"Ada B. Holm"}


def test_lists_that_go_on_say_so_and_a_name_cut_short_is_no_person():
    texts = ["Ada Holm, et al", "Holm, Ada/ Lind, Per/ Brandt, In", "Holm, Ada/ Lind, Per/ Varg"]
    found = read_sets(texts, [1.0] * 3, [False, False, True], word_uses(texts))
    assert found.goes_on == [True, False, True]
    assert found.labels[found.value[2]] == "Ada Holm; Per Lind"


def test_what_says_nothing_is_no_value():
    assert sets("Not Available", "unknown", "0", "; ;", "Ada Holm") == ["", "", "", "", "Ada Holm"]


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_is_read_without_error_and_printed_names_read_back_as_many(texts):
    found = read_sets(texts, [1.0] * len(texts), [False] * len(texts), word_uses(texts))
    assert len(found.value) == len(texts)
    for label, members in zip(found.labels, found.members, strict=True):
        assert 1 <= len([name for name in label.split("; ") if name.strip()]) <= len(members)


def test_a_hostile_list_is_read_in_bounded_time():
    assert len(written("(" * 50_000).pieces) == 0
    assert written("A, " * 50_000).pieces and written("et al " * 20_000).goes_on
    assert sets("a " * 5_000, "b," * 5_000, "Ab" * 5_000)


def test_a_thing_of_many_people_is_read_in_linear_time(monkeypatch):
    asked = []
    monkeypatch.setattr(people, "alike", lambda one, other: asked.append(one) or alike(one, other))

    def name(number):
        return "".join("abcdefghij"[int(digit)] for digit in f"{number * 7919:07d}").title()

    found = sets(*(f"Ada {name(number)}" for number in range(900)))
    assert len(set(found)) > 500
    assert len(asked) <= 900 * people._COMPARED


def test_names_are_printed_in_the_usual_form_though_some_write_more_or_less():
    usual = ["Holm, Ken", "HOLM, KEN", "Ken Holm", "Holm", "Holm, Kenneth"]
    found = read_sets(usual, [9.0, 3.0, 9.0, 2.0, 1.0], [False] * 5, word_uses(usual))
    assert set(found.labels) == {"Ken Holm"}
    assert set(sets("LaRue, Ivo", "LARUE, IVO", "Larue, Ivo", "Ivo LaRue")) == {"Ivo LaRue"}
    assert set(sets("Holm, Ines", "Ines Holm", "Holm, In")) == {"Ines Holm"}


def test_company_without_a_name_is_no_person_and_a_first_name_alone_is_who_bears_it():
    texts = ["Ada Holm, Per Lind", "Lind & Associates", "Ada & Per Lind", "Holm, Ada; Lind, Per"]
    assert sets(*texts) == ["Ada Holm; Per Lind", "Per Lind", "Ada Holm; Per Lind", "Ada Holm; Per Lind"]
