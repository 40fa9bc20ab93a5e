"""Outlets that no list names: full forms, short forms, "the newspaper", the publisher itself."""

import pytest

from reliability.claims import gazetteer
from reliability.claims.names import Names
from reliability.claims.outlets_seen import OutletsSeen, own

KNOWN = gazetteer.load()


def seen(text: str, publisher: str | None = None) -> OutletsSeen:
    return OutletsSeen(text, "", Names(text), KNOWN, own(KNOWN, publisher, None))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Vorne Courier wrote it, and the Courier was right.", ["Vorne Courier", "Vorne Courier"]),
        ("On Monday the Daily Lantern reported it. The Lantern was wrong.", ["Daily Lantern"]),
        ("The Oldbridge Press Agency and Radio Vorne said so.", ["Oldbridge Press Agency", "Radio Vorne"]),
        ("He told Southern Lights TV and the British Lantern News.", ["Southern Lights TV", "British Lantern News"]),
        ("She told the Vorne Star.", ["Vorne Star"]),
        ("While Harbour Post Editor Ida Lund slept, Channel 9 rang.", ["Harbour Post", "Channel 9"]),
        ("The Vorne Star shone over the Press Office and the Post Office.", []),
        ("Mayor Post met Emily Post. The Post of honour went to Vorne.", []),
    ],
)
def test_the_form_of_the_name(text, names):
    assert [mention.outlet.name for mention in seen(text).mentions] == names


def test_the_publisher_is_known_by_its_full_and_short_name():
    found = seen("Ida Lund told the Courier. Marsh Notes has seen it.", publisher="Vorne Courier")
    assert [found.is_own(mention.outlet) for mention in found.mentions] == [True]
    (own_name,) = seen("Marsh Notes has seen it.", publisher="Marsh Notes").mentions
    assert own_name.outlet.name == "Marsh Notes"


def test_a_common_noun_finds_an_outlet_of_its_kind():
    text = "Reuters, the Vorne Courier and Radio Vorne called."
    found = seen(text)
    names = {noun: found.last(len(text), noun).outlet.name for noun in ("agency", "newspaper", "station")}
    assert names == {"agency": "Reuters", "newspaper": "Vorne Courier", "station": "Radio Vorne"}


def test_the_last_word_of_its_own_name_means_the_article_s_outlet():
    own = seen("Ada Lund told the Tribune.", publisher="Kestmare Tribune")
    assert [own.is_own(mention.outlet) for mention in own.mentions] == [True]
    other = seen("The Chicago Tribune reported it. Ada Lund told the Tribune.", publisher="Kestmare Tribune")
    assert [other.is_own(mention.outlet) for mention in other.mentions] == [False, False]
