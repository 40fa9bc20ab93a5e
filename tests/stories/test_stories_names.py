"""Which names mean one person, body or outlet."""

from __future__ import annotations

from reliability import resources
from reliability.stories.names import OUTLET, fold_names, outlet_keys, places


def test_names_fold_into_the_fullest() -> None:
    folded = fold_names(["Brandt", "Capt. Ilse Brandt", "NHO", "Norvale Harbour Office", "Okoro"])
    assert folded["Brandt"] == "Capt. Ilse Brandt"
    assert folded["NHO"] == "Norvale Harbour Office"
    assert folded["Okoro"] == "Okoro"


def test_an_outlet_is_known_by_name_domain_and_initials() -> None:
    name = outlet_keys("The Port Ansel Times")
    assert all(name & outlet_keys(form) for form in ("portanseltimes.com", "www.patimes.co.uk", "PAT"))
    assert not name & outlet_keys("Port Ansel Herald")


def test_outlets_that_share_only_their_initials_are_two() -> None:
    found = places(
        {"Daily Marlin": "marlin", "patimes.co.uk": "times"}, ["Daily Mirage", "dmarlin.com", "DM", "PA Times"]
    )
    assert found == {
        "Daily Mirage": OUTLET + "Daily Mirage",
        "dmarlin.com": "marlin",
        "DM": "marlin",
        "PA Times": "times",
    }


def test_a_short_first_name_is_the_name_it_stands_for() -> None:
    folded = fold_names(["Bob Okoro", "Robert Okoro", "Ted Lind", "Tina Lind"])
    assert folded["Bob Okoro"] == folded["Robert Okoro"] and folded["Ted Lind"] != folded["Tina Lind"]
    assert not resources.short_names().keys() & {names[0] for names in resources.short_names().values()}
