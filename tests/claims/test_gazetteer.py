"""Names of outlets: what is found in text, and which publisher is which."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reliability.claims import gazetteer
from reliability.errors import ReliabilityError
from reliability.resources import lexicon

KNOWN = gazetteer.load()


def names(text: str) -> list[str]:
    return [mention.outlet.name for mention in KNOWN.find(text)]


def test_names_in_order_and_longest_first():
    text = "i24 told the New York Times’s desk; Der Spiegel, RTÉ and CBS This Morning followed, as did AP."
    assert names(text) == [
        "i24NEWS", "The New York Times", "Der Spiegel", "RTÉ", "CBS This Morning", "Associated Press"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("AFP", "Agence France-Presse"),
        ("dpa", "Deutsche Presse-Agentur"),
        ("El País", "El País"),
        ("BBC Persian", "BBC"),
        ("Al Jazeera English", "Al Jazeera"),
        ("CNN Brasil", "CNN"),
        ("SCMP", "South China Morning Post"),
        ("Hürriyet", "Hürriyet"),
        ("Yedioth Ahronoth", "Yedioth Ahronoth"),
        ("Asharq Al-Awsat", "Asharq Al-Awsat"),
        ("Rappler", "Rappler"),
        ("Folha de S.Paulo", "Folha de S.Paulo"),
        ("Daily Maverick", "Daily Maverick"),
        ("Premium Times", "Premium Times"),
        ("Kyiv Independent", "Kyiv Independent"),
        ("Yomiuri Shimbun", "Yomiuri Shimbun"),
        ("Prothom Alo", "Prothom Alo"),
        ("Telewizja Polska", "TVP"),
        ("RFE/RL", "Radio Free Europe/Radio Liberty"),
        ("Newsnight", "Newsnight"),
    ],
)
def test_outlets_of_the_world(shown, name):
    assert names(f"Lund told {shown} that it was late.") == [name]


@pytest.mark.parametrize(
    ("programme", "outlet"),
    [
        ("“Meet the Press”", "NBC News"),
        ("Morning Joe", "MSNBC"),
        ("Radio 4’s Today programme", "BBC"),
        ("Anne Will", "ARD"),
        ("Roda Viva", "TV Cultura"),
        ("Uvda", "Channel 12"),
        ("Porta a Porta", "RAI"),
    ],
)
def test_programmes_know_their_outlet(programme, outlet):
    assert [mention.outlet.shown for mention in KNOWN.find(f"on {programme} last week")] == [outlet]


def test_everyday_words_are_weak_and_shared_names_keep_all_meanings():
    (mention,) = KNOWN.find("He read The Post.")
    assert mention.weak
    assert {"The Washington Post", "New York Post"} <= {outlet.name for outlet in mention.outlets}
    assert names("the time of today, a post in the hill country") == []


@pytest.mark.parametrize(
    ("publisher", "domain", "name"),
    [
        ("huff-post", None, "HuffPost"),
        ("nyt", None, "The New York Times"),
        ("West Journal", None, "Western Journalism"),
        ("whatever", "www.i24news.tv", "i24NEWS"),
        (None, "edition.cnn.com", "CNN"),
        ("https://www.haaretz.com/israel-news", None, "Haaretz"),
    ],
)
def test_publishers_are_matched_generously(publisher, domain, name):
    found = KNOWN.publisher(publisher, domain)
    assert found is not None
    assert found.name == name


def test_own_outlets_extend_and_win():
    own = gazetteer.load([{"name": "Vorne Bote", "domain": "vorne.example", "aliases": ["The Bote", "i24"]}])
    assert [mention.outlet.name for mention in own.find("The Bote and i24")] == ["Vorne Bote", "Vorne Bote"]
    assert own.publisher(None, "news.vorne.example") == gazetteer.Outlet("Vorne Bote")


def test_its_length_counts_names():
    assert len(KNOWN) > 1_000
    assert len(gazetteer.load([{"name": "Vorne Bote", "aliases": ["The Bote"]}])) == len(KNOWN) + 2


@pytest.mark.parametrize("entry", [{}, {"name": " "}, {"name": "A", "aliases": [1]}, {"name": "A", "domain": 3}])
def test_a_wrong_outlet_says_what_to_do(entry):
    with pytest.raises(ReliabilityError) as caught:
        gazetteer.load([entry])
    assert caught.value.hint


def test_every_line_of_the_lists_is_well_formed():
    for listing in ("claims/outlets", "claims/platforms"):
        for line in lexicon(listing):
            name, kind, *rest = (field.strip() for field in line.split("|"))
            assert name.strip("~"), line
            assert kind in gazetteer.KINDS, line
            assert len(rest) <= 3, line
            owner = rest[2] if len(rest) == 3 else ""
            assert not owner or KNOWN.named(owner).name == owner, line


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_mentions_lie_in_the_text_and_never_overlap(text):
    last = 0
    for mention in KNOWN.find(f"CNN {text} The Post"):
        assert last <= mention.start < mention.end
        last = mention.end
