"""Who said it, through whom: marked sentences in, provenance out."""

import polars as pl
import pytest

from reliability.claims import extract


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[S i24] [C said] [T the talks had failed].", ("i24NEWS", "media_outlet", (), 1)),
        (
            "[T Rates rose], [C according to] [S the Times of Israel].",
            ("The Times of Israel", "media_outlet", (), 1),
        ),
        ("[T The talks had failed], [S i24 NEWS] [C reported].", ("i24NEWS", "media_outlet", (), 1)),
        (
            "[S Dov Cohen] [C told] i24 [T that the talks had failed].",
            ("Dov Cohen", "person", (("outlet", "i24NEWS"),), 1),
        ),
        (
            "In an interview with CNN, [S Mayor Ursula Brandt] [C said] [T the bridge was safe].",
            ("Ursula Brandt", "person", (("outlet", "CNN"),), 1),
        ),
        (
            "[T “The bridge is safe,”] [S Ursula Brandt] [C said] Sunday on NBC’s “Meet the Press.”",
            ("Ursula Brandt", "person", (("outlet", "NBC News"),), 1),
        ),
        (
            "Appearing on Fox News, [S Ursula Brandt] [C said] [T the bridge was safe].",
            ("Ursula Brandt", "person", (("outlet", "Fox News"),), 1),
        ),
        (
            "[S Ursula Brandt] [C tweeted] [T that the bridge was safe].",
            ("Ursula Brandt", "person", (("platform", "Twitter"),), 1),
        ),
        (
            "[S Ursula Brandt] [C wrote] in a Telegram post [T that the bridge was safe].",
            ("Ursula Brandt", "person", (("platform", "Telegram"),), 1),
        ),
        (
            "[T The bridge is safe], [S Ursula Brandt] [C said] on X.",
            ("Ursula Brandt", "person", (("platform", "X"),), 1),
        ),
        (
            "[S Ursula Brandt] [C said in a statement] [T that the bridge was safe].",
            ("Ursula Brandt", "person", (("document", "statement"),), 0),
        ),
        (
            "[S Ursula Brandt] [C told] reporters [T that the bridge was safe].",
            ("Ursula Brandt", "person", (), 0),
        ),
        (
            "[S Ursula Brandt] [C said] at the CNN debate [T that the bridge was safe].",
            ("Ursula Brandt", "person", (), 0),
        ),
        (
            "[S Dov Cohen] [C said] in a press release cited by i24 [T that the talks had failed].",
            ("Dov Cohen", "person", (("document", "press release"), ("outlet", "i24NEWS")), 1),
        ),
        (
            "[S Reuters] [C reported], citing two officials, [T that the talks had failed].",
            ("two officials", "anonymous", (("outlet", "Reuters"),), 1),
        ),
        (
            "[C According to] [S Reuters], [T the port authority said the pier would close].",
            ("port authority", "government", (("outlet", "Reuters"),), 1),
        ),
        (
            "[S Two aides] [C told] The Oldbridge Gazette [T that the pier would close].",
            ("Two aides", "anonymous", (("outlet", "Oldbridge Gazette"),), 1),
        ),
        (
            "[S The ministry] [C said] through a spokesman [T that the pier would close].",
            ("ministry", "government", (("person", "a spokesman"),), 1),
        ),
        (
            "[T The pier would close], [C according to] [S a survey by Vorne College].",
            ("survey by Vorne College", "document", (), 0),
        ),
    ],
)
def test_the_way_of_a_claim(marked, expected, one, brief):
    assert brief(one(marked)) == expected


@pytest.mark.parametrize(
    ("source", "origin", "kind"),
    [
        ("officials", "officials", "anonymous"),
        ("a source close to the mayor", "source close to the mayor", "anonymous"),
        ("An aide, who spoke on condition of anonymity,", None, "anonymous"),
        ("Voters", "Voters", "group"),
        ("Many", None, "group"),
        ("a small group of wealthy donors", None, "group"),
        ("the White House", "White House", "government"),
        ("Police", "Police", "government"),
        ("the FBI", "FBI", "government"),
        ("the Vorne County Board of Elections", None, "organisation"),
        ("the Brandt campaign", "Brandt campaign", "organisation"),
        ("the U.N.", "United Nations", "organisation"),
        ("a spokesman for the port, Ivo Lenk,", "Ivo Lenk", "person"),
        ("Brandt campaign manager Robin Aske", "Robin Aske", "person"),
        ("Marta Okoye, a former CNN anchor who now teaches,", "Marta Okoye", "person"),
        ("Larry King", "Larry King", "person"),
        ("Secretary of State Ida Lund", "Ida Lund", "person"),
        ("Polls", "Polls", "document"),
        ("We", None, "self"),
    ],
)
def test_who_speaks(source, origin, kind, one):
    found = one(f"[S {source}] [C said] [T the pier would close].")
    assert found.source_type == kind
    assert origin is None or found.origin == origin
    assert found.anonymous is (kind == "anonymous")
    assert not found.second_hand


def test_pronouns_and_short_names_find_the_person(read):
    found = read(
        "[1S Mayor Ursula Brandt] [1C said] [1T the bridge was safe]. Engineer Karl Voss disagreed.\n\n"
        "[2T It was built to last], [2S she] [2C said]. [3S Mr. Voss] [3C said] [3T it was not].\n\n"
        "[4S Brandt] [4C called] [4T the fear foolish]. [5S The mayor] [5C added] [5T that she crossed it daily]."
    )
    assert [each.origin for each in found] == [
        "Ursula Brandt",
        "Ursula Brandt",
        "Karl Voss",
        "Ursula Brandt",
        "Ursula Brandt",
    ]


def test_it_and_the_network_find_the_outlet(read):
    found = read(
        "[1S i24 NEWS] [1C reported] [1T that the talks had failed]. [2S It] [2C added] [2T that both had left].\n\n"
        "[3S The network] [3C said] [3T a new date was open]."
    )
    assert [each.origin for each in found] == ["i24NEWS"] * 3
    assert all(each.hops == 1 for each in found)


def test_an_interview_goes_on_until_another_event(read):
    found = read(
        "In an interview with CNN on Sunday, [1S Ursula Brandt] [1C said] [1T the bridge was safe].\n\n"
        "[2T “I cross it daily,”] [2S Brandt] [2C said]. [3S She] [3C added] [3T that the toll would stay].\n\n"
        "At a rally on Monday, [4S Brandt] [4C said] [4T the toll would go].\n\n[5S She] [5C said] [5T it was fair]."
    )
    assert [each.via for each in found] == [(("outlet", "CNN"),)] * 3 + [(), ()]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "In an interview with Sunrise Today Vorne, [S Ursula Brandt] [C said] [T the bridge was safe].",
            ("Ursula Brandt", "person", (("outlet", "Sunrise Today Vorne"),), 1),
        ),
        (
            "[S Ursula Brandt] [C told] her radio audience [T that the bridge was safe].",
            ("Ursula Brandt", "person", (("outlet", "her radio audience"),), 1),
        ),
        (
            "The bridge hums.\n\nIn CNN’s long profile, friends sang. [T “It is safe,”] [C said] [S Ursula Brandt].",
            ("Ursula Brandt", "person", (("outlet", "CNN"),), 1),
        ),
        (
            "[S A study] published in the Vorne Medical Journal [C found] [T that bridges hum].",
            ("study", "document", (), 0),
        ),
        ("[S CNN] filed a motion, [C saying] [T the bridge file must open].", ("CNN", "organisation", (), 0)),
        (
            "[S The Vorne Gazette] [C reported], citing the Oldbridge Courier, [T that the bridge hummed].",
            ("Oldbridge Courier", "media_outlet", (("outlet", "Vorne Gazette"),), 2),
        ),
        (
            "A post on Facebook says otherwise. [S The lying ministry] [C claims] [T the bridge is safe].",
            ("ministry", "government", (), 0),
        ),
    ],
)
def test_unlisted_shows_framed_quotations_and_outlets_in_other_parts(marked, expected, one, brief):
    assert brief(one(marked)) == expected


def test_a_programme_named_after_its_host_goes_on(read):
    found = read(
        "On The Emma Lund Morning Show, [1S Ursula Brandt] [1C said] [1T the bridge was safe].\n\n"
        "[2T “I cross it daily,”] [2S Brandt] [2C told] Lund."
    )
    assert [each.via for each in found] == [(("outlet", "Emma Lund Morning Show"),)] * 2


def test_a_document_stays_itself_and_on_its_platform(read):
    found = read(
        "[1S Ursula Brandt] [1C spoke]. [1T It hums].\n\n[2S A letter from the port office] [2C says] [2T it hums]. "
        "[3S The letter] [3C adds] [3T it]. [4S A post on Facebook] [4C says] [4T no]. [5S The post] [5C adds] [5T it]."
    )
    assert [each.origin for each in found[1:]] == ["letter from the port office"] * 2 + ["post on Facebook"] * 2
    assert [each.hops for each in found[1:]] == [0, 0, 1, 1]


def test_a_platform_in_the_source_of_another_claim_is_not_ours(read):
    found = read(
        "[1S The coastguard] [1C says] [1T the ferry sank], but [2S a post on Facebook] [2C says] [2T it was rammed]."
    )
    assert found[0].via == ()
    assert found[1].via == (("platform", "Facebook"),)


def test_short_forms_follow_the_full_form(read):
    found = read(
        "[1S The New York Post] [1C reported] [1T a leak].\n\n[2T The leak was old], [2S The Post] [2C reported]."
    )
    assert [each.origin for each in found] == ["New York Post"] * 2


@pytest.mark.parametrize(
    ("publisher", "domain", "outlet"),
    [
        ("politico", None, "POLITICO"),
        ("nyt", None, "The New York Times"),
        ("wash-post", None, "The Post"),
        ("usa-today", None, "USA TODAY"),
        ("huff-post", None, "The Huffington Post"),
        ("west-journal", None, "Western Journalism"),
        (None, "edition.cnn.com", "CNN"),
        ("Oldbridge Gazette", None, "the Oldbridge Gazette"),
        (None, "abc.net.au", "the ABC"),
        (None, "msnbc.com", "Morning Joe"),
    ],
)
def test_the_publisher_itself_is_no_hop(publisher, domain, outlet, one, brief):
    marked = f"[S Ursula Brandt] [C told] {outlet} [T that the bridge was safe]."
    assert brief(one(marked, publisher=publisher, domain=domain)) == ("Ursula Brandt", "person", (), 0)
    assert one(f"[S {outlet}] [C reported] [T a leak].", publisher=publisher, domain=domain).source_type == "self"
    assert one(marked, publisher="breitbart").hops == 1


@pytest.mark.parametrize("name", ["Malcolm X", "Mr X", "Factor X", "Generation X"])
def test_x_is_not_always_a_platform(name, one):
    assert one(f"[S Ursula Brandt] [C said] of {name} [T that nobody knew]. It was on X Street.").via == ()


@pytest.mark.parametrize(
    ("cue", "hedged"),
    [("allegedly", True), ("denied", True), ("claimed without evidence", True), ("said", False), ("told", False)],
)
def test_doubt_in_the_cue(cue, hedged, one):
    assert one(f"[S Ursula Brandt] [C {cue}] [T the bridge was safe].").hedged is hedged
    assert one("[S Ursula Brandt] [C said] [T the bridge had reportedly cracked].").hedged


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Secretary Ann Lee told the BBC that taxes would rise. The next day, Lee said that they would fall.",
        "“We failed,” Ann Lee said on X. At a rally on Monday, Lee said that the war was over.",
    ],
)
def test_another_day_or_place_ends_what_was_told_before(text):
    found = extract(pl.DataFrame({"article_id": ["one"], "text": [text]}))
    assert found["second_hand"].to_list() == [True, False]
