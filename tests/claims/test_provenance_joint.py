"""Several who speak together are one origin, "A and B"; a body's name with "and" in it stays whole."""

import pytest


@pytest.mark.parametrize(
    ("source", "origin", "kind"),
    [
        ("Lind and Moreno", "Ida Lind and Tom Moreno", "person"),
        ("Both Lind and Moreno", "Ida Lind and Tom Moreno", "person"),
        ("Sens. Ida Lind of Vorne and Tom Moreno of Almar", "Ida Lind and Tom Moreno", "person"),
        ("Ida Lind, the treasurer, and Tom Moreno", "Ida Lind and Tom Moreno", "person"),
        ("Ida Lind, Tom Moreno and Karl Voss", "Ida Lind, Tom Moreno and Karl Voss", "person"),
        ("Two engineers, Ida Lind and Karl Voss,", "Ida Lind and Karl Voss", "person"),
        ("Ida Lind, head of the bridge centre, and other engineers", "Ida Lind and other engineers", "person"),
        ("Filmmaker and author Ida Lind", "Ida Lind", "person"),
        ("Ida Lind and co-host Tom Moreno", "Ida Lind and Tom Moreno", "person"),
        ("Karl and Ana Voss", "Karl Voss and Ana Voss", "person"),
        ("The FBI and the Justice Department", "FBI and Justice Department", "government"),
        ("Both the United States and Russia", "United States and Russia", "government"),
        ("Reuters and AFP", "Reuters and Agence France-Presse", "media_outlet"),
        ("The Vorne Courier and Radio Almar", "Vorne Courier and Radio Almar", "media_outlet"),
        ("Ida Lind, an engineer and former mayor,", "Ida Lind", "person"),
        ("The Department of Health and Human Services", "Department of Health and Human Services", "government"),
        ("Republicans and Democrats", "Republicans and Democrats", "group"),
    ],
)
def test_who_speaks_together(source, origin, kind, one):
    found = one(f"Ida Lind met Tom Moreno. [S {source}] [C said] [T the bridge was safe].")
    assert (found.origin, found.source_type, found.hops) == (origin, kind, int(kind == "media_outlet"))


def test_they_and_both_are_those_who_spoke_together(read):
    found = read("[1S Ida Lind and Tom Moreno] [1C said] [1T no]. [2S They] [2C said] [2T so]. [3S Both] [3C left].")
    assert [each.origin for each in found] == ["Ida Lind and Tom Moreno"] * 3


def test_a_joint_interview_goes_on_for_each(ways):
    text = "[1S Ida Lind and Tom Moreno] [1C told] the BBC [1T no]. [2T “Never,”] [2S Moreno] [2C said]."
    assert ways(text) == [["BBC"], ["BBC"]]


def test_a_report_with_the_publisher_is_its_own(one):
    found = one("[S The Vorne Courier and Radio Almar] [C reported] [T a leak].", publisher="Vorne Courier")
    assert (found.source_type, found.hops) == ("self", 0)
